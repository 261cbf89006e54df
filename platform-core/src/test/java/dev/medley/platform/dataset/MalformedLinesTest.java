package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.codec.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way that we could think of to get a line wrong; each must name the field and say what is allowed. */
class MalformedLinesTest {
    private static Stream<Arguments> items() {
        String start = "{\"surface\":\"video\",\"item\":\"1\",";
        return of(
                DatasetFile.ITEMS,
                "[]",
                "document",
                "\"text\"",
                "document",
                "17",
                "document",
                "null",
                "document",
                "{",
                "document",
                "{}}",
                "document",
                "{'surface':1}",
                "document",
                "{\"item\":\"1\"}",
                "surface",
                "{\"surface\":\"video\"}",
                "item",
                "{\"surface\":null,\"item\":\"1\"}",
                "surface",
                "{\"surface\":\"Video\",\"item\":\"1\"}",
                "surface",
                "{\"surface\":\"\",\"item\":\"1\"}",
                "surface",
                "{\"surface\":\"" + "v".repeat(65) + "\",\"item\":\"1\"}",
                "surface",
                "{\"surface\":1,\"item\":\"1\"}",
                "surface",
                "{\"surface\":\"video\",\"item\":1}",
                "item",
                "{\"surface\":\"video\",\"item\":\"\"}",
                "item",
                "{\"surface\":\"video\",\"item\":\"a\\u0000\"}",
                "item",
                "{\"surface\":\"video\",\"item\":\"" + "i".repeat(257) + "\"}",
                "item",
                "{\"surface\":\"video\",\"item\":\"1\",\"item\":\"2\"}",
                "item",
                start + "\"title\":5}",
                "title",
                start + "\"title\":\"" + "t".repeat(1001) + "\"}",
                "title",
                start + "\"title\":\"\\udfff\"}",
                "title",
                start + "\"text\":\"" + "t".repeat(20_001) + "\"}",
                "text",
                start + "\"text\":[]}",
                "text",
                start + "\"author\":\"\"}",
                "author",
                start + "\"author\":{}}",
                "author",
                start + "\"categories\":\"drama\"}",
                "categories",
                start + "\"categories\":[1]}",
                "categories[0]",
                start + "\"categories\":[\"a\",\"\"]}",
                "categories[1]",
                start + "\"categories\":[" + "\"a\",".repeat(32) + "\"a\"]}",
                "categories",
                start + "\"publishedAt\":\"1995\"}",
                "publishedAt",
                start + "\"publishedAt\":\"1995-02-30T00:00:00Z\"}",
                "publishedAt",
                start + "\"publishedAt\":\"1995-01-01T00:00:00+01:00\"}",
                "publishedAt",
                start + "\"publishedAt\":\"+99999-01-01T00:00:00Z\"}",
                "publishedAt",
                start + "\"publishedAt\":816998400}",
                "publishedAt",
                start + "\"attributes\":[]}",
                "attributes",
                start + "\"attributes\":{\"Stock\":1}}",
                "attributes.Stock",
                start + "\"attributes\":{\"\":1}}",
                "attributes.",
                start + "\"attributes\":{\"stock\":null}}",
                "attributes.stock",
                start + "\"attributes\":{\"stock\":{}}}",
                "attributes.stock",
                start + "\"attributes\":{\"stock\":1e400}}",
                "attributes.stock",
                start + "\"attributes\":{\"stock\":[1]}}",
                "attributes.stock",
                start + "\"attributes\":{\"note\":\"" + "n".repeat(2001) + "\"}}",
                "attributes.note",
                start + "\"attributes\":{" + attributes(65) + "}}",
                "attributes",
                start + "\"vector\":0.5}",
                "vector",
                start + "\"vector\":[0.5,\"x\"]}",
                "vector[1]",
                start + "\"vector\":[1e39]}",
                "vector[0]",
                start + "\"vector\":[NaN]}",
                "document",
                start + "\"vector\":[" + "0,".repeat(1024) + "0]}",
                "vector",
                start + "\"price\":5}",
                "price");
    }

    private static Stream<Arguments> users() {
        return of(
                DatasetFile.USERS,
                "{}",
                "user",
                "{\"user\":7}",
                "user",
                "{\"user\":\"u\",\"age\":\"25\"}",
                "age",
                "{\"user\":\"u\",\"age\":-1}",
                "age",
                "{\"user\":\"u\",\"age\":151}",
                "age",
                "{\"user\":\"u\",\"age\":25.5}",
                "age",
                "{\"user\":\"u\",\"age\":99999999999999999999}",
                "age",
                "{\"user\":\"u\",\"gender\":\"\"}",
                "gender",
                "{\"user\":\"u\",\"country\":\"de\"}",
                "country",
                "{\"user\":\"u\",\"country\":\"DEU\"}",
                "country",
                "{\"user\":\"u\",\"language\":\"EN\"}",
                "language",
                "{\"user\":\"u\",\"agee\":5}",
                "agee");
    }

    private static Stream<Arguments> interactions() {
        String start = "{\"user\":\"u\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"rate\",";
        return of(
                DatasetFile.INTERACTIONS,
                "{\"user\":\"u\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"rate\"}",
                "time",
                start + "\"time\":null,\"order\":null}",
                "time",
                start + "\"order\":-1}",
                "order",
                start + "\"order\":1.5}",
                "order",
                start + "\"order\":9223372036854775808}",
                "order",
                start + "\"order\":\"1\"}",
                "order",
                start + "\"time\":\"yesterday\"}",
                "time",
                start + "\"order\":1,\"value\":\"4\"}",
                "value",
                start + "\"order\":1,\"value\":1e39}",
                "value",
                start + "\"order\":1,\"context\":[]}",
                "context",
                start + "\"order\":1,\"context\":{\"device\":1}}",
                "context.device",
                start + "\"order\":1,\"context\":{\"\":\"x\"}}",
                "context",
                start + "\"order\":1,\"context\":{" + attributes(17) + "}}",
                "context",
                start + "\"order\":1,\"timestamp\":5}",
                "timestamp",
                "{\"user\":\"u\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"Rate\",\"order\":1}",
                "type",
                "{\"user\":\"u\",\"surface\":\"video\",\"item\":\"1\",\"order\":1}",
                "type");
    }

    private static Stream<Arguments> judgments() {
        String start = "{\"surface\":\"search\",\"item\":\"1\",";
        return of(
                DatasetFile.JUDGMENTS,
                start + "\"grade\":1}",
                "query",
                start + "\"query\":\" \",\"grade\":1}",
                "query",
                start + "\"query\":\"" + "q".repeat(513) + "\",\"grade\":1}",
                "query",
                start + "\"query\":\"q\"}",
                "grade",
                start + "\"query\":\"q\",\"grade\":1.01}",
                "grade",
                start + "\"query\":\"q\",\"grade\":-0.1}",
                "grade",
                start + "\"query\":\"q\",\"grade\":\"1\"}",
                "grade",
                start + "\"query\":\"q\",\"grade\":true}",
                "grade");
    }

    @ParameterizedTest
    @MethodSource({"items", "users", "interactions", "judgments"})
    void namesTheFieldAndWhatIsAllowed(DatasetFile file, String line, String field) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try (DatasetLines lines = new DatasetLines(file, new ByteArrayInputStream(bytes))) {
            DatasetLine judged = lines.next().orElseThrow();
            assertThat(judged).as(line).isInstanceOf(DatasetLine.Rejected.class);
            DatasetLine.Rejected rejected = (DatasetLine.Rejected) judged;
            assertThat(rejected.number()).isEqualTo(1);
            assertThat(rejected.problems()).extracting("field").as(line).contains(field);
            assertThat(rejected.problems()).allSatisfy(problem -> {
                assertThat(problem.allowed()).isNotBlank();
                assertThat(problem.value().isEmpty()).isEqualTo(problem.fault() == Problem.Fault.MISSING);
                assertThat(problem.toString()).doesNotContain("Exception", "jackson", "java.");
            });
        }
    }

    private static Stream<Arguments> of(DatasetFile file, String... linesAndFields) {
        Stream.Builder<Arguments> arguments = Stream.builder();
        for (int i = 0; i < linesAndFields.length; i += 2) {
            arguments.add(Arguments.of(file, linesAndFields[i], linesAndFields[i + 1]));
        }
        return arguments.build();
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder("\"n0\":\"x\"");
        for (int i = 1; i < count; i++) {
            attributes.append(",\"n").append(i).append("\":\"x\"");
        }
        return attributes.toString();
    }
}
