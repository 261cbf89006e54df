package dev.medley.platform.safety;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.Failure;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.ScenarioRun.Drop;
import dev.medley.platform.execute.Stage;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.request.RankRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Lets every safety rule judge some rows of one run; the first rule that does not allow a row drops it. */
final class Judging {
    private static final ReasonCode INPUT_FAILED = new ReasonCode("SAFETY_INPUT_FAILED");
    private static final ReasonCode RULE_FAILED = new ReasonCode("SAFETY_RULE_FAILED");

    private final ScenarioRun run;
    private final int[] rows;
    private final Drop[] unsafe;
    private int nextRule;
    private boolean dropped;

    Judging(ScenarioRun run, int[] rows) {
        this.run = run;
        this.rows = rows;
        unsafe = new Drop[run.batch().rowCount()];
    }

    /** Judges, going on where it stands; then drops what must not be shown. Returns whether there was any. */
    boolean run(ComponentCaller caller) {
        List<Guarded<SafetyRule>> rules = run.plan().safetyRules();
        while (nextRule < rules.size()) {
            judge(caller, rules.get(nextRule));
            nextRule++;
        }
        // Run once more where a rule of another scenario has overrun: what is dropped already is not dropped again.
        dropped |= !rules.isEmpty() && run.dropRows(unsafe);
        return dropped;
    }

    private void judge(ComponentCaller caller, Guarded<SafetyRule> rule) {
        ReasonCode[] reasons = new ReasonCode[rows.length];
        Throwable[] firstThrown = new Throwable[1];
        Optional<Failure> failure = caller.call(rule, called -> judgeRows(rule, called, reasons, firstThrown));
        if (failure.isPresent()) {
            run.degrade(rule, failure.get());
        } else if (firstThrown[0] != null) {
            run.degrade(rule, caller.charge(rule, firstThrown[0]));
        }
        String name = rule.key().component().value();
        for (int i = 0; i < rows.length; i++) {
            ReasonCode reason = failure.isPresent() ? RULE_FAILED : reasons[i];
            if (reason != null && unsafe[rows[i]] == null) {
                unsafe[rows[i]] = new Drop(Stage.SAFETY, name, reason);
            }
        }
    }

    /** What the rule throws in one row says nothing about the others. */
    private void judgeRows(
            Guarded<SafetyRule> guarded, SafetyRule rule, ReasonCode[] reasons, Throwable[] firstThrown) {
        RankRequest request = run.request();
        FeatureBatch batch = run.batch();
        IntPredicate[] failedInputs = failedInputs(guarded, batch);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (unsafe[row] != null) {
                continue;
            }
            if (anyFailed(failedInputs, row)) {
                reasons[i] = INPUT_FAILED;
                continue;
            }
            try {
                Verdict verdict = rule.judge(request, batch, row);
                if (verdict == null) {
                    throw new ContractBreachException("no verdict on row " + row + "; allow or drop is needed");
                }
                reasons[i] = verdict.reason().orElse(null);
            } catch (Throwable anything) {
                firstThrown[0] = firstThrown[0] == null ? anything : firstThrown[0];
                reasons[i] = RULE_FAILED;
            }
        }
    }

    private IntPredicate[] failedInputs(Guarded<SafetyRule> rule, FeatureBatch batch) {
        Set<FeatureSpec> inputs = run.plan().inputs(rule);
        IntPredicate[] failed = new IntPredicate[inputs.size()];
        int count = 0;
        for (FeatureSpec input : inputs) {
            failed[count++] = batch.failures(input);
        }
        return failed;
    }

    private static boolean anyFailed(IntPredicate[] failedInputs, int row) {
        for (IntPredicate failed : failedInputs) {
            if (failed.test(row)) {
                return true;
            }
        }
        return false;
    }
}
