package dev.medley.benchmarks.stage;

import com.sun.management.OperatingSystemMXBean;
import dev.medley.platform.execute.Stage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Tells JMH what the {@link StageMeter} of the measured JVM has added up in an iteration. */
public final class StageProfiler implements InternalProfiler {
    private static final OperatingSystemMXBean JVM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Candidates of a request. */
    static final String CANDIDATES = "stage.candidates";

    /** Microseconds of a request that all threads of the JVM were on a core, the collector's and the compiler's too. */
    static final String CPU = "stage.all.cpu";

    /** Microseconds of a request, those not counted for which allocation is read. */
    static final String TOTAL = "stage.all.time";

    static String timeOf(Stage stage) {
        return "stage." + stage.label() + ".time";
    }

    static String bytesOf(Stage stage) {
        return "stage." + stage.label() + ".alloc";
    }

    private long cpuNanos;

    @Override
    public String getDescription() {
        return "time and allocation of the engine's stages";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        StageMeter.OF_THIS_JVM.reset();
        cpuNanos = JVM.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        StageMeter meter = StageMeter.OF_THIS_JVM;
        List<ScalarResult> results = new ArrayList<>();
        // Other benchmarks run no stages.
        if (meter.requests() > 0) {
            double cpuMicros = (JVM.getProcessCpuTime() - cpuNanos) / 1e3 / meter.requests();
            results.add(new ScalarResult(CPU, cpuMicros, "us/op", AggregationPolicy.AVG));
            results.add(new ScalarResult(CANDIDATES, meter.candidates(), "#/op", AggregationPolicy.AVG));
            results.add(new ScalarResult(TOTAL, meter.micros(), "us/op", AggregationPolicy.AVG));
            for (Stage stage : Stage.values()) {
                results.add(new ScalarResult(timeOf(stage), meter.micros(stage), "us/op", AggregationPolicy.AVG));
                results.add(new ScalarResult(bytesOf(stage), meter.bytes(stage), "B/op", AggregationPolicy.AVG));
            }
        }
        return results;
    }
}
