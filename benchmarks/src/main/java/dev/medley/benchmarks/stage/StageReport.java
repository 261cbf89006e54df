package dev.medley.benchmarks.stage;

import dev.medley.platform.execute.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of this package and prints what they found as Markdown.
 *
 * <pre>{@code
 * ./medley bench stages [JMH OPTIONS]
 * }</pre>
 */
public final class StageReport {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private StageReport() {}

    /** With JMH's own options; {@code -h} lists them. */
    public static void main(String[] arguments) throws Exception {
        CommandLineOptions options = new CommandLineOptions(arguments);
        if (options.shouldHelp()) {
            options.showHelp();
            return;
        }
        OptionsBuilder chosen = new OptionsBuilder();
        chosen.parent(options).addProfiler(GCProfiler.class).addProfiler(StageProfiler.class);
        Collection<RunResult> results = new Runner(chosen.build()).run();
        List<RunResult> ranks = of(RankBenchmark.class, results);
        List<RunResult> reranks = of(RerankBenchmark.class, results);
        if (!ranks.isEmpty()) {
            System.out.printf("%n| candidates | stage | µs/request | %% | KB/request | %% |%n");
            System.out.println("|---:|---|---:|---:|---:|---:|");
            ranks.forEach(StageReport::printStages);
        }
        if (!reranks.isEmpty()) {
            System.out.printf("%n| settings | rows | places | µs/slate | KB/slate |%n|---|---:|---:|---:|---:|%n");
            reranks.forEach(StageReport::printRerank);
        }
    }

    private static void printStages(RunResult run) {
        String candidates = run.getParams().getParam("candidates");
        if (candidates.equals(RankBenchmark.RETRIEVED)) {
            candidates = "%.0f %s".formatted(score(run, StageProfiler.CANDIDATES), candidates);
        }
        double micros = score(run, StageProfiler.TOTAL);
        double bytes = score(run, ALLOCATED);
        double microsOfStages = 0;
        for (Stage stage : Stage.values()) {
            double time = score(run, StageProfiler.timeOf(stage));
            microsOfStages += time;
            printRow(candidates, stage.label(), time, micros, score(run, StageProfiler.bytesOf(stage)), bytes);
        }
        // The pipeline's clocks stop while a request waits for the next thread to take it up.
        System.out.printf(
                Locale.ROOT,
                "| %s | between stages | %.1f | %.1f | | |%n",
                candidates,
                micros - microsOfStages,
                (micros - microsOfStages) / micros * 100);
        printRow(candidates, "**total**", micros, micros, bytes, bytes);
        System.out.printf(
                Locale.ROOT,
                "| %s | CPU time, all threads | %.1f | | | |%n",
                candidates,
                score(run, StageProfiler.CPU));
    }

    private static void printRow(
            String candidates, String stage, double micros, double allMicros, double bytes, double allBytes) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %.1f |%n",
                candidates,
                stage,
                micros,
                micros / allMicros * 100,
                bytes / 1e3,
                bytes / allBytes * 100);
    }

    private static void printRerank(RunResult run) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f |%n",
                run.getParams().getParam("settings"),
                run.getParams().getParam("rows"),
                run.getParams().getParam("places"),
                run.getPrimaryResult().getScore(),
                score(run, ALLOCATED) / 1e3);
    }

    private static List<RunResult> of(Class<?> benchmark, Collection<RunResult> results) {
        List<RunResult> own = new ArrayList<>();
        for (RunResult result : results) {
            if (result.getParams().getBenchmark().startsWith(benchmark.getName() + ".")) {
                own.add(result);
            }
        }
        return own;
    }

    private static double score(RunResult run, String name) {
        for (var secondary : run.getSecondaryResults().entrySet()) {
            Result<?> result = secondary.getValue();
            if (result.getLabel().endsWith(name)) {
                return result.getScore();
            }
        }
        throw new IllegalStateException(
                "no result " + name + " in " + run.getSecondaryResults().keySet());
    }
}
