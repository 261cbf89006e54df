package dev.medley.platform.offline;

import dev.medley.platform.evaluate.compare.JudgedCase;
import java.util.List;

/**
 * What a comparison of re-rankers lays slates of.
 *
 * @param cases in the order in which they are laid
 * @param groups that divide the items
 * @param notes how all that was made, a sentence or more each
 * @param heldOut how it was chosen what the methods are judged on
 * @param ifEmpty what to say if there is no case
 */
record Replay(List<JudgedCase> cases, ReplayGroups groups, List<String> notes, String heldOut, String ifEmpty) {
    /**
     * How much there is to be of it.
     *
     * @param places of a slate
     * @param candidates of a slate
     * @param askers about so many cases
     * @param drawn the part of the candidates that is drawn by chance, 0 to 1; negative for the usual one
     * @param seed of all chance
     * @param threads that may compute values
     */
    record Size(int places, int candidates, int askers, double drawn, long seed, int threads) {
        private static final int PLACES = 20;
        private static final int CANDIDATES = 200;
        private static final int ASKERS = 1_000;

        /** As the options say. */
        static Size of(Options options) throws UsageException {
            int places = (int) options.whole("places", PLACES, 1, 1_000);
            return new Size(
                    places,
                    (int) options.whole("candidates", CANDIDATES, places, 10_000),
                    (int) options.whole("users", ASKERS, 1, Integer.MAX_VALUE),
                    options.text("drawn").isEmpty() ? -1 : options.number("drawn", 0, 0, 1),
                    options.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                    (int) options.whole("threads", Runtime.getRuntime().availableProcessors(), 1, 1024));
        }

        double drawnOr(double usual) {
            return drawn < 0 ? usual : drawn;
        }
    }

    double meanRows() {
        return cases.stream()
                .mapToInt(judged -> judged.slate().rows())
                .average()
                .orElse(0);
    }
}
