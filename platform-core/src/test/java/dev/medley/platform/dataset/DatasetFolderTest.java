package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFolderTest {
    @TempDir
    Path folder;

    @Test
    void readsTheSampleOfTheManual() throws IOException {
        yaml("""
                name: movielens-1m
                title: MovieLens 1M ratings as short video
                scenarios: [video]
                meanings:
                  - {surface: video, type: rate, task: click}            # any value is a yes
                  - {surface: video, type: rate, task: like, at-least: 4}  # value >= 4 is a yes, less is a no
                """);
        Files.writeString(folder.resolve("judgments.jsonl"), "");
        Files.writeString(folder.resolve("items.jsonl"), "");
        DatasetFolder opened = DatasetFolder.open(folder);
        assertThat(opened.files()).containsExactly(DatasetFile.ITEMS, DatasetFile.JUDGMENTS);
        assertThat(opened.declaration())
                .isEqualTo(new DatasetDeclaration(
                        "movielens-1m",
                        "MovieLens 1M ratings as short video",
                        List.of(
                                new Meaning(video(), InteractionType.RATE, Tasks.CLICK, Float.NEGATIVE_INFINITY),
                                new Meaning(video(), InteractionType.RATE, Tasks.LIKE, 4))));
    }

    @Test
    void refusesABadDeclarationWithEveryProblem() throws IOException {
        yaml("""
                name: Movie Lens
                titel: x
                scenarios: [Video]
                meanings:
                  - {surface: video, type: rate, task: click, at-least: many}
                  - {surface: video, typ: rate, task: like}
                  - rate
                """);
        InvalidInputException refusal =
                catchThrowableOfType(InvalidInputException.class, () -> DatasetFolder.open(folder));
        assertThat(refusal.problems())
                .extracting(Problem::field)
                .containsExactlyInAnyOrder(
                        "name",
                        "titel",
                        "scenarios[0]",
                        "meanings[0].at-least",
                        "meanings[1].type",
                        "meanings[1].typ",
                        "meanings[2]");
    }

    @Test
    void isNoDatasetWithoutADeclaration() {
        assertThatThrownBy(() -> DatasetFolder.open(folder)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void readsWhatTheWriterWrote() throws IOException {
        DatasetDeclaration declaration = new DatasetDeclaration(
                "set", "a \"title\" with \\", List.of(new Meaning(video(), Meaning.JUDGMENT, Tasks.LIKE, 0.1f)));
        Item item = Item.of(ItemId.of("video", "1"), "One");
        try (DatasetWriter writer = new DatasetWriter(folder, declaration, List.of(new ScenarioId("video")))) {
            writer.write(item);
            assertThatThrownBy(() -> writer.write(Item.of(ItemId.of("video", "2"), "t".repeat(1001))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("title");
            assertThat(writer.counts()).containsExactly(Map.entry(DatasetFile.ITEMS, 1L));
        }
        DatasetFolder opened = DatasetFolder.open(folder);
        assertThat(opened.declaration()).isEqualTo(declaration);
        try (DatasetLines lines = opened.read(DatasetFile.ITEMS)) {
            assertThat(lines.next())
                    .hasValueSatisfying(line ->
                            assertThat(((DatasetLine.Accepted) line).record()).isEqualTo(new ItemWritten(item)));
            assertThat(lines.next()).isEmpty();
        }
    }

    private static SurfaceId video() {
        return new SurfaceId("video");
    }

    private void yaml(String text) throws IOException {
        Files.writeString(folder.resolve(DatasetFolder.DECLARATION_FILE), text);
    }
}
