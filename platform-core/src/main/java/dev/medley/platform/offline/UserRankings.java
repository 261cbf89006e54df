package dev.medley.platform.offline;

import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rankings of each user's items, by domain: NDCG@10 of baselines and models. One thread. */
final class UserRankings {
    private final Map<String, RankingJudge> judges = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private final int drawn;

    /**
     * Judges the baselines.
     *
     * @param drawn so many items are drawn besides what was held out; 0 for all
     * @param users at most so many users of a domain, by chance
     */
    UserRankings(Population population, int drawn, int users, long seed) {
        this.drawn = drawn;
        List<Domain> domains = new ArrayList<>(population.domains());
        if (domains.isEmpty()) {
            population.meanings().stream()
                    .map(meaning -> meaning.surface())
                    .distinct()
                    .forEach(surface -> domains.add(Domain.of(surface)));
        }
        for (Domain domain : domains) {
            RankingJudge judge = new RankingJudge(population, domain, drawn, users, seed);
            judges.put(domain.name(), judge);
            Map<String, List<Double>> ofDomain = new LinkedHashMap<>();
            judge.baselines().forEach((name, ranker) -> ofDomain.put(name, List.of(judge.ndcg(ranker, 1))));
            figures.put(domain.name(), ofDomain);
        }
    }

    /** By the model's deepest task: of purchase and click it is the purchase that counts. */
    void add(Path folder, ModelParts parts, OfflineScoring scoring, int threads) {
        int task = parts.definition().tasks().size() - 1;
        judges.forEach((domain, judge) -> {
            double ndcg = judge.ndcg(
                    (_, person, candidates) ->
                            scoring.score(scoring.find(person.id()).orElse(person), judge.ids(candidates), task),
                    threads);
            figures.get(domain)
                    .computeIfAbsent(ModelGroups.nameOf(folder), _ -> new ArrayList<>())
                    .add(ndcg);
        });
    }

    void print(SplitChoice split, PrintStream out) {
        String over = drawn == 0 ? "all items that the user has not taken" : drawn + " items drawn with equal chances";
        out.println("NDCG@10 over " + over + " and those held out, split " + split);
        figures.forEach((domain, ofDomain) -> {
            out.printf(
                    Locale.ROOT, "  %s, %d users%n", domain, judges.get(domain).queries());
            ofDomain.forEach((name, each) -> {
                double mean =
                        each.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
                out.printf(Locale.ROOT, "    %-20s %.4f", name, mean);
                if (each.size() > 1) {
                    out.print("  of seeds");
                    each.forEach(seed -> out.printf(Locale.ROOT, " %.4f", seed));
                }
                out.println();
            });
        });
    }
}
