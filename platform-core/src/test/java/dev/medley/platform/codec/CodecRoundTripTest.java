package dev.medley.platform.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CodecRoundTripTest {
    private static final int CASES = 2_000;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final RandomEntities entities = new RandomEntities(seed);

    @Test
    void readsEveryItemAsItWasWritten() {
        roundTrips(entities::item, ItemCodec::encode, ItemCodec::decode);
    }

    @Test
    void readsEveryUserAsItWasWritten() {
        Function<UserWritten, byte[]> encode = written -> UserCodec.encode(written.user(), written.profile());
        roundTrips(entities::user, encode, UserCodec::decode);
    }

    @Test
    void readsEveryInteractionAsItWasWritten() {
        roundTrips(entities::interaction, InteractionCodec::encode, InteractionCodec::decode);
    }

    @Test
    void readsEveryJudgmentAsItWasWritten() {
        roundTrips(entities::judgment, JudgmentCodec::encode, JudgmentCodec::decode);
    }

    @Test
    void readsEveryDatasetAsItWasWritten() {
        roundTrips(entities::dataset, DatasetCodec::encode, DatasetCodec::decode);
    }

    @Test
    void keepsTheBitsOfAFloatThatIsRoundedTwice() {
        Item item = Item.of(ItemId.of("video", "1"), "").withVector(7.038531E-26f, 0.1f, Float.MIN_VALUE);
        assertThat(ItemCodec.decode(StrictJson.parse(ItemCodec.encode(item))).vector())
                .isEqualTo(item.vector());
    }

    @Test
    void writesFieldsInOneOrderAndLeavesOutWhatIsAbsent() {
        Item item = Item.of(ItemId.of("video", "1"), "Toy Story").withCategories("Animation");
        assertThat(new String(ItemCodec.encode(item), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"surface\":\"video\",\"item\":\"1\",\"title\":\"Toy Story\",\"categories\":[\"Animation\"]}");
    }

    private <T> void roundTrips(Supplier<T> make, Function<T, byte[]> encode, Function<JsonNode, T> decode) {
        for (int i = 0; i < CASES; i++) {
            T entity = make.get();
            byte[] json = encode.apply(entity);
            assertThat(decode.apply(StrictJson.parse(json)))
                    .as("seed %s, case %s: %s", seed, i, new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(entity);
            assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n");
        }
    }
}
