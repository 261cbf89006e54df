package dev.medley.platform.execute;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.score.ScoredRows;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One scenario's part in one answer: what the stages hand on to each other, and what the trace keeps. One thread at a
 * time; the hand-overs between threads are the runner's.
 */
public final class ScenarioRun {
    /** The component that stands for the platform where it drops a row itself. */
    public static final String PLATFORM = "platform";

    private static final int[] NO_ROWS = {};

    private final ScenarioPlan plan;
    private final RankRequest request;
    private final StageClock clock;
    private final List<Degradation> degraded = new ArrayList<>(0);

    private List<Guarded<CandidateSource>> sources;
    private Optional<Guarded<CandidateSource>> fallbackSource;
    private List<Guarded<FeatureProvider>> providers;
    private List<Guarded<FeatureProvider>> mutedProviders = List.of();
    private List<Guarded<CandidateFilter>> filters;
    private List<Guarded<ScoreAdjuster>> adjusters;
    private List<Guarded<RerankPolicy>> policies;

    private FeatureBatch batch;
    private final List<NotRow> notRows = new ArrayList<>(0);
    private float[][] scores;
    private String modelRevision = "";
    private Optional<ScoredRows> scoredRows = Optional.empty();
    private float[] values;
    private final List<Factors> factors = new ArrayList<>();
    private Drop[] drops;

    /**
     * A find that made no row.
     *
     * @param item what
     * @param source who found it
     * @param reason why
     */
    public record NotRow(ItemId item, ComponentId source, ReasonCode reason) {}

    /**
     * What an adjuster multiplied by.
     *
     * @param adjuster whose
     * @param factors one a row
     */
    public record Factors(ComponentId adjuster, float[] factors) {}

    /**
     * Why a row is out.
     *
     * @param stage where it went
     * @param component who dropped it
     * @param reason why
     */
    public record Drop(Stage stage, String component, ReasonCode reason) {}

    /** A run in which every component takes part. */
    public ScenarioRun(ScenarioPlan plan, RankRequest request, ComponentMetrics metrics) {
        this.plan = plan;
        this.request = request;
        clock = new StageClock(plan.scenario().id(), metrics);
        sources = plan.sources();
        fallbackSource = plan.fallbackSource();
        providers = plan.providers();
        filters = plan.filters();
        adjusters = plan.adjusters();
        policies = plan.policies();
    }

    /** The scenario. */
    public ScenarioPlan plan() {
        return plan;
    }

    /** The question. */
    public RankRequest request() {
        return request;
    }

    /** How long each stage took. */
    public StageClock clock() {
        return clock;
    }

    /** What did not work, in the order of the stages. */
    public List<Degradation> degraded() {
        return degraded;
    }

    /** Marks the answer. */
    public void degrade(Degradation degradation) {
        if (!degraded.contains(degradation)) {
            degraded.add(degradation);
        }
    }

    /** Marks the answer with the failure of a component; the first one is told. */
    public void degrade(Guarded<?> component, Failure failure) {
        Degradation degradation = failure.in(component.key());
        for (Degradation told : degraded) {
            if (told.stage() == degradation.stage() && told.component().equals(degradation.component())) {
                return;
            }
        }
        degraded.add(degradation);
    }

    /** The sources that take part. */
    public List<Guarded<CandidateSource>> sources() {
        return sources;
    }

    /** The fallback source, if there is one that takes part. */
    public Optional<Guarded<CandidateSource>> fallbackSource() {
        return fallbackSource;
    }

    /** The providers that take part. */
    public List<Guarded<FeatureProvider>> providers() {
        return providers;
    }

    /** The providers that could not say whether they take part: their outputs are FAILED. */
    public List<Guarded<FeatureProvider>> mutedProviders() {
        return mutedProviders;
    }

    /** The filters that take part. */
    public List<Guarded<CandidateFilter>> filters() {
        return filters;
    }

    /** The adjusters that take part. */
    public List<Guarded<ScoreAdjuster>> adjusters() {
        return adjusters;
    }

    /** The policies that take part. */
    public List<Guarded<RerankPolicy>> policies() {
        return policies;
    }

    void setSources(List<Guarded<CandidateSource>> enabled, Optional<Guarded<CandidateSource>> fallback) {
        sources = enabled;
        fallbackSource = fallback;
    }

    void setProviders(List<Guarded<FeatureProvider>> enabled, List<Guarded<FeatureProvider>> muted) {
        providers = enabled;
        mutedProviders = muted;
    }

    void setFilters(List<Guarded<CandidateFilter>> enabled) {
        filters = enabled;
    }

    void setAdjusters(List<Guarded<ScoreAdjuster>> enabled) {
        adjusters = enabled;
    }

    void setPolicies(List<Guarded<RerankPolicy>> enabled) {
        policies = enabled;
    }

    /** The candidates. */
    public FeatureBatch batch() {
        return batch;
    }

    /** Starts with those candidates. */
    public void setBatch(FeatureBatch merged) {
        batch = merged;
        drops = new Drop[merged.rowCount()];
    }

    /** Finds that made no row, in the order of finds. */
    public List<NotRow> notRows() {
        return notRows;
    }

    /** The score of each task, in the scenario's order, in each row. */
    public float[][] scores() {
        return scores;
    }

    /** Names the weights that scored. */
    public String modelRevision() {
        return modelRevision;
    }

    /** What the model saw, where it scored packed inputs. */
    public Optional<ScoredRows> scoredRows() {
        return scoredRows;
    }

    /**
     * Keeps the scores.
     *
     * @param seen what the model saw of the rows
     */
    public void setScores(float[][] taskScores, String revision, Optional<ScoredRows> seen) {
        scores = taskScores;
        modelRevision = revision;
        scoredRows = seen;
    }

    /** The value of each row. */
    public float[] values() {
        return values;
    }

    /** Keeps the values. */
    public void setValues(float[] rowValues) {
        values = rowValues;
    }

    /** What adjusters did, in their order. */
    public List<Factors> factors() {
        return factors;
    }

    /** Why that row is out; null if it is in. */
    public Drop drop(int row) {
        return drops[row];
    }

    /** Why each row is out, null for those that are in; not to be changed. */
    public Drop[] drops() {
        return drops;
    }

    /** Drops every selected row for that reason. */
    public void dropAll(Stage stage, String component, ReasonCode reason) {
        Drop drop = new Drop(stage, component, reason);
        for (int row : batch.selection()) {
            drops[row] = drop;
        }
        batch.select(NO_ROWS);
    }

    /** Drops the selected rows that have a reason; the others stay. */
    public void dropWhere(Stage stage, String component, ReasonOf reasons) {
        Drop[] byRow = new Drop[batch.rowCount()];
        Drop last = null;
        for (int row : batch.selection()) {
            ReasonCode reason = reasons.of(row);
            if (reason != null) {
                last = last != null && last.reason().equals(reason) ? last : new Drop(stage, component, reason);
                byRow[row] = last;
            }
        }
        dropRows(byRow);
    }

    /** Drops the selected rows that have an entry, by row; the others stay. Returns whether there were any. */
    public boolean dropRows(Drop[] byRow) {
        int[] selection = batch.selection();
        int[] kept = new int[selection.length];
        int count = 0;
        for (int row : selection) {
            if (byRow[row] == null) {
                kept[count++] = row;
            } else {
                drops[row] = byRow[row];
            }
        }
        if (count == selection.length) {
            return false;
        }
        batch.select(Arrays.copyOf(kept, count));
        return true;
    }

    /** Why rows go. */
    @FunctionalInterface
    public interface ReasonOf {
        /** Why that row goes; null if it stays. */
        ReasonCode of(int row);
    }
}
