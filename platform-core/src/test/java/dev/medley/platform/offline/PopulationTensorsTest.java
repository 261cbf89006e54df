package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.example.GeneratedPopulation;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Splits;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PopulationTensorsTest {
    private final long seed = Long.getLong("medley.seed", System.nanoTime());

    @Test
    void aPopulationIsReadAsItWasWritten() throws IOException {
        for (boolean dated : List.of(true, false)) {
            Population population = Splits.random(GeneratedPopulation.of(40, dated, seed), 0.2, 1);
            Population read = PopulationTensors.read(PopulationTensors.of(population));
            assertThat(read.items()).isEqualTo(population.items());
            assertThat(read.people()).hasSameSizeAs(population.people());
            for (int user = 0; user < read.people().size(); user++) {
                Person person = read.people().get(user);
                assertThat(person.id()).isEqualTo(population.people().get(user).id());
                assertThat(person.profile())
                        .isEqualTo(population.people().get(user).profile());
                assertThat(person.history())
                        .as("seed %s", seed)
                        .isEqualTo(population.people().get(user).history());
                assertThat(person.heldOut()).isEmpty();
            }
        }
    }

    @Test
    void oddTextsOldTimesEmptyHistoriesAndItemsThatAreNotListedComeThrough() throws IOException {
        Item item = Item.of(ItemId.of("video", "a\u2028ü😀"), "line\nline\r\u0085 \"x\"");
        UserId user = new UserId("u ü");
        Interaction early = new Interaction(
                user, item.id(), InteractionType.WATCH, Optional.of(Instant.ofEpochMilli(-5)), 3, -0.25f, Map.of());
        Interaction gone =
                Interaction.of(user, ItemId.of("video", "gone"), InteractionType.CLICK, Instant.ofEpochMilli(7));
        Population population = Population.of(
                List.of(),
                List.of(),
                List.of(
                        new Person(new UserId("nothing"), UserProfile.unknown(), List.of(), List.of()),
                        new Person(user, UserProfile.of(7, "DE"), List.of(early, gone, gone), List.of())),
                List.of(item),
                List.of());
        Population read = PopulationTensors.read(PopulationTensors.of(population));
        assertThat(read.items()).containsExactly(item);
        assertThat(read.people()).isEqualTo(population.people());
        Population empty = Population.of(List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(PopulationTensors.read(PopulationTensors.of(empty)).people()).isEmpty();
    }

    @Test
    void whatIsNoPopulationIsRefused() {
        Tensors whole = PopulationTensors.of(GeneratedPopulation.of(5, true, seed));
        for (String name : whole.names()) {
            Tensors.Builder rest = Tensors.builder();
            whole.metadata().forEach(rest::metadata);
            whole.all().forEach((other, tensor) -> {
                if (!other.equals(name)) {
                    rest.add(other, tensor);
                }
            });
            assertThatIOException()
                    .isThrownBy(() -> PopulationTensors.read(rest.build()))
                    .withMessageContaining(name);
        }
        for (String name : List.of("items", "users")) {
            Tensors.Builder damaged = Tensors.builder();
            whole.metadata().forEach(damaged::metadata);
            whole.all().forEach((other, tensor) -> {
                if (!other.equals(name)) {
                    damaged.add(other, tensor);
                }
            });
            byte[] text = "{\"user\":\n".getBytes(StandardCharsets.UTF_8);
            damaged.uint8(name, text, text.length);
            assertThatIOException()
                    .isThrownBy(() -> PopulationTensors.read(damaged.build()))
                    .withMessageStartingWith("not a population: ");
        }
        Tensors.Builder untyped = Tensors.builder().metadata("types", "rate");
        whole.all().forEach(untyped::add);
        assertThatIOException().isThrownBy(() -> PopulationTensors.read(untyped.build()));
    }
}
