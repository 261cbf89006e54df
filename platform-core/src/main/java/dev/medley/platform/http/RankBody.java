package dev.medley.platform.http;

import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the body of a rank request. All that is wrong with it is reported at once. */
final class RankBody {
    /** At most so many bytes. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_SCENARIOS = 16;
    private static final int MAX_EXCLUDED = 1_000;
    private static final int MAX_CANDIDATES = 2_000;
    private static final int DEFAULT_LIMIT = 10;
    private static final TextRule ID =
            TextRule.matching("\\P{Cc}{1,128}", "a text of 1 to 128 characters, none of them a control character");
    private static final TextRule QUERY =
            TextRule.matching("(?s)(?=.*\\S).{1,512}", "a text of 1 to 512 characters, not all of them blank");

    private RankBody() {}

    /**
     * One scenario's request.
     *
     * @param surfaces the surfaces that the scenario shows
     * @throws dev.medley.platform.codec.InvalidInputException with all problems
     */
    static RankCommand read(byte[] body, Set<SurfaceId> surfaces) {
        Fields fields = Fields.of(StrictJson.parse(body));
        return read(fields, surfaces);
    }

    /** A mixed page's request: the scenarios that share it, and the rest. */
    record Page(List<ScenarioId> scenarios, RankCommand command) {}

    /**
     * A mixed page's request.
     *
     * @param surfacesOf the surfaces that a scenario shows or has shown, empty if there never was one
     * @param active the active scenarios, for the error message
     * @throws dev.medley.platform.codec.InvalidInputException with all problems
     */
    static Page readPage(byte[] body, Function<ScenarioId, Set<SurfaceId>> surfacesOf, List<ScenarioId> active) {
        Fields fields = Fields.of(StrictJson.parse(body));
        Set<ScenarioId> scenarios = new LinkedHashSet<>();
        Set<SurfaceId> surfaces = new TreeSet<>();
        for (Fields.Element element : fields.elements("surfaces", MAX_SCENARIOS)) {
            Optional<ScenarioId> scenario = element.text(TextRule.NAME).map(ScenarioId::new);
            if (scenario.isEmpty()) {
                continue;
            }
            Set<SurfaceId> shown = surfacesOf.apply(scenario.get());
            surfaces.addAll(shown);
            if (shown.isEmpty()) {
                element.refuse("an active scenario: " + active);
            } else if (!scenarios.add(scenario.get())) {
                element.refuse("each at most once");
            }
        }
        if (scenarios.isEmpty() && !fields.hasProblems()) {
            fields.refuse("surfaces", "a list of 1 to " + MAX_SCENARIOS + " of " + active);
        }
        return new Page(List.copyOf(scenarios), read(fields, surfaces));
    }

    private static RankCommand read(Fields fields, Set<SurfaceId> surfaces) {
        Optional<String> requestId = fields.optional("requestId", ID);
        Optional<UserId> user = fields.optional("userId", TextRule.KEY).map(UserId::new);
        Optional<String> session = fields.optional("sessionId", ID);
        Optional<String> query = fields.optional("query", QUERY).map(String::strip);
        OptionalInt limit = fields.integer("limit", 1, RankRequest.MAX_LIMIT);
        Map<String, String> context = fields.textMap("context", 32, 256);
        List<ItemId> exclude = items(fields, "exclude", MAX_EXCLUDED, surfaces);
        List<ItemId> candidates = items(fields, "candidates", MAX_CANDIDATES, surfaces);
        OptionalInt deadline = fields.integer("deadlineMs", 1, 10_000);
        OptionalLong seed = fields.wholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        boolean explain = fields.flag("explain").orElse(false);
        fields.end();
        return new RankCommand(
                requestId,
                user,
                session,
                query,
                limit.orElse(DEFAULT_LIMIT),
                context,
                new LinkedHashSet<>(exclude),
                candidates,
                deadline.isPresent() ? Optional.of(Duration.ofMillis(deadline.getAsInt())) : Optional.empty(),
                seed,
                explain);
    }

    /** Entries are keys, where the surface is clear, or objects that name it. */
    private static List<ItemId> items(Fields fields, String name, int max, Set<SurfaceId> surfaces) {
        List<ItemId> items = new ArrayList<>();
        for (Fields.Element element : fields.elements(name, max)) {
            if (element.node().isObject()) {
                element.object().flatMap(object -> item(object, surfaces)).ifPresent(items::add);
            } else if (surfaces.size() == 1) {
                SurfaceId surface = surfaces.iterator().next();
                element.text(TextRule.KEY).ifPresent(key -> items.add(new ItemId(surface, key)));
            } else {
                element.refuse("an object {\"surface\", \"item\"}, because more than one surface is asked for");
            }
        }
        return items;
    }

    private static Optional<ItemId> item(Fields object, Set<SurfaceId> surfaces) {
        String surface = object.requiredName("surface");
        String key = object.requiredKey("item");
        if (surface != null && !surfaces.contains(new SurfaceId(surface))) {
            object.refuse("surface", "a surface that is asked for: " + surfaces);
            surface = null;
        }
        object.end();
        return surface == null || key == null ? Optional.empty() : Optional.of(new ItemId(new SurfaceId(surface), key));
    }
}
