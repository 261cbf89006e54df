package dev.medley.benchmarks.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.medley.benchmarks.http.SweptFolders.Question;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks a running platform, which was filled with the given folders alone, for a slate for up to a thousand users (or
 * queries) of each scenario and of a mixed page, and looks at every one of them. It also compares the platform's counts
 * with the files.
 *
 * <p>Every request has the same long deadline and a seed of its own, so that what is asked does not depend on how busy the
 * machine is, and the bytes of all answers are the same in every run, also after a restart.
 *
 * <pre>{@code
 * ./medley bench users URL DIR...
 * }</pre>
 *
 * <p>Exits with 1 if an answer is no slate, or an empty one, or shows what must not be shown, or if the counts differ.
 */
public final class UserSweep {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USERS = 1_000;
    private static final int LIMIT = 20;
    private static final int DEADLINE_MILLIS = 10_000;
    private static final int CONNECTIONS = 4;
    private static final String MIXED = "mixed";

    private final URI target;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private UserSweep(URI target) {
        this.target = target;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("bench users: a URL and at least one converted folder are needed");
            System.exit(2);
        }
        List<Path> folders = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        URI target = URI.create(arguments[0]);
        try {
            System.exit(new UserSweep(target).run(SweptFolders.read(folders)) ? 0 : 1);
        } catch (ConnectException absent) {
            System.err.println("bench users: no platform answers at " + target);
            System.exit(1);
        }
    }

    private boolean run(SweptFolders folders) throws Exception {
        boolean isGood = isCounted(folders.counts());
        System.out.println();
        System.out.println(SweepFigures.HEADER);
        List<String> remarks = new ArrayList<>();
        Map<String, List<Question>> questions = questions(folders);
        for (Map.Entry<String, List<Question>> scenario : questions.entrySet()) {
            SweepFigures figures = sweep(scenario.getKey(), scenario.getValue(), pageSurfaces(questions));
            System.out.println(figures.row());
            remarks.addAll(figures.remarks());
            isGood &= figures.isGood();
        }
        System.out.println();
        remarks.forEach(remark -> System.out.println("- " + remark));
        return isGood;
    }

    private static Map<String, List<Question>> questions(SweptFolders folders) {
        Map<String, List<Question>> questions = new TreeMap<>();
        for (String scenario : folders.scenarios()) {
            questions.put(scenario, folders.questions(scenario, USERS));
        }
        List<Question> page = new ArrayList<>();
        List<String> shown = pageSurfaces(questions);
        for (String scenario : shown) {
            page.addAll(folders.questions(scenario, USERS / shown.size()));
        }
        if (shown.size() > 1) {
            questions.put(MIXED, page);
        }
        return questions;
    }

    /** Those that need no query can share a page. */
    private static List<String> pageSurfaces(Map<String, List<Question>> questions) {
        return questions.keySet().stream()
                .filter(scenario -> !scenario.equals(MIXED))
                .filter(scenario -> questions.get(scenario).stream()
                        .allMatch(question -> question.user().isPresent()))
                .toList();
    }

    private record Reply(int status, String text, long nanos) {}

    private SweepFigures sweep(String scenario, List<Question> questions, List<String> pageSurfaces) throws Exception {
        SweepFigures figures = new SweepFigures(scenario, LIMIT, new AskedItems());
        boolean isPage = scenario.equals(MIXED);
        String path = isPage ? "/v1/rank" : "/v1/rank/" + scenario;
        try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                ObjectNode body = body(questions.get(i), i);
                if (isPage) {
                    pageSurfaces.forEach(body.putArray("surfaces")::add);
                }
                replies.add(connections.submit(() -> post(path, body.toString())));
            }
            for (int i = 0; i < replies.size(); i++) {
                Reply reply = replies.get(i).get();
                figures.add(questions.get(i), reply.status(), reply.text(), parse(reply.text()), reply.nanos());
            }
        }
        return figures;
    }

    private static ObjectNode body(Question question, int seed) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        question.user().ifPresent(user -> body.put("userId", user));
        question.query().ifPresent(query -> body.put("query", query));
        return body.put("limit", LIMIT).put("deadlineMs", DEADLINE_MILLIS).put("seed", seed);
    }

    private Reply post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(target.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body(), System.nanoTime() - start);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target.resolve(path)).build();
        return parse(client.send(request, BodyHandlers.ofString()).body());
    }

    private boolean isCounted(Map<String, Long> lines) throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> kind : get("/v1/counts").properties()) {
            if (kind.getValue().isObject()) {
                for (Map.Entry<String, JsonNode> surface : kind.getValue().properties()) {
                    counts.put(
                            kind.getKey() + "." + surface.getKey(),
                            surface.getValue().asLong());
                }
            } else {
                counts.put(kind.getKey(), kind.getValue().asLong());
            }
        }
        boolean isGood = true;
        System.out.println("| what | lines in the files | counted by the platform | |");
        System.out.println("|---|---:|---:|---|");
        Map<String, Long> all = new TreeMap<>(counts);
        lines.forEach(all::putIfAbsent);
        for (String name : all.keySet()) {
            long inFiles = lines.getOrDefault(name, 0L);
            long counted = counts.getOrDefault(name, 0L);
            isGood &= inFiles == counted;
            System.out.println("| " + name + " | " + inFiles + " | " + counted + " | "
                    + (inFiles == counted ? "equal" : "DIFFERENT") + " |");
        }
        return isGood;
    }

    /** Asks the platform for each item once. */
    private final class AskedItems implements SweepFigures.ItemRules {
        private final Map<String, JsonNode> attributes = new HashMap<>();

        private JsonNode attributes(String surface, String item) throws IOException, InterruptedException {
            String path = surface + "/"
                    + URLEncoder.encode(item, StandardCharsets.UTF_8).replace("+", "%20");
            JsonNode known = attributes.get(path);
            if (known == null) {
                known = get("/v1/items/" + path).path("attributes");
                attributes.put(path, known);
            }
            return known;
        }

        @Override
        public boolean isOffAir(String surface, String item) throws IOException, InterruptedException {
            return surface.equals("live")
                    && !attributes(surface, item).path("on_air").asBoolean();
        }

        @Override
        public boolean isMature(String surface, String item) throws IOException, InterruptedException {
            return attributes(surface, item).path("mature").asBoolean();
        }
    }
}
