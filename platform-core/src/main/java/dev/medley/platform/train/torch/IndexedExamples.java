package dev.medley.platform.train.torch;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Examples whose keys are rows of a table already, so that no pass looks a key up. Immutable. */
final class IndexedExamples {
    final Examples examples;
    final Keys requests;
    final Keys items;
    /** Index of each request's first interaction in the arrays below; one more at the end. */
    final int[] historyFrom;

    final int[] eventItem;
    final int[] eventCategory;
    final int[] eventSurface;
    final int[] eventAction;

    /** Rows of known keys, with their fields, of a list of requests or items. */
    record Keys(int[] from, int[] rows, byte[] fields) {
        static Keys of(int count, IntFunction<FieldKeys> keys, KeyTable index) {
            int[] from = new int[count + 1];
            int[] rows = new int[16];
            byte[] fields = new byte[16];
            int size = 0;
            for (int i = 0; i < count; i++) {
                FieldKeys own = keys.apply(i);
                for (int k = 0; k < own.count(); k++) {
                    int row = index.row(own.keys()[k]);
                    if (row >= 0) {
                        if (size == rows.length) {
                            rows = Arrays.copyOf(rows, size * 2);
                            fields = Arrays.copyOf(fields, size * 2);
                        }
                        rows[size] = row;
                        fields[size++] = own.fields()[k];
                    }
                }
                from[i + 1] = size;
            }
            return new Keys(from, Arrays.copyOf(rows, size), Arrays.copyOf(fields, size));
        }
    }

    IndexedExamples(Examples examples, KeyTable index) {
        this.examples = examples;
        requests = Keys.of(
                examples.requests().size(), i -> examples.requests().get(i).keys(), index);
        items = Keys.of(examples.items().size(), i -> examples.items().get(i).keys(), index);
        historyFrom = new int[examples.requests().size() + 1];
        for (int request = 0; request < examples.requests().size(); request++) {
            historyFrom[request + 1] = Math.addExact(
                    historyFrom[request],
                    examples.requests().get(request).history().count());
        }
        int events = historyFrom[historyFrom.length - 1];
        eventItem = new int[events];
        eventCategory = new int[events];
        eventSurface = new int[events];
        eventAction = new int[events];
        for (int request = 0; request < examples.requests().size(); request++) {
            HistoryInput history = examples.requests().get(request).history();
            int at = historyFrom[request];
            for (int i = 0; i < history.count(); i++, at++) {
                eventItem[at] = index.row(history.items()[i]);
                eventCategory[at] = index.row(history.categories()[i]);
                eventSurface[at] = index.row(history.surfaces()[i]);
                eventAction[at] = index.row(history.actions()[i]);
            }
        }
    }
}
