package dev.medley.platform.rerank.exposure;

import java.util.Map;
import java.util.TreeMap;

/**
 * What part of the attention exploration decides, held to what it may: by {@link Pacing}, one controller for each scenario
 * or page. One thread.
 */
public final class ExplorationBudgets {
    private final TreeMap<String, Budget> budgets = new TreeMap<>();

    private static final class Budget {
        private final Pacing pacing;
        private double planned;
        private double spent;

        private Budget(Pacing pacing) {
            this.pacing = pacing;
        }
    }

    /** Nothing spent yet. */
    public ExplorationBudgets() {}

    /** Goes on from the {@link #states} of others. */
    public ExplorationBudgets(Map<String, Double> states) {
        states.forEach((name, state) -> budgets.put(name, new Budget(new Pacing(Pacing.Settings.USUAL, state))));
    }

    /**
     * Adds a slate.
     *
     * @param name whose budget
     * @param planned attention that exploration might have decided, 0 or more
     * @param spent attention that it did decide, 0 or more
     */
    public void add(String name, double planned, double spent) {
        Budget budget = budgets.computeIfAbsent(name, _ -> new Budget(new Pacing(Pacing.Settings.USUAL)));
        budget.planned += planned;
        budget.spent += spent;
    }

    /** Looks at what was spent since the last look, as is to be done at even intervals. */
    public void look() {
        for (Budget budget : budgets.values()) {
            budget.pacing.update(budget.planned, budget.spent, 1);
            budget.planned = 0;
            budget.spent = 0;
        }
    }

    /** Factors on bonuses, by name: 0 to 4, 1 where nothing is known. */
    public Map<String, Double> factors() {
        TreeMap<String, Double> factors = new TreeMap<>();
        budgets.forEach((name, budget) -> factors.put(name, budget.pacing.factor()));
        return factors;
    }

    /** What others can go on from. */
    public Map<String, Double> states() {
        TreeMap<String, Double> states = new TreeMap<>();
        budgets.forEach((name, budget) -> states.put(name, budget.pacing.state()));
        return states;
    }
}
