package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.StrictYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/dataset-format.md shows is what the reader takes. */
class ManualSamplesTest {
    private static final Path MANUAL = Path.of("..", "docs", "dataset-format.md");

    @Test
    void everySampleLineIsTaken() throws IOException {
        List<String> samples = samples("json");
        assertThat(samples).hasSameSizeAs(DatasetFile.values());
        for (DatasetFile file : DatasetFile.values()) {
            assertThat(file.decode(StrictJson.parse(samples.get(file.ordinal()))))
                    .isNotNull();
        }
    }

    @Test
    void theSampleDeclarationIsTaken() throws IOException {
        byte[] yaml = samples("yaml").getFirst().getBytes(StandardCharsets.UTF_8);
        assertThat(DatasetCodec.decode(StrictYaml.parse(yaml)).meanings()).hasSize(2);
    }

    private static List<String> samples(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(MANUAL))
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }
}
