package dev.medley.video.safety;

import static dev.medley.video.VideoWorld.ANN;
import static dev.medley.video.VideoWorld.BOB;
import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.id;
import static dev.medley.video.VideoWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.TestBatch;
import dev.medley.video.VideoWorld;
import org.junit.jupiter.api.Test;

final class VideoSafetyTest {
    private static final UserId TEEN = new UserId("teen");

    private final VideoWorld video = new VideoWorld();
    private final SafetyRule rule = new MinorProtectionSafetyRule(video.world.items(), false);

    @Test
    void nobodyIsShownWhatTheyAreTooYoungFor() {
        video.world.users().put(TEEN, UserProfile.of(14, "US"));
        Item everybody = film("a");
        Item twelve = with(film("b"), "age_group", "12");
        Item mature = with(film("c"), "mature", true);
        Item unreadable = with(film("d"), "age_group", "R");
        video.put(everybody, twelve, mature, unreadable);

        for (Item any : new Item[] {everybody, twelve, mature, unreadable}) {
            assertThat(isAllowed(ANN, any)).isTrue();
        }
        assertThat(isAllowed(TEEN, everybody)).isTrue();
        assertThat(isAllowed(TEEN, twelve)).isTrue();
        assertThat(isAllowed(TEEN, mature)).isFalse();
        assertThat(isAllowed(TEEN, unreadable)).isFalse();
        assertThat(isAllowed(BOB, everybody)).isTrue();
        assertThat(isAllowed(BOB, twelve)).isFalse();
        assertThat(isAllowed(BOB, mature)).isFalse();
    }

    @Test
    void aVideoThatIsRatedOrRemovedWhileItIsRankedIsNotShown() {
        Item before = film("a");
        video.put(with(before, "mature", true));
        assertThat(isAllowed(BOB, before)).isFalse();

        video.put(before);
        assertThat(isAllowed(BOB, with(before, "mature", true))).isFalse();

        video.world.items().remove(id("a"));
        assertThat(isAllowed(ANN, before)).isFalse();
    }

    private boolean isAllowed(UserId user, Item item) {
        return rule.judge(video.request(user).build(), TestBatch.of(item), 0).isAllowed();
    }
}
