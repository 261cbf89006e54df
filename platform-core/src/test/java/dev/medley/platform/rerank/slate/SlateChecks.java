package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of a slate that is there what holds, by the words of the rules and not by the way it was laid. */
final class SlateChecks {
    private SlateChecks() {}

    /** Rows are eligible and once; every rule holds, or is among the relaxations and holds as far as they say. */
    static void holds(SlateProblem problem, SlateWorkspace slate, String name) {
        Set<Integer> seen = new HashSet<>();
        for (int place = 0; place < slate.size(); place++) {
            int row = slate.row(place);
            assertThat(problem.isEligible(row)).as("%s: row %d", name, row).isTrue();
            assertThat(seen.add(row)).as("%s: row %d once", name, row).isTrue();
            assertThat(slate.placeOf(row)).as(name).isEqualTo(place);
        }
        List<Relaxation> relaxations = slate.hasRelaxations() ? slate.relaxations() : List.of();
        boolean isShort = relaxations.stream().anyMatch(each -> each.cause() == Relaxation.Cause.SLATE_SHORTENED);
        if (!isShort) {
            assertThat(slate.size())
                    .as("%s: size", name)
                    .isEqualTo(Math.min(problem.places(), problem.eligibleCount()));
        }
        Map<String, List<Relaxation>> byRule = relaxations.stream().collect(Collectors.groupingBy(Relaxation::rule));
        for (int i = 0; i < problem.rules() && problem.places() > 0; i++) {
            SlateRule rule = problem.rule(i);
            List<Relaxation> own = byRule.getOrDefault(rule.name(), List.of());
            Misses misses = misses(problem, slate, rule);
            String named = name + ": " + rule + " " + relaxations + " " + slate.size();
            if (own.isEmpty()) {
                assertThat(misses.most).as(named).isZero();
            } else if (rule.priority().isFirm() && !(rule instanceof SlateRule.Pin)) {
                // An empty slate is what a firm floor comes to that nothing can meet; a floor may also be cut short by
                // a
                // more important firm rule.
                boolean isCut = own.stream().anyMatch(each -> each.cause() != Relaxation.Cause.SLATE_SHORTENED);
                assertThat(isShort || slate.size() == 0).as(named).isTrue();
                assertThat(slate.size() == 0 || isCut ? 0 : misses.most)
                        .as(named)
                        .isZero();
                assertThat(isCut && !(rule instanceof SlateRule.MinCount || rule instanceof SlateRule.MinShare))
                        .as(named)
                        .isFalse();
            } else if (rule instanceof SlateRule.MaxCount || rule instanceof SlateRule.MinCount) {
                assertThat(misses.most)
                        .as(named)
                        .isLessThanOrEqualTo(own.getFirst().by());
                assertThat(own.getFirst().by()).as(named).isPositive();
            } else if (rule instanceof SlateRule.MinShare) {
                assertThat(misses.most)
                        .as(named)
                        .isLessThanOrEqualTo(own.getFirst().by());
            } else if (!(rule instanceof SlateRule.Pin)) {
                Map<Integer, Relaxation> byPlace = new HashMap<>();
                own.forEach(each -> byPlace.put(each.place(), each));
                misses.byPlace.forEach((place, by) -> assertThat(byPlace.get(place))
                        .as("%s at place %d", named, place)
                        .isNotNull()
                        .extracting(Relaxation::by)
                        .isEqualTo(by));
            }
        }
    }

    /** By how much a rule is missed, and for windows at which places. */
    static final class Misses {
        private int most;
        private final Map<Integer, Integer> byPlace = new HashMap<>();

        private void add(int place, int by) {
            if (by > 0) {
                most = Math.max(most, by);
                byPlace.put(place, by);
            }
        }

        int most() {
            return most;
        }
    }

    static Misses misses(SlateProblem problem, SlateWorkspace slate, SlateRule rule) {
        Misses misses = new Misses();
        int size = slate.size();
        switch (rule) {
            case SlateRule.MaxCount max -> {
                for (int group = 0; group < problem.groups(max.attribute()); group++) {
                    if (max.group() == SlateRule.EACH_GROUP || max.group() == group) {
                        misses.add(size - 1, count(problem, slate, max.attribute(), group, 0, size) - max.max());
                    }
                }
            }
            case SlateRule.MinCount min ->
                misses.add(size - 1, min.min() - count(problem, slate, min.attribute(), min.group(), 0, size));
            case SlateRule.MinShare min -> {
                for (int k = 1; k <= size; k++) {
                    int needed = (int) Math.floor(min.share() * k + 1e-9);
                    misses.add(k - 1, needed - count(problem, slate, min.attribute(), min.group(), 0, k));
                }
            }
            case SlateRule.MinShareWithin min -> within(problem, slate, misses, min);
            case SlateRule.MaxInWindow max ->
                inWindows(problem, slate, misses, max.attribute(), max.group(), max.max(), max.window());
            case SlateRule.MinGap min ->
                inWindows(problem, slate, misses, min.attribute(), min.group(), 1, min.gap() + 1);
            case SlateRule.Pin pin -> {
                boolean isThere = pin.place() < size && slate.row(pin.place()) == pin.row();
                misses.add(pin.place(), isThere || pin.place() >= problem.places() ? 0 : 1);
            }
        }
        return misses;
    }

    private static void within(
            SlateProblem problem, SlateWorkspace slate, Misses misses, SlateRule.MinShareWithin min) {
        int[] outer = problem.groupOf(min.outer());
        int[] member = problem.groupOf(min.attribute());
        int outers = 0;
        int members = 0;
        for (int place = 0; place < slate.size(); place++) {
            int row = slate.row(place);
            if (outer[row] != min.outerGroup()) {
                continue;
            }
            outers++;
            if (member[row] == min.group()) {
                members++;
            } else if (isLeft(problem, slate, min, place)) {
                misses.add(place, (int) Math.floor(min.share() * outers + 1e-9) - members);
            }
        }
    }

    /** Whether a row of the share could have had the place: one that comes later, or not at all. */
    private static boolean isLeft(SlateProblem problem, SlateWorkspace slate, SlateRule.MinShareWithin min, int place) {
        for (int row = 0; row < problem.rows(); row++) {
            boolean isMember = problem.groupOf(min.outer())[row] == min.outerGroup()
                    && problem.groupOf(min.attribute())[row] == min.group();
            int at = slate.placeOf(row);
            if (isMember && problem.isEligible(row) && (at < 0 || at > place)) {
                return true;
            }
        }
        return false;
    }

    private static void inWindows(
            SlateProblem problem, SlateWorkspace slate, Misses misses, int attribute, int only, int max, int window) {
        for (int place = 0; place < slate.size(); place++) {
            int group = problem.groupOf(attribute)[slate.row(place)];
            if (group != SlateProblem.NO_GROUP && (only == SlateRule.EACH_GROUP || only == group)) {
                int from = Math.max(0, place - window + 1);
                misses.add(place, count(problem, slate, attribute, group, from, place + 1) - max);
            }
        }
    }

    private static int count(SlateProblem problem, SlateWorkspace slate, int attribute, int group, int from, int end) {
        int count = 0;
        for (int place = from; place < end; place++) {
            count += problem.groupOf(attribute)[slate.row(place)] == group ? 1 : 0;
        }
        return count;
    }
}
