package dev.medley.platform.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void readsEveryKindOfField() {
        Fields fields = fields(
                "{\"text\":\"x\",\"whole\":5.0,\"decimal\":1e-3,\"flag\":true,\"none\":null,"
                        + "\"time\":\"2026-01-31T12:00:00.5Z\",\"texts\":[\"a\",\"b\"],\"map\":{\"k\":\"v\"},\"in\":{\"n\":1}}");
        assertThat(fields.requiredText("text", 1, 10)).isEqualTo("x");
        assertThat(fields.integer("whole", 0, 10)).hasValue(5);
        assertThat(fields.decimal("decimal", 0, 1)).hasValue(0.001);
        assertThat(fields.flag("flag")).contains(true);
        assertThat(fields.text("none", 0, 1)).isEmpty();
        assertThat(fields.instant("time")).contains(Instant.parse("2026-01-31T12:00:00.5Z"));
        assertThat(fields.texts("texts", 2, 1, 1)).containsExactly("a", "b");
        assertThat(fields.textMap("map", 1, 1)).containsEntry("k", "v");
        Fields inner = fields.object("in").orElseThrow();
        assertThat(inner.integer("n", 0, 1)).hasValue(1);
        inner.end();
        fields.end();
        assertThat(fields.hasProblems()).isFalse();
    }

    @Test
    void collectsEveryProblemInOrder() {
        Fields fields = fields("{\"a\":1,\"b\":\"x\",\"c\":{\"d\":[1,\"x\"],\"e\":0},\"f\":[{\"g\":5}]}");
        fields.requiredText("a", 0, 5);
        fields.integer("b", 0, 5);
        Fields inner = fields.object("c").orElseThrow();
        inner.texts("d", 5, 0, 5);
        inner.end();
        for (Fields.Element element : fields.elements("f", 3)) {
            Fields each = element.object().orElseThrow();
            each.flag("g");
            each.end();
        }
        fields.requiredKey("missing");
        assertThat(problems(fields))
                .extracting(Problem::field)
                .containsExactly("a", "b", "c.d[0]", "c.e", "f[0].g", "missing");
    }

    @Test
    void namesTheNearestKnownField() {
        Fields fields = fields("{\"user_id\":\"u\",\"limt\":5,\"zzzzzzzz\":1}");
        fields.text("userId", 0, 5);
        fields.integer("limit", 0, 5);
        List<Problem> problems = problems(fields);
        assertThat(problems).extracting(Problem::field).containsExactly("user_id", "limt", "zzzzzzzz");
        assertThat(problems.get(0).allowed()).contains("did you mean 'userId'?").contains("limit, userId");
        assertThat(problems.get(1).allowed()).contains("did you mean 'limit'?");
        assertThat(problems.get(2).allowed()).doesNotContain("did you mean").contains("limit, userId");
    }

    @Test
    void everyKindOfProblemIsASentence() {
        Fields fields = fields("{\"age\":\"x\",\"limitt\":5,\"list\":[]}");
        fields.requiredKey("user");
        fields.integer("age", 0, 150);
        fields.elements("list", 1);
        fields.refuse("list", "one entry");
        fields.refuse("time", "a time");
        fields.integer("limit", 0, 5);
        assertThat(problems(fields))
                .extracting(Problem::toString)
                .containsExactly(
                        "user: missing; required: " + TextRule.KEY.allowed(),
                        "age: \"x\" is not allowed; allowed: a whole number, 0 to 150",
                        "list: a list of 0 entries is not allowed; allowed: one entry",
                        "time: missing; required: a time",
                        "limitt: unknown field; did you mean 'limit'? known fields: age, limit, list, time, user");
    }

    @Test
    void tellsTextsAndNumbersApartInWhatItReports() {
        Fields fields = fields("{\"age\":\"25\"}");
        fields.integer("age", 0, 150);
        assertThat(problems(fields).getFirst().value()).contains("\"25\"");
    }

    @Test
    void explainsNoMoreThanSoManyUnknownFields() {
        StringBuilder json = new StringBuilder("{\"x\":1");
        for (int i = 0; i < 10_000; i++) {
            json.append(",\"unknown").append(i).append("\":1");
        }
        Fields fields = fields(json.append('}').toString());
        fields.integer("x", 0, 1);
        assertThat(problems(fields)).hasSize(Fields.MAX_PROBLEMS);
    }

    @Test
    void explainsNoMoreThanSoManyWrongValues() {
        Fields fields = fields("{\"texts\":[" + "1,".repeat(999) + "1]}");
        fields.texts("texts", 1_000, 0, 5);
        assertThat(problems(fields)).hasSize(Fields.MAX_PROBLEMS);
    }

    @Test
    void cutsWhatItRepeatsWithoutSplittingACharacter() {
        Problem problem = new Problem("f", "😀".repeat(100), "less");
        assertThat(problem.value().orElseThrow().length()).isLessThanOrEqualTo(Problem.MAX_VALUE);
        assertThat(Surrogates.allPaired(problem.value().orElseThrow())).isTrue();
    }

    @Test
    void repeatsNoControlCharacter() {
        Problem problem = new Problem("a\nb", "\"\u001b[31m\u009b\"", "less");
        assertThat(problem.toString()).startsWith("a\\u000ab: \"\\u001b[31m\\u009b\" is not allowed");
    }

    private static Fields fields(String json) {
        return Fields.of(StrictJson.parse(json));
    }

    private static List<Problem> problems(Fields fields) {
        return catchThrowableOfType(InvalidInputException.class, fields::end).problems();
    }
}
