package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.execute.PipelineSettings;
import org.junit.jupiter.api.Test;

class LoadLimitTest {
    @Test
    void scoresFewerRowsTheMoreIsGoingOnAndRefusesWhatIsTooMuch() {
        LoadLimit load = new LoadLimit(PipelineSettings.defaults().withLoad(400, 8));
        for (int running = 1; running <= 8; running++) {
            assertThat(load.enter()).isTrue();
            assertThat(load.trimRows())
                    .as(running + " running")
                    .isEqualTo(running <= 4 ? 400 : running <= 6 ? 200 : 100);
        }
        assertThat(load.enter()).isFalse();
        load.leave();
        assertThat(load.enter()).isTrue();
    }
}
