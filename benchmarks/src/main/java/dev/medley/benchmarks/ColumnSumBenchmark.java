package dev.medley.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The floor under every per-row stage: one pass over one primitive column of a thousand candidates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ColumnSumBenchmark {

    private final float[] column = new float[1000];

    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int row = 0; row < column.length; row++) {
            column[row] = random.nextFloat();
        }
    }

    @Benchmark
    public float sum() {
        float total = 0;
        for (float value : column) {
            total += value;
        }
        return total;
    }
}
