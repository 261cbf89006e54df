package dev.medley.platform.rerank;

import dev.medley.platform.config.PageSlate;
import dev.medley.platform.config.SlateSettings;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.Failure;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.rerank.slate.Containment;
import dev.medley.platform.rerank.slate.PlaceExplanation;
import dev.medley.platform.rerank.slate.RandomizedChoice;
import dev.medley.platform.rerank.slate.Relaxation;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWorkspace;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.slate.SlateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays the slate of one scenario, or of a page of several: makes a problem of the rows for {@link SlateWorkspace}, and asks
 * the scenarios' policies between places. It can be laid again when rows have been dropped; what failed or was relaxed in
 * a laying that was thrown away is not told.
 */
public final class SlateLaying implements CpuWork {
    private final List<ScenarioRun> runs;
    private final int limit;
    private final SlateTerms terms;
    private final LayingTables tables;
    private final SlateSettings settings;

    private PageRows rows;
    private UsualValues usual;
    private WorthMaking worth;
    private RuleMaking rules;
    private SlateWorkspace slate;
    private Optional<RandomizedChoice> choice;
    private List<Advisor> advisors;
    private PartView[] views;
    private float[] advice;
    private List<Degradation> degraded;

    /** A policy, its own array, and whether it still advises. */
    private static final class Advisor {
        private final int part;
        private final Guarded<RerankPolicy> policy;
        private final float[] advice;
        private boolean out;

        private Advisor(int part, Guarded<RerankPolicy> policy, int rowCount) {
            this.part = part;
            this.policy = policy;
            advice = new float[rowCount];
        }
    }

    /** What a scenario's policies see of the slate: the places that its own rows have taken. */
    private static final class PartView implements SlateView {
        private final int[] own;
        private final int limit;
        private int size;

        private PartView(int limit) {
            this.limit = limit;
            own = new int[limit];
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int limit() {
            return limit;
        }

        @Override
        public int row(int position) {
            if (position < 0 || position >= size) {
                throw new IndexOutOfBoundsException("place " + position + " is not taken; 0 to below " + size + " are");
            }
            return own[position];
        }
    }

    /**
     * A slate of those scenarios' selected rows.
     *
     * @param limit places at most
     * @param tables nobody else's until all has been asked of the slate
     */
    public SlateLaying(List<ScenarioRun> runs, int limit, SlateTerms terms, LayingTables tables) {
        this.runs = runs;
        this.limit = limit;
        this.terms = terms;
        this.tables = tables;
        settings = runs.size() == 1
                ? runs.getFirst().plan().scenario().slate().settings()
                : terms.page().slate().settings();
    }

    /** Forgets the slate: the next run lays it anew, over the rows that are selected then. */
    public void restart() {
        slate = null;
    }

    @Override
    public void run(ComponentCaller caller) {
        if (slate == null) {
            begin();
        }
        while (!slate.isComplete()) {
            boolean isAdvised = takeAdvice(caller);
            int place = slate.size();
            if (choice.isPresent()) {
                slate.placeNext(advice, choice.get(), runs.getFirst().request().seed());
            } else if (isAdvised) {
                slate.placeNext(advice);
            } else {
                slate.placeNext();
            }
            if (slate.size() > place) {
                int row = slate.row(place);
                PartView view = views[rows.part(row)];
                view.own[view.size++] = rows.row(row);
            }
        }
    }

    /** Whether rows that have no place may have had a say in which have one. */
    public boolean dependsOnReserve() {
        return !advisors.isEmpty() || rules.dependsOnReserve() || slate.hasRelaxations() || choice.isPresent();
    }

    /** Places taken. */
    public int size() {
        return slate.size();
    }

    /** Whose row stands at that place, as an index into the scenarios. */
    public int part(int place) {
        return rows.part(slate.row(place));
    }

    /** The row at that place, in its scenario's batch. */
    public int row(int place) {
        return rows.row(slate.row(place));
    }

    /**
     * What of it is shown to learn about it.
     *
     * @param shown the places that count, in order
     */
    public SlateExploration exploration(int[] shown) {
        double[] propensities = new double[shown.length];
        BitSet decided = new BitSet();
        for (int position = 0; position < shown.length; position++) {
            propensities[position] = slate.propensity(shown[position]);
            decided.set(position, settings.exploration() > 0 && slate.isMovedByBonus(shown[position]));
        }
        double budget = settings.exploration() > 0 ? settings.explorationBudget() : 0;
        return new SlateExploration(propensities, budgetName(), budget, decided);
    }

    /** Scenarios' names have no stroke. */
    private String budgetName() {
        return runs.size() == 1 ? runs.getFirst().plan().scenario().id().value() : "page/";
    }

    /** Names the page's configuration. */
    public String pageRevision() {
        return terms.page().revision();
    }

    /** Which prices it was laid with; 0 as long as nothing has a price. */
    public long priceRevision() {
        return terms.priceRevision();
    }

    /**
     * The rules that could not be held, most important first. Those that ask for what there is of rows, such as a share or a
     * pin, are not told for want of rows.
     */
    public List<Relaxation> relaxations() {
        return slate.relaxations().stream()
                .filter(each -> !isForWantOfRows(each.cause()) || !rules.isAsFarAsThereAreRows(each.rule()))
                .toList();
    }

    private static boolean isForWantOfRows(Relaxation.Cause cause) {
        return switch (cause) {
            case TOO_FEW_ROWS, ROW_NOT_ELIGIBLE -> true;
            case PLACE_BEYOND_SLATE, MORE_IMPORTANT_RULES, SLATE_SHORTENED -> false;
        };
    }

    /** Why the row stands at that place. */
    public PlaceStory explain(int place) {
        PlaceExplanation told = slate.explain(place);
        Map<String, Float> named = new LinkedHashMap<>();
        for (int attribute = 0; attribute < told.prices().size(); attribute++) {
            if (told.prices().get(attribute) != 0) {
                named.put(worth.attributeName(attribute), told.prices().get(attribute));
            }
        }
        Optional<PlaceStory.Other> other = told.other()
                .map(it -> new PlaceStory.Other(rows.part(it.row()), rows.row(it.row()), it.gain(), it.blockedBy()));
        return new PlaceStory(told, named, other);
    }

    /** The policies that failed, by scenario, and numbers that nothing can be laid with. */
    public List<Degradation> degraded() {
        List<Degradation> all = new ArrayList<>(degraded);
        for (Containment contained : slate.contained()) {
            all.add(Degradation.of(Stage.RERANK, ScenarioRun.PLATFORM, FailureOwner.PLUGIN, contained.toString()));
        }
        return all;
    }

    private void begin() {
        rows = new PageRows(runs);
        PageSlate page = terms.page().slate();
        usual = new UsualValues(runs, runs.size() > 1 && page.relativeValues(), terms.prices());
        SlateProblem problem = tables.problem();
        problem.reset(rows.size(), limit);
        worth = new WorthMaking(rows, tables, usual, settings);
        worth.make(terms.prices(), terms.paces().getOrDefault(budgetName(), 1.0));
        rules = new RuleMaking(rows, problem);
        rules.make(settings, page);
        advisors = new ArrayList<>();
        views = new PartView[runs.size()];
        for (int part = 0; part < views.length; part++) {
            views[part] = new PartView(limit);
            ScenarioRun run = runs.get(part);
            for (Guarded<RerankPolicy> policy : run.policies()) {
                advisors.add(new Advisor(part, policy, run.batch().rowCount()));
            }
        }
        choice = settings.explorationShare() > 0
                ? Optional.of(new RandomizedChoice(
                        settings.explorationShare(), settings.explorationTemperature() * usual.unit()))
                : Optional.empty();
        advice = new float[advisors.isEmpty() && choice.isEmpty() ? 0 : rows.size()];
        degraded = new ArrayList<>(0);
        tables.slate().begin(problem);
        slate = tables.slate();
    }

    /** Adds up what the policies say of the rows that have no place; false if nobody advises. */
    private boolean takeAdvice(ComponentCaller caller) {
        boolean isAdvised = false;
        for (Advisor advisor : advisors) {
            if (advisor.out) {
                continue;
            }
            if (!isAdvised) {
                Arrays.fill(advice, 0);
                isAdvised = true;
            }
            Optional<Failure> failure = ask(caller, advisor);
            if (failure.isPresent()) {
                advisor.out = true;
                degraded.add(failure.get().in(advisor.policy.key()));
            } else {
                add(advisor);
            }
        }
        if (!isAdvised && advice.length > 0) {
            Arrays.fill(advice, 0);
        }
        return isAdvised;
    }

    private Optional<Failure> ask(ComponentCaller caller, Advisor advisor) {
        ScenarioRun run = runs.get(advisor.part);
        PartView view = views[advisor.part];
        Arrays.fill(advisor.advice, 0);
        return caller.call(advisor.policy, policy -> {
            policy.gains(run.request(), run.batch(), view, advisor.advice);
            for (int index = rows.first(advisor.part); index < rows.first(advisor.part + 1); index++) {
                if (slate.placeOf(index) < 0 && !Float.isFinite(advisor.advice[rows.row(index)])) {
                    throw new ContractBreachException("gain " + advisor.advice[rows.row(index)] + " in row "
                            + rows.row(index) + "; a finite number is needed");
                }
            }
        });
    }

    private void add(Advisor advisor) {
        float factor = (float) usual.factor(advisor.part);
        for (int index = rows.first(advisor.part); index < rows.first(advisor.part + 1); index++) {
            advice[index] += advisor.advice[rows.row(index)] * factor;
        }
    }
}
