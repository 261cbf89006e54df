package dev.medley.platform.train.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Population whole = GeneratedPopulation.of(200, true, seed);

    @Test
    void aShareOfThePairsIsKeptByChance() {
        Population split = Splits.random(whole, 0.2, 7);
        assertPartition(split);
        assertThat((double) pairs(split, true) / pairs(whole, false))
                .as("seed %s", seed)
                .isCloseTo(0.2, within(0.03));
        Set<String> held = new HashSet<>();
        Set<String> rest = new HashSet<>();
        for (Verdict verdict : split.judgments()) {
            (verdict.isHeldOut() ? held : rest).add(verdict.judgment().query());
        }
        assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(rest);
        assertThat(Splits.isHeldOutLast(split)).isFalse();
    }

    @Test
    void theSameSeedKeepsTheSame() {
        assertThat(Splits.random(whole, 0.2, 7).people())
                .isEqualTo(Splits.random(whole, 0.2, 7).people());
        assertThat(Splits.random(whole, 0.2, 8).people())
                .isNotEqualTo(Splits.random(whole, 0.2, 7).people());
        assertThat(Splits.byOrder(whole, 0.2, 7).people())
                .isEqualTo(Splits.byOrder(whole, 0.2, 7).people());
    }

    @Test
    void byOrderTheNewestPairsAreKept() {
        Population split = Splits.byOrder(whole, 0.2, 7);
        assertPartition(split);
        assertThat((double) pairs(split, true) / pairs(whole, false))
                .as("seed %s", seed)
                .isCloseTo(0.2, within(0.03));
        for (Person person : split.people()) {
            assertThat(person.history()).isNotEmpty();
            if (!person.heldOut().isEmpty()) {
                assertThat(person.heldOut().getFirst())
                        .isGreaterThan(person.history().getLast());
            }
        }
        assertThat(Splits.isHeldOutLast(split)).isTrue();
    }

    @Test
    void whoDidNothingOrOneThingKeepsIt() {
        Interaction only = interaction("b", "1", 1);
        Population few = Population.of(
                GeneratedPopulation.MEANINGS, List.of(), List.of(person("a"), person("b", only)), List.of(), List.of());
        Population split = Splits.byOrder(few, 0.9, 1);
        assertThat(split.people().getFirst().heldOut()).isEmpty();
        assertThat(split.people().getLast().history()).containsExactly(only);
        assertThat(split.people().getLast().heldOut()).isEmpty();
    }

    @Test
    void datedInteractionsAreOrderedAndThoseSortedByItemAreNot() {
        assertThat(Splits.isOrdered(whole)).isTrue();
        assertThat(Splits.isOrdered(GeneratedPopulation.of(50, false, seed))).isTrue();
        List<Person> sorted = new ArrayList<>();
        for (Person person : GeneratedPopulation.of(50, false, seed).people()) {
            List<Interaction> history = new ArrayList<>(person.history());
            history.sort(Comparator.comparing(interaction -> interaction.item().key()));
            sorted.add(new Person(person.id(), person.profile(), history, List.of()));
        }
        assertThat(Splits.isOrdered(whole.with(sorted, List.of()))).isFalse();
        // Numbers of different length are sorted as numbers.
        List<Interaction> numbers = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            numbers.add(interaction("n", "" + i, i));
        }
        assertThat(Splits.isOrdered(whole.with(List.of(person("n", numbers.toArray(Interaction[]::new))), List.of())))
                .isFalse();
        // Order 0 means that nobody knows, however the keys follow one another.
        List<Interaction> unknown = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            unknown.add(interaction("n", "" + i * 37 % 120, 0));
        }
        assertThat(Splits.isOrdered(whole.with(List.of(person("n", unknown.toArray(Interaction[]::new))), List.of())))
                .isFalse();
        assertThat(Splits.isOrdered(whole.with(List.of(), List.of()))).isFalse();
    }

    @Test
    void onlySomeDomainsAreKept() {
        Population split = Splits.random(whole, 0.2, 7);
        Population young = PopulationFilter.only(split, List.of("video-young"));
        int kept = 0;
        for (int user = 0; user < young.people().size(); user++) {
            Person person = young.people().get(user);
            Person before = split.people().get(user);
            boolean isYoung = person.profile().age().orElse(99) < 30;
            assertThat(person.history()).isEqualTo(isYoung ? ofVideo(before.history()) : List.of());
            assertThat(person.heldOut()).isEqualTo(isYoung ? ofVideo(before.heldOut()) : List.of());
            kept += person.heldOut().size();
        }
        assertThat(kept).isPositive();
        assertThat(young.items())
                .extracting(item -> item.id().surface())
                .hasSize(GeneratedPopulation.ITEMS)
                .containsOnly(GeneratedPopulation.VIDEO);
        assertThat(young.judgments()).isEmpty();
        assertThat(definitionOf(young).domains()).extracting(Domain::name).containsExactly("video-young");
        assertThat(definitionOf(split).domains())
                .extracting(Domain::name)
                .containsExactlyInAnyOrder("video-young", "video-rest", "shop", "search");
        Population rest = PopulationFilter.only(split, List.of("video-rest"));
        for (int user = 0; user < rest.people().size(); user++) {
            boolean isYoung = split.people().get(user).profile().age().orElse(99) < 30;
            List<Interaction> before = ofVideo(split.people().get(user).history());
            assertThat(rest.people().get(user).history()).isEqualTo(isYoung ? List.of() : before);
        }
    }

    @Test
    void itemsOfOtherCategoriesAreNotDrawnAsNoes() {
        SurfaceId shop = GeneratedPopulation.SHOP;
        List<Domain> domains = List.of(
                new Domain("zero", shop, 0, Domain.ANY_AGE, Optional.of("c0")),
                new Domain("others", shop, 0, Domain.ANY_AGE, Optional.of("c1")));
        Population shops = Population.of(whole.meanings(), domains, whole.people(), whole.items(), whole.judgments());
        for (Domain domain : domains) {
            Population only = PopulationFilter.only(shops, List.of(domain.name()));
            boolean zero = domain.name().equals("zero");
            assertThat(only.items())
                    .as("the last takes what no other takes")
                    .hasSize(zero ? 10 : 30)
                    .allMatch(item -> item.category().equals(Optional.of("c0")) == zero);
            assertThat(definitionOf(only).domains()).containsExactly(domain);
            Examples rows = maker(only).learn();
            assertThat(rows.items()).hasSize(only.items().size());
            assertThat(rows.domain()).containsOnly(0);
            assertThat(rows.count()).isPositive();
        }
        Population both = PopulationFilter.only(shops, List.of("others", "zero"));
        assertThat(both.items()).hasSize(GeneratedPopulation.ITEMS);
        assertThat(both.domains()).isEqualTo(domains);
    }

    private static InputDefinition definitionOf(Population population) {
        return maker(population).definition();
    }

    private static ExampleMaker maker(Population population) {
        ExampleSettings settings =
                new ExampleSettings(1, 2, Set.of(), false, false, 0, false, ExampleSettings.MAX_ROWS);
        return new ExampleMaker(population, settings, FactorLearning.NONE);
    }

    @Test
    void aShareOfADomainIsKeptWhateverTheSplitsSeed() {
        for (double share : new double[] {0.1, 0.5}) {
            // The seed of both is the same where none is given.
            Population split = Splits.random(whole, 0.2, 1);
            Population some = PopulationFilter.sample(split, Map.of("video-rest", share), 1);
            double before = 0;
            double after = 0;
            for (int user = 0; user < some.people().size(); user++) {
                Person person = some.people().get(user);
                Person old = split.people().get(user);
                assertThat(person.heldOut()).isEqualTo(old.heldOut());
                // Of no known age belongs to the last.
                if (person.profile().age().orElse(99) >= 30) {
                    before += ofVideo(old.history()).size();
                    after += ofVideo(person.history()).size();
                } else {
                    assertThat(person.history()).isEqualTo(old.history());
                }
            }
            assertThat(after / before).as("seed %s", seed).isCloseTo(share, within(0.06));
        }
    }

    private static List<Interaction> ofVideo(List<Interaction> interactions) {
        return interactions.stream()
                .filter(interaction -> interaction.item().surface().equals(GeneratedPopulation.VIDEO))
                .toList();
    }

    /** Every interaction is in one of the two parts, and no item of a user's is in both. */
    private void assertPartition(Population split) {
        for (int user = 0; user < split.people().size(); user++) {
            Person person = split.people().get(user);
            List<Interaction> all = new ArrayList<>(person.history());
            all.addAll(person.heldOut());
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            whole.people().get(user).history());
            assertThat(person.history()).isSorted();
            assertThat(person.heldOut()).isSorted();
            Set<ItemId> learnt = items(person.history());
            learnt.retainAll(items(person.heldOut()));
            assertThat(learnt).isEmpty();
        }
    }

    private static long pairs(Population population, boolean heldOut) {
        long pairs = 0;
        for (Person person : population.people()) {
            pairs += items(heldOut ? person.heldOut() : person.history()).size();
        }
        return pairs;
    }

    private static Set<ItemId> items(List<Interaction> interactions) {
        Set<ItemId> items = new LinkedHashSet<>();
        interactions.forEach(interaction -> items.add(interaction.item()));
        return items;
    }

    private static Person person(String id, Interaction... history) {
        return new Person(new UserId(id), dev.medley.spi.entity.UserProfile.unknown(), List.of(history), List.of());
    }

    private static Interaction interaction(String user, String item, long order) {
        return new Interaction(
                new UserId(user), ItemId.of("video", item), InteractionType.RATE, Optional.empty(), order, 1, Map.of());
    }
}
