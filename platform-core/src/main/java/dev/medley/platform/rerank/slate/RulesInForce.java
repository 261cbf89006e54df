package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Relaxation.Cause;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of one slate while it is laid: which rows may have the next place so that everything can still be held, and
 * what is let go when none may.
 *
 * <p>Then the rules are taken in one by one, most important first. One that can be held beside those before it is kept.
 * One that cannot is lowered by as little as there is a way: a cap is raised, a floor falls for the beginnings for which
 * it must, a window or gap is let go for this place, a pin for good. A firm rule stays, and the slate ends sooner:
 * where no shorter slate holds it, before the place that would break it, or with no place at all.
 */
final class RulesInForce {
    private final RuleTable table = new RuleTable();
    private final Pins pins = new Pins();
    private final WindowRules windows = new WindowRules();
    private final GroupForest forest = new GroupForest();
    private final RuleRelaxations relaxations = new RuleRelaxations();

    private SlateProblem problem;
    private RankedRows rows;
    private int[] rowAt;
    private int[] placeOf;
    private int places;
    private int place;
    private boolean isStale;
    private boolean isFeasible;
    private boolean[] isWaiting = new boolean[0];
    private boolean[] isSuspended = new boolean[0];
    private boolean[] isShortOfRows = new boolean[0];
    private int[] floors = new int[0];

    /**
     * @param newRowAt the rows of the places taken, as they are taken
     * @param newPlaceOf each row's place, -1 while it has none
     */
    void begin(SlateProblem newProblem, RankedRows newRows, int[] newRowAt, int[] newPlaceOf) {
        problem = newProblem;
        rows = newRows;
        rowAt = newRowAt;
        placeOf = newPlaceOf;
        places = Math.min(problem.places(), rows.count());
        place = 0;
        table.begin(problem, places);
        relaxations.begin(table);
        if (isWaiting.length < table.count()) {
            isWaiting = new boolean[table.count()];
            isSuspended = new boolean[table.count()];
            isShortOfRows = new boolean[table.count()];
        }
        if (floors.length < places + 1) {
            floors = new int[places + 1];
        }
        Arrays.fill(isSuspended, 0, table.count(), false);
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.rule(rule) instanceof SlateRule.Pin pin) {
                check(rule, pin);
            }
        }
        windows.begin(problem, table, pins, rowAt);
        pins.read(table, problem.rows(), places);
        forest.begin(problem, rows, table, pins);
        forest.arrange();
        forest.count(places, placeOf);
        boolean fits = problem.places() == 0 || arePinsHeld() && forest.isFeasible(0);
        beginPlace();
        if (!fits) {
            fit();
        }
    }

    /** Places that can be filled, as far as is known. */
    int places() {
        return places;
    }

    /** Whether the row, which has no place, may have the next one. */
    boolean allows(int row) {
        int waiting = pins.rowAt(place);
        if (waiting >= 0) {
            return row == waiting && windows.blockedBy(row) < 0;
        }
        return !pins.isPinned(row) && forest.allows(row) && windows.blockedBy(row) < 0;
    }

    /** The rule that keeps the row from the next place, -1 if none does; of several the most important. */
    int blockedBy(int row) {
        int first = windows.blockedBy(row);
        if (pins.rowAt(place) >= 0) {
            return pins.rowAt(place) == row ? first : earlier(first, pins.ruleAt(place));
        }
        if (pins.isPinned(row)) {
            return earlier(first, pins.ruleOf(row));
        }
        return earlier(first, forest.blockedBy(row));
    }

    String name(int rule) {
        return table.rule(rule).name();
    }

    /** The row takes the next place. */
    void place(int row) {
        for (int rule = 0; rule < table.count(); rule++) {
            if (isSuspended[rule]) {
                isSuspended[rule] = false;
                table.setActive(rule, true);
                if (windows.blocks(rule, row)) {
                    relaxations.add(
                            rule,
                            place,
                            windows.asked(rule),
                            windows.held(rule, row),
                            isShortOfRows[rule] ? Cause.TOO_FEW_ROWS : Cause.MORE_IMPORTANT_RULES);
                }
            }
        }
        if (pins.rowAt(place) < 0) {
            forest.place(row);
        }
        windows.place(row);
        place++;
        if (place < places) {
            beginPlace();
        }
    }

    /** No row may have the next place: lets go what must be. Afterwards one may, or the slate is complete. */
    void fit() {
        for (int rule = 0; rule < table.count(); rule++) {
            boolean isDone = table.rule(rule) instanceof SlateRule.Pin pin && pin.place() < place;
            isWaiting[rule] = table.isActive(rule) && !isDone;
            table.setActive(rule, table.isActive(rule) && isDone);
        }
        isStale = true;
        for (int rule = 0; rule < table.count(); rule++) {
            if (isWaiting[rule]) {
                table.setActive(rule, true);
                isStale |= !table.isWindow(rule);
                if (!holds()) {
                    letGo(rule);
                    isStale = true;
                }
            }
        }
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isActive(rule) && table.rule(rule) instanceof SlateRule.Pin pin && pin.place() >= places) {
                letPinGo(rule, pin, Cause.PLACE_BEYOND_SLATE);
            }
        }
        // The counts and marks of what is kept, not of what was tried last.
        isStale = true;
        holds();
    }

    boolean hasRelaxations() {
        return !relaxations.isEmpty();
    }

    List<Relaxation> relaxations() {
        return relaxations.list(places);
    }

    private static int earlier(int rule, int other) {
        return rule < 0 || other >= 0 && other < rule ? other : rule;
    }

    private void check(int rule, SlateRule.Pin pin) {
        if (pin.place() >= problem.places()) {
            // Nobody asks for that place this time.
            table.setActive(rule, false);
        } else if (!problem.isEligible(pin.row())) {
            letPinGo(rule, pin, Cause.ROW_NOT_ELIGIBLE);
        } else if (pin.place() >= places) {
            letPinGo(rule, pin, Cause.PLACE_BEYOND_SLATE);
        }
    }

    private void letPinGo(int rule, SlateRule.Pin pin, Cause cause) {
        table.setActive(rule, false);
        relaxations.add(rule, pin.place(), 1, 0, cause);
    }

    private void beginPlace() {
        if (place < places) {
            windows.beginPlace(place, places);
            mark();
        }
    }

    private void mark() {
        if (pins.rowAt(place) < 0) {
            forest.mark(place);
        }
    }

    private boolean arePinsHeld() {
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isActive(rule) && table.rule(rule) instanceof SlateRule.Pin pin) {
                if (pin.place() < places && !pins.isHeld(pin)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the active rules can be held to the end, and a row may have the next place. */
    private boolean holds() {
        // Windows and gaps are asked row by row; all else is counted, and anew only when it has changed.
        if (isStale) {
            pins.read(table, problem.rows(), places);
            forest.count(places, placeOf);
            windows.beginAgain(places);
            isFeasible = arePinsHeld() && forest.isFeasible(place);
            isStale = false;
            if (isFeasible && place < places) {
                mark();
            }
        }
        if (!isFeasible) {
            return false;
        }
        if (place == places) {
            return true;
        }
        if (pins.rowAt(place) >= 0) {
            return allows(pins.rowAt(place));
        }
        for (int position = 0; position < rows.count(); position++) {
            int row = rows.row(position);
            if (placeOf[row] < 0 && allows(row)) {
                return true;
            }
        }
        return false;
    }

    private void letGo(int rule) {
        if (table.isFirm(rule)) {
            shorten(rule);
        } else if (table.isWindow(rule)) {
            table.setActive(rule, false);
            isSuspended[rule] = true;
            isShortOfRows[rule] = blocksAll(rule);
        } else if (table.rule(rule) instanceof SlateRule.Pin pin) {
            letPinGo(rule, pin, Cause.MORE_IMPORTANT_RULES);
        } else if (table.isCap(rule)) {
            raise(rule);
        } else {
            lower(rule);
        }
    }

    private void shorten(int rule) {
        int asked = places;
        boolean holds = false;
        while (places > place && !holds) {
            places--;
            isStale = true;
            holds = holds();
        }
        if (places < asked) {
            relaxations.add(rule, places, asked, places, Cause.SLATE_SHORTENED);
        }
        if (!holds) {
            cutFloors();
        }
    }

    /** The slate ends here: floors that were to be met by places to come are missed by what they lack. */
    private void cutFloors() {
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isActive(rule) && table.isFloor(rule)) {
                int have = shown(rule);
                if (table.floor(rule, places, places) > have) {
                    boolean isShort = forest.size(rule) < table.floor(rule, places, places);
                    relaxations.lowered(rule, isShort ? Cause.TOO_FEW_ROWS : Cause.MORE_IMPORTANT_RULES);
                    table.limitFloor(rule, have);
                }
            }
        }
    }

    private int shown(int rule) {
        int[] groupOf = problem.groupOf(table.attribute(rule));
        int shown = 0;
        for (int at = 0; at < place; at++) {
            shown += groupOf[rowAt[at]] == table.group(rule) ? 1 : 0;
        }
        return shown;
    }

    private boolean blocksAll(int rule) {
        for (int position = 0; position < rows.count(); position++) {
            int row = rows.row(position);
            if (placeOf[row] < 0 && !windows.blocks(rule, row)) {
                return false;
            }
        }
        return true;
    }

    private void raise(int rule) {
        relaxations.lowered(
                rule, forest.fill(rule, table.cap(rule)) < places ? Cause.TOO_FEW_ROWS : Cause.MORE_IMPORTANT_RULES);
        do {
            table.setCap(rule, table.cap(rule) + 1);
            isStale = true;
        } while (table.cap(rule) < places && !holds());
    }

    private void lower(int rule) {
        int supply = forest.size(rule);
        if (supply < table.floor(rule, places, places)) {
            relaxations.lowered(rule, Cause.TOO_FEW_ROWS);
            table.limitFloor(rule, supply);
            isStale = true;
            if (holds()) {
                return;
            }
        }
        relaxations.lowered(rule, Cause.MORE_IMPORTANT_RULES);
        int from = Math.min(place + 1, places);
        for (int k = from; k <= places; k++) {
            floors[k] = table.floor(rule, k, places);
        }
        int held = 0;
        table.setFloorFrom(rule, from, 0, places);
        for (int k = from; k <= places; k++) {
            // The highest floor here that leaves the rest possible without a higher one later, by halving: a lower one
            // is
            // never harder to hold.
            int most = floors[k];
            while (held < most) {
                int tried = (held + most + 1) / 2;
                table.setFloorFrom(rule, k, tried, places);
                isStale = true;
                if (holds()) {
                    held = tried;
                } else {
                    most = tried - 1;
                }
            }
            table.setFloorFrom(rule, k, held, places);
        }
    }
}
