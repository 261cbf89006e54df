package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.train.example.GeneratedPopulation;
import dev.medley.platform.train.example.Mix;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Splits;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingJudgeTest {
    private static final int EVERYBODY = 1_000;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Population population = Splits.random(GeneratedPopulation.of(80, true, seed), 0.2, 1);
    private final Domain shop = Domain.of(GeneratedPopulation.SHOP);

    @Test
    void whoKnowsWhatWasHeldOutHasOneAndWhoAvoidsItNothing() {
        RankingJudge judge = new RankingJudge(population, shop, 0, EVERYBODY, 1);
        assertThat(judge.queries()).isGreaterThan(40);
        assertThat(judge.ndcg((_, person, candidates) -> known(person, candidates, 1), 2))
                .isCloseTo(1, within(1e-12));
        assertThat(judge.ndcg((_, person, candidates) -> known(person, candidates, -1), 2))
                .isZero();
    }

    @Test
    void figuresAreThoseOfTheWholeRankings() {
        RankingJudge judge = new RankingJudge(population, shop, 0, EVERYBODY, 1);
        // Five levels, so that many are equal and stand in order of item.
        RankingJudge.Ranker ranker = (user, _, candidates) -> scores(user, candidates);
        double expected = 0;
        int queries = 0;
        for (int user = 0; user < population.people().size(); user++) {
            Person person = population.people().get(user);
            Set<Integer> held = items(person.heldOut());
            if (held.isEmpty()) {
                continue;
            }
            Set<Integer> taken = items(person.history());
            List<Integer> candidates = new ArrayList<>();
            for (int item = 0; item < population.items().size(); item++) {
                boolean there = population.items().get(item).id().surface().equals(GeneratedPopulation.SHOP);
                if (there && !taken.contains(item)) {
                    candidates.add(item);
                }
            }
            int asker = user;
            candidates.sort(Comparator.comparing((Integer item) -> -scores(asker, item)[0])
                    .thenComparing(Comparator.naturalOrder()));
            double gain = 0;
            double ideal = 0;
            for (int place = 0; place < 10; place++) {
                double discount = Math.log(2) / Math.log(place + 2);
                gain += held.contains(candidates.get(place)) ? discount : 0;
                ideal += place < held.size() ? discount : 0;
            }
            expected += gain / ideal;
            queries++;
        }
        assertThat(judge.queries()).isEqualTo(queries);
        assertThat(judge.ndcg(ranker, 1)).as("seed %s", seed).isCloseTo(expected / queries, within(1e-9));
        assertThat(judge.ndcg(ranker, 3)).isEqualTo(judge.ndcg(ranker, 1));
    }

    @Test
    void drawnCandidatesAreNewOnesOfTheDomain() {
        RankingJudge judge = new RankingJudge(population, shop, 15, EVERYBODY, 1);
        int queries = judge.queries();
        judge.ndcg(
                (_, person, candidates) -> {
                    Set<Integer> held = items(person.heldOut());
                    Set<Integer> taken = items(person.history());
                    Set<Integer> seen = new HashSet<>();
                    for (int candidate : candidates) {
                        assertThat(seen.add(candidate)).isTrue();
                        assertThat(taken).doesNotContain(candidate);
                        assertThat(population.items().get(candidate).id().surface())
                                .isEqualTo(GeneratedPopulation.SHOP);
                    }
                    assertThat(seen).containsAll(held).hasSize(held.size() + 15);
                    return new float[candidates.length];
                },
                1);
        assertThat(queries).isPositive();
        // More than there are: all that are left, though users know as many items of other domains.
        RankingJudge all = new RankingJudge(population, shop, 1_000, EVERYBODY, 1);
        all.ndcg(
                (_, person, candidates) -> {
                    assertThat(candidates)
                            .hasSize(GeneratedPopulation.ITEMS
                                    - items(person.history()).size());
                    return new float[candidates.length];
                },
                1);
    }

    @Test
    void onlyTheDomainsUsersAndItemsAreRanked() {
        Domain young = GeneratedPopulation.DOMAINS.getFirst();
        RankingJudge judge = new RankingJudge(population, young, 0, EVERYBODY, 1);
        judge.ndcg(
                (_, person, candidates) -> {
                    assertThat(person.profile().age().getAsInt()).isLessThan(30);
                    return new float[candidates.length];
                },
                1);
        assertThat(judge.queries()).isPositive();
        Domain first = new Domain("c0", GeneratedPopulation.SHOP, 0, Domain.ANY_AGE, Optional.of("c0"));
        RankingJudge ofCategory = new RankingJudge(population, first, 0, EVERYBODY, 1);
        ofCategory.ndcg(
                (_, _, candidates) -> {
                    ofCategory
                            .ids(candidates)
                            .forEach(id -> assertThat(population
                                            .items()
                                            .get(population.numberOf(id))
                                            .category())
                                    .contains("c0"));
                    return new float[candidates.length];
                },
                1);
        assertThat(ofCategory.queries()).isPositive();
        assertThat(new RankingJudge(population, shop, 0, 10, 1).queries()).isBetween(1, 30);
    }

    @Test
    void baselinesCountWhatWasTaken() {
        RankingJudge judge = new RankingJudge(population, shop, 0, EVERYBODY, 1);
        Map<String, RankingJudge.Ranker> baselines = judge.baselines();
        assertThat(baselines.keySet()).containsExactly("popularity", "item-to-item", "EASE");
        baselines.forEach(
                (name, ranker) -> assertThat(judge.ndcg(ranker, 1)).as(name).isBetween(0.0, 1.0));
        Person person = population.people().getFirst();
        int[] candidates = new int[GeneratedPopulation.ITEMS];
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = population.numberOf(GeneratedPopulation.id(GeneratedPopulation.SHOP, i));
        }
        float[] popularity = baselines.get("popularity").score(0, person, candidates);
        float[] near = baselines.get("item-to-item").score(0, person, candidates);
        for (int i = 0; i < candidates.length; i++) {
            int item = candidates[i];
            long takers = population.people().stream()
                    .filter(each -> items(each.history()).contains(item))
                    .count();
            boolean isNear = population.people().stream()
                    .anyMatch(each -> items(each.history()).contains(item)
                            && each.history().stream()
                                    .anyMatch(other -> population.numberOf(other.item()) != item
                                            && person.history().stream()
                                                    .anyMatch(own -> own.item().equals(other.item()))));
            assertThat(popularity[i]).as("seed %s", seed).isEqualTo(takers);
            assertThat(near[i] > 0).as("seed %s, item %s", seed, item).isEqualTo(isNear);
        }
    }

    private float[] known(Person person, int[] candidates, float score) {
        Set<Integer> held = items(person.heldOut());
        float[] scores = new float[candidates.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = held.contains(candidates[i]) ? score : 0;
        }
        return scores;
    }

    private static float[] scores(int user, int... candidates) {
        float[] scores = new float[candidates.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (int) (5 * Mix.unit(Mix.of(user, candidates[i])));
        }
        return scores;
    }

    private Set<Integer> items(List<Interaction> interactions) {
        Set<Integer> items = new HashSet<>();
        for (Interaction interaction : interactions) {
            if (interaction.item().surface().equals(GeneratedPopulation.SHOP)) {
                items.add(population.numberOf(interaction.item()));
            }
        }
        return items;
    }
}
