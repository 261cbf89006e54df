package dev.medley.platform.rerank;

import dev.medley.platform.config.PageSlate;
import dev.medley.platform.config.ScenarioSlate;
import dev.medley.platform.config.SlateSettings;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.rerank.slate.Priority;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateRule;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.slate.SlateConstraint;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts the rules of a slate into its problem, most important first: what part of a page each scenario has, the
 * scenarios' constraints in their order, the operators' caps, and where there are several scenarios the mix, which keeps
 * one of them from taking the page. On a page a scenario's constraints speak about its own rows only, and places are the
 * page's.
 */
final class RuleMaking {
    private static final String PAGE_MIN_SHARE = "page-min-share-";
    private static final String PAGE_MAX_SHARE = "page-max-share-";
    private static final String MAX_PER_AUTHOR = "max-per-author";
    private static final String MAX_PER_CATEGORY = "max-per-category";
    private static final String PAGE_SCENARIO_MIX = "page-scenario-mix";

    private final PageRows rows;
    private final SlateProblem problem;
    private final int parts;
    private final Set<String> asFarAsThereAreRows = new HashSet<>();
    private int rank;
    private boolean dependsOnReserve;

    /** Makes rules for those rows. */
    RuleMaking(PageRows rows, SlateProblem problem) {
        this.rows = rows;
        this.problem = problem;
        parts = problem.attribute(rows.partOfEach(), rows.parts());
    }

    void make(SlateSettings settings, PageSlate page) {
        if (rows.parts() > 1) {
            for (int part = 0; part < rows.parts(); part++) {
                quota(part);
            }
        }
        for (int part = 0; part < rows.parts(); part++) {
            for (SlateConstraint constraint : rows.run(part).plan().scenario().slateConstraints()) {
                add(part, constraint);
            }
        }
        cap(MAX_PER_AUTHOR, SharedFeatures.ITEM_AUTHOR, settings.maxPerAuthor());
        cap(MAX_PER_CATEGORY, SharedFeatures.ITEM_CATEGORY, settings.maxPerCategory());
        if (rows.parts() > 1) {
            problem.rule(new SlateRule.MaxInWindow(
                    PAGE_SCENARIO_MIX, next(), parts, SlateRule.EACH_GROUP, page.scenarioMax(), page.scenarioWindow()));
        }
    }

    /** Whether rows that have no place may have a say in which have one. */
    boolean dependsOnReserve() {
        return dependsOnReserve;
    }

    /** Whether the rule asks for no more than the rows that there are. */
    boolean isAsFarAsThereAreRows(String rule) {
        return asFarAsThereAreRows.contains(rule);
    }

    private Priority next() {
        return Priority.product(rank++);
    }

    private void quota(int part) {
        ScenarioSlate slate = rows.run(part).plan().scenario().slate();
        String scenario = rows.run(part).plan().scenario().id().value();
        if (slate.pageMinShare() > 0) {
            floor(new SlateRule.MinShare(PAGE_MIN_SHARE + scenario, next(), parts, part, slate.pageMinShare()));
        }
        if (slate.pageMaxShare() < 1) {
            int most = (int) Math.ceil(slate.pageMaxShare() * problem.places() - 1e-9);
            problem.rule(new SlateRule.MaxCount(PAGE_MAX_SHARE + scenario, next(), parts, part, most));
        }
    }

    private void floor(SlateRule rule) {
        problem.rule(rule);
        asFarAsThereAreRows.add(rule.name());
        dependsOnReserve = true;
    }

    private void cap(String name, IdFeature feature, int max) {
        if (max > 0) {
            PageRows.Groups groups = rows.groups(feature);
            int attribute = problem.attribute(groups.of(), groups.count());
            problem.rule(new SlateRule.MaxCount(name, next(), attribute, SlateRule.EACH_GROUP, max));
        }
    }

    /** A constraint over a feature that the scenario does not have cannot be held: it is left out, and said so. */
    private void add(int part, SlateConstraint constraint) {
        try {
            put(part, constraint);
        } catch (ContractBreachException breach) {
            String name = constraint.id().value();
            rows.run(part).degrade(Degradation.of(Stage.RERANK, name, FailureOwner.PLUGIN, breach.getMessage()));
        }
    }

    private void put(int part, SlateConstraint constraint) {
        String name = name(part, constraint);
        switch (constraint) {
            case SlateConstraint.MaxInSlate max ->
                problem.rule(new SlateRule.MaxCount(
                        name, next(), groups(part, max.group()), SlateRule.EACH_GROUP, max.max()));
            case SlateConstraint.MaxInWindow max ->
                problem.rule(new SlateRule.MaxInWindow(
                        name, next(), groups(part, max.group()), SlateRule.EACH_GROUP, max.max(), max.window()));
            case SlateConstraint.MinGap min ->
                problem.rule(
                        new SlateRule.MinGap(name, next(), groups(part, min.group()), SlateRule.EACH_GROUP, min.gap()));
            case SlateConstraint.MinExposure min -> exposure(part, min);
            case SlateConstraint.Pinned pinned -> pin(part, pinned);
        }
    }

    /** Scenarios that share a page may call their constraints alike. */
    private String name(int part, SlateConstraint constraint) {
        String scenario =
                rows.parts() == 1 ? "" : rows.run(part).plan().scenario().id() + "/";
        return scenario + constraint.id();
    }

    private int groups(int part, IdFeature feature) {
        PageRows.Groups groups = rows.groups(feature, part);
        return problem.attribute(groups.of(), groups.count());
    }

    private void exposure(int part, SlateConstraint.MinExposure min) {
        IdColumn column = rows.run(part).batch().ids(min.group());
        int[] memberOf = new int[rows.size()];
        Arrays.fill(memberOf, SlateProblem.NO_GROUP);
        for (int index = rows.first(part); index < rows.first(part + 1); index++) {
            int row = rows.row(index);
            boolean isMember = column.state(row) == FeatureState.PRESENT && column.get(row) == min.member();
            memberOf[index] = isMember ? 0 : SlateProblem.NO_GROUP;
        }
        int members = problem.attribute(memberOf, 1);
        String name = name(part, min);
        floor(
                rows.parts() == 1
                        ? new SlateRule.MinShare(name, next(), members, 0, min.share())
                        : new SlateRule.MinShareWithin(name, next(), members, 0, parts, part, min.share()));
    }

    /** Nothing is pinned if the item is not among the rows. */
    private void pin(int part, SlateConstraint.Pinned pinned) {
        for (int index = rows.first(part); index < rows.first(part + 1); index++) {
            if (rows.item(index).id().equals(pinned.item())) {
                floor(new SlateRule.Pin(name(part, pinned), next(), index, pinned.position()));
                return;
            }
        }
    }
}
