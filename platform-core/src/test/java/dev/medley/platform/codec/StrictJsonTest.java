package dev.medley.platform.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void readsWholeNumbersAsLongAndOthersAsDouble() {
        assertThat(StrictJson.parse("9223372036854775807").isLong()).isTrue();
        assertThat(StrictJson.parse("-9223372036854775808").longValue()).isEqualTo(Long.MIN_VALUE);
        assertThat(StrictJson.parse("9223372036854775808").isDouble()).isTrue();
        assertThat(StrictJson.parse("1e3").doubleValue()).isEqualTo(1000);
    }

    @Test
    void readsReplacementCharactersThatWereSent() {
        assertThat(StrictJson.parse("\"\uFFFD\"".getBytes(StandardCharsets.UTF_8))
                        .textValue())
                .isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "// c\n1",
                "01",
                "+1",
                ".5",
                "1.",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "nul",
                "\"\u0001\"",
                "\"\t\"",
                "\"\\x\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "{} {}",
                "1 2",
                "\uFEFF{}",
                "{\"a\":1,\"a\":2}",
                "1e999",
                "-1e999999999",
                "\"open",
                "[1 2]"
            })
    void refusesWhatIsNotOneStrictValue(String json) {
        assertClean(refusal(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesMalformedUtf8() {
        byte[][] malformed = {
            {'"', (byte) 0xC0, (byte) 0x80, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0xFF, '"'},
            {'"', (byte) 0xE2, (byte) 0x82, '"'},
            {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
        };
        for (byte[] bytes : malformed) {
            assertThat(refusal(bytes).problems().getFirst().allowed()).contains("UTF-8");
        }
    }

    @Test
    void namesThePlaceOfADuplicate() {
        Problem problem =
                refusal("{\"a\":{\"b\":[0,{\"c\":1,\"c\":2}]}}").problems().getFirst();
        assertThat(problem.field()).isEqualTo("a.b[1].c");
    }

    @Test
    void takesDepth16AndRefusesDepth17() {
        assertThat(StrictJson.parse("[".repeat(16) + "]".repeat(16)).isArray()).isTrue();
        assertThat(refusal("[".repeat(17) + "]".repeat(17))
                        .problems()
                        .getFirst()
                        .allowed())
                .contains("16 deep");
    }

    @Test
    @Timeout(10)
    void refusesWhatIsMeantToBeExpensiveAtOnce() {
        assertClean(refusal("[".repeat(1_000_000)));
        assertClean(refusal("{\"a\":".repeat(1_000_000)));
        assertClean(refusal("9".repeat(1_000_000)));
        assertClean(refusal("1e" + "9".repeat(1_000_000)));
        assertClean(refusal("\"" + "x".repeat(StrictJson.MAX_TEXT + 1) + "\""));
        assertClean(refusal("{\"" + "x".repeat(StrictJson.MAX_NAME + 1) + "\":1}"));
        assertThat(Duration.ofNanos(timed("1e-999999999"))).isLessThan(Duration.ofSeconds(1));
    }

    private static long timed(String json) {
        long start = System.nanoTime();
        assertThat(StrictJson.parse(json).doubleValue()).isZero();
        return System.nanoTime() - start;
    }

    private static InvalidInputException refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8));
    }

    private static InvalidInputException refusal(byte[] json) {
        InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, () -> StrictJson.parse(json));
        assertThat(refusal)
                .as(new String(json, 0, Math.min(json.length, 50), StandardCharsets.UTF_8))
                .isNotNull();
        return refusal;
    }

    private static void assertClean(InvalidInputException refusal) {
        assertThat(refusal.getCause()).isNull();
        assertThat(refusal.getMessage()).doesNotContainIgnoringCase("jackson").doesNotContain("JsonParse", "source:");
        for (Problem problem : refusal.problems()) {
            assertThat(problem.value().orElse("").length()).isLessThanOrEqualTo(Problem.MAX_VALUE);
            assertThat(problem.field().length()).isLessThanOrEqualTo(Problem.MAX_FIELD);
        }
    }
}
