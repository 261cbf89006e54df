package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Relaxation.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What of the rules of one slate was let go, kept in arrays until somebody asks. */
final class RuleRelaxations {
    private static final Cause[] CAUSES = Cause.values();

    private RuleTable table;
    /** Why each counting rule was lowered, a cause's number; -1 if it was not. */
    private int[] causeOf = new int[0];

    private int count;
    private int[] rule = new int[0];
    private int[] place = new int[0];
    private int[] asked = new int[0];
    private int[] held = new int[0];
    private int[] cause = new int[0];

    void begin(RuleTable newTable) {
        table = newTable;
        count = 0;
        if (causeOf.length < table.count()) {
            causeOf = new int[table.count()];
        }
        Arrays.fill(causeOf, 0, table.count(), -1);
    }

    /**
     * The counting rule asks for less from now on; what it asks is in the table. Of several causes the later one counts: want
     * of rows comes first, and what other rules take comes on top of it.
     */
    void lowered(int ofRule, Cause why) {
        causeOf[ofRule] = Math.max(causeOf[ofRule], why.ordinal());
    }

    void add(int ofRule, int atPlace, int rowsAsked, int rowsHeld, Cause why) {
        if (count == rule.length) {
            int length = Math.max(16, 2 * count);
            rule = Arrays.copyOf(rule, length);
            place = Arrays.copyOf(place, length);
            asked = Arrays.copyOf(asked, length);
            held = Arrays.copyOf(held, length);
            cause = Arrays.copyOf(cause, length);
        }
        rule[count] = ofRule;
        place[count] = atPlace;
        asked[count] = rowsAsked;
        held[count] = rowsHeld;
        cause[count++] = why.ordinal();
    }

    boolean isEmpty() {
        if (count > 0) {
            return false;
        }
        for (int i = 0; i < table.count(); i++) {
            if (causeOf[i] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Most important rule first, then by place. */
    List<Relaxation> list(int places) {
        List<Relaxation> list = new ArrayList<>();
        for (int i = 0; i < table.count(); i++) {
            if (causeOf[i] >= 0) {
                list.add(table.isCap(i) ? loweredCap(i, places) : loweredFloor(i, places));
            }
            for (int at = 0; at < count; at++) {
                if (rule[at] == i) {
                    list.add(new Relaxation(table.rule(i).name(), place[at], asked[at], held[at], CAUSES[cause[at]]));
                }
            }
        }
        return list;
    }

    private Relaxation loweredCap(int index, int places) {
        int declared = ((SlateRule.MaxCount) table.rule(index)).max();
        return new Relaxation(
                table.rule(index).name(), Math.max(0, places - 1), declared, table.cap(index), CAUSES[causeOf[index]]);
    }

    /** At the first of the places at which most is missing. */
    private Relaxation loweredFloor(int index, int places) {
        int worst = places;
        int missing = -1;
        for (int k = 1; k <= places; k++) {
            int by = table.declaredFloor(index, k, places) - table.floor(index, k, places);
            if (by > missing) {
                missing = by;
                worst = k;
            }
        }
        return new Relaxation(
                table.rule(index).name(),
                Math.max(0, worst - 1),
                table.declaredFloor(index, worst, places),
                table.floor(index, worst, places),
                CAUSES[causeOf[index]]);
    }
}
