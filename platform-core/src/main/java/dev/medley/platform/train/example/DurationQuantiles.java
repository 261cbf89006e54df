package dev.medley.platform.train.example;

import dev.medley.spi.entity.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long people watch items of about the same duration (D2Q: Zhan et al., "Deconfounding Duration Bias in Watch-time
 * Prediction for Video Recommendation", KDD 2022, section 3.3). A share watched becomes its rank in its group, and a
 * rank becomes seconds again. Items without a duration are a group of their own, whose seconds are shares. Immutable.
 */
public final class DurationQuantiles {
    /** The attribute that holds an item's duration in seconds. */
    public static final String DURATION = "duration_s";

    /** A group has about as many views as the others. */
    static final int GROUPS = 16;

    private static final int KNOTS = 101;

    private final float[] bounds;
    private final float[][] knots;

    private DurationQuantiles(float[] bounds, float[][] knots) {
        this.bounds = bounds;
        this.knots = knots;
    }

    /** A view: how long the item is, 0 if that is not known, and how long it was watched, in seconds or as a share. */
    public record View(float duration, float watched) {
        /** Of a share watched. */
        public static View of(Item item, float share) {
            float duration = (float) Math.max(0, item.attributes().number(DURATION, 0));
            return new View(duration, duration > 0 ? share * duration : share);
        }
    }

    /** Of those views. */
    public static DurationQuantiles of(List<View> views) {
        float[] durations = new float[views.size()];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = views.get(i).duration();
        }
        Arrays.sort(durations);
        List<Float> bounds = new ArrayList<>();
        if (durations.length > 0 && durations[0] == 0 && durations[durations.length - 1] > 0) {
            bounds.add(Float.MIN_VALUE);
        }
        for (int i = 1; i < GROUPS && durations.length > 0; i++) {
            float bound = durations[(int) ((long) durations.length * i / GROUPS)];
            if (bound > durations[0] && (bounds.isEmpty() || bound > bounds.getLast())) {
                bounds.add(bound);
            }
        }
        float[] upper = new float[bounds.size()];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = bounds.get(i);
        }
        List<List<Float>> watched = new ArrayList<>();
        for (int i = 0; i <= upper.length; i++) {
            watched.add(new ArrayList<>());
        }
        for (View view : views) {
            watched.get(groupOf(upper, view.duration())).add(view.watched());
        }
        float[][] knots = new float[watched.size()][];
        for (int group = 0; group < knots.length; group++) {
            knots[group] = knotsOf(watched.get(group));
        }
        return new DurationQuantiles(upper, knots);
    }

    private static float[] knotsOf(List<Float> watched) {
        float[] sorted = new float[watched.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = watched.get(i);
        }
        Arrays.sort(sorted);
        float[] knots = new float[KNOTS];
        for (int i = 0; i < KNOTS && sorted.length > 0; i++) {
            knots[i] = sorted[(int) ((long) (sorted.length - 1) * i / (KNOTS - 1))];
        }
        return knots;
    }

    private static int groupOf(float[] bounds, float duration) {
        int group = 0;
        while (group < bounds.length && duration >= bounds[group]) {
            group++;
        }
        return group;
    }

    /** The view's rank among those of its group, 0 to 1, linear between quantiles; of equal ones the middle. */
    public float rankOf(View view) {
        float[] group = knots[groupOf(bounds, view.duration())];
        int below = 0;
        int upTo = 0;
        for (float knot : group) {
            below += knot < view.watched() ? 1 : 0;
            upTo += knot <= view.watched() ? 1 : 0;
        }
        if (below == KNOTS || upTo == 0) {
            return below == 0 ? 0 : 1;
        }
        float place = below < upTo
                ? (below + upTo - 1) / 2f
                : below - 1 + (view.watched() - group[below - 1]) / (group[below] - group[below - 1]);
        return place / (KNOTS - 1);
    }

    /**
     * What a rank means for an item of that duration, in seconds; a share where the duration is not known.
     *
     * @param rank 0 to 1
     */
    public float watchedAt(float duration, float rank) {
        float[] group = knots[groupOf(bounds, duration)];
        float place = Math.clamp(rank, 0, 1) * (KNOTS - 1);
        int low = (int) place;
        int high = Math.min(low + 1, KNOTS - 1);
        return group[low] + (place - low) * (group[high] - group[low]);
    }
}
