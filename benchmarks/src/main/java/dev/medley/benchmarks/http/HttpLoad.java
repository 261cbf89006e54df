package dev.medley.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks a running platform for slates of twenty over HTTP on loopback and prints, per load, requests per second,
 * latencies and the server's CPU time per request, as rows of a Markdown table.
 *
 * <p>At first closed loops with 1, 2, 4 and 8 connections: what it can do. Then open loops at half and at four fifths of
 * the best of these rates, each request timed from the moment it was due, so that a stall is counted for all who would
 * have waited (no coordinated omission).
 *
 * <pre>{@code
 * ./medley bench http [URL [SECONDS [FILE.jsonl ...]]]
 * }</pre>
 *
 * The users that ask, and what they search for, are the demo world's, or the users and queries that stand in the files
 * of a data set, such as {@code users.jsonl} and {@code judgments.jsonl}.
 */
public final class HttpLoad {
    private static final Pattern CPU_NANOS =
            Pattern.compile("(?m)^process_cpu_time_ns_total(?:\\{[^}]*})? ([0-9.E+]+)");
    private static final Pattern USER = Pattern.compile("\"user\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final Pattern QUERY = Pattern.compile("\"query\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final byte[] IN_GOOD_ORDER = "\"degraded\":[]".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_REQUESTS = 10_000;
    private static final int DEMO_USERS = 2_000;
    private static final List<String> DEMO_QUERIES =
            List.of("cast iron pan", "yoga mat", "mechanical keyboard", "record player", "rain jacket", "camping tent");

    private final URI target;
    private final double seconds;
    private final List<byte[]> requests;
    private final HttpClient client;

    private HttpLoad(URI target, double seconds, List<byte[]> requests, HttpClient client) {
        this.target = target;
        this.seconds = seconds;
        this.requests = requests;
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        URI target = URI.create(arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080");
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 10;
        List<String> files = List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
        List<String> users = found(USER, files);
        if (users.isEmpty()) {
            users = IntStream.rangeClosed(1, DEMO_USERS)
                    .mapToObj(number -> "demo-" + number)
                    .toList();
        }
        List<String> queries = found(QUERY, files);
        if (queries.isEmpty()) {
            queries = DEMO_QUERIES;
        }
        System.out.println(
                "| scenario | load | requests/s | p50 ms | p99 ms | p99.9 ms | CPU ms/request | not 200 | degraded |");
        System.out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String scenario : List.of("live", "video", "search", "commodity", "mixed")) {
                List<byte[]> requests = requests(target, scenario, users, queries);
                new HttpLoad(target, seconds, requests, client).run(scenario);
            }
        }
    }

    private void run(String scenario) throws Exception {
        measure(scenario, "warm-up", 4, 0, false);
        double best = 0;
        for (int connections : new int[] {1, 2, 4, 8}) {
            String load = "closed, " + connections + (connections == 1 ? " connection" : " connections");
            best = Math.max(best, measure(scenario, load, connections, 0, true));
        }
        measure(scenario, "open, 50 %", 16, best * 0.5, true);
        measure(scenario, "open, 80 %", 16, best * 0.8, true);
    }

    /**
     * One row.
     *
     * @param rate requests per second over all connections; 0 for a closed loop
     * @return requests per second reached
     */
    private double measure(String scenario, String load, int connections, double rate, boolean printed)
            throws Exception {
        long cpuBefore = serverCpuNanos();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        AtomicLong ticket = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        AtomicLong degraded = new AtomicLong();
        List<Latencies> all = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(connections);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int i = 0; i < connections; i++) {
            Latencies latencies = new Latencies();
            all.add(latencies);
            Thread.ofPlatform().daemon().start(() -> {
                try (HttpConnection connection = new HttpConnection(target)) {
                    while (true) {
                        long number = ticket.getAndIncrement();
                        long due = rate == 0 ? System.nanoTime() : start + (long) (number / rate * 1e9);
                        if (due >= end) {
                            return;
                        }
                        sleepUntil(due);
                        int status = connection.exchange(requests.get((int) (number % requests.size())));
                        latencies.add(System.nanoTime() - due);
                        if (status != 200) {
                            refused.incrementAndGet();
                        } else if (!connection.bodyContains(IN_GOOD_ORDER)) {
                            degraded.incrementAndGet();
                        }
                    }
                } catch (IOException | RuntimeException failure) {
                    failures.add(failure);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a connection failed", failures.getFirst());
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double cpuNanos = serverCpuNanos() - cpuBefore;
        Latencies merged = Latencies.merge(all);
        double perSecond = merged.size() / elapsed;
        if (printed) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.2f | %.2f | %.2f | %.2f | %d | %d |%n",
                    scenario,
                    load,
                    perSecond,
                    merged.millis(0.5),
                    merged.millis(0.99),
                    merged.millis(0.999),
                    cpuNanos / 1e6 / merged.size(),
                    refused.get(),
                    degraded.get());
        }
        return perSecond;
    }

    private static void sleepUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        // A thread may wake up without a reason.
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }

    private long serverCpuNanos() throws IOException, InterruptedException {
        HttpRequest metrics =
                HttpRequest.newBuilder(target.resolve("/q/metrics")).build();
        Matcher found = CPU_NANOS.matcher(
                client.send(metrics, HttpResponse.BodyHandlers.ofString()).body());
        if (!found.find()) {
            throw new IllegalStateException("no process_cpu_time_ns_total at " + metrics.uri());
        }
        return (long) Double.parseDouble(found.group(1));
    }

    /** What the pattern finds first in each line, without repetition, so much of each file. */
    private static List<String> found(Pattern pattern, List<String> files) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (String file : files) {
            try (Stream<String> lines = Files.lines(Path.of(file))) {
                lines.map(pattern::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .distinct()
                        .limit(MOST_REQUESTS)
                        .forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    /** One for each user or query, whichever are more. */
    private static List<byte[]> requests(URI target, String scenario, List<String> users, List<String> queries) {
        List<byte[]> requests = new ArrayList<>();
        String path = scenario.equals("mixed") ? "/v1/rank" : "/v1/rank/" + scenario;
        for (int i = 0; i < Math.max(users.size(), queries.size()); i++) {
            StringBuilder body = new StringBuilder("{\"userId\":\"")
                    .append(users.get(i % users.size()))
                    .append("\",\"limit\":20");
            if (scenario.equals("search")) {
                body.append(",\"query\":\"")
                        .append(queries.get(i % queries.size()))
                        .append('"');
            }
            if (scenario.equals("mixed")) {
                body.append(",\"surfaces\":[\"live\",\"video\",\"commodity\"]");
            }
            requests.add(HttpConnection.post(target, path, body.append('}').toString()));
        }
        return requests;
    }
}
