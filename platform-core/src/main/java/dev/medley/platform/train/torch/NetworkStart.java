package dev.medley.platform.train.torch;

import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.example.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How large a network is to be, and whether another is of the same sizes, so that it can start there. */
final class NetworkStart {
    private NetworkStart() {}

    /** The sizes of a network that starts from chance. */
    static NetworkShape shape(FitSettings fit, Examples learn, TrainerSettings settings) {
        return shape(fit, longestHistory(learn) == 0 ? 0 : fit.shortEvents(), learn, settings);
    }

    /** The sizes of one that starts from those weights: who has read histories goes on to, even where there are none. */
    static NetworkShape shape(FitSettings fit, Examples learn, TrainerSettings settings, NetworkWeights parent) {
        boolean none = longestHistory(learn) == 0;
        return shape(fit, none ? parent.shape().shortEvents() : fit.shortEvents(), learn, settings);
    }

    private static NetworkShape shape(FitSettings fit, int shortEvents, Examples learn, TrainerSettings settings) {
        return new NetworkShape(
                fit.embedding(),
                fit.factors(),
                fit.hidden(),
                shortEvents,
                learn.width(),
                learn.domains(),
                settings.funnelParents());
    }

    private static int longestHistory(Examples examples) {
        int longest = 0;
        for (int end : examples.historyEnd()) {
            longest = Math.max(longest, end);
        }
        return longest;
    }

    /** Every size but that of the domains in which two networks differ, a clause each. */
    static List<String> mismatches(NetworkShape own, NetworkShape parent) {
        List<String> mismatches = new ArrayList<>();
        differ(mismatches, "embedding", own.embedding(), parent.embedding());
        differ(mismatches, "factors", own.factors(), parent.factors());
        differ(mismatches, "hidden", own.hidden(), parent.hidden());
        differ(mismatches, "shortEvents", own.shortEvents(), parent.shortEvents());
        differ(mismatches, "statistics a row", own.width(), parent.width());
        differ(
                mismatches,
                "tasks before each task",
                Arrays.toString(own.funnelParents()),
                Arrays.toString(parent.funnelParents()));
        return mismatches;
    }

    private static void differ(List<String> mismatches, String what, Object own, Object parent) {
        if (!own.equals(parent)) {
            mismatches.add(what + " is " + own + ", its " + what + " is " + parent);
        }
    }
}
