package dev.medley.benchmarks.rollout;

import dev.medley.benchmarks.http.Latencies;
import dev.medley.benchmarks.rollout.References.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of the requests and of the changes. Any thread. */
final class RolloutFigures {
    private static final int EXAMPLES = 5;
    /** At least so much of the rate that was asked for makes the load that was asked for. */
    private static final double LEAST_LOAD = 0.95;

    /** When a request was under way. */
    enum Phase {
        /** Before the first change. */
        QUIET("before any change"),
        /** While no change was under way, after the first. */
        BETWEEN("between changes"),
        /** While a change was under way, at least for a part of it. */
        DURING("during a change");

        private final String label;

        Phase(String label) {
            this.label = label;
        }
    }

    /**
     * An answer of status 200.
     *
     * @param model the revision that it names
     * @param degraded whether something was left out of it that scores may depend on
     * @param verdicts on its items
     */
    record Answer(String model, boolean degraded, List<Verdict> verdicts) {}

    private final Map<Phase, Latencies> latencies = new EnumMap<>(Phase.class);
    private final Map<Verdict, Long> items = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> changes = new TreeMap<>();
    private final CanaryUsers canaries = new CanaryUsers();
    private final Map<String, Integer> remarks = new TreeMap<>();
    private long requests;
    private long failed;
    private long impossible;
    private long mixed;
    private long unknown;
    private long empty;
    private long degraded;
    private int wrongChanges;

    RolloutFigures() {
        for (Phase phase : Phase.values()) {
            latencies.put(phase, new Latencies());
        }
    }

    /** A request without an answer of status 200. */
    synchronized void fail(Phase phase, long nanos, String why) {
        requests++;
        failed++;
        latencies.get(phase).add(nanos);
        remark("failed: " + why);
    }

    /**
     * An answer.
     *
     * @param possible the states that the platform can have been in since the request was sent
     * @param user who asked
     * @param nanos since the request was due
     */
    synchronized void add(Phase phase, List<ServingState> possible, String user, Answer answer, long nanos) {
        requests++;
        latencies.get(phase).add(nanos);
        if (possible.stream().noneMatch(state -> state.serving().contains(answer.model()))) {
            impossible++;
            remark("served by " + answer.model() + ", while possible was " + possible);
        } else if (possible.size() == 1) {
            Optional<ServingState.Canary> canary = possible.getFirst().canary();
            if (canary.isPresent()
                    && !canaries.add(
                            canary.get(),
                            user,
                            answer.model().equals(canary.get().revision()))) {
                remark("user moved: " + user + " at " + canary.get());
            }
        }
        if (answer.degraded()) {
            degraded++;
        }
        if (answer.verdicts().isEmpty()) {
            empty++;
        }
        judge(answer);
    }

    private void judge(Answer answer) {
        boolean hasOther = false;
        boolean hasUnknown = false;
        for (Verdict verdict : answer.verdicts()) {
            items.merge(verdict, 1L, Long::sum);
            hasOther |= verdict == Verdict.OTHER;
            hasUnknown |= verdict == Verdict.NOBODY;
        }
        if (hasOther) {
            mixed++;
            remark("mixed: names " + answer.model() + ", items " + answer.verdicts());
        }
        // What a component that was late has left out may have been an input of the scores.
        if (hasUnknown && !answer.degraded()) {
            unknown++;
            remark("items that no revision scores so, of " + answer.model());
        }
    }

    /** A change was made. */
    synchronized void changed(Change change) {
        changes.merge(change.getClass().getSimpleName(), 1, Integer::sum);
    }

    /** A change was refused, or the platform says that something else is there now. */
    synchronized void wrongChange(Change change, String why) {
        wrongChanges++;
        remark("change " + change + ": " + why);
    }

    private void remark(String text) {
        remarks.merge(text, 1, Integer::sum);
    }

    /** Whether nothing went wrong, and enough was seen to know. */
    synchronized boolean isGood() {
        return failed + impossible + mixed + unknown + empty + wrongChanges + canaries.moved() == 0
                && canaries.shares().stream().allMatch(CanaryUsers.Share::isClose)
                && items.getOrDefault(Verdict.OWN, 0L) > 0
                && changes.size() == Change.class.getPermittedSubclasses().length;
    }

    /** Whether the platform has kept up with the requests, so that they were the load that they were meant to be. */
    synchronized boolean isLoaded(double seconds, double rate) {
        return requests / seconds >= LEAST_LOAD * rate;
    }

    /** The tables, as Markdown. */
    synchronized List<String> lines(double seconds, double rate) {
        List<String> lines = new ArrayList<>();
        lines.add("| requests | count | p50 ms | p99 ms | p99.9 ms |");
        lines.add("|---|---:|---:|---:|---:|");
        latencies.forEach((phase, all) -> {
            Latencies sorted = Latencies.merge(List.of(all));
            if (sorted.size() == 0) {
                lines.add(line("| %s | 0 | | | |", phase.label));
                return;
            }
            lines.add(line(
                    "| %s | %d | %.2f | %.2f | %.2f |",
                    phase.label, sorted.size(), sorted.millis(0.5), sorted.millis(0.99), sorted.millis(0.999)));
        });
        lines.add("");
        lines.add("| what | |");
        lines.add("|---|---:|");
        lines.add(line("| requests | %d |", requests));
        lines.add(line("| requests/s | %.1f |", requests / seconds));
        lines.add(line("| requests/s asked for | %.1f |", rate));
        lines.add(line("| failed | %d |", failed));
        lines.add(line("| answered by a revision that could not serve then | %d |", impossible));
        lines.add(line("| of mixed versions | %d |", mixed));
        lines.add(line("| with scores that no revision gives | %d |", unknown));
        lines.add(line("| without items | %d |", empty));
        lines.add(line("| without an input that was late | %d |", degraded));
        long judged = items.values().stream().mapToLong(Long::longValue).sum();
        lines.add(line("| items compared | %d |", judged));
        lines.add(line(
                "| of them scored by the named revision, as no other scores them | %d |",
                items.getOrDefault(Verdict.OWN, 0L)));
        changes.forEach((kind, count) -> lines.add(line("| changes: %s | %d |", kind.toLowerCase(Locale.ROOT), count)));
        lines.add(line("| changes that went wrong | %d |", wrongChanges));
        lines.add(line(
                "| users who left a canary or came to it though its share did not say so | %d |", canaries.moved()));
        lines.add("");
        lines.add("| canary | share asked for | users seen | share of them | |");
        lines.add("|---|---:|---:|---:|---|");
        for (CanaryUsers.Share share : canaries.shares()) {
            lines.add(line(
                    "| %s | %.2f | %d | %.3f | %s |",
                    share.revision(),
                    share.asked(),
                    share.users(),
                    share.taking(),
                    share.isClose() ? "close" : "TOO FAR"));
        }
        lines.add("");
        remarks.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(EXAMPLES)
                .forEach(remark -> lines.add("- " + remark.getKey() + " (" + remark.getValue() + " times)"));
        return lines;
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
