package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medley.spi.id.ItemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsFileTest {
    @TempDir
    Path folder;

    @Test
    void columnsComeInAnyOrderAmongOthers() throws Exception {
        PairsFile pairs = read("rating\titem\tuser\tquery\tsurface\n5\t17\tu1\t\tvideo\n\tx y\t\tblue lamp\tsearch\n");
        assertThat(pairs.count()).isEqualTo(2);
        assertThat(pairs.users()).containsExactly("u1", "");
        assertThat(pairs.items()).containsExactly(ItemId.of("video", "17"), ItemId.of("search", "x y"));
        assertThat(pairs.queries()).containsExactly("", "blue lamp");
        assertThat(read("user\tsurface\titem\n").count()).isZero();
    }

    @Test
    void whatIsWrittenHasOneColumnATask() throws Exception {
        PairsFile pairs = read("user\tsurface\titem\nu1\tvideo\t1\nu2\tvideo\t2\n");
        Path out = folder.resolve("out.tsv");
        pairs.write(out, List.of("click", "like"), new float[][] {{0.5f, 1e-9f}, {0.25f, 1}});
        assertThat(Files.readString(out))
                .isEqualTo("user\tsurface\titem\tclick\tlike\nu1\tvideo\t1\t0.5\t0.25\nu2\tvideo\t2\t1.0E-9\t1.0\n");
        PairsFile typed = read("user\tsurface\titem\tquery\nu1\tvideo\t1\tlamp\n");
        typed.write(out, List.of("click"), new float[][] {{0.5f}});
        assertThat(Files.readString(out)).isEqualTo("user\tsurface\titem\tquery\tclick\nu1\tvideo\t1\tlamp\t0.5\n");
        assertThat(PairsFile.read(out).queries()).containsExactly("lamp");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("out.tsv", "pairs.tsv");
        }
    }

    @Test
    void refusalsNameTheLine() {
        refuses("", "line 1: no column 'user' in 'null'");
        refuses("user\titem\nu1\t1\n", "line 1: no column 'surface' in 'user\titem'");
        refuses("user,surface,item\n", "line 1: no column 'user'");
        refuses("user\tsurface\titem\nu1\tvideo\t1\nu1\tvideo\n", "line 3: 2 cells, the header has 3");
        refuses("user\tsurface\titem\nu1\tvideo\t1\n\n", "line 3: 1 cells, the header has 3");
        refuses("user\tsurface\titem\nu1\tVideo\t1\n", "line 2: surface 'Video' is not allowed");
        refuses("user\tsurface\titem\nu1\tvideo\t\n", "line 2: item");
        refuses("user\tsurface\titem\n" + "u".repeat(257) + "\tvideo\t1\n", "line 2: user");
    }

    private void refuses(String text, String saying) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining("pairs.tsv " + saying);
    }

    private PairsFile read(String text) throws IOException, UsageException {
        Path file = folder.resolve("pairs.tsv");
        Files.writeString(file, text);
        return PairsFile.read(file);
    }
}
