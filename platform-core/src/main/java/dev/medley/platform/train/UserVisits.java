package dev.medley.platform.train;

import dev.medley.platform.world.World;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One user's interactions on one surface in the order of learning, and the items that they visited first to last, the
 * newest tenth of which is held out. The same user, world and seed give the same, in every pass.
 */
final class UserVisits {
    /** So many of a user's newest interactions over all surfaces are read. */
    static final int HISTORY = 10_000;

    private static final double HOLD_OUT = 0.1;

    private final List<Interaction> interactions;
    private final int[] items;
    /** Item number to its place in {@link #visited}. */
    private final Int2IntOpenHashMap places;

    private final IntArrayList visited;
    private final int learntVisits;

    private UserVisits(
            List<Interaction> interactions,
            int[] items,
            Int2IntOpenHashMap places,
            IntArrayList visited,
            int learntVisits) {
        this.interactions = interactions;
        this.items = items;
        this.places = places;
        this.visited = visited;
        this.learntVisits = learntVisits;
    }

    /**
     * Reads them.
     *
     * @param ordered whether the order of undated interactions says anything; else they are put into an order by hash
     */
    static UserVisits read(
            World world, UserId user, SurfaceItems known, SurfaceId surface, boolean ordered, long seed) {
        List<Interaction> found = new ArrayList<>();
        for (Interaction interaction : world.histories().newest(user, HISTORY)) {
            if (interaction.item().surface().equals(surface) && known.numberOf(interaction.item()) >= 0) {
                found.add(interaction);
            }
        }
        long userSeed = Mix.of(seed, user.value().hashCode());
        if (!ordered) {
            found.sort(Comparator.comparing(
                            (Interaction interaction) -> interaction.time().isPresent())
                    .thenComparing(interaction -> interaction.time().isPresent()
                            ? 0
                            : Mix.of(userSeed, interaction.item().key().hashCode()))
                    .thenComparing(Comparator.naturalOrder()));
        }
        int[] items = new int[found.size()];
        Int2IntOpenHashMap places = new Int2IntOpenHashMap(found.size());
        IntArrayList visited = new IntArrayList(found.size());
        for (int i = 0; i < items.length; i++) {
            items[i] = known.numberOf(found.get(i).item());
            if (!places.containsKey(items[i])) {
                places.put(items[i], visited.size());
                visited.add(items[i]);
            }
        }
        // Rounded by chance: of users with three visits, three in ten have one held out.
        int heldOut = (int) (visited.size() * HOLD_OUT + Mix.unit(userSeed));
        return new UserVisits(found, items, places, visited, visited.size() - Math.min(heldOut, visited.size() - 1));
    }

    /** Interactions, those with held-out items among them. */
    int count() {
        return items.length;
    }

    Interaction interaction(int index) {
        return interactions.get(index);
    }

    /** The number of the item of that interaction. */
    int item(int index) {
        return items[index];
    }

    /** The visited items, in the order of their first interactions. */
    IntArrayList visited() {
        return visited;
    }

    /** Where in {@link #visited} a visited item stands. */
    int placeOf(int item) {
        return places.get(item);
    }

    boolean hasVisited(int item) {
        return places.containsKey(item);
    }

    boolean isHeldOut(int item) {
        return places.get(item) >= learntVisits;
    }

    /** How many of {@link #visited} are learnt from; the others are held out. */
    int learntVisits() {
        return learntVisits;
    }
}
