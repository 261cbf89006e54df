package dev.medley.platform.rerank;

import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.slate.SlateConstraint;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes rules of the constraints of a page's scenarios: scenario by scenario, each most important first. Where there are
 * several scenarios the last rule, and so the first to be relaxed, keeps one of them from taking the page.
 */
final class RuleMaking {
    /** Names the page's own rule. */
    private static final ComponentId PAGE_SCENARIO_MIX = new ComponentId("page-scenario-mix");

    private static final int PAGE_MAX = 4;
    private static final int PAGE_WINDOW = 6;

    private final PageRows rows;
    private final List<ComponentId> ids = new ArrayList<>();
    private final List<PlacementRule> rules = new ArrayList<>();
    private int groups;

    private RuleMaking(PageRows rows) {
        this.rows = rows;
    }

    /**
     * Rules for one laying.
     *
     * @param ids their names
     * @param rules in the same order
     */
    record Rules(List<ComponentId> ids, PlacementRule[] rules) {}

    static Rules rules(PageRows rows) {
        RuleMaking making = new RuleMaking(rows);
        for (int part = 0; part < rows.parts(); part++) {
            for (SlateConstraint constraint : rows.run(part).plan().scenario().slateConstraints()) {
                making.add(part, constraint);
            }
        }
        if (rows.parts() > 1) {
            int[] partOf = new int[rows.size()];
            Arrays.setAll(partOf, rows::part);
            making.ids.add(PAGE_SCENARIO_MIX);
            making.rules.add(new PlacementRule.MaxInWindow(partOf, rows.parts(), PAGE_MAX, PAGE_WINDOW));
        }
        return new Rules(making.ids, making.rules.toArray(new PlacementRule[0]));
    }

    /** A constraint over a feature that the scenario does not have cannot be held: it is left out, and said so. */
    private void add(int part, SlateConstraint constraint) {
        try {
            rules.add(rule(part, constraint));
            ids.add(constraint.id());
        } catch (ContractBreachException breach) {
            String name = constraint.id().value();
            rows.run(part).degrade(Degradation.of(Stage.RERANK, name, FailureOwner.PLUGIN, breach.getMessage()));
        }
    }

    private PlacementRule rule(int part, SlateConstraint constraint) {
        return switch (constraint) {
            case SlateConstraint.MaxInSlate max ->
                new PlacementRule.MaxInSlate(groups(part, max.group()), groups, max.max());
            case SlateConstraint.MaxInWindow max ->
                new PlacementRule.MaxInWindow(groups(part, max.group()), groups, max.max(), max.window());
            case SlateConstraint.MinGap min -> new PlacementRule.MinGap(groups(part, min.group()), groups, min.gap());
            case SlateConstraint.MinExposure min -> exposure(part, min);
            case SlateConstraint.Pinned pinned ->
                new PlacementRule.Pinned(own(part), find(part, pinned), pinned.position());
        };
    }

    /** Numbers the groups from 0; the count is left in {@link #groups}. */
    private int[] groups(int part, IdFeature feature) {
        ScenarioRun run = rows.run(part);
        IdColumn column = run.batch().ids(feature);
        int[] groupOf = new int[rows.size()];
        Arrays.fill(groupOf, PlacementRule.NO_GROUP);
        Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
        numbers.defaultReturnValue(PlacementRule.NO_GROUP);
        for (int index = rows.first(part); index < rows.first(part + 1); index++) {
            int row = rows.row(index);
            if (column.state(row) == FeatureState.PRESENT) {
                long value = column.get(row);
                int number = numbers.get(value);
                if (number == PlacementRule.NO_GROUP) {
                    number = numbers.size();
                    numbers.put(value, number);
                }
                groupOf[index] = number;
            }
        }
        groups = numbers.size();
        return groupOf;
    }

    private PlacementRule exposure(int part, SlateConstraint.MinExposure constraint) {
        IdColumn column = rows.run(part).batch().ids(constraint.group());
        boolean[] member = new boolean[rows.size()];
        int members = 0;
        for (int index = rows.first(part); index < rows.first(part + 1); index++) {
            int row = rows.row(index);
            if (column.state(row) == FeatureState.PRESENT && column.get(row) == constraint.member()) {
                member[index] = true;
                members++;
            }
        }
        return new PlacementRule.MinExposure(own(part), member, members, constraint.share());
    }

    private boolean[] own(int part) {
        boolean[] own = new boolean[rows.size()];
        Arrays.fill(own, rows.first(part), rows.first(part + 1), true);
        return own;
    }

    /** Where the pinned item stands; -1, which is no row, if it is not among the rows. */
    private int find(int part, SlateConstraint.Pinned pinned) {
        for (int index = rows.first(part); index < rows.first(part + 1); index++) {
            if (rows.run(part).batch().itemId(rows.row(index)).equals(pinned.item())) {
                return index;
            }
        }
        return -1;
    }
}
