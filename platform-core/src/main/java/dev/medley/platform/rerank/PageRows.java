package dev.medley.platform.rerank;

import dev.medley.platform.execute.ScenarioRun;
import java.util.List;

/** The rows of one or more scenarios under one numbering: in the order of the scenarios, then of their rows. */
final class PageRows {
    private final List<ScenarioRun> runs;
    private final int[] firstOf;
    private final int[] partOf;
    private final int[] rowOf;
    private final float[] values;

    /** The rows that are selected now. */
    PageRows(List<ScenarioRun> runs) {
        this.runs = runs;
        firstOf = new int[runs.size() + 1];
        int total = 0;
        for (int part = 0; part < runs.size(); part++) {
            firstOf[part] = total;
            total += runs.get(part).batch().selectedCount();
        }
        firstOf[runs.size()] = total;
        partOf = new int[total];
        rowOf = new int[total];
        values = new float[total];
        int index = 0;
        for (int part = 0; part < runs.size(); part++) {
            float[] own = runs.get(part).values();
            for (int row : runs.get(part).batch().selection()) {
                partOf[index] = part;
                rowOf[index] = row;
                values[index++] = own[row];
            }
        }
    }

    int size() {
        return partOf.length;
    }

    int parts() {
        return runs.size();
    }

    ScenarioRun run(int part) {
        return runs.get(part);
    }

    /** The first of that scenario's numbers; they go up to the next one's first. */
    int first(int part) {
        return firstOf[part];
    }

    int part(int index) {
        return partOf[index];
    }

    /** The row in its own scenario's batch. */
    int row(int index) {
        return rowOf[index];
    }

    float[] values() {
        return values;
    }
}
