package dev.medley.benchmarks.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one scenario's slates were like. One thread. */
final class SweepFigures {
    static final String HEADER = """
            | scenario | requests | errors | empty | short | degraded | off air | mature, not to adults | distinct items | p50 ms | p99 ms | bytes of all answers (SHA-256) |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|""";

    private static final int EXAMPLES = 3;

    /** Whether a shown item must not have been shown, as the platform itself tells. */
    interface ItemRules {
        /** Not on air at the moment. */
        boolean isOffAir(String surface, String item) throws IOException, InterruptedException;

        /** For adults only. */
        boolean isMature(String surface, String item) throws IOException, InterruptedException;
    }

    private final String scenario;
    private final int limit;
    private final ItemRules rules;
    private final Latencies latencies = new Latencies();
    private final Map<String, Integer> remarks = new TreeMap<>();
    private final Set<String> shown = new HashSet<>();
    private final MessageDigest bytes;
    private int errors;
    private int empty;
    private int shorter;
    private int degraded;
    private int offAir;
    private int mature;

    SweepFigures(String scenario, int limit, ItemRules rules) {
        this.scenario = scenario;
        this.limit = limit;
        this.rules = rules;
        try {
            bytes = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes in an answer; those of a scenario must come in the order of their questions. */
    void add(SweptFolders.Question question, int status, String text, JsonNode answer, long nanos)
            throws IOException, InterruptedException {
        latencies.add(nanos);
        bytes.update(text.getBytes(StandardCharsets.UTF_8));
        if (status != 200) {
            errors++;
            remark("status " + status + ": " + answer.path("detail").asText(text));
            return;
        }
        JsonNode items = answer.path("items");
        if (items.isEmpty()) {
            empty++;
            remark("empty for " + question.user().orElse("a guest")
                    + question.query().map(query -> ", query '" + query + "'").orElse(""));
        } else if (items.size() < limit) {
            shorter++;
        }
        if (!answer.path("degraded").isEmpty()) {
            degraded++;
            answer.path("degraded").forEach(step -> remark("degraded: " + step.asText()));
        }
        for (JsonNode item : items) {
            look(question, item.path("surface").asText(), item.path("item").asText());
        }
    }

    private void look(SweptFolders.Question question, String surface, String item)
            throws IOException, InterruptedException {
        shown.add(surface + "/" + item);
        if (rules.isOffAir(surface, item)) {
            offAir++;
            remark("off air: " + surface + "/" + item);
        }
        if (!question.isKnownAdult() && rules.isMature(surface, item)) {
            mature++;
            remark("mature: " + surface + "/" + item + " for " + question.user().orElse("a guest"));
        }
    }

    private void remark(String text) {
        remarks.merge(text, 1, Integer::sum);
    }

    /** Whether nothing that must not happen did. */
    boolean isGood() {
        return errors + empty + offAir + mature == 0 && latencies.size() > 0;
    }

    /** A row below {@link #HEADER}. */
    String row() {
        Latencies sorted = Latencies.merge(List.of(latencies));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %.1f | %.1f | `%s` |",
                scenario,
                latencies.size(),
                errors,
                empty,
                shorter,
                degraded,
                offAir,
                mature,
                shown.size(),
                sorted.millis(0.5),
                sorted.millis(0.99),
                HexFormat.of().formatHex(bytes.digest(), 0, 6));
    }

    /** The most frequent things that were odd, with how often. */
    List<String> remarks() {
        return remarks.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(EXAMPLES)
                .map(remark -> scenario + ": " + remark.getKey() + " (" + remark.getValue() + " times)")
                .toList();
    }
}
