package dev.medley.platform.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
    @Test
    void readsTheSameTreeAsJson() {
        String yaml = "name: a\nlist:\n  - {x: 1, y: 2.5}\n  - {z: \"on\", flag: true}\n";
        String json = "{\"name\":\"a\",\"list\":[{\"x\":1,\"y\":2.5},{\"z\":\"on\",\"flag\":true}]}";
        assertThat(StrictYaml.parse(yaml.getBytes(StandardCharsets.UTF_8))).isEqualTo(StrictJson.parse(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "a: [1",
                "\ta: 1",
                "a: b: c",
                "a: 1\na: 2",
                "a: &x [1]\nb: *x",
                "--- 1\n--- 2",
                "a: .inf",
                "a: .nan",
                "? [a]\n: b",
                "a: \"\\uD800\"x",
                "{a: 1",
                "- [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]"
            })
    void refusesWhatIsNotOneStrictDocument(String yaml) {
        InvalidInputException refusal = catchThrowableOfType(
                InvalidInputException.class, () -> StrictYaml.parse(yaml.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal).as(yaml).isNotNull();
        assertThat(refusal.getMessage()).doesNotContainIgnoringCase("snakeyaml").doesNotContain("Source:");
    }

    @Test
    void refusesALongDocumentUnread() {
        byte[] yaml = ("a: " + "x".repeat(StrictYaml.MAX_LENGTH)).getBytes(StandardCharsets.UTF_8);
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> StrictYaml.parse(yaml))
                        .problems()
                        .getFirst()
                        .allowed())
                .contains("65536");
    }
}
