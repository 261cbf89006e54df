package dev.medley.platform.train.gbdt;

import dev.medley.platform.score.gbdt.TreeInputs;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.train.example.Examples;
import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives the categories of small fields their codes: the most frequent {@value #MAX_CODES} of a field, by share of yeses. */
final class CategoryCodes {
    private static final int MAX_CODES = 64;
    /** A share of yeses is pulled to that of all rows, as if so many more had been seen. */
    private static final double SMOOTHING = 20;

    private CategoryCodes() {}

    private static final class Share {
        private final long key;
        private long rows;
        private double known;
        private double yes;

        private Share(long key) {
            this.key = key;
        }

        private double smoothed(double prior) {
            return (yes + SMOOTHING * prior) / (known + SMOOTHING);
        }
    }

    /** Inputs for such examples. */
    static TreeInputs learn(Examples examples) {
        Long2ObjectRBTreeMap<Float> codes = new Long2ObjectRBTreeMap<>();
        for (InputField field : TreeInputs.CODED) {
            learn(examples, field, codes);
        }
        long[] keys = codes.keySet().toLongArray();
        float[] values = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = codes.get(keys[i]);
        }
        return new TreeInputs(examples.width(), keys, values);
    }

    private static void learn(Examples examples, InputField field, Long2ObjectRBTreeMap<Float> codes) {
        Long2ObjectRBTreeMap<Share> shares = new Long2ObjectRBTreeMap<>();
        Share all = new Share(0);
        for (int row = 0; row < examples.count(); row++) {
            FieldKeys source = field.isOfRequest()
                    ? examples.requests().get(examples.request()[row]).keys()
                    : examples.items().get(examples.item()[row]).keys();
            long key = source.first(field);
            if (key == 0) {
                continue;
            }
            Share share = shares.get(key);
            if (share == null) {
                share = new Share(key);
                shares.put(key, share);
            }
            share.rows++;
            for (float[] labels : examples.labels()) {
                if (!Float.isNaN(labels[row])) {
                    share.known++;
                    share.yes += labels[row];
                    all.known++;
                    all.yes += labels[row];
                }
            }
        }
        double prior = all.known == 0 ? 0 : all.yes / all.known;
        List<Share> kept = new ArrayList<>(shares.values());
        // Both sorts are stable over keys that ascend: equal counts and equal shares have one order.
        kept.sort(Comparator.comparingLong((Share share) -> share.rows).reversed());
        if (kept.size() > MAX_CODES) {
            kept = new ArrayList<>(kept.subList(0, MAX_CODES));
        }
        kept.sort(Comparator.comparingDouble((Share share) -> share.smoothed(prior))
                .thenComparingLong(share -> share.key));
        for (int i = 0; i < kept.size(); i++) {
            codes.put(kept.get(i).key, Float.valueOf(i));
        }
    }
}
