package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.RowLabels;
import java.util.List;

/**
 * A case of which is known what the user took.
 *
 * @param slate what is laid
 * @param gains of each row, 0 for what the user has not taken; no method sees them
 * @param userGroups names of groups that the user belongs to
 * @param aspects the categories of the rows that the user took, none for the others
 * @param available how many categories the eligible rows have
 */
public record JudgedCase(SlateCase slate, float[] gains, List<String> userGroups, RowLabels aspects, int available) {
    /** With the aspects and what is available counted. */
    public static JudgedCase of(SlateCase slate, float[] gains, List<String> userGroups) {
        if (gains.length != slate.rows()) {
            throw new IllegalArgumentException("gains has " + gains.length + " elements; allowed: " + slate.rows());
        }
        RowLabels categories = slate.categories();
        boolean[] seen = new boolean[categories.labels()];
        int[][] aspects = new int[slate.rows()][];
        int available = 0;
        for (int row = 0; row < slate.rows(); row++) {
            int count = categories.count(row);
            aspects[row] = new int[gains[row] > 0 ? count : 0];
            for (int i = 0; i < count; i++) {
                int label = categories.label(categories.start(row) + i);
                if (slate.eligible()[row] && !seen[label]) {
                    seen[label] = true;
                    available++;
                }
                if (gains[row] > 0) {
                    aspects[row][i] = label;
                }
            }
        }
        return new JudgedCase(
                slate, gains, List.copyOf(userGroups), RowLabels.of(aspects, categories.labels()), available);
    }
}
