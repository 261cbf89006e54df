package dev.medley.platform.rerank;

import dev.medley.platform.execute.ScenarioRun;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/** The rows of one or more scenarios under one numbering: in the order of the scenarios, then of their rows. */
final class PageRows {
    private static final int NO_GROUP = -1;

    private final List<ScenarioRun> runs;
    private final int[] firstOf;
    private final int[] partOf;
    private final int[] rowOf;

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
        int index = 0;
        for (int part = 0; part < runs.size(); part++) {
            for (int row : runs.get(part).batch().selection()) {
                partOf[index] = part;
                rowOf[index++] = row;
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

    Item item(int index) {
        return runs.get(partOf[index]).batch().item(rowOf[index]);
    }

    /** Each row's scenario. */
    int[] partOfEach() {
        return partOf.clone();
    }

    /** Equal present values of a feature as groups numbered from 0, of the rows of all scenarios. */
    Groups groups(IdFeature feature) {
        return groups(feature, 0, parts());
    }

    /** The same of the rows of one scenario; the others have none. */
    Groups groups(IdFeature feature, int part) {
        return groups(feature, part, part + 1);
    }

    private Groups groups(IdFeature feature, int fromPart, int endPart) {
        int[] groupOf = new int[size()];
        Arrays.fill(groupOf, NO_GROUP);
        Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
        numbers.defaultReturnValue(NO_GROUP);
        for (int part = fromPart; part < endPart; part++) {
            IdColumn column = runs.get(part).batch().ids(feature);
            for (int index = firstOf[part]; index < firstOf[part + 1]; index++) {
                if (column.state(rowOf[index]) == FeatureState.PRESENT) {
                    long value = column.get(rowOf[index]);
                    int number = numbers.get(value);
                    if (number == NO_GROUP) {
                        number = numbers.size();
                        numbers.put(value, number);
                    }
                    groupOf[index] = number;
                }
            }
        }
        return new Groups(groupOf, numbers.size());
    }

    /**
     * Rows in groups.
     *
     * @param of each row's group, -1 for none
     * @param count how many groups
     */
    record Groups(int[] of, int count) {}
}
