package dev.medley.platform.batch;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.id.ComponentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who found which row: for each row a chain of finds in primitive arrays, turned into objects only for whoever asks.
 * Filled by one thread, then read by any.
 */
public final class Finds {
    private static final int END = -1;

    private final List<ComponentId> sources;
    private int count;
    private float[] scores;
    /** Each list once where the finds of a source have it in common. The candidates themselves are let go. */
    private final List<List<Reason>> reasonLists = new ArrayList<>(List.of(List.of()));

    private int[] reasonsOf;
    private short[] sourceOf;
    private int[] rankOf;
    private int[] nextOf;
    private int rows;
    private int[] firstOf;

    /**
     * No finds yet.
     *
     * @param sources in their order; finds name them by index
     * @param expected about so many finds
     */
    public Finds(List<ComponentId> sources, int expected) {
        this.sources = sources;
        int capacity = Math.max(16, expected);
        scores = new float[capacity];
        reasonsOf = new int[capacity];
        sourceOf = new short[capacity];
        rankOf = new int[capacity];
        nextOf = new int[capacity];
        firstOf = new int[capacity];
    }

    /** Adds a find of a new row, the next one; returns its number. */
    public int addRow(int source, int rank, Candidate candidate) {
        if (rows == firstOf.length) {
            firstOf = Arrays.copyOf(firstOf, rows * 2);
        }
        firstOf[rows] = append(source, rank, candidate);
        return rows++;
    }

    /** Adds a further find of a row. Returns false, and does nothing, if that source has found it already. */
    public boolean addFind(int row, int source, int rank, Candidate candidate) {
        int previous = END;
        for (int find = firstOf[row]; find != END; find = nextOf[find]) {
            if (sourceOf[find] == source) {
                return false;
            }
            // Sources come in their order, so a find with an equal rank stands behind those that are there.
            if (rankOf[find] <= rank) {
                previous = find;
            }
        }
        int added = append(source, rank, candidate);
        if (previous == END) {
            nextOf[added] = firstOf[row];
            firstOf[row] = added;
        } else {
            nextOf[added] = nextOf[previous];
            nextOf[previous] = added;
        }
        return true;
    }

    int bestRank(int row) {
        return rankOf[firstOf[row]];
    }

    List<Provenance> provenance(int row) {
        Provenance[] all = new Provenance[length(row)];
        int index = 0;
        for (int find = firstOf[row]; find != END; find = nextOf[find]) {
            all[index++] = new Provenance(sources.get(sourceOf[find]), rankOf[find], scores[find]);
        }
        return List.of(all);
    }

    /** What the sources say about the row, in their order. */
    List<Reason> reasons(int row) {
        int[] finds = new int[length(row)];
        int count = 0;
        for (int find = firstOf[row]; find != END; find = nextOf[find]) {
            if (!reasonLists.get(reasonsOf[find]).isEmpty()) {
                finds[count++] = find;
            }
        }
        if (count == 0) {
            return List.of();
        }
        // Finds are numbered in the order in which they came.
        Arrays.sort(finds, 0, count);
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reasons.addAll(reasonLists.get(reasonsOf[finds[i]]));
        }
        return reasons;
    }

    private int length(int row) {
        int length = 0;
        for (int find = firstOf[row]; find != END; find = nextOf[find]) {
            length++;
        }
        return length;
    }

    private int append(int source, int rank, Candidate candidate) {
        if (count == scores.length) {
            int capacity = count * 2;
            scores = Arrays.copyOf(scores, capacity);
            reasonsOf = Arrays.copyOf(reasonsOf, capacity);
            sourceOf = Arrays.copyOf(sourceOf, capacity);
            rankOf = Arrays.copyOf(rankOf, capacity);
            nextOf = Arrays.copyOf(nextOf, capacity);
        }
        if (!candidate.reasons().equals(reasonLists.getLast())) {
            reasonLists.add(candidate.reasons());
        }
        scores[count] = candidate.score();
        reasonsOf[count] = reasonLists.size() - 1;
        sourceOf[count] = (short) source;
        rankOf[count] = rank;
        nextOf[count] = END;
        return count++;
    }
}
