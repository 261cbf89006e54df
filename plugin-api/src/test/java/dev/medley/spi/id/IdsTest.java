package dev.medley.spi.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final List<Function<String, Object>> NAMES =
            List.of(ScenarioId::new, SurfaceId::new, TaskId::new, ComponentId::new);

    @ParameterizedTest
    @ValueSource(strings = {"a", "live", "short-video_2", "x0"})
    void namesOfTheirFormAreTaken(String name) {
        NAMES.forEach(constructor -> assertThat(constructor.apply(name)).hasToString(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Live", "2d", "-a", "a b", "a/b", "a.b", "é", "a\n"})
    void otherNamesAreRefusedWithTheRule(String name) {
        NAMES.forEach(constructor -> assertThatIllegalArgumentException()
                .isThrownBy(() -> constructor.apply(name))
                .withMessageContaining("lower-case letter first"));
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThatCode(() -> new ScenarioId("a".repeat(64))).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioId("a".repeat(65)))
                .withMessageStartingWith("scenario 'aaa")
                .withMessageContaining("1 to 64 characters");
        assertThatNullPointerException().isThrownBy(() -> new ScenarioId(null)).withMessage("scenario");
    }

    static Stream<String> keys() {
        return Stream.of("1", "B000 0X", "日本", "a/b?c=d", "\uD83D\uDE00", "k".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysOfAnyDatabaseAreTaken(String key) {
        assertThat(new UserId(key).value()).isEqualTo(key);
        assertThat(ItemId.of("video", key)).hasToString("video/" + key);
    }

    static Stream<String> brokenKeys() {
        return Stream.of("", "a\nb", "\u0000", "\u0085", "\uD83D", "\uDE00x", "x\uD83Dy", "k".repeat(257));
    }

    @ParameterizedTest
    @MethodSource("brokenKeys")
    void brokenKeysAreRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(key)).withMessageContaining("256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItemId.of("video", key))
                .withMessageContaining("256");
    }

    @Test
    void itemsAreOrderedBySurfaceThenKey() {
        ItemId first = ItemId.of("live", "9");
        ItemId second = ItemId.of("video", "10");
        ItemId third = ItemId.of("video", "9");

        assertThat(Stream.of(third, first, second).sorted()).containsExactly(first, second, third);
        assertThat(ItemId.of("video", "17")).isNotEqualTo(ItemId.of("commodity", "17"));
    }
}
