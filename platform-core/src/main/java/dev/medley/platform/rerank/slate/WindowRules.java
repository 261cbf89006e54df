package dev.medley.platform.rerank.slate;

import java.util.Arrays;

/**
 * The rules that are asked place by place. Caps in windows and gaps, a gap being a cap of one in a window one longer: each
 * counts what the last places of its window hold; a row is blocked where its group is full, or would be at a pinned place
 * ahead. And shares within another group, which block that group's other rows while too few are shown and one is left.
 */
final class WindowRules {
    private SlateProblem problem;
    private RuleTable table;
    private Pins pins;
    private int[] rowAt;
    private int place;
    private int places;
    private int[] max = new int[0];
    private int[] window = new int[0];
    private int[] offset = new int[0];
    private int[] shown = new int[0];
    /** Of shares: rows of the other group shown, those of the group among them, and those of the group to be had. */
    private int[] outerShown = new int[0];

    private int[] membersShown = new int[0];
    private int[] membersLeft = new int[0];
    private boolean hasPinsAhead;

    /** @param newRowAt the rows of the places taken, as they are taken */
    void begin(SlateProblem newProblem, RuleTable newTable, Pins newPins, int[] newRowAt) {
        problem = newProblem;
        table = newTable;
        pins = newPins;
        rowAt = newRowAt;
        int rules = table.count();
        if (max.length < rules) {
            max = new int[rules];
            window = new int[rules];
            offset = new int[rules];
            outerShown = new int[rules];
            membersShown = new int[rules];
            membersLeft = new int[rules];
        }
        Arrays.fill(outerShown, 0, rules, 0);
        Arrays.fill(membersShown, 0, rules, 0);
        Arrays.fill(membersLeft, 0, rules, 0);
        int groups = 0;
        for (int rule = 0; rule < rules; rule++) {
            max[rule] = 0;
            if (table.rule(rule) instanceof SlateRule.MaxInWindow most) {
                max[rule] = most.max();
                window[rule] = most.window();
            } else if (table.rule(rule) instanceof SlateRule.MinGap least) {
                max[rule] = 1;
                window[rule] = least.gap() == Integer.MAX_VALUE ? Integer.MAX_VALUE : least.gap() + 1;
            }
            if (max[rule] > 0) {
                offset[rule] = groups;
                groups += problem.groups(table.attribute(rule));
            } else if (table.rule(rule) instanceof SlateRule.MinShareWithin share) {
                for (int row = 0; row < problem.rows(); row++) {
                    membersLeft[rule] += problem.isEligible(row) && isMember(share, row) ? 1 : 0;
                }
            }
        }
        if (shown.length < groups) {
            shown = new int[groups];
        }
        Arrays.fill(shown, 0, groups, 0);
        place = 0;
    }

    /** That place is next, of so many. */
    void beginPlace(int newPlace, int newPlaces) {
        place = newPlace;
        places = newPlaces;
        for (int rule = 0; rule < table.count(); rule++) {
            if (max[rule] > 0 && place - window[rule] >= 0) {
                int group = groupOf(rule, rowAt[place - window[rule]]);
                if (group != SlateProblem.NO_GROUP) {
                    shown[offset[rule] + group]--;
                }
            }
        }
        lookAhead();
    }

    /** Pins have been let go, or the slate has been cut to so many places. */
    void beginAgain(int newPlaces) {
        places = newPlaces;
        lookAhead();
    }

    private void lookAhead() {
        hasPinsAhead = false;
        for (int at = place + 1; at < places; at++) {
            hasPinsAhead |= pins.rowAt(at) >= 0;
        }
    }

    void place(int row) {
        for (int rule = 0; rule < table.count(); rule++) {
            if (max[rule] > 0) {
                int group = groupOf(rule, row);
                if (group != SlateProblem.NO_GROUP) {
                    shown[offset[rule] + group]++;
                }
            } else if (table.rule(rule) instanceof SlateRule.MinShareWithin share && isOuter(share, row)) {
                outerShown[rule]++;
                int members = isMember(share, row) ? 1 : 0;
                membersShown[rule] += members;
                membersLeft[rule] -= members;
            }
        }
    }

    /** The most important active rule that keeps the row from the next place, -1 if none does. */
    int blockedBy(int row) {
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isWindow(rule) && table.isActive(rule) && blocks(rule, row)) {
                return rule;
            }
        }
        return -1;
    }

    /** What the rule asks of the next place: rows in its window at most, or rows of a share at least. */
    int asked(int rule) {
        return table.rule(rule) instanceof SlateRule.MinShareWithin share
                ? share.needed(outerShown[rule] + 1)
                : max[rule];
    }

    /** What there is in its place if a row that it blocks is taken, that row with it. */
    int held(int rule, int row) {
        if (table.rule(rule) instanceof SlateRule.MinShareWithin) {
            return membersShown[rule];
        }
        return Math.max(max[rule] + 1, shown[offset[rule] + groupOf(rule, row)] + 1);
    }

    boolean blocks(int rule, int row) {
        if (table.rule(rule) instanceof SlateRule.MinShareWithin share) {
            return membersLeft[rule] > 0
                    && membersShown[rule] < share.needed(outerShown[rule] + 1)
                    && isOuter(share, row)
                    && !isMember(share, row);
        }
        int group = groupOf(rule, row);
        if (group == SlateProblem.NO_GROUP) {
            return false;
        }
        return shown[offset[rule] + group] >= max[rule] || hasPinsAhead && isFullAhead(rule, group);
    }

    /** Whether a window that reaches over the next place to pinned rows would hold too many. */
    private boolean isFullAhead(int rule, int group) {
        int ahead = 0;
        int behind = shown[offset[rule] + group];
        int first = place - window[rule] + 1;
        // The window moves a place at a time: what it takes in ahead, and what it leaves behind.
        for (int end = place + 1; end < Math.min((long) places, (long) place + window[rule]); end++) {
            if (pins.rowAt(end) >= 0 && groupOf(rule, pins.rowAt(end)) == group) {
                ahead++;
            }
            if (first >= 0 && groupOf(rule, rowAt[first]) == group) {
                behind--;
            }
            first++;
            if (behind + 1 + ahead > max[rule]) {
                return true;
            }
        }
        return false;
    }

    private boolean isOuter(SlateRule.MinShareWithin share, int row) {
        return problem.groupOf(share.outer())[row] == share.outerGroup();
    }

    private boolean isMember(SlateRule.MinShareWithin share, int row) {
        return isOuter(share, row) && problem.groupOf(share.attribute())[row] == share.group();
    }

    private int groupOf(int rule, int row) {
        int group = problem.groupOf(table.attribute(rule))[row];
        int only = table.group(rule);
        return only == SlateRule.EACH_GROUP || only == group ? group : SlateProblem.NO_GROUP;
    }
}
