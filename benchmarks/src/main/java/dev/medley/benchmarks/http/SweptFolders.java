package dev.medley.benchmarks.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What converted folders hold: how many lines of what, and whom to ask for. It reads the files by itself, and not with the
 * platform's reader, because the platform's counts are checked against it.
 */
final class SweptFolders {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ADULT_AGE = 18;

    /**
     * One slate to ask for.
     *
     * @param user absent for a guest
     * @param query absent where none is needed
     * @param isKnownAdult whether the files say that the user is of age
     */
    record Question(Optional<String> user, Optional<String> query, boolean isKnownAdult) {}

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Set<String>> usersByScenario = new TreeMap<>();
    private final Map<String, Set<String>> queriesByScenario = new TreeMap<>();
    private final Map<String, Integer> ages = new HashMap<>();

    /** @throws IOException if a folder holds no {@code dataset.yaml}, or a file cannot be read */
    static SweptFolders read(List<Path> folders) throws IOException {
        SweptFolders all = new SweptFolders();
        for (Path folder : folders) {
            all.add(folder);
        }
        return all;
    }

    private void add(Path folder) throws IOException {
        Set<String> scenarios = new LinkedHashSet<>();
        new YAMLMapper()
                .readTree(folder.resolve("dataset.yaml").toFile())
                .path("scenarios")
                .forEach(scenario -> scenarios.add(scenario.asText()));
        forEachLine(folder.resolve("items.jsonl"), line -> count("items." + text(line, "surface")));
        forEachLine(folder.resolve("users.jsonl"), line -> {
            count("users");
            if (line.hasNonNull("age")) {
                ages.put(text(line, "user"), line.path("age").asInt());
            }
            scenarios.forEach(scenario -> note(usersByScenario, scenario, text(line, "user")));
        });
        forEachLine(folder.resolve("interactions.jsonl"), line -> {
            count("interactions." + text(line, "surface"));
            if (scenarios.contains(text(line, "surface"))) {
                note(usersByScenario, text(line, "surface"), text(line, "user"));
            }
        });
        forEachLine(folder.resolve("judgments.jsonl"), line -> {
            count("judgments");
            if (scenarios.contains(text(line, "surface"))) {
                note(queriesByScenario, text(line, "surface"), text(line, "query"));
            }
        });
    }

    private interface LineReader {
        void line(JsonNode line);
    }

    private static void forEachLine(Path file, LineReader reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    reader.line(JSON.readTree(line));
                }
            }
        }
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText();
    }

    private void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private static void note(Map<String, Set<String>> all, String scenario, String value) {
        all.computeIfAbsent(scenario, absent -> new LinkedHashSet<>()).add(value);
    }

    /** Lines by kind and surface, such as {@code items.video}; by kind alone where there is no surface. */
    Map<String, Long> counts() {
        return counts;
    }

    /** The scenarios that have users or queries. */
    List<String> scenarios() {
        Set<String> scenarios = new LinkedHashSet<>(usersByScenario.keySet());
        scenarios.addAll(queriesByScenario.keySet());
        return List.copyOf(scenarios);
    }

    /** Up to so many of the scenario's users, or queries if it has any, from all over the files. */
    List<Question> questions(String scenario, int max) {
        List<Question> questions = new ArrayList<>();
        if (queriesByScenario.containsKey(scenario)) {
            for (String query : spread(queriesByScenario.get(scenario), max)) {
                questions.add(new Question(Optional.empty(), Optional.of(query), false));
            }
            return questions;
        }
        for (String user : spread(usersByScenario.get(scenario), max)) {
            questions.add(new Question(Optional.of(user), Optional.empty(), isKnownAdult(user)));
        }
        return questions;
    }

    private boolean isKnownAdult(String user) {
        return ages.getOrDefault(user, 0) >= ADULT_AGE;
    }

    private static List<String> spread(Set<String> all, int max) {
        List<String> listed = new ArrayList<>(all);
        if (listed.size() <= max) {
            return listed;
        }
        List<String> chosen = new ArrayList<>(max);
        for (int i = 0; i < max; i++) {
            chosen.add(listed.get((int) ((long) i * listed.size() / max)));
        }
        return chosen;
    }
}
