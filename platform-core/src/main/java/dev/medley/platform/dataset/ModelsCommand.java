package dev.medley.platform.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.dataset.ServerConnection.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code models list | publish DIR | activate REV | shadow REV|none | canary REV SHARE | canary none | rollback [--url
 * URL]}: the roll-out of models on a running platform. Prints what serves afterwards.
 */
public final class ModelsCommand {
    /** It was done. */
    public static final int DONE = 0;

    /** The platform has refused it, and nothing has changed. */
    public static final int REFUSED = 1;

    /** Wrong use, no server, or a server that fails. */
    public static final int FAILED = 2;

    private static final String NONE = "none";
    private static final String USAGE =
            "usage: models list | publish DIR | activate REV | shadow REV|none | canary REV SHARE | canary none"
                    + " | rollback [--url " + ServerConnection.DEFAULT_URL + "]";
    private static final String AFTERWARDS = "models list shows whether the change was made";
    private static final int SERVER_ERRORS = 500;
    private static final String MODEL_ROW = "%-20s %-12s %-9s %-21s %12s %9s  %s%n";
    private static final String DIFFERENCE_ROW = "  %-12s %-12s %10s %10s %10s %10s %8s %8s%n";
    private static final JsonFactory FACTORY = new JsonFactory();

    private ModelsCommand() {}

    /**
     * Runs the command.
     *
     * @param args the action and what it needs, and optionally {@code --url URL}
     * @return {@link #DONE}, {@link #REFUSED} or {@link #FAILED}
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.of(args);
            try (ServerConnection server = new ServerConnection(arguments.url(), AFTERWARDS)) {
                return report(send(server, arguments.words()), out, err);
            }
        } catch (ImportFailedException e) {
            err.println("models: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("models: interrupted; " + AFTERWARDS);
        }
        return FAILED;
    }

    private static Answer send(ServerConnection server, List<String> words)
            throws ImportFailedException, InterruptedException {
        String action = words.getFirst();
        String first = words.size() < 2 ? "" : words.get(1);
        boolean none = first.equals(NONE);
        return switch (action) {
            case "list" -> {
                expect(words, 1);
                yield server.get("/v1/models");
            }
            case "publish" -> {
                expect(words, 2);
                String path = Path.of(first).toAbsolutePath().normalize().toString();
                yield post(server, action, json -> json.writeStringField("path", path));
            }
            case "activate" -> {
                expect(words, 2);
                yield post(server, action, json -> json.writeStringField("revision", first));
            }
            case "shadow" -> {
                expect(words, 2);
                yield post(server, action, json -> json.writeStringField("revision", none ? null : first));
            }
            case "canary" -> {
                expect(words, none ? 2 : 3);
                double share = none ? 0 : share(words.get(2));
                yield post(server, action, json -> {
                    json.writeStringField("revision", none ? null : first);
                    if (!none) {
                        json.writeNumberField("share", share);
                    }
                });
            }
            case "rollback" -> {
                expect(words, 1);
                yield server.post("/v1/models/rollback");
            }
            default -> throw new ImportFailedException("unknown action '" + action + "'; " + USAGE);
        };
    }

    private static void expect(List<String> words, int count) throws ImportFailedException {
        if (words.size() != count) {
            throw new ImportFailedException("'" + String.join(" ", words) + "' is not an action; " + USAGE);
        }
    }

    private static double share(String text) throws ImportFailedException {
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about every kind of bad share.
        }
        throw new ImportFailedException("share '" + text + "' is not allowed; allowed: a number, 0 to 1");
    }

    /** Writes the fields of a body. */
    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static Answer post(ServerConnection server, String action, Body body)
            throws ImportFailedException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return server.post("/v1/models/" + action, "application/json", BodyPublishers.ofByteArray(bytes.toByteArray()));
    }

    private static int report(Answer answer, PrintStream out, PrintStream err) {
        if (!answer.isSuccess()) {
            JsonNode problems = answer.body().path("problems");
            if (problems.size() > 1) {
                err.println("models: " + answer.body().path("title").asText() + " (status " + answer.status() + "):");
                problems.forEach(problem -> err.println("  " + sentence(problem)));
            } else {
                err.println("models: " + answer.reason());
            }
            return answer.status() < SERVER_ERRORS ? REFUSED : FAILED;
        }
        JsonNode models = answer.body();
        if (models.has("revision")) {
            out.println("published " + models.path("revision").asText());
        }
        if (models.has("from")) {
            out.println("rolled back from " + models.path("from").asText() + " to "
                    + models.path("to").asText());
        }
        print(models, out);
        return DONE;
    }

    private static String sentence(JsonNode problem) {
        JsonNode value = problem.path("value");
        return problem.path("field").asText() + ": "
                + (value.isNull() ? "" : value.asText() + " is not allowed; allowed: ")
                + problem.path("allowed").asText();
    }

    private static void print(JsonNode models, PrintStream out) {
        out.printf(MODEL_ROW, "revision", "role", "kind", "trained at", "bytes", "mean AUC", "tasks");
        List<String> listed = new ArrayList<>();
        for (JsonNode model : models.path("published")) {
            String revision = model.path("revision").asText();
            listed.add(revision);
            out.printf(
                    Locale.ROOT,
                    MODEL_ROW,
                    revision,
                    role(models, revision),
                    model.path("kind").asText("unreadable"),
                    model.path("trainedAt").asText("-").replaceFirst("\\.[0-9]+Z$", "Z"),
                    String.format(Locale.ROOT, "%,d", model.path("bytes").asLong()),
                    meanAuc(model.path("figures")),
                    tasks(model.path("tasks")));
        }
        String active = models.path("active").asText();
        if (!listed.contains(active)) {
            out.printf(MODEL_ROW, active, "active", "built in", "-", "-", "-", "every one");
        }
        printShadow(models.path("shadow"), out);
        for (JsonNode refusal : models.path("refusals")) {
            out.println("refused: " + refusal.asText());
        }
    }

    private static String role(JsonNode models, String revision) {
        List<String> roles = new ArrayList<>();
        if (models.path("active").asText().equals(revision)) {
            roles.add("active");
        }
        JsonNode canary = models.path("canary");
        if (canary.path("revision").asText().equals(revision)) {
            roles.add(String.format(
                    Locale.ROOT, "canary %s %%", number(canary.path("share").asDouble() * 100)));
        }
        if (models.path("shadow").path("revision").asText().equals(revision)) {
            roles.add("shadow");
        }
        if (models.path("previous").asText().equals(revision)) {
            roles.add("previous");
        }
        return roles.isEmpty() ? "-" : String.join(", ", roles);
    }

    private static String meanAuc(JsonNode figures) {
        double sum = 0;
        int count = 0;
        for (JsonNode each : figures) {
            if (each.path("auc").isNumber()) {
                sum += each.path("auc").asDouble();
                count++;
            }
        }
        return count == 0 ? "-" : String.format(Locale.ROOT, "%.4f", sum / count);
    }

    private static String tasks(JsonNode tasks) {
        List<String> all = new ArrayList<>();
        tasks.properties().forEach(scenario -> {
            List<String> names = new ArrayList<>();
            scenario.getValue().forEach(name -> names.add(name.asText()));
            all.add(scenario.getKey() + " " + String.join("+", names));
        });
        return String.join(", ", all);
    }

    private static void printShadow(JsonNode shadow, PrintStream out) {
        if (shadow.isNull() || shadow.isMissingNode()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "shadow %s against %s: %,d batches, %,d dropped, %,d failed%n",
                shadow.path("revision").asText(),
                shadow.path("against").asText(),
                shadow.path("batches").asLong(),
                shadow.path("dropped").asLong(),
                shadow.path("failed").asLong());
        if (shadow.path("differences").isEmpty()) {
            return;
        }
        out.printf(DIFFERENCE_ROW, "scenario", "task", "scores", "|mean|", "mean", "max", "ranks", "top 10");
        for (JsonNode difference : shadow.path("differences")) {
            out.printf(
                    Locale.ROOT,
                    DIFFERENCE_ROW,
                    difference.path("scenario").asText(),
                    difference.path("task").asText(),
                    String.format(Locale.ROOT, "%,d", difference.path("count").asLong()),
                    number(difference.path("meanAbsolute")),
                    number(difference.path("mean")),
                    number(difference.path("max")),
                    number(difference.path("rankCorrelation")),
                    number(difference.path("topKept")));
        }
    }

    private static String number(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.4f", number.asDouble()) : "-";
    }

    /** As short as it can be said. */
    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number).replaceFirst("\\.?0+$", "");
    }

    private record Arguments(List<String> words, URI url) {
        static Arguments of(String[] args) throws ImportFailedException {
            List<String> words = new ArrayList<>();
            String url = ServerConnection.DEFAULT_URL;
            for (int i = 0; i < args.length; i++) {
                if (args[i].startsWith("--url=")) {
                    url = args[i].substring("--url=".length());
                } else if (args[i].equals("--url")) {
                    if (++i == args.length) {
                        throw new ImportFailedException("option --url needs a value; " + USAGE);
                    }
                    url = args[i];
                } else if (args[i].startsWith("-")) {
                    throw new ImportFailedException("unknown option '" + args[i] + "'; " + USAGE);
                } else {
                    words.add(args[i]);
                }
            }
            if (words.isEmpty()) {
                throw new ImportFailedException("no action given; " + USAGE);
            }
            return new Arguments(words, ServerConnection.address(url));
        }
    }
}
