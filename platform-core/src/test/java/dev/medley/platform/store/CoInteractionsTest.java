package dev.medley.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoInteractionsTest {
    private static final int ITEMS = 300;
    private static final int USERS = 40;

    private final CoInteractions roomy = new CoInteractions();
    private final List<RecentItems> roomyUsers = newUsers();

    @Test
    void whatWasForgottenIsCountedAnewAsItWas() {
        // So few that hardly two items' counts are held at a time.
        CoInteractions narrow = new CoInteractions(600);
        List<RecentItems> narrowUsers = newUsers();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Interaction> written = new ArrayList<>();
        for (int step = 0; step < 6_000; step++) {
            int user = random.nextInt(USERS);
            if (random.nextInt(4) > 0) {
                Interaction interaction = interaction(user, random.nextInt(ITEMS), step);
                written.add(interaction);
                roomy.add(roomyUsers.get(user), interaction);
                narrow.add(narrowUsers.get(user), interaction);
            } else if (!written.isEmpty()) {
                Interaction gone = written.get(random.nextInt(written.size()));
                int itsUser = Integer.parseInt(gone.user().value());
                roomy.remove(roomyUsers.get(itsUser), gone);
                narrow.remove(narrowUsers.get(itsUser), gone);
            }
            if (step % 10 == 0) {
                ItemId asked = item(random.nextInt(ITEMS));
                roomy.neighbours(asked, 100);
                narrow.neighbours(asked, 100);
            }
        }
        settle(roomy);
        settle(narrow);
        assertThat(narrow.rankings().size()).isLessThan(4);
        assertThat(roomy.rankings()).hasSizeGreaterThan(ITEMS / 2);
        for (int item = 0; item < ITEMS; item++) {
            assertThat(narrow.neighbours(item(item), 100))
                    .as("seed " + seed)
                    .isEqualTo(roomy.neighbours(item(item), 100));
        }
    }

    @Test
    void aRankingThatWasAskedForIsServedAsItIsUntilItIsRefreshed() {
        roomy.add(roomyUsers.get(0), interaction(0, 1, 1));
        roomy.add(roomyUsers.get(0), interaction(0, 2, 2));
        assertThat(roomy.neighbours(item(1), 100)).hasSize(1);
        roomy.add(roomyUsers.get(0), interaction(0, 3, 3));
        assertThat(roomy.neighbours(item(1), 100)).hasSize(1);
        assertThat(roomy.neighbours(item(3), 100)).hasSize(2);
        settle(roomy);
        assertThat(roomy.neighbours(item(1), 100)).hasSize(2);
        assertThat(roomy.neighbours(item(4), 100)).isEmpty();
    }

    private static void settle(CoInteractions counts) {
        counts.rankings().forEach(Derived::refresh);
    }

    private static List<RecentItems> newUsers() {
        List<RecentItems> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            users.add(new RecentItems());
        }
        return users;
    }

    private static Interaction interaction(int user, int item, long order) {
        return new Interaction(
                new UserId("" + user), item(item), InteractionType.CLICK, Optional.empty(), order, 1, Map.of());
    }

    private static ItemId item(int item) {
        return ItemId.of("video", "i" + item);
    }
}
