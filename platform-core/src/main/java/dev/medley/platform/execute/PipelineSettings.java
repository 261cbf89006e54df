package dev.medley.platform.execute;

import java.time.Duration;

/**
 * The bounds within which requests are answered.
 *
 * @param defaultDeadline the time a caller who names none waits
 * @param maxDeadline more than this nobody is given; at least {@code defaultDeadline}
 * @param retrieveShare of the caller's time, for the sources; above 0, below 1
 * @param hydrateShare of the caller's time, for the feature providers; above 0, with {@code retrieveShare} below 1
 * @param trimRows rows that are scored at most; halved when more than half, quartered when more than three quarters of
 *     {@code maxConcurrentRequests} are running
 * @param cpuThreads threads that run pure components
 * @param maxReplacedThreads at most so many threads are started in place of ones that a component does not give back
 * @param maxConcurrentRequests more are refused at once
 * @param maxConcurrentCalls calls of one component at the same time
 * @param breakerFailures a component that fails so many times in a row is left out for {@code breakerOpen}
 * @param breakerOpen how long, before one call is tried
 * @param maxTraces the newest requests that can be explained
 * @param maxTraceBytes about the memory that their traces may take
 */
public record PipelineSettings(
        Duration defaultDeadline,
        Duration maxDeadline,
        double retrieveShare,
        double hydrateShare,
        int trimRows,
        int cpuThreads,
        int maxReplacedThreads,
        int maxConcurrentRequests,
        int maxConcurrentCalls,
        int breakerFailures,
        Duration breakerOpen,
        int maxTraces,
        long maxTraceBytes) {
    /** @throws IllegalArgumentException naming the value that is out of range */
    public PipelineSettings {
        check("defaultDeadline", defaultDeadline, defaultDeadline.isPositive(), "more than 0 is");
        check("maxDeadline", maxDeadline, maxDeadline.compareTo(defaultDeadline) >= 0, "defaultDeadline or more is");
        check("retrieveShare", retrieveShare, retrieveShare > 0 && retrieveShare < 1, "above 0, below 1 is");
        check(
                "hydrateShare",
                hydrateShare,
                hydrateShare > 0 && retrieveShare + hydrateShare < 1,
                "above 0, with retrieveShare below 1 is");
        check("trimRows", trimRows, trimRows >= 4 && trimRows <= 100_000, "4 to 100000 is");
        check("cpuThreads", cpuThreads, cpuThreads >= 1 && cpuThreads <= 1024, "1 to 1024 is");
        check("maxReplacedThreads", maxReplacedThreads, maxReplacedThreads >= 0, "0 or more is");
        check("maxConcurrentRequests", maxConcurrentRequests, maxConcurrentRequests >= 1, "1 or more is");
        check("maxConcurrentCalls", maxConcurrentCalls, maxConcurrentCalls >= 1, "1 or more is");
        check("breakerFailures", breakerFailures, breakerFailures >= 1, "1 or more is");
        check("breakerOpen", breakerOpen, breakerOpen.isPositive(), "more than 0 is");
        check("maxTraces", maxTraces, maxTraces >= 0, "0 or more is");
        check("maxTraceBytes", maxTraceBytes, maxTraceBytes >= 0, "0 or more is");
    }

    /** What serves well on this machine. */
    public static PipelineSettings defaults() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new PipelineSettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                0.45,
                0.25,
                500,
                cores,
                32,
                256,
                128,
                5,
                Duration.ofSeconds(5),
                2_000,
                64L << 20);
    }

    /** These settings with those limits on failing components. */
    public PipelineSettings withBreaker(int failures, Duration open) {
        return new PipelineSettings(
                defaultDeadline,
                maxDeadline,
                retrieveShare,
                hydrateShare,
                trimRows,
                cpuThreads,
                maxReplacedThreads,
                maxConcurrentRequests,
                maxConcurrentCalls,
                failures,
                open,
                maxTraces,
                maxTraceBytes);
    }

    /** These settings with that many rows scored and requests answered at the same time. */
    public PipelineSettings withLoad(int rows, int requests) {
        return new PipelineSettings(
                defaultDeadline,
                maxDeadline,
                retrieveShare,
                hydrateShare,
                rows,
                cpuThreads,
                maxReplacedThreads,
                requests,
                maxConcurrentCalls,
                breakerFailures,
                breakerOpen,
                maxTraces,
                maxTraceBytes);
    }

    private static void check(String name, Object value, boolean holds, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; " + allowed);
        }
    }
}
