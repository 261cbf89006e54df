package dev.medley.platform.rerank.exposure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How good slates are for which users: the mean quality by group of users, and who is served worst. Sums forget with a
 * half-life and add, as an {@link ExposureLedger} does. One thread.
 */
public final class UserQuality {
    /** At most so many groups are told apart; what comes beyond is one group together. */
    public static final int MAX_GROUPS = 1_000;

    /** A group with fewer slates is not called the worst. */
    public static final double ENOUGH = 30;

    private final double halfLifeMillis;
    private final TreeMap<String, Sums> groups = new TreeMap<>();

    /**
     * Weighted sums over a group's slates, as of a time.
     *
     * @param slates how many
     * @param sum of their qualities
     * @param squares of their qualities' squares
     * @param asOf milliseconds since the epoch
     */
    public record Sums(double slates, double sum, double squares, long asOf) {
        Sums plus(Sums other, double halfLifeMillis) {
            long later = Math.max(asOf, other.asOf);
            double own = Math.pow(2, (asOf - (double) later) / halfLifeMillis);
            double others = Math.pow(2, (other.asOf - (double) later) / halfLifeMillis);
            return new Sums(
                    own * slates + others * other.slates,
                    own * sum + others * other.sum,
                    own * squares + others * other.squares,
                    later);
        }
    }

    /**
     * One group.
     *
     * @param slates how many, as they weigh now
     * @param mean quality
     * @param deviation the standard error of the mean; 0 for a single slate
     */
    public record GroupQuality(String group, double slates, double mean, double deviation) {}

    /**
     * All groups.
     *
     * @param groups sorted by name
     * @param mean over all slates
     * @param worst the lowest mean among groups with at least {@value #ENOUGH} slates
     * @param best the highest one
     */
    public record Report(
            List<GroupQuality> groups, double mean, Optional<GroupQuality> worst, Optional<GroupQuality> best) {
        /** The worst group's mean as a part of the mean of all; 1 if there is nothing to compare. */
        public double worstToMean() {
            return worst.isPresent() && mean != 0 ? worst.get().mean() / mean : 1;
        }
    }

    /**
     * Nothing seen yet.
     *
     * @param halfLifeMillis after which a slate weighs half, above 0
     */
    public UserQuality(double halfLifeMillis) {
        if (!(halfLifeMillis > 0 && halfLifeMillis < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "half-life: " + halfLifeMillis + " ms is not allowed; a finite number above 0 is");
        }
        this.halfLifeMillis = halfLifeMillis;
    }

    /** Counts a slate; a quality that is not finite is passed over. */
    public void add(String group, double quality, long time) {
        if (Double.isFinite(quality)) {
            String counted = groups.containsKey(group) || groups.size() < MAX_GROUPS ? group : ExposureLedger.OTHERS;
            add(counted, new Sums(1, quality, quality * quality, time));
        }
    }

    /** Adds sums, such as those that were kept. */
    public void add(String group, Sums sums) {
        groups.merge(group, sums, (before, more) -> before.plus(more, halfLifeMillis));
    }

    /** Adds what another one has counted. */
    public void add(UserQuality other) {
        other.groups.forEach(this::add);
    }

    /** The sums by group, sorted; a view. */
    public Map<String, Sums> sums() {
        return Collections.unmodifiableMap(groups);
    }

    /** What all this says. */
    public Report report() {
        List<GroupQuality> all = new ArrayList<>(groups.size());
        Sums together = new Sums(0, 0, 0, Long.MIN_VALUE);
        Optional<GroupQuality> worst = Optional.empty();
        Optional<GroupQuality> best = Optional.empty();
        for (Map.Entry<String, Sums> entry : groups.entrySet()) {
            Sums sums = entry.getValue();
            if (!(sums.slates() > 0)) {
                continue;
            }
            together = together.slates() == 0 ? sums : together.plus(sums, halfLifeMillis);
            double mean = sums.sum() / sums.slates();
            double variance = Math.max(0, sums.squares() / sums.slates() - mean * mean);
            GroupQuality quality =
                    new GroupQuality(entry.getKey(), sums.slates(), mean, Math.sqrt(variance / sums.slates()));
            all.add(quality);
            if (sums.slates() >= ENOUGH) {
                worst = worst.filter(other -> other.mean() <= mean).or(() -> Optional.of(quality));
                best = best.filter(other -> other.mean() >= mean).or(() -> Optional.of(quality));
            }
        }
        double mean = together.slates() > 0 ? together.sum() / together.slates() : 0;
        return new Report(all, mean, worst, best);
    }
}
