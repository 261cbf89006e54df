package dev.medley.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutOptionsTest {
    @TempDir
    private Path folder;

    private static RolloutOptions parse(String... words) {
        return RolloutOptions.parse(List.of(words));
    }

    @Test
    void takesThePlatformOfThisMachineUnlessTold() {
        RolloutOptions usual = parse();

        assertThat(usual.target()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(usual.seconds()).isEqualTo(60);
        assertThat(usual.rate()).isEqualTo(250);
        assertThat(usual.candidates()).isEqualTo(100);
        assertThat(usual.model()).isEmpty();
    }

    @Test
    void takesOptionsAnywhere() {
        RolloutOptions told = parse(
                "--rate", "300", "--candidates", "0", "http://localhost:9090", "--model", folder.toString(), "20");

        assertThat(told.target()).isEqualTo(URI.create("http://localhost:9090"));
        assertThat(told.seconds()).isEqualTo(20);
        assertThat(told.rate()).isEqualTo(300);
        assertThat(told.candidates()).isZero();
        assertThat(told.model()).contains(folder);
    }

    @Test
    void namesWhatIsNotAllowed() {
        assertThatThrownBy(() -> parse("https://somewhere")).hasMessageContaining("'https://somewhere'");
        assertThatThrownBy(() -> parse("http://localhost:1", "x")).hasMessageContaining("seconds: 'x'");
        assertThatThrownBy(() -> parse("http://localhost:1", "5")).hasMessageContaining("a number from 10.0");
        assertThatThrownBy(() -> parse("--rate", "0")).hasMessageContaining("--rate: '0'");
        assertThatThrownBy(() -> parse("--candidates", "2001")).hasMessageContaining("--candidates: '2001'");
        assertThatThrownBy(() -> parse("--rate")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> parse("--much")).hasMessageContaining("--much");
        assertThatThrownBy(() -> parse("--model", folder.resolve("none").toString()))
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> parse("http://localhost:1", "10", "20")).hasMessageContaining("at most");
    }
}
