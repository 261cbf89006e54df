package dev.medley.platform.rerank.slate;

import java.util.Objects;

/**
 * Something that a slate must hold, over the attributes and rows of a {@link SlateProblem}. A quota of a surface is a
 * {@link MaxCount} or {@link MinCount} of its group; a nested cap is a {@link MaxCount} over {@link
 * SlateProblem#nested}. Rows of no group are free.
 */
public sealed interface SlateRule {
    /** In place of a group: each group of the attribute by itself. */
    int EACH_GROUP = -1;

    /** Names it in relaxations and explanations. */
    String name();

    Priority priority();

    /**
     * At most {@code max} rows of a group.
     *
     * @param group a group, or {@link #EACH_GROUP}
     * @param max 0 or more
     */
    record MaxCount(String name, Priority priority, int attribute, int group, int max) implements SlateRule {
        /** @throws IllegalArgumentException if max is negative */
        public MaxCount {
            require(name, priority);
            atLeast(name, "max", max, 0);
        }
    }

    /**
     * At least {@code min} rows of a group.
     *
     * @param group a group
     * @param min 0 or more
     */
    record MinCount(String name, Priority priority, int attribute, int group, int min) implements SlateRule {
        /** @throws IllegalArgumentException if min is negative */
        public MinCount {
            require(name, priority);
            atLeast(name, "min", min, 0);
        }
    }

    /**
     * At least {@code floor(share * k)} rows of a group in the first k places, for every k (Geyik et al., KDD 2019,
     * arXiv 1905.01989).
     *
     * @param group a group
     * @param share above 0, at most 1
     */
    record MinShare(String name, Priority priority, int attribute, int group, double share) implements SlateRule {
        /** @throws IllegalArgumentException if the share is out of range */
        public MinShare {
            require(name, priority);
            requireShare(name, share);
        }

        /** What is needed of the first k places. */
        int needed(int k) {
            return floorOf(share, k);
        }
    }

    /**
     * Of the rows of another group among the first k places at least {@code floor(share * their count)} rows of a group, for
     * every k, as long as there are any: the floor of one surface on a page that it shares. It is held place by place, as
     * a window is, and never says anything about rows outside the other group.
     *
     * @param group a group
     * @param outer the other attribute
     * @param outerGroup its group
     * @param share above 0, at most 1
     */
    record MinShareWithin(
            String name, Priority priority, int attribute, int group, int outer, int outerGroup, double share)
            implements SlateRule {
        /** @throws IllegalArgumentException if the share is out of range */
        public MinShareWithin {
            require(name, priority);
            requireShare(name, share);
        }

        /** What is needed of so many rows of the other group. */
        int needed(int rows) {
            return floorOf(share, rows);
        }
    }

    /**
     * At most {@code max} rows of a group in any {@code window} consecutive places.
     *
     * @param group a group, or {@link #EACH_GROUP}
     * @param max 1 or more
     * @param window more than max
     */
    record MaxInWindow(String name, Priority priority, int attribute, int group, int max, int window)
            implements SlateRule {
        /** @throws IllegalArgumentException if max is below 1 or the window not longer than max */
        public MaxInWindow {
            require(name, priority);
            atLeast(name, "max", max, 1);
            atLeast(name, "window", window, Math.addExact(max, 1));
        }
    }

    /**
     * At least {@code gap} other rows between two of a group.
     *
     * @param group a group, or {@link #EACH_GROUP}
     * @param gap 1 or more
     */
    record MinGap(String name, Priority priority, int attribute, int group, int gap) implements SlateRule {
        /** @throws IllegalArgumentException if the gap is below 1 */
        public MinGap {
            require(name, priority);
            atLeast(name, "gap", gap, 1);
        }
    }

    /**
     * That row at that place and nowhere else. Even a firm pin cannot place a row that is not eligible.
     *
     * @param row which
     * @param place from 0
     */
    record Pin(String name, Priority priority, int row, int place) implements SlateRule {
        /** @throws IllegalArgumentException if the place is negative */
        public Pin {
            require(name, priority);
            atLeast(name, "place", place, 0);
        }
    }

    /** @throws IllegalArgumentException if the rule names something that the problem does not have */
    default void check(SlateProblem problem) {
        switch (this) {
            case MaxCount max -> checkGroup(problem, max.attribute(), max.group(), EACH_GROUP);
            case MinCount min -> checkGroup(problem, min.attribute(), min.group(), 0);
            case MinShare min -> checkGroup(problem, min.attribute(), min.group(), 0);
            case MinShareWithin min -> {
                checkGroup(problem, min.attribute(), min.group(), 0);
                checkGroup(problem, min.outer(), min.outerGroup(), 0);
            }
            case MaxInWindow max -> checkGroup(problem, max.attribute(), max.group(), EACH_GROUP);
            case MinGap min -> checkGroup(problem, min.attribute(), min.group(), EACH_GROUP);
            case Pin pin -> inRange(name(), "row", pin.row(), 0, problem.rows());
        }
    }

    private void checkGroup(SlateProblem problem, int attribute, int group, int least) {
        inRange(name(), "attribute", attribute, 0, problem.attributes());
        inRange(name(), "group", group, least, problem.groups(attribute));
    }

    private static void require(String name, Priority priority) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(priority, "priority");
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "rule " + name + ": share " + share + " is not allowed; above 0, at most 1 is");
        }
    }

    private static int floorOf(double share, int rows) {
        // A share such as 0.1 times 10 must be 1, whatever its binary digits are.
        return (int) Math.floor(share * rows + 1e-9);
    }

    private static void atLeast(String name, String field, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "rule " + name + ": " + field + " " + value + " is not allowed; " + least + " or more is");
        }
    }

    private static void inRange(String name, String field, int value, int least, int end) {
        if (value < least || value >= end) {
            throw new IllegalArgumentException("rule " + name + ": " + field + " " + value + " is not allowed; " + least
                    + " to below " + end + " is");
        }
    }
}
