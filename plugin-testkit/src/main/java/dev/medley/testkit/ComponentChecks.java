package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the contract says of components, each called alone. */
record ComponentChecks(ScenarioFactory factory, FakeWorld world, List<RankRequest> requests) {
    private static final int LARGE = 500;
    private static final int THREADS = 8;
    private static final int ROUNDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    void checkIsEnabled() {
        try (Subject subject = Subject.of(factory, world)) {
            for (RankRequest request : allRequests()) {
                for (RankingComponent component : subject.components()) {
                    assertDoesNotThrow(() -> component.isEnabled(request), () -> component.id() + ".isEnabled");
                }
            }
        }
    }

    void checkSizes() throws Exception {
        try (Subject subject = Subject.of(factory, world)) {
            for (RankRequest request : requests) {
                for (int size : List.of(0, 1, LARGE)) {
                    observe(subject, request, subject.hydrated(request, subject.items(size)));
                }
                observe(subject, request, partly(subject, request));
            }
        }
    }

    void checkVariants() throws Exception {
        try (Subject subject = Subject.of(factory, world)) {
            for (RankRequest request : allRequests()) {
                observe(subject, request, partly(subject, request));
                SlateChecks.assertInOrder("", subject.rank(request));
            }
        }
    }

    /** Two calls of one instance, and those of a second instance, answer the same. */
    void checkPure() throws Exception {
        try (Subject subject = Subject.of(factory, world);
                Subject twin = Subject.of(factory, world)) {
            for (RankRequest request : allRequests()) {
                TestBatch batch = partly(subject, request);
                List<Observation> again = Observation.all(subject, request, batch);
                List<Observation> others = Observation.all(twin, request, batch);
                List<Observation> first = Observation.all(subject, request, batch);
                assertEquals(first.size(), others.size(), "components of a second instance");
                for (int i = 0; i < first.size(); i++) {
                    String name = first.get(i).name();
                    Object result = first.get(i).result();
                    assertEquals(result, again.get(i).result(), name + " called twice");
                    assertEquals(result, others.get(i).result(), name + " of a second instance");
                }
            }
        }
    }

    void checkThreads() throws Exception {
        try (Subject subject = Subject.of(factory, world);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (RankRequest request : requests) {
                TestBatch batch = partly(subject, request);
                List<Object> expected = observe(subject, request, batch);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> results = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    results.add(threads.submit(() -> {
                        start.await();
                        for (int round = 0; round < ROUNDS; round++) {
                            assertEquals(expected, observe(subject, request, batch), "on one of eight threads");
                        }
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> result : results) {
                    result.get();
                }
            }
        }
    }

    /** Whoever blocks notices; whoever answers from memory is done anyway. */
    void checkInterruption() throws Exception {
        try (Subject subject = Subject.of(factory, world)) {
            List<CandidateSource> sources = new ArrayList<>(subject.parts.sources());
            subject.parts.fallbackSource().ifPresent(sources::add);
            for (CandidateSource source : sources) {
                for (RankRequest request : requests) {
                    Thread thread = Thread.ofVirtual().unstarted(() -> fetchQuietly(source, request));
                    thread.start();
                    thread.interrupt();
                    thread.join(PATIENCE);
                    assertFalse(
                            thread.isAlive(),
                            () -> "source " + source.id() + " still works " + PATIENCE.toSeconds()
                                    + " seconds after it was interrupted");
                }
            }
        }
    }

    private static void fetchQuietly(CandidateSource source, RankRequest request) {
        try {
            if (source.isEnabled(request)) {
                source.fetch(request);
            }
        } catch (Exception | LinkageError expected) {
            // An interrupted source may throw what it likes, as long as it ends.
        }
    }

    private List<Object> observe(Subject subject, RankRequest request, TestBatch batch) {
        return Observation.all(subject, request, batch).stream()
                .map(Observation::result)
                .toList();
    }

    /** A batch out of which every third row has been dropped. */
    private static TestBatch partly(Subject subject, RankRequest request) throws Exception {
        TestBatch batch = subject.hydrated(request, subject.items(30));
        for (int row = 0; row < batch.rowCount(); row += 3) {
            batch.drop(row);
        }
        return batch;
    }

    private List<RankRequest> allRequests() {
        return requests.stream()
                .flatMap(request -> Requests.variants(factory, request).stream())
                .toList();
    }
}
