package dev.medley.testkit;

import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays one slate over the safe rows of one or more scenarios: greedy, place by place. Used once.
 *
 * <p>It looks at one place only. Where that is enough to hold every constraint the platform lays the same slate. Where it is
 * not, the platform, which looks ahead, may find a slate that holds more; {@link #broken} says what any slate breaks.
 *
 * <p>On a page of several scenarios the rows stand in the order of the scenarios; a scenario's policies and constraints
 * apply to its own rows, places are the page's, and a policy is shown the places that its own rows have taken.
 */
final class ReferenceRerank {
    /** On a page, at most so many of one scenario in a row of so many places; the first to be relaxed. */
    private static final String PAGE_MIX = "page-scenario-mix";

    private static final int PAGE_MAX = 4;
    private static final int PAGE_WINDOW = 6;

    private static final float MOST = 1e6f;

    private final List<ReferenceRun> runs;
    private final int limit;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Row> remaining = new ArrayList<>();
    private final List<Row> placed = new ArrayList<>();
    /** By identity: two scenarios may have policies that are equal. */
    private final Set<RerankPolicy> failedPolicies = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<ReferenceSlate.Placed> items = new ArrayList<>();
    private final List<ReferenceSlate.Relaxed> relaxed = new ArrayList<>();

    /** A row of one scenario's batch. */
    private record Row(ReferenceRun run, int number) {
        float value() {
            return run.values[number];
        }
    }

    /** A constraint, and whether it lets that row have the next place. */
    private record Rule(String id, Feasibility feasibility) {}

    private interface Feasibility {
        boolean isFeasible(Row row);
    }

    ReferenceRerank(List<ReferenceRun> runs, int limit) {
        this.runs = runs;
        this.limit = limit;
        for (ReferenceRun run : runs) {
            run.batch.selection().forEach(number -> remaining.add(new Row(run, number)));
            run.scenario.slateConstraints().forEach(constraint -> rules.add(rule(run, constraint)));
        }
        if (runs.size() > 1) {
            rules.add(new Rule(
                    PAGE_MIX,
                    row -> last(PAGE_WINDOW - 1).stream()
                                    .filter(other -> other.run() == row.run())
                                    .count()
                            < PAGE_MAX));
        }
    }

    ReferenceSlate lay() {
        Map<ReferenceRun, List<RerankPolicy>> policies = new LinkedHashMap<>();
        for (ReferenceRun run : runs) {
            policies.put(
                    run,
                    run.scenario.rerankPolicies().stream()
                            .filter(policy -> run.takesPart("rerank", policy))
                            .toList());
        }
        while (placed.size() < limit && !remaining.isEmpty()) {
            Map<Row, Double> gains = new LinkedHashMap<>();
            policies.forEach((run, own) -> gains.putAll(gains(run, own)));
            placeNext(gains);
        }
        List<ReferenceSlate.Dropped> dropped = new ArrayList<>();
        List<String> degraded = new ArrayList<>();
        for (ReferenceRun run : runs) {
            dropped.addAll(run.dropped);
            degraded.addAll(run.degraded);
        }
        for (ReferenceSlate.Relaxed each : relaxed) {
            degraded.add("rerank: " + each.constraint() + ": relaxed at place " + each.position());
        }
        return new ReferenceSlate(items, dropped, degraded, relaxed);
    }

    /** The value of each remaining row and what the policies together add to it, added up in their order in float. */
    private Map<Row, Double> gains(ReferenceRun run, List<RerankPolicy> policies) {
        List<Row> own = remaining.stream().filter(row -> row.run() == run).toList();
        Map<Row, Float> added = new LinkedHashMap<>();
        own.forEach(row -> added.put(row, 0f));
        for (RerankPolicy policy : policies) {
            if (failedPolicies.contains(policy)) {
                continue;
            }
            try {
                float[] advice = new float[run.batch.rowCount()];
                policy.gains(run.request, run.batch, view(run), advice);
                for (Row row : own) {
                    if (!Float.isFinite(advice[row.number()])) {
                        throw new ContractBreachException("row " + row.number() + ": gain " + advice[row.number()]
                                + "; a finite number is allowed");
                    }
                }
                own.forEach(row -> added.put(row, added.get(row) + advice[row.number()]));
            } catch (Throwable failure) { // left out for the rest of the slate, this place included
                failedPolicies.add(policy);
                run.degrade("rerank", policy.id(), failure.toString());
            }
        }
        Map<Row, Double> gains = new LinkedHashMap<>();
        own.forEach(row -> gains.put(row, contained(row.value()) + (double) contained(added.get(row))));
        return gains;
    }

    /** A number beyond a million counts as a million; a row without a value is worth the least. */
    private static float contained(float number) {
        return Math.clamp(number, -MOST, MOST);
    }

    /**
     * The constraints that a slate of these rows breaks, and where: at each place, those that would not have let its row have
     * it.
     */
    List<ReferenceSlate.Relaxed> broken(List<ReferenceSlate.Placed> slate) {
        List<ReferenceSlate.Relaxed> broken = new ArrayList<>();
        for (ReferenceSlate.Placed shown : slate) {
            Row row = remaining.stream()
                    .filter(each -> each.run().scenario.id().equals(shown.scenario())
                            && each.run().batch.itemId(each.number()).equals(shown.item()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(shown.item() + " is no safe row, or is shown twice"));
            for (Rule rule : rules) {
                if (!rule.feasibility().isFeasible(row)) {
                    broken.add(new ReferenceSlate.Relaxed(placed.size(), rule.id()));
                }
            }
            placed.add(row);
            remaining.remove(row);
        }
        return broken;
    }

    /** How important a constraint is: those before it are more so. */
    int rank(String constraint) {
        return rules.stream().map(Rule::id).toList().indexOf(constraint);
    }

    /** The feasible row of the greatest gain, ties by row; if none is feasible, constraints go, the last one first. */
    private void placeNext(Map<Row, Double> gains) {
        for (int inForce = rules.size(); inForce >= 0; inForce--) {
            Row best = null;
            for (Row row : remaining) {
                if (isFeasible(row, inForce) && (best == null || gains.get(row) > gains.get(best))) {
                    best = row;
                }
            }
            if (best != null) {
                place(best, rules.subList(inForce, rules.size()));
                return;
            }
        }
        throw new AssertionError("without constraints every row is feasible");
    }

    private boolean isFeasible(Row row, int inForce) {
        return rules.subList(0, inForce).stream()
                .allMatch(rule -> rule.feasibility().isFeasible(row));
    }

    private void place(Row row, List<Rule> letGo) {
        ReferenceRun run = row.run();
        List<Reason> reasons = new ArrayList<>(run.reasons(row.number()));
        for (Rule rule : letGo) {
            relaxed.add(new ReferenceSlate.Relaxed(placed.size(), rule.id()));
            reasons.add(Reason.of("RELAXED", rule.id()));
        }
        Map<TaskId, Float> tasks = new LinkedHashMap<>();
        for (int task = 0; task < run.scores.length; task++) {
            tasks.put(run.scenario.tasks().get(task), run.scores[task][row.number()]);
        }
        items.add(new ReferenceSlate.Placed(
                placed.size(),
                run.scenario.id(),
                run.batch.itemId(row.number()),
                row.value(),
                tasks,
                run.batch.provenance(row.number()),
                reasons));
        placed.add(row);
        remaining.remove(row);
    }

    // --- constraints --------------------------------------------------------------------------------------------

    private Rule rule(ReferenceRun run, SlateConstraint constraint) {
        Feasibility feasibility = switch (constraint) {
            case SlateConstraint.MaxInSlate max -> row -> sameGroup(run, max.group(), row, placed) < max.max();
            case SlateConstraint.MaxInWindow max ->
                row -> sameGroup(run, max.group(), row, last(max.window() - 1)) < max.max();
            case SlateConstraint.MinGap min -> row -> sameGroup(run, min.group(), row, last(min.gap())) == 0;
            case SlateConstraint.MinExposure min -> row -> exposes(run, min, row);
            case SlateConstraint.Pinned pinned -> row -> respects(run, pinned, row);
        };
        // A pin takes the page's place, whoever's row would have had it; all else is about the scenario's own rows.
        boolean isAboutAll = constraint instanceof SlateConstraint.Pinned;
        return new Rule(name(run, constraint), row -> !isAboutAll && row.run() != run || feasibility.isFeasible(row));
    }

    /** Scenarios that share a page may call their constraints alike. */
    private String name(ReferenceRun run, SlateConstraint constraint) {
        return (runs.size() == 1 ? "" : run.scenario.id() + "/") + constraint.id();
    }

    /** How many of those rows are of the row's own group; none if it belongs to no group. */
    private static long sameGroup(ReferenceRun run, IdFeature group, Row row, List<Row> among) {
        IdColumn column = run.batch.ids(group);
        if (column.state(row.number()) != FeatureState.PRESENT) {
            return 0;
        }
        return among.stream()
                .filter(other -> isMember(run, column, column.get(row.number()), other))
                .count();
    }

    private static boolean isMember(ReferenceRun run, IdColumn column, long member, Row row) {
        return row.run() == run
                && column.state(row.number()) == FeatureState.PRESENT
                && column.get(row.number()) == member;
    }

    /** While too few members are among the scenario's rows that are placed, and one remains, of its rows only members are. */
    private boolean exposes(ReferenceRun run, SlateConstraint.MinExposure exposure, Row row) {
        IdColumn column = run.batch.ids(exposure.group());
        long own = placed.stream().filter(other -> other.run() == run).count();
        long needed = (long) Math.floor(exposure.share() * (own + 1) + 1e-9);
        long shown = placed.stream()
                .filter(other -> isMember(run, column, exposure.member(), other))
                .count();
        boolean isOneLeft = remaining.stream().anyMatch(other -> isMember(run, column, exposure.member(), other));
        return shown >= needed || !isOneLeft || isMember(run, column, exposure.member(), row);
    }

    /** At its place only the pinned item, while it remains; before its place anything but it. A place that nobody asks for pins nothing. */
    private boolean respects(ReferenceRun run, SlateConstraint.Pinned pinned, Row row) {
        if (pinned.position() >= limit) {
            return true;
        }
        boolean isPinned = isItem(run, pinned, row);
        if (placed.size() < pinned.position()) {
            return !isPinned;
        }
        boolean remains = remaining.stream().anyMatch(other -> isItem(run, pinned, other));
        return placed.size() > pinned.position() || isPinned || !remains;
    }

    private static boolean isItem(ReferenceRun run, SlateConstraint.Pinned pinned, Row row) {
        return row.run() == run && run.batch.itemId(row.number()).equals(pinned.item());
    }

    // --- the slate so far ---------------------------------------------------------------------------------------

    private List<Row> last(int places) {
        return placed.subList(Math.max(0, placed.size() - places), placed.size());
    }

    private SlateView view(ReferenceRun run) {
        List<Row> own = placed.stream().filter(row -> row.run() == run).toList();
        return new SlateView() {
            @Override
            public int size() {
                return own.size();
            }

            @Override
            public int limit() {
                return limit;
            }

            @Override
            public int row(int position) {
                return own.get(position).number();
            }
        };
    }
}
