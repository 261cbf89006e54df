package dev.medley.platform.offline;

import dev.medley.platform.evaluate.compare.JudgedCase;
import dev.medley.platform.evaluate.compare.SlateCase;
import dev.medley.platform.evaluate.slate.RowLabels;
import dev.medley.platform.train.example.Mix;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.Judgment;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes the cases of a replay of queries: one a query that was held out with a judgment above 0. Candidates are what was
 * judged, those of the greatest value among the items with words of the query, and perhaps some by chance. What a judge
 * found is what the user gains; what nobody judged gains nothing.
 */
final class QueryCases {
    /** So many of the items that have words of a query are scored. */
    static final int MOST_SCORED = 1_000;

    private static final int SHORT_WORDS = 2;

    private final QueryWorld world;
    private final ReplayGroups groups;
    private final int places;
    private final int candidates;
    private final double drawn;
    private final long seed;

    /** What items are worth to who asks. */
    interface Values {
        /** Finite and not negative, one an item. */
        float[] of(String query, int[] items);
    }

    /**
     * A maker of cases.
     *
     * @param places of a slate
     * @param candidates rows of a case, those judged included; at least the places
     * @param drawn the part of the candidates that is drawn by chance, 0 to 1
     */
    QueryCases(QueryWorld world, ReplayGroups groups, int places, int candidates, double drawn, long seed) {
        this.world = world;
        this.groups = groups;
        this.places = places;
        this.candidates = candidates;
        this.drawn = drawn;
        this.seed = seed;
    }

    /**
     * Makes them, in the order of the queries.
     *
     * @param queries at most about so many, by chance
     * @param threads how many may compute values
     */
    List<JudgedCase> make(List<Verdict> verdicts, Values values, int queries, int threads) {
        TreeMap<String, TreeMap<Integer, Float>> held = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            Judgment judgment = verdict.judgment();
            int item = world.number(judgment.item());
            if (verdict.isHeldOut() && item >= 0) {
                held.computeIfAbsent(judgment.query(), _ -> new TreeMap<>()).put(item, judgment.grade());
            }
        }
        held.values().removeIf(grades -> grades.values().stream().noneMatch(grade -> grade > 0));
        double share = (double) queries / Math.max(1, held.size());
        // Not the chance by which a split holds queries out, or all that are held out would be drawn, too.
        long chance = Mix.of(seed, held.size());
        List<Map.Entry<String, TreeMap<Integer, Float>>> asked = new ArrayList<>();
        for (Map.Entry<String, TreeMap<Integer, Float>> entry : held.entrySet()) {
            if (Mix.unit(Mix.of(chance, entry.getKey().hashCode())) < share) {
                asked.add(entry);
            }
        }
        JudgedCase[] cases = new JudgedCase[asked.size()];
        IntStream.range(0, threads).parallel().forEach(part -> {
            int from = (int) ((long) cases.length * part / threads);
            int to = (int) ((long) cases.length * (part + 1) / threads);
            for (int i = from; i < to; i++) {
                cases[i] = make(i, asked.get(i).getKey(), asked.get(i).getValue(), values);
            }
        });
        return Arrays.asList(cases);
    }

    private JudgedCase make(int number, String query, TreeMap<Integer, Float> grades, Values values) {
        SplittableRandom random = new SplittableRandom(Mix.of(seed + 1, query.hashCode()));
        int[] judged = grades.keySet().stream()
                .mapToInt(Integer::intValue)
                .limit(candidates / 2)
                .toArray();
        IntOpenHashSet known = new IntOpenHashSet(judged);
        int[] others = Arrays.stream(world.matching(query, MOST_SCORED))
                .filter(item -> !known.contains(item))
                .toArray();
        known.addAll(new IntOpenHashSet(others));
        // What is drawn may have nothing to do with the query.
        int chances =
                Math.min((int) Math.ceil(candidates * drawn), world.items().size() - known.size());
        int[] strangers = new int[chances];
        for (int i = 0; i < chances; i++) {
            do {
                strangers[i] = random.nextInt(world.items().size());
            } while (!known.add(strangers[i]));
        }
        int[] scored = IntStream.of(judged).toArray();
        scored = concat(concat(scored, strangers), others);
        float[] worth = values.of(query, scored);
        int[] rows = CandidateRows.choose(scored, worth, judged.length, candidates, drawn);
        return judged(number, query, rows, scored, worth, grades);
    }

    private static int[] concat(int[] left, int[] right) {
        return IntStream.concat(Arrays.stream(left), Arrays.stream(right)).toArray();
    }

    private JudgedCase judged(
            int number, String query, int[] rows, int[] scored, float[] worth, TreeMap<Integer, Float> grades) {
        int count = rows.length;
        float[] values = new float[count];
        float[] gains = new float[count];
        boolean[] eligible = new boolean[count];
        float[] vectors = new float[count * QueryWorld.WIDTH];
        int[][] group = new int[groups.attributes().size()][count];
        int[][] categories = new int[count][];
        Arrays.fill(eligible, true);
        for (int row = 0; row < count; row++) {
            int item = scored[rows[row]];
            values[row] = worth[rows[row]];
            gains[row] = grades.getOrDefault(item, 0f);
            world.vector(item, vectors, row * QueryWorld.WIDTH);
            categories[row] = new int[] {world.cluster(item)};
            for (int attribute = 0; attribute < group.length; attribute++) {
                group[attribute][row] = groups.group(attribute, item);
            }
        }
        SlateCase slate = SlateCase.of(
                number,
                places,
                values,
                eligible,
                vectors,
                QueryWorld.WIDTH,
                group,
                RowLabels.of(categories, world.clusterCount()),
                new double[world.clusterCount()]);
        boolean isShort = query.strip().split("\\s+").length <= SHORT_WORDS;
        return JudgedCase.of(slate, gains, List.of(isShort ? "short query" : "long query"));
    }
}
