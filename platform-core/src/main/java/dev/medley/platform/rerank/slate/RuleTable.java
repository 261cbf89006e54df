package dev.medley.platform.rerank.slate;

import java.util.Arrays;

/**
 * The rules of one slate in columns, in the order of their importance, with what of each is held now. Counting rules
 * speak of the slate as a whole and may be lowered for good; the others are let go for a place at a time.
 */
final class RuleTable {
    private SlateProblem problem;
    private int count;
    private int places;
    private SlateRule[] rule = new SlateRule[0];
    private boolean[] isActive = new boolean[0];
    private int[] attribute = new int[0];
    private int[] group = new int[0];
    /** Of caps: what is allowed now. */
    private int[] cap = new int[0];
    /** Of floors: what is needed of the first k places, k from 0 to places, for each rule. */
    private int[] floor = new int[0];

    void begin(SlateProblem newProblem, int newPlaces) {
        problem = newProblem;
        count = problem.rules();
        places = newPlaces;
        if (rule.length < count) {
            rule = new SlateRule[count];
            isActive = new boolean[count];
            attribute = new int[count];
            group = new int[count];
            cap = new int[count];
        }
        if (floor.length < count * (places + 1)) {
            floor = new int[count * (places + 1)];
        }
        for (int i = 0; i < count; i++) {
            SlateRule next = problem.rule(i);
            int at = i;
            while (at > 0 && next.priority().isBefore(rule[at - 1].priority())) {
                rule[at] = rule[at - 1];
                at--;
            }
            rule[at] = next;
        }
        for (int i = 0; i < count; i++) {
            isActive[i] = true;
            fill(i);
        }
    }

    private void fill(int index) {
        Arrays.fill(floor, index * (places + 1), (index + 1) * (places + 1), 0);
        attribute[index] = -1;
        group[index] = SlateRule.EACH_GROUP;
        switch (rule[index]) {
            case SlateRule.MaxCount max -> {
                attribute[index] = max.attribute();
                group[index] = max.group();
                cap[index] = max.max();
            }
            case SlateRule.MinCount min -> {
                attribute[index] = min.attribute();
                group[index] = min.group();
                floor[index * (places + 1) + places] = min.min();
            }
            case SlateRule.MinShare min -> {
                attribute[index] = min.attribute();
                group[index] = min.group();
                for (int k = 1; k <= places; k++) {
                    floor[index * (places + 1) + k] = min.needed(k);
                }
            }
            case SlateRule.MinShareWithin min -> {
                attribute[index] = min.attribute();
                group[index] = min.group();
            }
            case SlateRule.MaxInWindow max -> {
                attribute[index] = max.attribute();
                group[index] = max.group();
            }
            case SlateRule.MinGap min -> {
                attribute[index] = min.attribute();
                group[index] = min.group();
            }
            case SlateRule.Pin pin -> {}
        }
    }

    int count() {
        return count;
    }

    SlateRule rule(int index) {
        return rule[index];
    }

    boolean isFirm(int index) {
        return rule[index].priority().isFirm();
    }

    boolean isActive(int index) {
        return isActive[index];
    }

    void setActive(int index, boolean active) {
        isActive[index] = active;
    }

    boolean isCap(int index) {
        return rule[index] instanceof SlateRule.MaxCount;
    }

    boolean isFloor(int index) {
        return rule[index] instanceof SlateRule.MinCount || rule[index] instanceof SlateRule.MinShare;
    }

    boolean isCounting(int index) {
        return isCap(index) || isFloor(index);
    }

    /** Whether the rule is asked place by place, not counted ahead. */
    boolean isWindow(int index) {
        return rule[index] instanceof SlateRule.MaxInWindow
                || rule[index] instanceof SlateRule.MinGap
                || rule[index] instanceof SlateRule.MinShareWithin;
    }

    int attribute(int index) {
        return attribute[index];
    }

    int group(int index) {
        return group[index];
    }

    int cap(int index) {
        return cap[index];
    }

    void setCap(int index, int rows) {
        cap[index] = rows;
    }

    /** What is needed now of the first k places of a slate of so many. */
    int floor(int index, int k, int ofPlaces) {
        // A count is due at the end of the slate, wherever that is now.
        int at = rule[index] instanceof SlateRule.MinCount ? (k == ofPlaces ? places : 0) : k;
        return floor[index * (places + 1) + at];
    }

    /** What is needed of the first k places of a slate of so many, and of all longer beginnings. */
    void setFloorFrom(int index, int k, int rows, int ofPlaces) {
        if (rule[index] instanceof SlateRule.MinCount) {
            floor[index * (places + 1) + places] = rows;
            return;
        }
        Arrays.fill(floor, index * (places + 1) + k, index * (places + 1) + ofPlaces + 1, rows);
    }

    /** No beginning needs more than that. */
    void limitFloor(int index, int rows) {
        for (int at = index * (places + 1); at < (index + 1) * (places + 1); at++) {
            floor[at] = Math.min(floor[at], rows);
        }
    }

    /** What the rule declares for the first k places of a slate of so many. */
    int declaredFloor(int index, int k, int ofPlaces) {
        return switch (rule[index]) {
            case SlateRule.MinShare min -> min.needed(k);
            case SlateRule.MinCount min -> k == ofPlaces ? min.min() : 0;
            case SlateRule.MaxCount max -> 0;
            case SlateRule.MinShareWithin min -> 0;
            case SlateRule.MaxInWindow max -> 0;
            case SlateRule.MinGap min -> 0;
            case SlateRule.Pin pin -> 0;
        };
    }
}
