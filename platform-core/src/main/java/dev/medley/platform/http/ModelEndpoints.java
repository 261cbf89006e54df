package dev.medley.platform.http;

import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.score.registry.ManifestCodec;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.registry.ModelRefusedException;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.score.registry.PublishedModel;
import dev.medley.platform.score.registry.RolloutRefusedException;
import dev.medley.platform.train.ModelTraining;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * {@code /v1/models}: what serves and how good it is, learning from the world as it is, publishing, and the roll-out.
 * Every change answers with the state after it; one that is refused has changed nothing.
 */
final class ModelEndpoints {
    private static final int MAX_AT_ONCE = 16;
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_PATH = 4_096;
    private static final TextRule REVISION = TextRule.matching(
            "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "a model's revision: 1 to 64 letters, digits, '-' or '_'");

    private final Supplier<ModelTraining> training;
    private final Supplier<ModelRegistry> models;

    ModelEndpoints(Supplier<ModelTraining> training, Supplier<ModelRegistry> models) {
        this.training = training;
        this.models = models;
    }

    /** What a change does; those of the registry run one after the other. */
    @FunctionalInterface
    private interface Change {
        Map<String, String> make(Fields fields) throws IOException, RolloutRefusedException;
    }

    void register(Endpoints endpoints) {
        Semaphore reads = new Semaphore(MAX_AT_ONCE);
        Semaphore changes = new Semaphore(MAX_AT_ONCE);
        endpoints.get("/v1/models", reads, exchange -> answer(exchange, 200, Map.of()));
        endpoints.command("/v1/models/train", changes, this::train);
        change(endpoints, "/v1/models/publish", changes, this::publish);
        change(endpoints, "/v1/models/activate", changes, this::activate);
        change(endpoints, "/v1/models/canary", changes, this::canary);
        change(endpoints, "/v1/models/shadow", changes, this::shadow);
        endpoints.command("/v1/models/rollback", changes, this::rollback);
        endpoints.get("/v1/models/:revision", reads, this::manifest);
        endpoints.delete("/v1/models/:revision", changes, this::retire);
    }

    private void change(Endpoints endpoints, String path, Semaphore places, Change change) {
        endpoints.send(HttpMethod.POST, path, BodyRule.json(MAX_BYTES), places, exchange -> {
            Fields fields = Fields.of(StrictJson.parse(exchange.body()));
            answer(exchange, 200, refusable(() -> change.make(fields)));
        });
    }

    private void train(Exchange exchange) {
        if (!training.get().start()) {
            throw HttpProblem.conflict(
                    "training", "running", "one training at a time; GET /v1/models shows how it goes");
        }
        answer(exchange, 202, Map.of());
    }

    private Map<String, String> publish(Fields fields) throws IOException {
        String text = fields.requiredText("path", 1, MAX_PATH);
        Optional<Path> folder = text == null ? Optional.empty() : folder(text);
        if (text != null && folder.isEmpty()) {
            fields.refuse("path", "the absolute path of a folder that there is on the platform's machine");
        }
        fields.end();
        return Map.of("revision", models.get().publish(folder.orElseThrow()).revision());
    }

    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(Path.of(text)).filter(path -> path.isAbsolute() && Files.isDirectory(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> activate(Fields fields) throws IOException, RolloutRefusedException {
        String revision = fields.required("revision", REVISION);
        fields.end();
        models.get().activate(revision);
        return Map.of();
    }

    private Map<String, String> shadow(Fields fields) throws IOException, RolloutRefusedException {
        Optional<String> revision = revisionOrNone(fields);
        fields.end();
        models.get().shadow(revision);
        return Map.of();
    }

    private Map<String, String> canary(Fields fields) throws IOException, RolloutRefusedException {
        Optional<String> revision = revisionOrNone(fields);
        OptionalDouble share = fields.decimal("share", 0, 1);
        boolean ends = fields.isNull("revision");
        if (!ends && !fields.has("share")) {
            fields.refuse("share", "a number, 0 to 1");
        }
        if (ends && fields.has("share")) {
            fields.refuse("share", "no share where no model is named");
        }
        fields.end();
        if (ends) {
            models.get().endCanary();
        } else {
            models.get().canary(revision.orElseThrow(), share.orElseThrow());
        }
        return Map.of();
    }

    /** Null ends something, which is too much for a field that was merely forgotten. */
    private static Optional<String> revisionOrNone(Fields fields) {
        return fields.isNull("revision")
                ? Optional.empty()
                : Optional.ofNullable(fields.required("revision", REVISION));
    }

    private void rollback(Exchange exchange) {
        answer(exchange, 200, refusable(() -> {
            ModelRegistry.RolledBack rolledBack = models.get().rollback();
            return Map.of("from", rolledBack.from(), "to", rolledBack.to());
        }));
    }

    private void retire(Exchange exchange) {
        String revision = exchange.pathParameter("revision");
        answer(exchange, 200, refusable(() -> {
            models.get().retire(revision);
            return Map.of();
        }));
    }

    private void manifest(Exchange exchange) {
        String revision = exchange.pathParameter("revision");
        List<PublishedModel> published = models.get().published();
        for (PublishedModel model : published) {
            if (model.revision().equals(revision)) {
                ModelManifest manifest = model.manifest()
                        .orElseThrow(() -> HttpProblem.conflict(
                                "revision", revision, "its manifest cannot be read; GET /v1/models says why"));
                exchange.answer(200, json -> ManifestCodec.write(json, manifest));
                return;
            }
        }
        throw HttpProblem.notFound(
                "revision",
                revision,
                "published are "
                        + published.stream().map(PublishedModel::revision).toList());
    }

    private void answer(Exchange exchange, int status, Map<String, String> outcome) {
        exchange.answer(status, new ModelsAnswer(training.get().status(), models.get(), outcome));
    }

    /** Something that the registry may refuse. */
    @FunctionalInterface
    private interface Refusable {
        Map<String, String> make() throws IOException, RolloutRefusedException;
    }

    private static Map<String, String> refusable(Refusable change) {
        try {
            return change.make();
        } catch (ModelRefusedException refused) {
            throw HttpProblem.refused("The model is refused, and nothing has changed", refused.problems());
        } catch (RolloutRefusedException refused) {
            throw switch (refused.kind()) {
                case UNKNOWN_REVISION -> HttpProblem.notFound(refused.field(), refused.value(), refused.allowed());
                case CONFLICT -> HttpProblem.conflict(refused.field(), refused.value(), refused.allowed());
            };
        } catch (IOException unwritten) {
            throw HttpProblem.unavailable(
                    "The models cannot be read or written, and nothing has changed: " + unwritten, 2);
        }
    }
}
