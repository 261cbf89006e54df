package dev.medley.platform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsTheDefaults() throws Exception {
        CommandLine line = CommandLine.parse(List.of(), List.of(folder));
        assertThat(line.port()).isEqualTo(8080);
        assertThat(line.home()).isAbsolute().hasFileName(".medley");
        assertThat(line.isEmpty()).isFalse();
        assertThat(line.kafka()).isEmpty();
        assertThat(line.plugins()).containsExactly(folder);
    }

    @Test
    void bothFormsOfAnOptionAreRead() throws Exception {
        CommandLine line = CommandLine.parse(
                List.of(
                        "--port=0",
                        "--home",
                        folder.toString(),
                        "--empty",
                        "--kafka",
                        "one:9092,two:9092",
                        "--plugins",
                        folder.toString(),
                        "--plugins=" + folder),
                List.of());
        assertThat(line.port()).isZero();
        assertThat(line.home()).isEqualTo(folder);
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.kafka()).contains("one:9092,two:9092");
        assertThat(line.plugins()).containsExactly(folder, folder);
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, valid: --port PORT",
        "--empty=yes, valid: --port PORT",
        "up, valid: --port PORT",
        "--port, needs a value",
        "--port=65536, from 0 to 65535",
        "--port=-1, from 0 to 65535",
        "--port=http, from 0 to 65535",
        "--kafka=localhost, HOST:PORT",
        "--plugins=/there/is/none, is not a folder"
    })
    void aMistakeIsToldInOneSentence(String word, String message) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(word), List.of()))
                .isInstanceOf(CommandLine.InvalidException.class)
                .hasMessageContaining(message);
    }
}
