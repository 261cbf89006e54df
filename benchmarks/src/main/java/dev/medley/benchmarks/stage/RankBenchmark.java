package dev.medley.benchmarks.stage;

import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole requests to the video scenario for slates of twenty, one after the other, of users drawn from the demo world.
 * The caller brings the candidates, which fixes their number; or the scenario's own sources find them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class RankBenchmark {
    /** Instead of a number: those that the sources find. */
    static final String RETRIEVED = "retrieved";

    private static final ScenarioId SCENARIO = new ScenarioId("video");
    private static final SurfaceId SURFACE = new SurfaceId("video");
    private static final int LIMIT = 20;
    private static final int REQUESTS = 1_024;

    /** How many candidates a request has. */
    @Param({"100", "500", RETRIEVED})
    public String candidates;

    private final StageMeter meter = StageMeter.OF_THIS_JVM;
    private DemoPlatform platform;
    private List<RankCommand> requests;
    private int next;

    @Setup
    public void open() throws Exception {
        platform = DemoPlatform.open(meter);
        platform.require(SCENARIO);
        requests = requests();
        long found = 0;
        for (RankCommand request : requests) {
            found += platform.candidatesOf(checked(platform.rank(SCENARIO, request)));
        }
        meter.setCandidates((double) found / requests.size());
    }

    @TearDown
    public void close() throws IOException {
        platform.close();
    }

    @Benchmark
    public RankResult rank() throws RankRefusedException {
        RankCommand request = requests.get(next++ % REQUESTS);
        meter.begin();
        RankResult result = platform.rank(SCENARIO, request);
        meter.end();
        return checked(result);
    }

    /** What is short or degraded has not done the work that is to be measured. */
    private static RankResult checked(RankResult result) {
        if (result.items().size() != LIMIT || !result.degraded().isEmpty()) {
            throw new IllegalStateException(
                    result.items().size() + " items of " + LIMIT + ", degraded: " + result.degraded());
        }
        return result;
    }

    private List<RankCommand> requests() {
        Random random = new Random(1);
        List<RankCommand> made = new ArrayList<>(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            UserId user = new UserId("demo-" + (1 + random.nextInt(DemoWorld.USERS)));
            made.add(new RankCommand(
                    Optional.empty(),
                    Optional.of(user),
                    Optional.empty(),
                    Optional.empty(),
                    LIMIT,
                    Map.of(),
                    Set.of(),
                    candidates.equals(RETRIEVED) ? List.of() : videos(Integer.parseInt(candidates), random),
                    // Long, so that a busy machine makes requests slow and not degraded.
                    Optional.of(Duration.ofSeconds(10)),
                    OptionalLong.empty(),
                    false));
        }
        return made;
    }

    private static List<ItemId> videos(int count, Random random) {
        Set<ItemId> chosen = LinkedHashSet.newLinkedHashSet(count);
        while (chosen.size() < count) {
            chosen.add(new ItemId(SURFACE, "demo-video-" + (1 + random.nextInt(DemoWorld.VIDEOS))));
        }
        return List.copyOf(chosen);
    }
}
