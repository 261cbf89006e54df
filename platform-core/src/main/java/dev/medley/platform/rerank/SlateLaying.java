package dev.medley.platform.rerank;

import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.Failure;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.slate.SlateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lays the slate of one scenario, or of a page of several, with the advice of their policies. It can be laid again when
 * rows have been dropped; what failed or was relaxed in a laying that was thrown away is not told.
 */
public final class SlateLaying implements CpuWork {
    private final List<ScenarioRun> runs;
    private final int limit;

    private PageRows rows;
    private List<ComponentId> ruleIds;
    private GreedySlate slate;
    private boolean dependsOnReserve;
    private List<Advisor> advisors;
    private PartView[] views;
    private float[] gains;
    private float[] gainAt;
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

    /** A slate of those scenarios' selected rows. */
    public SlateLaying(List<ScenarioRun> runs, int limit) {
        this.runs = runs;
        this.limit = limit;
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
            boolean advised = takeAdvice(caller);
            float[] used = advised ? gains : rows.values();
            int place = slate.size();
            slate.placeNext(used);
            int row = slate.row(place);
            gainAt[place] = used[row];
            PartView view = views[rows.part(row)];
            view.own[view.size++] = rows.row(row);
        }
    }

    /** Whether rows that have no place may have had a say in which have one. */
    public boolean dependsOnReserve() {
        return dependsOnReserve;
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

    /** The gain that won the place. */
    public float gain(int place) {
        return gainAt[place];
    }

    /** The constraints that were let go for that place, most important first. */
    public List<ComponentId> relaxed(int place) {
        return ruleIds.subList(slate.rulesInForce(place), ruleIds.size());
    }

    /** The policies that failed, by scenario. */
    public List<Degradation> degraded() {
        return degraded;
    }

    private void begin() {
        rows = new PageRows(runs);
        RuleMaking.Rules rules = RuleMaking.rules(rows);
        ruleIds = rules.ids();
        advisors = new ArrayList<>();
        views = new PartView[runs.size()];
        for (int part = 0; part < views.length; part++) {
            views[part] = new PartView(limit);
            ScenarioRun run = runs.get(part);
            for (Guarded<RerankPolicy> policy : run.policies()) {
                advisors.add(new Advisor(part, policy, run.batch().rowCount()));
            }
        }
        dependsOnReserve = !advisors.isEmpty();
        for (PlacementRule rule : rules.rules()) {
            dependsOnReserve |= rule.dependsOnReserve();
        }
        gains = new float[advisors.isEmpty() ? 0 : rows.size()];
        int[] all = new int[rows.size()];
        Arrays.setAll(all, index -> index);
        gainAt = new float[Math.min(limit, all.length)];
        degraded = new ArrayList<>(0);
        slate = new GreedySlate(all, rules.rules(), limit);
    }

    /** Adds the policies' gains to the values of the rows that remain; false if nobody advises. */
    private boolean takeAdvice(ComponentCaller caller) {
        boolean advised = false;
        for (Advisor advisor : advisors) {
            if (advisor.out) {
                continue;
            }
            if (!advised) {
                System.arraycopy(rows.values(), 0, gains, 0, gains.length);
                advised = true;
            }
            Optional<Failure> failure = ask(caller, advisor);
            if (failure.isPresent()) {
                advisor.out = true;
                degraded.add(failure.get().in(advisor.policy.key()));
            } else {
                add(advisor);
            }
        }
        return advised;
    }

    private Optional<Failure> ask(ComponentCaller caller, Advisor advisor) {
        ScenarioRun run = runs.get(advisor.part);
        PartView view = views[advisor.part];
        Arrays.fill(advisor.advice, 0);
        return caller.call(advisor.policy, policy -> {
            policy.gains(run.request(), run.batch(), view, advisor.advice);
            for (int i = 0; i < slate.remainingCount(); i++) {
                int index = slate.remaining(i);
                if (rows.part(index) == advisor.part && !Float.isFinite(advisor.advice[rows.row(index)])) {
                    throw new ContractBreachException("gain " + advisor.advice[rows.row(index)] + " in row "
                            + rows.row(index) + "; a finite number is needed");
                }
            }
        });
    }

    private void add(Advisor advisor) {
        for (int i = 0; i < slate.remainingCount(); i++) {
            int index = slate.remaining(i);
            if (rows.part(index) == advisor.part) {
                gains[index] += advisor.advice[rows.row(index)];
            }
        }
    }
}
