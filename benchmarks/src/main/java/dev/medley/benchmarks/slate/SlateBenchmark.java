package dev.medley.benchmarks.slate;

import com.sun.management.ThreadMXBean;
import dev.medley.platform.rerank.slate.Diversity;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWorkspace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * One slate after the other on one thread, over 64 problems of each size: percentiles of wall time and of the thread's
 * CPU time, and bytes allocated. On a machine that does other things as well CPU time is what says something.
 *
 * <p>Arguments: seconds a row (2), rows (100,200,500,1000,2000), places (10,20,50,100), dimension (64).
 */
public final class SlateBenchmark {
    private static final int PROBLEMS = 64;
    private static final int WARM_UP_SHARE = 2;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final double seconds;
    private final long[] wall = new long[1 << 20];
    private final long[] cpu = new long[1 << 20];
    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();
    private final PlainSlates plain = new PlainSlates();
    private long unused;

    private SlateBenchmark(double seconds) {
        this.seconds = seconds;
    }

    /** Prints the table. */
    public static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 2;
        int[] rows = numbers(arguments, 1, "100,200,500,1000,2000");
        int[] places = numbers(arguments, 2, "10,20,50,100");
        int dimension = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 64;
        System.out.println(
                "| rows | places | method | p50 µs | p99 µs | CPU p50 µs | CPU p99 µs | bytes/slate | relaxed |");
        System.out.println("|---:|---:|---|---:|---:|---:|---:|---:|---:|");
        SlateBenchmark benchmark = new SlateBenchmark(seconds);
        for (int n : rows) {
            for (int k : places) {
                if (k <= n) {
                    benchmark.measure(n, k, dimension);
                }
            }
        }
        if (benchmark.unused == 42) {
            System.out.println("(never printed; keeps the slates from being optimised away)");
        }
    }

    private static int[] numbers(String[] arguments, int index, String otherwise) {
        String text = arguments.length > index ? arguments[index] : otherwise;
        return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private void measure(int rows, int places, int dimension) {
        Random random = new Random(rows * 1_000L + places);
        SlateInput[] inputs = new SlateInput[PROBLEMS];
        for (int i = 0; i < PROBLEMS; i++) {
            inputs[i] = new SlateInput(rows, places, dimension, random);
        }
        measure("unified", inputs, input -> unified(input, Diversity.LOG_DETERMINANT, 0));
        measure("unified, window 12", inputs, input -> unified(input, Diversity.LOG_DETERMINANT, 12));
        measure("unified, spectrum", inputs, input -> unified(input, Diversity.SPECTRUM, 12));
        measure("MMR", inputs, input -> plain.marginalRelevance(input, 0.3f)[0]);
        measure("DPP", inputs, input -> plain.determinantal(input, 0.2f, 4)[0]);
        measure("SSD", inputs, input -> plain.spectrum(input, 0.2f, 12)[0]);
    }

    private int unified(SlateInput input, Diversity diversity, int window) {
        input.unified(problem, diversity, window);
        workspace.lay(problem);
        return workspace.row(0) + (workspace.hasRelaxations() ? Integer.MIN_VALUE : 0);
    }

    private void measure(String method, SlateInput[] inputs, ToIntFunction<SlateInput> lay) {
        run(inputs, lay, seconds / WARM_UP_SHARE);
        int count = run(inputs, lay, seconds);
        long before = threads.getCurrentThreadAllocatedBytes();
        int relaxed = 0;
        for (SlateInput input : inputs) {
            relaxed += lay.applyAsInt(input) < 0 ? 1 : 0;
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        Arrays.sort(wall, 0, count);
        Arrays.sort(cpu, 0, count);
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %d of %d |%n",
                inputs[0].rows,
                inputs[0].places,
                method,
                percentile(wall, count, 0.5),
                percentile(wall, count, 0.99),
                percentile(cpu, count, 0.5),
                percentile(cpu, count, 0.99),
                bytes / (double) inputs.length,
                relaxed,
                inputs.length);
    }

    private int run(SlateInput[] inputs, ToIntFunction<SlateInput> lay, double forSeconds) {
        long end = System.nanoTime() + (long) (forSeconds * 1e9);
        int count = 0;
        while (count < wall.length && System.nanoTime() < end) {
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            unused += lay.applyAsInt(inputs[count % inputs.length]);
            wall[count] = System.nanoTime() - start;
            cpu[count++] = threads.getCurrentThreadCpuTime() - cpuStart;
        }
        return count;
    }

    private static double percentile(long[] sorted, int count, double share) {
        return sorted[(int) Math.min(count - 1, (long) (count * share))] / 1e3;
    }
}
