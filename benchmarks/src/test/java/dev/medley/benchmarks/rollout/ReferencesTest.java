package dev.medley.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.benchmarks.rollout.References.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final List<String> REVISIONS = List.of("m-a", "m-b");

    private final References references = new References();

    private Verdict judge(String named, int question, float... tasks) {
        return references.judge(named, REVISIONS, question, "video/v1", tasks);
    }

    @Test
    void tellsWhoHasScored() {
        references.put("m-a", 0, "video/v1", new float[] {0.1f, 0.2f});
        references.put("m-b", 0, "video/v1", new float[] {0.1f, 0.3f});

        assertThat(judge("m-a", 0, 0.1f, 0.2f)).isEqualTo(Verdict.OWN);
        assertThat(judge("m-b", 0, 0.1f, 0.2f)).isEqualTo(Verdict.OTHER);
        assertThat(judge("m-a", 0, 0.1f, 0.4f)).isEqualTo(Verdict.NOBODY);
        assertThat(judge("m-a", 1, 0.1f, 0.2f)).isEqualTo(Verdict.NOBODY);
        assertThat(judge("m-a,m-b", 0, 0.1f, 0.2f)).isEqualTo(Verdict.OTHER);
    }

    @Test
    void saysWhenScoresTellNothing() {
        references.put("m-a", 0, "video/v1", new float[] {0.1f});
        references.put("m-b", 0, "video/v1", new float[] {0.1f});

        assertThat(judge("m-b", 0, 0.1f)).isEqualTo(Verdict.EITHER);
    }
}
