package dev.medley.platform.train;

import dev.medley.platform.score.feature.Similarity;
import dev.medley.platform.score.logistic.TaskMeanings;
import dev.medley.spi.entity.Interaction;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the learnt part of all histories says about one surface's items: the same counters and neighbours as the world
 * keeps, without what is held out. All counts are given as others made them: a row's own user is taken out, because in
 * serving a candidate has not been visited yet.
 */
final class SurfaceCounts {
    /** So many of a user's newest distinct items make pairs. */
    static final int PAIRED_ITEMS = 200;

    private static final int MAX_COHORTS = 64;

    private final SurfaceItems items;
    private final TaskMeanings meanings;
    private final int[] positives;
    private final int[] users;
    private final Map<String, int[]> cohortPositives = new HashMap<>();
    private final CoCounts pairs;
    private final long[] yes;
    private final long[] no;
    private float[] nearestSimilarity;
    private long[] positivesUpTo;
    private long visits;

    SurfaceCounts(SurfaceItems items, TaskMeanings meanings) {
        this.items = items;
        this.meanings = meanings;
        positives = new int[items.count()];
        users = new int[items.count()];
        pairs = new CoCounts(items.count());
        yes = new long[meanings.tasks().size()];
        no = new long[meanings.tasks().size()];
    }

    void add(String cohort, UserVisits user) {
        visits += user.visited().size();
        int[] ofCohort = cohortPositives.size() < MAX_COHORTS
                ? cohortPositives.computeIfAbsent(cohort, _ -> new int[items.count()])
                : cohortPositives.get(cohort);
        for (int i = 0; i < user.count(); i++) {
            Interaction interaction = user.interaction(i);
            int item = user.item(i);
            if (!user.isHeldOut(item)) {
                answer(meanings.yes(interaction.type(), interaction.value()), meanings.known(interaction.type()));
                if (!interaction.type().isNegative()) {
                    positives[item]++;
                    if (ofCohort != null) {
                        ofCohort[item]++;
                    }
                }
            }
        }
        addPairs(pairedItems(user).toIntArray());
    }

    /** The yes and no of one answer. */
    void answer(int yesMask, int knownMask) {
        for (int task = 0; task < yes.length; task++) {
            yes[task] += yesMask >>> task & 1;
            no[task] += (knownMask & ~yesMask) >>> task & 1;
        }
    }

    /** The user's newest learnt items that they had something positive to do with. */
    static IntLinkedOpenHashSet pairedItems(UserVisits user) {
        IntLinkedOpenHashSet paired = new IntLinkedOpenHashSet();
        for (int i = user.count() - 1; i >= 0 && paired.size() < PAIRED_ITEMS; i--) {
            int item = user.item(i);
            if (!user.isHeldOut(item) && !user.interaction(i).type().isNegative()) {
                paired.add(item);
            }
        }
        return paired;
    }

    private void addPairs(int[] paired) {
        for (int i = 0; i < paired.length; i++) {
            int item = paired[i];
            users[item]++;
            for (int j = 0; j < i; j++) {
                pairs.add(item, paired[j]);
            }
        }
    }

    /** Ends the counting: sums up, and finds how near an item's hundredth neighbour is. */
    void complete() {
        positivesUpTo = new long[positives.length];
        long sum = 0;
        for (int i = 0; i < positives.length; i++) {
            sum += positives[i];
            positivesUpTo[i] = sum;
        }
        int[] degrees = new int[items.count()];
        pairs.forEach((left, right, _) -> {
            degrees[left]++;
            degrees[right]++;
        });
        float[][] similarities = new float[items.count()][];
        for (int i = 0; i < degrees.length; i++) {
            similarities[i] = degrees[i] > Similarity.NEIGHBOURS ? new float[degrees[i]] : null;
        }
        Arrays.fill(degrees, 0);
        pairs.forEach((left, right, count) -> {
            float similarity = Similarity.of(count, users[left], users[right]);
            if (similarities[left] != null) {
                similarities[left][degrees[left]++] = similarity;
            }
            if (similarities[right] != null) {
                similarities[right][degrees[right]++] = similarity;
            }
        });
        nearestSimilarity = new float[items.count()];
        for (int i = 0; i < similarities.length; i++) {
            if (similarities[i] != null) {
                Arrays.sort(similarities[i]);
                nearestSimilarity[i] = similarities[i][similarities[i].length - Similarity.NEIGHBOURS];
                similarities[i] = null;
            }
        }
    }

    /** Visits, learnt and held out, of all users. */
    long visits() {
        return visits;
    }

    long totalPositives() {
        return positivesUpTo.length == 0 ? 0 : positivesUpTo[positivesUpTo.length - 1];
    }

    int positives(int item) {
        return positives[item];
    }

    /** The positive interactions of that cohort. */
    int positives(int item, String cohort) {
        int[] ofCohort = cohortPositives.get(cohort);
        return ofCohort == null ? 0 : ofCohort[item];
    }

    /** The item of the n-th positive interaction, in order of item. */
    int itemOfPositive(long n) {
        int low = 0;
        int high = positivesUpTo.length - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (positivesUpTo[middle] > n) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * The similarity that {@code neighbours(visited)} gives for the candidate.
     *
     * @param ownPair whether the row's user is among those who are counted for both
     * @param ownCandidate whether the row's user is among those who are counted for the candidate
     */
    float similarity(int visited, int candidate, boolean ownPair, boolean ownCandidate) {
        float similarity = Similarity.of(
                pairs.of(visited, candidate) - (ownPair ? 1 : 0),
                users[visited],
                users[candidate] - (ownCandidate ? 1 : 0));
        return similarity >= nearestSimilarity[visited] ? similarity : 0;
    }

    /** The tasks that got an observed no, as a mask: for the others noes are drawn. */
    int explicitTasks() {
        int mask = 0;
        for (int task = 0; task < no.length; task++) {
            mask |= no[task] > 0 ? 1 << task : 0;
        }
        return mask;
    }

    /** For each task with observed noes, the share of yes; 0 for the others. */
    float[] yesShares() {
        float[] shares = new float[yes.length];
        for (int task = 0; task < shares.length; task++) {
            shares[task] = no[task] == 0 ? 0 : (float) ((double) yes[task] / (yes[task] + no[task]));
        }
        return shares;
    }

    /** Whether pairs had to be left out of the neighbours. */
    boolean isTruncated() {
        return pairs.isFull();
    }
}
