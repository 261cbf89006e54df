package dev.medley.benchmarks.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which users each canary has taken. The same share must always take the same users, a larger one those and more, and so
 * many as it says. Any thread.
 */
final class CanaryUsers {
    /** So many standard deviations off its share a canary of chance is hardly ever. */
    private static final double DEVIATIONS = 4;

    private final Map<String, Map<Double, Map<String, Boolean>>> seen = new TreeMap<>();
    private final Map<String, Bounds> bounds = new HashMap<>();
    private int moved;

    /** The largest share that has left a user out, and the smallest that has taken them. */
    private static final class Bounds {
        double out = Double.NEGATIVE_INFINITY;
        double in = Double.POSITIVE_INFINITY;
    }

    /** Users of one canary at one share. */
    record Share(String revision, double asked, int users, int taken) {
        double taking() {
            return (double) taken / users;
        }

        /** Whether chance explains the difference. */
        boolean isClose() {
            double deviation = Math.sqrt(asked * (1 - asked) / users);
            return Math.abs(taking() - asked) <= DEVIATIONS * deviation + 1.0 / users;
        }
    }

    /**
     * A user was answered while nothing changed.
     *
     * @param isTaken whether by the canary
     * @return false if this user was on the other side before, where they should be now
     */
    synchronized boolean add(ServingState.Canary canary, String user, boolean isTaken) {
        seen.computeIfAbsent(canary.revision(), _ -> new TreeMap<>())
                .computeIfAbsent(canary.share(), _ -> new HashMap<>())
                .put(user, isTaken);
        Bounds own = bounds.computeIfAbsent(canary.revision() + " " + user, _ -> new Bounds());
        boolean fits = isTaken ? canary.share() > own.out : canary.share() < own.in;
        if (!fits) {
            moved++;
        }
        if (isTaken) {
            own.in = Math.min(own.in, canary.share());
        } else {
            own.out = Math.max(own.out, canary.share());
        }
        return fits;
    }

    /** How often a user was where they should not be. */
    synchronized int moved() {
        return moved;
    }

    /** What was seen of each canary at each share. */
    synchronized List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        seen.forEach((revision, byShare) ->
                byShare.forEach((asked, users) -> shares.add(new Share(revision, asked, users.size(), (int)
                        users.values().stream().filter(taken -> taken).count()))));
        return shares;
    }
}
