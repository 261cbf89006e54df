package dev.medley.testkit;

import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.request.Deadline;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes requests of requests. Each has what its scenario requires. */
final class Requests {
    /** So late that no test depends on how fast it runs. */
    private static final Deadline PATIENT = Deadline.in(Duration.ofDays(1));

    private static final UserId STRANGER = new UserId("nobody-knows-me");

    private Requests() {}

    /** What to ask a scenario for which the author gave no request: as a guest, and as each of some users. */
    static List<RankRequest> defaults(ScenarioFactory factory, FakeWorld world) {
        String query = Subject.ownItems(world, factory.surfaces()).stream()
                .map(Item::title)
                .filter(title -> !title.isBlank())
                .findFirst()
                .orElse("something");
        List<RankRequest> requests = new ArrayList<>();
        if (!factory.requiredFields().contains(RequiredField.USER_ID)) {
            requests.add(completed(factory, world.request(factory.scenario()), query));
        }
        world.users().ids().stream()
                .limit(5)
                .forEach(user -> requests.add(completed(factory, world.request(factory.scenario(), user), query)));
        return requests;
    }

    private static RankRequest completed(ScenarioFactory factory, RankRequest.Builder request, String query) {
        if (factory.requiredFields().contains(RequiredField.QUERY)) {
            request.query(query);
        }
        return request.sessionId("session").deadline(PATIENT).build();
    }

    /** The request asked by a guest, a stranger, a user without a history, and with the least and the most places. */
    static List<RankRequest> variants(ScenarioFactory factory, RankRequest request) {
        List<RankRequest> variants = new ArrayList<>();
        variants.add(request);
        if (!factory.requiredFields().contains(RequiredField.USER_ID)) {
            variants.add(like(request).build());
        }
        variants.add(like(request).user(STRANGER, UserProfile.unknown()).build());
        UserId user = request.userId().orElse(STRANGER);
        variants.add(like(request).user(user, request.user()).build());
        variants.add(asked(request).limit(1).build());
        variants.add(asked(request).limit(RankRequest.MAX_LIMIT).explain(true).build());
        return variants;
    }

    /** The same request without who asks. */
    private static RankRequest.Builder like(RankRequest request) {
        return RankRequest.builder(request.scenario())
                .requestId(request.requestId())
                .sessionId(request.sessionId().orElse(null))
                .query(request.query().orElse(null))
                .limit(request.limit())
                .context(request.context())
                .exclude(request.exclude())
                .candidates(request.candidates())
                .deadline(PATIENT)
                .seed(request.seed())
                .now(request.now())
                .explain(request.explain());
    }

    /** The same request, to be changed. */
    static RankRequest.Builder asked(RankRequest request) {
        RankRequest.Builder builder = like(request).history(request.history());
        request.userId().ifPresent(user -> builder.user(user, request.user()));
        return builder;
    }

    /** Something like one of the requests, in that world: another user, query, limit, seed, exclusion. */
    static RankRequest random(
            SplittableRandom random, ScenarioFactory factory, FakeWorld world, List<RankRequest> patterns) {
        RankRequest pattern = patterns.get(random.nextInt(patterns.size()));
        List<Item> items = Subject.ownItems(world, factory.surfaces());
        RankRequest.Builder request = like(pattern)
                .requestId("random")
                .limit(1 + random.nextInt(random.nextBoolean() ? 10 : 60))
                .seed(random.nextLong())
                .now(world.now());
        List<UserId> users = world.users().ids();
        boolean isGuest = random.nextInt(5) == 0 && !factory.requiredFields().contains(RequiredField.USER_ID);
        if (!isGuest) {
            UserId user =
                    users.isEmpty() || random.nextInt(5) == 0 ? STRANGER : users.get(random.nextInt(users.size()));
            request.user(user, world.users().profile(user))
                    .history(world.interactions().newest(user, RankRequest.MAX_HISTORY));
        }
        if (random.nextInt(2) == 0) {
            randomQuery(random, items, request);
        }
        Set<ItemId> exclude = new HashSet<>();
        items.stream().filter(item -> random.nextInt(8) == 0).forEach(item -> exclude.add(item.id()));
        request.exclude(exclude);
        if (random.nextInt(8) == 0) {
            request.candidates(items.stream()
                    .map(Item::id)
                    .filter(item -> random.nextInt(2) == 0)
                    .toList());
        }
        return request.build();
    }

    /** Words of titles, pieces of words, and what nobody would type. */
    private static void randomQuery(SplittableRandom random, List<Item> items, RankRequest.Builder request) {
        String title =
                items.isEmpty() ? "" : items.get(random.nextInt(items.size())).title();
        String piece = title.substring(0, title.isEmpty() ? 0 : random.nextInt(title.length()) + 1);
        String query = switch (random.nextInt(6)) {
            case 0 -> title;
            case 1 -> piece;
            case 2 -> title + " " + piece;
            case 3 -> new StringBuilder(piece).reverse().toString();
            case 4 -> "\"*?~^:()[]{}!&|+-/\\ AND OR NOT";
            default -> "\u00e4\u4e2d\ud83c\udfae " + "x".repeat(random.nextInt(300));
        };
        if (!query.isBlank()) {
            request.query(query.strip());
        }
    }
}
