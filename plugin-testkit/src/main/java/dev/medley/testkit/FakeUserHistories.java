package dev.medley.testkit;

import dev.medley.spi.context.UserHistories;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every interaction that a test has added. {@link FakeCounters} and {@link FakeNeighbours} compute from these. Safe for
 * any thread.
 */
public final class FakeUserHistories implements UserHistories {
    private final List<Interaction> all = new ArrayList<>();
    private final Set<Identity> identities = new HashSet<>();
    private final Map<UserId, List<Interaction>> byUser = new HashMap<>();

    /** What makes two interactions the same one, as {@link Interaction} says. */
    private record Identity(UserId user, ItemId item, InteractionType type, Optional<Instant> time, long order) {}

    /** Adds interactions; one that is there already changes nothing. */
    public synchronized FakeUserHistories add(Interaction... interactions) {
        for (Interaction each : interactions) {
            if (identities.add(new Identity(each.user(), each.item(), each.type(), each.time(), each.order()))) {
                all.add(each);
                List<Interaction> own = byUser.computeIfAbsent(each.user(), user -> new ArrayList<>());
                own.add(each);
                Collections.sort(own);
            }
        }
        return this;
    }

    /** Adds an interaction of value 1. */
    public FakeUserHistories add(UserId user, ItemId item, InteractionType type, Instant time) {
        return add(Interaction.of(user, item, type, time));
    }

    /** Every interaction, in the order in which they were added. */
    public synchronized List<Interaction> all() {
        return List.copyOf(all);
    }

    @Override
    public synchronized List<Interaction> newest(UserId user, int max) {
        List<Interaction> own = byUser.getOrDefault(user, List.of());
        return List.copyOf(own.subList(Math.max(0, own.size() - max), own.size()));
    }
}
