package dev.medley.platform.rerank;

/**
 * A constraint over row numbers, ready for counting. Each has arrays of its own; nothing is allocated while places are
 * taken. Where several scenarios share the page, a rule speaks about the rows of its own scenario only, and every other
 * row is feasible for it.
 */
abstract sealed class PlacementRule {
    /** No group: every row without one is feasible. */
    static final int NO_GROUP = -1;

    /** Whether the row may have the next place. */
    abstract boolean isFeasible(int row);

    /** The next place is this one; {@code placed} holds those before it. */
    void beginPlace(int place, int[] placed) {}

    /** The row has taken the place. */
    void placed(int row, int place) {}

    /** Whether feasibility of one row depends on which other rows are still to be had. */
    boolean dependsOnReserve() {
        return false;
    }

    /** At most so many rows of a group. */
    static final class MaxInSlate extends PlacementRule {
        private final int[] groupOf;
        private final int[] shown;
        private final int max;

        MaxInSlate(int[] groupOf, int groups, int max) {
            this.groupOf = groupOf;
            this.max = max;
            shown = new int[groups];
        }

        @Override
        boolean isFeasible(int row) {
            int group = groupOf[row];
            return group == NO_GROUP || shown[group] < max;
        }

        @Override
        void placed(int row, int place) {
            if (groupOf[row] != NO_GROUP) {
                shown[groupOf[row]]++;
            }
        }
    }

    /** At most so many rows of a group in so many places in a row. */
    static final class MaxInWindow extends PlacementRule {
        private final int[] groupOf;
        private final int[] shown;
        private final int max;
        private final int window;

        MaxInWindow(int[] groupOf, int groups, int max, int window) {
            this.groupOf = groupOf;
            this.max = max;
            this.window = window;
            shown = new int[groups];
        }

        @Override
        void beginPlace(int place, int[] placed) {
            int left = place - window;
            if (left >= 0 && groupOf[placed[left]] != NO_GROUP) {
                shown[groupOf[placed[left]]]--;
            }
        }

        @Override
        boolean isFeasible(int row) {
            int group = groupOf[row];
            return group == NO_GROUP || shown[group] < max;
        }

        @Override
        void placed(int row, int place) {
            if (groupOf[row] != NO_GROUP) {
                shown[groupOf[row]]++;
            }
        }
    }

    /** So many other rows between two of a group. */
    static final class MinGap extends PlacementRule {
        private final int[] groupOf;
        private final int[] nextAllowed;
        private final int gap;
        private int place;

        MinGap(int[] groupOf, int groups, int gap) {
            this.groupOf = groupOf;
            this.gap = gap;
            nextAllowed = new int[groups];
        }

        @Override
        void beginPlace(int newPlace, int[] placed) {
            place = newPlace;
        }

        @Override
        boolean isFeasible(int row) {
            int group = groupOf[row];
            return group == NO_GROUP || place >= nextAllowed[group];
        }

        @Override
        void placed(int row, int at) {
            if (groupOf[row] != NO_GROUP) {
                // A gap may be as large as an int; beyond the last place one is as good as another.
                nextAllowed[groupOf[row]] = (int) Math.min(Integer.MAX_VALUE, (long) at + gap + 1);
            }
        }
    }

    /** A share of the places so far for the members of a group. */
    static final class MinExposure extends PlacementRule {
        private final boolean[] own;
        private final boolean[] member;
        private final double share;
        private int remaining;
        private int shown;
        private boolean membersOnly;

        MinExposure(boolean[] own, boolean[] member, int members, double share) {
            this.own = own;
            this.member = member;
            this.share = share;
            remaining = members;
        }

        @Override
        void beginPlace(int place, int[] placed) {
            membersOnly = remaining > 0 && shown < (long) Math.floor(share * (place + 1) + 1e-9);
        }

        @Override
        boolean isFeasible(int row) {
            return !membersOnly || member[row] || !own[row];
        }

        @Override
        void placed(int row, int place) {
            if (member[row]) {
                remaining--;
                shown++;
            }
        }

        @Override
        boolean dependsOnReserve() {
            return true;
        }
    }

    /** That row at that place and not before. */
    static final class Pinned extends PlacementRule {
        private final boolean[] own;
        private final int target;
        private final int position;
        private boolean remains;
        private int place;

        Pinned(boolean[] own, int target, int position) {
            this.own = own;
            this.target = target;
            remains = target >= 0;
            this.position = position;
        }

        @Override
        void beginPlace(int newPlace, int[] placed) {
            place = newPlace;
        }

        @Override
        boolean isFeasible(int row) {
            if (place < position) {
                return row != target;
            }
            return place > position || !remains || row == target || !own[row];
        }

        @Override
        void placed(int row, int at) {
            if (row == target) {
                remains = false;
            }
        }

        @Override
        boolean dependsOnReserve() {
            return true;
        }
    }
}
