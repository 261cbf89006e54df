package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void readsFormsAndDomains() throws IOException {
        yaml("""
                name: views
                meanings:
                  - {surface: video, type: watch, task: watched, form: duration-quantile}
                  - {surface: video, type: judgment, task: like, at-least: 0.5, form: grade}
                  - {surface: video, type: rate, task: click, form: threshold}
                domains:
                  - {name: young, surface: video, age-below: 25}
                  - {name: drama, surface: video, age-from: 25, category: Drama}
                  - {name: rest, surface: video}
                """);
        DatasetDeclaration declaration = DatasetFolder.open(folder).declaration();
        assertThat(declaration.meanings())
                .containsExactly(
                        new Meaning(
                                video(),
                                InteractionType.WATCH,
                                new TaskId("watched"),
                                Float.NEGATIVE_INFINITY,
                                Form.DURATION_QUANTILE),
                        new Meaning(video(), Meaning.JUDGMENT, Tasks.LIKE, 0.5f, Form.GRADE),
                        new Meaning(video(), InteractionType.RATE, Tasks.CLICK, Float.NEGATIVE_INFINITY));
        assertThat(declaration.domains())
                .containsExactly(
                        new Domain("young", video(), 0, 25, Optional.empty()),
                        new Domain("drama", video(), 25, Domain.ANY_AGE, Optional.of("Drama")),
                        new Domain("rest", video(), 0, Domain.ANY_AGE, Optional.empty()));
    }

    @Test
    void refusesFormsAndDomainsThatThereAreNot() throws IOException {
        yaml("""
                name: views
                meanings:
                  - {surface: video, type: watch, task: watched, form: quantile}
                domains:
                  - {name: Young, surface: video, age-below: 25}
                  - {surface: video, age-from: 151}
                  - {name: old, surface: video, age-form: 60}
                """);
        InvalidInputException refusal =
                catchThrowableOfType(InvalidInputException.class, () -> DatasetFolder.open(folder));
        assertThat(refusal.problems())
                .extracting(Problem::field)
                .containsExactlyInAnyOrder(
                        "meanings[0].form",
                        "domains[0].name",
                        "domains[1].name",
                        "domains[1].age-from",
                        "domains[2].age-form");
        assertThat(refusal.problems())
                .filteredOn(problem -> problem.field().equals("meanings[0].form"))
                .first()
                .asString()
                .contains("threshold", "grade", "duration-quantile");
    }

    @Test
    void readsFormsDomainsAndValidationThatTheWriterWrote() throws IOException {
        DatasetDeclaration declaration = new DatasetDeclaration(
                "set",
                "",
                List.of(new Meaning(video(), InteractionType.WATCH, Tasks.LIKE, 0.25f, Form.DURATION_QUANTILE)),
                List.of(
                        new Domain("no", video(), 18, 60, Optional.of("Say \"no\"")),
                        new Domain("rest", video(), 0, Domain.ANY_AGE, Optional.empty())));
        Interaction kept =
                Interaction.of(new UserId("u"), ItemId.of("video", "1"), InteractionType.LIKE, Instant.EPOCH);
        try (DatasetWriter writer = new DatasetWriter(folder, declaration, List.of())) {
            writer.writeForValidation(kept);
            assertThat(writer.counts()).as("of what is learnt from").isEmpty();
        }
        DatasetFolder opened = DatasetFolder.open(folder);
        assertThat(opened.declaration()).isEqualTo(declaration);
        assertThat(opened.files()).isEmpty();
        assertThat(opened.readValidation(DatasetFile.ITEMS)).isEmpty();
        try (DatasetLines lines =
                opened.readValidation(DatasetFile.INTERACTIONS).orElseThrow()) {
            assertThat(((DatasetLine.Accepted) lines.next().orElseThrow()).record())
                    .isEqualTo(new InteractionWritten(kept));
            assertThat(lines.next()).isEmpty();
        }
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
