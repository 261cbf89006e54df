package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.medley.benchmarks.http.HttpConnection;
import dev.medley.benchmarks.rollout.Questions.Question;
import dev.medley.benchmarks.rollout.References.Verdict;
import dev.medley.benchmarks.rollout.RolloutFigures.Answer;
import dev.medley.benchmarks.rollout.RolloutFigures.Phase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed rate, whatever the answers take (an open loop: each request is timed from the moment it was due), and
 * judges every answer. Its threads begin when it is made.
 */
final class LoadLoop implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 16;
    private static final int SHOWN = 200;

    private final URI target;
    private final List<Question> questions;
    private final References references;
    private final List<String> revisions;
    private final ServingTimeline timeline;
    private final RolloutFigures figures;
    private final double rate;
    private final long start = System.nanoTime();
    private final AtomicLong ticket = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            CONNECTIONS, Thread.ofPlatform().daemon().name("load-", 0).factory());
    private volatile boolean changing;
    private volatile boolean ended;

    LoadLoop(
            URI target,
            List<Question> questions,
            References references,
            List<String> revisions,
            ServingTimeline timeline,
            RolloutFigures figures,
            double rate) {
        this.target = target;
        this.questions = questions;
        this.references = references;
        this.revisions = revisions;
        this.timeline = timeline;
        this.figures = figures;
        this.rate = rate;
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.submit(this::ask);
        }
    }

    /** From now on there are changes. */
    void beginChanges() {
        changing = true;
    }

    private void ask() {
        HttpConnection connection = null;
        while (true) {
            long number = ticket.getAndIncrement();
            long due = start + (long) (number / rate * 1e9);
            sleepUntil(due);
            if (ended) {
                close(connection);
                return;
            }
            Question question = questions.get((int) (number % questions.size()));
            // What was sent before the first change belongs to the time before it.
            boolean quiet = !changing;
            long sent = System.nanoTime();
            try {
                if (connection == null) {
                    connection = new HttpConnection(target);
                }
                int status = connection.exchange(question.request());
                long answered = System.nanoTime();
                Phase phase = phase(quiet, due, answered);
                if (status == 200) {
                    Answer answer = judged(question, JSON.readTree(connection.body()));
                    figures.add(phase, timeline.possible(sent, answered), question.user(), answer, answered - due);
                } else {
                    String body = new String(connection.body(), StandardCharsets.UTF_8);
                    figures.fail(phase, answered - due, "status " + status + ": " + shortened(body));
                }
            } catch (IOException | RuntimeException failure) {
                long failed = System.nanoTime();
                figures.fail(phase(quiet, due, failed), failed - due, shortened(failure.toString()));
                close(connection);
                connection = null;
            }
        }
    }

    private Phase phase(boolean quiet, long from, long to) {
        if (timeline.isChanging(from, to)) {
            return Phase.DURING;
        }
        return quiet ? Phase.QUIET : Phase.BETWEEN;
    }

    private Answer judged(Question question, JsonNode answer) {
        String model = answer.path("revisions").path("model").asText();
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            verdicts.add(references.judge(
                    model, revisions, question.number(), ReferencePass.itemOf(item), ReferencePass.tasksOf(item)));
        }
        return new Answer(model, ReferencePass.lacksInputs(answer), verdicts);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private static void sleepUntil(long nanoTime) {
        // A thread may wake up without a reason.
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void close(HttpConnection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException _) {
                // It is given up anyway.
            }
        }
    }

    /** Seconds since the first request was due. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Lets the requests that are under way come to their end. */
    @Override
    public void close() {
        ended = true;
        threads.close();
    }
}
