package dev.medley.platform.pipeline;

import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.pipeline.RankRefusedException.Kind;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.world.World;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.request.Deadline;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes requests of commands: names and seeds them, reads the user once, chooses the models once, and refuses what
 * cannot be answered.
 */
final class Admission {
    private final World world;
    private final ModelSelection models;
    private final PipelineSettings settings;

    Admission(World world, ModelSelection models, PipelineSettings settings) {
        this.world = world;
        this.models = models;
        this.settings = settings;
    }

    /** What is the same for every scenario of a page. */
    record Admitted(
            String requestId,
            RankCommand command,
            UserProfile user,
            List<Interaction> history,
            Deadline deadline,
            long seed,
            Instant now,
            ModelChoice models) {}

    /** Admits a command that is asked of those scenarios. */
    Admitted admit(List<ScenarioId> scenarios, RankCommand command) {
        Duration wanted = command.deadline().orElse(settings.defaultDeadline());
        Duration budget = wanted.compareTo(settings.maxDeadline()) < 0 ? wanted : settings.maxDeadline();
        Deadline deadline = Deadline.in(budget);
        String requestId = requestId(scenarios, command);
        return new Admitted(
                requestId,
                command,
                command.userId().flatMap(world.users()::find).orElse(UserProfile.unknown()),
                command.userId()
                        .map(user -> world.histories().newest(user, RankRequest.MAX_HISTORY))
                        .orElse(List.of()),
                deadline,
                command.seed().orElseGet(() -> FeatureHash.of("seed", requestId)),
                world.clock().instant(),
                models.choose(unit(command, requestId)));
    }

    /** Whoever comes again is to get the same model again. */
    private static String unit(RankCommand command, String requestId) {
        return command.userId().map(UserId::value).or(command::sessionId).orElse(requestId);
    }

    /** The request as that scenario is to see it. */
    RankRequest address(Admitted admitted, ScenarioId scenario) {
        RankCommand command = admitted.command();
        return new RankRequest(
                admitted.requestId(),
                scenario,
                command.userId(),
                admitted.user(),
                admitted.history(),
                command.sessionId(),
                command.query().map(String::strip).filter(query -> !query.isEmpty()),
                command.limit(),
                command.context(),
                command.exclude(),
                command.candidates(),
                admitted.deadline(),
                admitted.seed(),
                admitted.now(),
                command.explain());
    }

    /** Refuses a request without what the scenario requires. */
    static void checkRequired(ActiveScenario scenario, RankRequest request) throws RankRefusedException {
        for (RequiredField field : RequiredField.values()) {
            if (scenario.requiredFields().contains(field)) {
                switch (field) {
                    case USER_ID -> require(scenario, "userId", request.userId());
                    case SESSION_ID -> require(scenario, "sessionId", request.sessionId());
                    case QUERY -> require(scenario, "query", request.query());
                }
            }
        }
    }

    /** Refuses a command that names items which none of the scenarios shows. */
    static void checkSurfaces(Set<SurfaceId> surfaces, RankCommand command) throws RankRefusedException {
        for (ItemId item : command.candidates()) {
            checkSurface("candidates", item, surfaces);
        }
        for (ItemId item : command.exclude()) {
            checkSurface("exclude", item, surfaces);
        }
    }

    private static void checkSurface(String field, ItemId item, Set<SurfaceId> surfaces) throws RankRefusedException {
        if (!surfaces.contains(item.surface())) {
            throw new RankRefusedException(
                    Kind.INVALID_REQUEST,
                    field,
                    "item " + item + " is of surface '" + item.surface() + "'; allowed are "
                            + surfaces.stream().sorted().toList());
        }
    }

    private static void require(ActiveScenario scenario, String field, Optional<?> value) throws RankRefusedException {
        if (value.isEmpty()) {
            throw new RankRefusedException(Kind.MISSING_FIELD, field, "scenario '" + scenario.id() + "' requires it");
        }
    }

    /** Random, unless there is a seed: then a replay must be equal to the last byte, so the content names it. */
    private static String requestId(List<ScenarioId> scenarios, RankCommand command) {
        if (command.requestId().isPresent()) {
            return command.requestId().get();
        }
        if (command.seed().isEmpty()) {
            return UUID.randomUUID().toString();
        }
        List<String> content = new ArrayList<>();
        content.add(scenarios.toString());
        content.add(command.userId().toString());
        content.add(command.sessionId().toString());
        content.add(command.query().toString());
        content.add(Integer.toString(command.limit()));
        content.add(new TreeMap<>(command.context()).toString());
        content.add(command.exclude().stream().sorted().toList().toString());
        content.add(command.candidates().toString());
        content.add(command.deadline().toString());
        content.add(command.seed().toString());
        content.add(Boolean.toString(command.explain()));
        String whole = String.join("\n", content);
        return String.format("%016x%016x", FeatureHash.of("request", whole), FeatureHash.of("again", whole));
    }
}
