package dev.medley.platform.score.weights;

import dev.medley.platform.codec.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, as far as it has been read. */
final class TensorProblems {
    /** So many are kept; the others are counted. */
    static final int MAX_KEPT = 100;

    private static final int MAX_TEXT = 400;

    private final List<Problem> kept = new ArrayList<>();
    private long more;

    void add(String field, String why) {
        if (kept.size() < MAX_KEPT) {
            kept.add(Problem.refused(field, shown(why)));
        } else {
            more++;
        }
    }

    /** The file cannot be read on. */
    InvalidTensorsException fatal(String field, String why) {
        add(field, why);
        return new InvalidTensorsException(kept, more);
    }

    void throwIfAny() throws InvalidTensorsException {
        if (!kept.isEmpty()) {
            throw new InvalidTensorsException(kept, more);
        }
    }

    /** Names and keys in it are the file's: they may be long, and hold what a terminal would act on. */
    private static String shown(String why) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < why.length() && i < MAX_TEXT; i++) {
            char each = why.charAt(i);
            boolean cutPair = i == MAX_TEXT - 1 && Character.isHighSurrogate(each);
            if (Character.isISOControl(each)) {
                shown.append("\\u%04x".formatted((int) each));
            } else if (!cutPair) {
                shown.append(each);
            }
        }
        return why.length() <= MAX_TEXT ? shown.toString() : shown.append("...").toString();
    }
}
