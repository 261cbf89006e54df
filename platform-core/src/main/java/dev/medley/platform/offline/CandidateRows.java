package dev.medley.platform.offline;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which of the items that were scored become the rows of a case. */
final class CandidateRows {
    private CandidateRows() {}

    /**
     * Those that were held out, those of the greatest worth, and some in the order in which they stand, which is to be one
     * by chance.
     *
     * @param scored items, those held out first
     * @param worth of each
     * @param held how many are held out, at most {@code candidates}
     * @param candidates rows of a case
     * @param drawn the part of the rest that is taken by chance, 0 to 1
     * @return places in {@code scored}, by the item there, so that their order says nothing
     */
    static int[] choose(int[] scored, float[] worth, int held, int candidates, double drawn) {
        int rest = Math.min(candidates - held, scored.length - held);
        int byChance = (int) (rest * drawn);
        Integer[] byWorth = IntStream.range(held, scored.length).boxed().toArray(Integer[]::new);
        Arrays.sort(byWorth, (left, right) -> Float.compare(worth[right], worth[left]));
        IntOpenHashSet chosen = new IntOpenHashSet();
        for (int i = 0; i < held; i++) {
            chosen.add(i);
        }
        for (int i = 0; i < rest - byChance; i++) {
            chosen.add(byWorth[i].intValue());
        }
        for (int i = held; i < scored.length && chosen.size() < held + rest; i++) {
            chosen.add(i);
        }
        return chosen.intStream()
                .boxed()
                .sorted((left, right) -> Integer.compare(scored[left], scored[right]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
