package dev.medley.live.safety;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.BOB;
import static dev.medley.live.LiveWorld.id;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.LiveWorld;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.TestBatch;
import org.junit.jupiter.api.Test;

final class LiveSafetyTest {
    private static final UserId KID = new UserId("kid");

    private final LiveWorld live = new LiveWorld();
    private final SafetyRule onAir = new OnAirSafetyRule(live.world.items());
    private final SafetyRule minors = new MinorProtectionSafetyRule(live.world.items(), true);

    @Test
    void theCatalogueOfThisMomentDecidesNotTheBatch() {
        Item room = room("a", "chess", 1);
        live.put(room);
        assertThat(isAllowed(onAir, BOB, room)).isTrue();

        live.put(offAir(room));
        assertThat(isAllowed(onAir, BOB, room)).isFalse();

        live.put(room);
        live.world.items().remove(id("a"));
        assertThat(isAllowed(onAir, BOB, room)).isFalse();
    }

    @Test
    void matureRoomsAreForKnownAdultsOnly() {
        live.world.users().put(KID, UserProfile.of(17, "US"));
        Item adult = with(room("a", "chess", 1), "mature", true);
        Item unrated = with(room("b", "chess", 1), "mature", null);
        Item unreadable = with(room("c", "chess", 1), "mature", "maybe");
        Item harmless = room("d", "chess", 1);
        live.put(adult, unrated, unreadable, harmless);

        for (Item room : new Item[] {adult, unrated, unreadable}) {
            assertThat(isAllowed(minors, ANN, room)).isTrue();
            assertThat(isAllowed(minors, KID, room)).isFalse();
            assertThat(isAllowed(minors, BOB, room)).isFalse();
        }
        assertThat(isAllowed(minors, KID, harmless)).isTrue();
        assertThat(isAllowed(minors, BOB, harmless)).isTrue();
    }

    @Test
    void aRoomThatTurnsMatureOrLeavesWhileItIsRankedIsNotShown() {
        Item before = room("a", "chess", 1);
        live.put(with(before, "mature", true));
        assertThat(isAllowed(minors, BOB, before)).isFalse();

        live.put(before);
        assertThat(isAllowed(minors, BOB, with(before, "mature", true))).isFalse();

        live.world.items().remove(id("a"));
        assertThat(isAllowed(minors, BOB, before)).isFalse();
    }

    @Test
    void anOperatorMayTrustUnratedRooms() {
        Item unrated = with(room("b", "chess", 1), "mature", null);
        live.put(unrated);

        assertThat(isAllowed(new MinorProtectionSafetyRule(live.world.items(), false), BOB, unrated))
                .isTrue();
    }

    private boolean isAllowed(SafetyRule rule, UserId user, Item room) {
        RankRequest request = live.request(user).build();
        return rule.judge(request, TestBatch.of(room), 0).isAllowed();
    }
}
