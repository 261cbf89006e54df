package dev.medley.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests that must be refused, made from tables: each field with each kind of value that it must not have. */
public final class MalformedRequests {
    /** One of them. */
    public record Request(String name, String method, String path, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> NDJSON = Map.of("Content-Type", "application/x-ndjson");
    private static final String RANK = "/v1/rank/video";
    private static final String LONG = "x".repeat(30_000);

    private final List<Request> requests = new ArrayList<>();

    private MalformedRequests() {}

    /** All of them. */
    public static List<Request> all() {
        MalformedRequests all = new MalformedRequests();
        all.rankFields();
        all.rankDocuments();
        all.pages();
        all.entityFields();
        all.entityDocuments();
        all.bulks();
        all.heads();
        all.paths();
        all.configuration();
        all.models();
        return all.requests;
    }

    private void rankFields() {
        String controlled = "\"a\\u0000b\"";
        fields(
                RANK,
                "",
                Map.ofEntries(
                        Map.entry("requestId", List.of("1", "true", "[]", "{}", "\"\"", quoted(129), controlled)),
                        Map.entry("userId", List.of("1", "false", "[\"u\"]", "{}", "\"\"", quoted(257), controlled)),
                        Map.entry("sessionId", List.of("1.5", "true", "[]", "{}", "\"\"", quoted(129))),
                        Map.entry(
                                "query",
                                List.of("1", "true", "[]", "{}", "\"\"", "\"   \"", "\"\\t\\n\"", quoted(513))),
                        Map.entry(
                                "limit",
                                List.of(
                                        "0",
                                        "-1",
                                        "201",
                                        "1.5",
                                        "\"10\"",
                                        "true",
                                        "[]",
                                        "{}",
                                        "1e9",
                                        "99999999999999999999",
                                        "-0.5")),
                        Map.entry(
                                "context",
                                List.of(
                                        "1",
                                        "\"tv\"",
                                        "[]",
                                        "{\"a\":1}",
                                        "{\"a\":null}",
                                        "{\"a\":{}}",
                                        "{\"\":\"x\"}",
                                        "{\"a\":" + quoted(257) + "}",
                                        manyEntries(33))),
                        Map.entry(
                                "exclude",
                                List.of(
                                        "1",
                                        "\"v-1\"",
                                        "{}",
                                        "[1]",
                                        "[null]",
                                        "[true]",
                                        "[\"\"]",
                                        "[[\"a\"]]",
                                        "[" + quoted(257) + "]",
                                        "[{\"surface\":\"live\",\"item\":\"1\"}]",
                                        "[{\"item\":\"1\"}]",
                                        "[{\"surface\":\"video\"}]",
                                        "[{\"surface\":\"video\",\"item\":\"1\",\"x\":1}]",
                                        list(1_001))),
                        Map.entry(
                                "candidates",
                                List.of(
                                        "1",
                                        "\"v-1\"",
                                        "{}",
                                        "[1]",
                                        "[\"\"]",
                                        "[{}]",
                                        "[{\"surface\":\"Video\",\"item\":\"1\"}]",
                                        "[{\"surface\":\"commodity\",\"item\":\"1\"}]",
                                        list(2_001))),
                        Map.entry("deadlineMs", List.of("0", "-5", "10001", "2.5", "\"100\"", "true", "[]")),
                        Map.entry("seed", List.of("1.5", "\"7\"", "true", "[]", "1e30", "99999999999999999999")),
                        Map.entry("explain", List.of("1", "\"true\"", "[]", "{}"))));
    }

    private void rankDocuments() {
        for (String document : documents()) {
            post("rank document", RANK, JSON, document.getBytes(StandardCharsets.UTF_8));
        }
        post("rank unknown field", RANK, JSON, "{\"userid\":\"u-1\"}");
        post("rank unknown field 2", RANK, JSON, "{\"lmit\":3}");
        post("rank duplicate field", RANK, JSON, "{\"limit\":1,\"limit\":2}");
        post("rank several at once", RANK, JSON, "{\"limit\":0,\"seed\":\"x\",\"explain\":3}");
        post("rank too large", RANK, JSON, "{\"query\":\"" + "y".repeat(300_000) + "\"}");
        post("rank surfaces on one scenario", RANK, JSON, "{\"surfaces\":[\"video\"]}");
        post("rank bad UTF-8", RANK, JSON, badUtf8("{\"userId\":\"", "\"}"));
        post("rank overlong UTF-8", RANK, JSON, new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        post("rank UTF-16", RANK, JSON, "{\"limit\":1}".getBytes(StandardCharsets.UTF_16));
        post("rank latin-1", RANK, JSON, "{\"userId\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        post("rank byte order mark", RANK, JSON, "\uFEFF{}".getBytes(StandardCharsets.UTF_8));
        post("rank lone surrogate", RANK, JSON, "{\"userId\":\"\\uD800\"}");
        post("search without query", "/v1/rank/search", JSON, "{}");
    }

    private void pages() {
        fields(
                "/v1/rank",
                "",
                Map.of(
                        "surfaces",
                        List.of(
                                "1",
                                "\"video\"",
                                "{}",
                                "[]",
                                "null",
                                "[1]",
                                "[\"nowhere\"]",
                                "[\"video\",\"video\"]",
                                "[\"Video\"]",
                                "[null]",
                                list(17))));
        post("page without surfaces", "/v1/rank", JSON, "{}");
        post("page with a bare key", "/v1/rank", JSON, "{\"surfaces\":[\"live\",\"video\"],\"exclude\":[\"v-1\"]}");
        post(
                "page with a foreign surface",
                "/v1/rank",
                JSON,
                "{\"surfaces\":[\"live\",\"video\"],\"exclude\":[{\"surface\":\"search\",\"item\":\"1\"}]}");
    }

    private void entityFields() {
        List<String> notNames = List.of("1", "null", "\"\"", "\"Video\"", "\"a b\"", quoted(65));
        List<String> notKeys = List.of("1", "null", "\"\"", "\"a\\nb\"", "[]", quoted(257));
        fields(
                "/v1/items",
                "\"surface\":\"video\",\"item\":\"bad\"",
                Map.of(
                        "title", List.of("1", "[]", quoted(1_001)),
                        "text", List.of("{}", quoted(20_001)),
                        "author", List.of("7", quoted(257)),
                        "categories", List.of("\"a\"", "[1]", "[" + quoted(129) + "]", list(33)),
                        "publishedAt",
                                List.of(
                                        "1",
                                        "\"yesterday\"",
                                        "\"2026-13-01T00:00:00Z\"",
                                        "\"2026-01-01\"",
                                        "\"2026-01-01T00:00:00+01:00\""),
                        "attributes",
                                List.of(
                                        "[]",
                                        "1",
                                        "{\"A\":1}",
                                        "{\"a\":{}}",
                                        "{\"a\":[1]}",
                                        "{\"a\":" + quoted(2_001) + "}",
                                        manyEntries(65)),
                        "vector", List.of("1", "[\"1\"]", "[1e39]", "[null]", numbers(1_025))));
        fields("/v1/items", "\"item\":\"bad\"", Map.of("surface", notNames));
        fields("/v1/items", "\"surface\":\"video\"", Map.of("item", notKeys));
        fields(
                "/v1/users",
                "\"user\":\"bad\"",
                Map.of(
                        "age", List.of("-1", "151", "1.5", "\"25\"", "true"),
                        "gender", List.of("1", "\"\"", quoted(33)),
                        "country", List.of("\"us\"", "\"USA\"", "1", "\"\""),
                        "language", List.of("\"EN\"", "5", "\"\""),
                        "attributes", List.of("1", "{\"x y\":1}")));
        fields("/v1/users", "", Map.of("user", notKeys));
        String done = "\"user\":\"bad\",\"surface\":\"video\",\"item\":\"v\",\"type\":\"click\"";
        fields(
                "/v1/interactions",
                done,
                Map.of(
                        "time", List.of("1", "\"now\"", "\"2026-02-30T00:00:00Z\"", "[]"),
                        "order", List.of("-1", "1.5", "\"1\"", "1e30"),
                        "value", List.of("\"5\"", "true", "1e39", "NaN", "Infinity"),
                        "context", List.of("1", "{\"a\":1}", manyEntries(17))));
        fields("/v1/interactions", "\"user\":\"bad\",\"surface\":\"video\",\"item\":\"v\"", Map.of("type", notNames));
        fields(
                "/v1/judgments",
                "\"surface\":\"search\",\"item\":\"1\",\"query\":\"q\"",
                Map.of("grade", List.of("-0.1", "1.1", "\"1\"", "null")));
        fields(
                "/v1/judgments",
                "\"surface\":\"search\",\"item\":\"1\",\"grade\":1",
                Map.of("query", List.of("\"\"", "\"  \"", "1", quoted(513))));
    }

    private void entityDocuments() {
        for (String path : List.of("/v1/items", "/v1/users", "/v1/interactions", "/v1/judgments")) {
            post("empty object", path, JSON, "{}");
            post("unknown field", path, JSON, "{\"usr\":\"u\",\"surfaces\":\"video\",\"itm\":\"1\"}");
            post("nothing", path, JSON, "");
            post("nothing as lines", path, NDJSON, "");
            post("blank lines", path, NDJSON, "\n\n   \n");
            post("a line that is no JSON", path, NDJSON, "{\"user\":\n");
            post("a line that is a list", path, NDJSON, "[{}]\n");
            post("an array of no objects", path, JSON, "[1,\"a\",null]");
            post("an array cut off", path, JSON, "[{\"user\":\"bad\"},");
            post("something after it", path, JSON, "{} {}");
            post("an entity too long", path, JSON, "{\"user\":\"bad\",\"x\":\"" + "z".repeat(70_000) + "\"}");
            post("a line too long", path, NDJSON, "{\"user\":\"bad\",\"x\":\"" + "z".repeat(70_000) + "\"}\n");
            post("bad UTF-8", path, NDJSON, badUtf8("{\"user\":\"", "\"}\n"));
            post("deep", path, JSON, "{\"attributes\":" + "[".repeat(500) + "]".repeat(500) + "}");
        }
    }

    private void bulks() {
        post("array too long", "/v1/users", JSON, "[" + "1,".repeat(10_000) + "1]");
        post("array too large", "/v1/users", JSON, "[\"" + "a".repeat(5 << 20) + "\"]");
        send("dataset", "PUT", "/v1/datasets/a", JSON, "{\"name\":\"b\"}");
        send("dataset", "PUT", "/v1/datasets/a", JSON, "{\"name\":\"A\"}");
        send("dataset", "PUT", "/v1/datasets/a", JSON, "{\"name\":\"a\",\"meanings\":[{}]}");
        send("dataset", "PUT", "/v1/datasets/a", JSON, "{\"name\":\"a\",\"meaning\":[]}");
        send("dataset", "PUT", "/v1/datasets/a", JSON, "[]");
    }

    private void heads() {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense", "")) {
            Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", type);
            post("content type " + type, RANK, headers, "{}");
            post("content type " + type, "/v1/items", headers, "{}");
        }
        post("charset", RANK, Map.of("Content-Type", "application/json; charset=iso-8859-1"), "{}");
        post("lines to rank", RANK, NDJSON, "{}");
        for (String encoding : List.of("gzip", "br", "identity, gzip")) {
            Map<String, String> headers = Map.of("Content-Type", "application/json", "Content-Encoding", encoding);
            post("encoding " + encoding, RANK, headers, "{}");
            post("encoding " + encoding, "/v1/users", headers, "{}");
        }
        send("method", "GET", RANK, Map.of(), "");
        send("method", "PUT", RANK, JSON, "{}");
        send("method", "DELETE", RANK, Map.of(), "");
        send("method", "PATCH", "/v1/items", JSON, "{}");
        send("method", "GET", "/v1/items", Map.of(), "");
        send("method", "POST", "/v1/counts", JSON, "{}");
        send("method", "DELETE", "/v1/scenarios", Map.of(), "");
        send("method", "PUT", "/v1/users/u-1", JSON, "{}");
        send("method", "GET", "/v1/models/train", Map.of(), "");
    }

    private void paths() {
        send("path", "GET", "/v1", Map.of(), "");
        send("path", "GET", "/v1/nothing", Map.of(), "");
        send("path", "GET", "/nothing", Map.of(), "");
        send("path", "GET", "/v2/counts", Map.of(), "");
        send("path", "GET", "/v1/items/video", Map.of(), "");
        send("path", "GET", "/v1/items/video/there-is-none", Map.of(), "");
        send("path", "GET", "/v1/items/Video/1", Map.of(), "");
        send("path", "GET", "/v1/items/video/%00", Map.of(), "");
        send("path", "GET", "/v1/items/video/" + "a".repeat(300), Map.of(), "");
        send("path", "GET", "/v1/users/nobody-knows-them", Map.of(), "");
        send("path", "GET", "/v1/users/u%0A", Map.of(), "");
        send("path", "DELETE", "/v1/users/%01", Map.of(), "");
        send("path", "DELETE", "/v1/items/VIDEO/1", Map.of(), "");
        send("path", "GET", "/v1/explain/no-such-request", Map.of(), "");
        send("path", "GET", "/v1/scenarios/nowhere", Map.of(), "");
        send("path", "GET", "/v1/scenarios/NOWHERE", Map.of(), "");
        for (String query : List.of(
                "limit=0", "limit=10001", "limit=x", "limit=-1", "limit=1.5", "limit=", "limt=5", "limit=1&limit=2")) {
            send("query " + query, "GET", "/v1/users/u-1/interactions?" + query, Map.of(), "");
        }
        post("scenario", "/v1/rank/nowhere", JSON, "{}");
        post("scenario", "/v1/rank/VIDEO", JSON, "{}");
        post("scenario", "/v1/rank/%20", JSON, "{}");
        post("scenario", "/v1/rank/" + "v".repeat(100), JSON, "{}");
        post("scenario", "/v1/rank/video/extra", JSON, "{}");
    }

    private void configuration() {
        for (String path : List.of("/v1/scenarios/video/config", "/v1/page/config")) {
            configuration(path);
        }
        for (String values : List.of(
                "{\"rerank-diversity\":-0.1}",
                "{\"rerank-diversity\":\"much\"}",
                "{\"rerank-diversity\":1e400}",
                "{\"rerank-diversity-method\":\"MMR\"}",
                "{\"rerank-diversity-window\":1.5}",
                "{\"rerank-relative-values\":\"true\"}",
                "{\"rerank-risky\":\"mature\"}",
                "{\"rerank-risky\":[null]}",
                "{\"rerank-scenario-window\":4}",
                "{\"rerank-scenario-max\":99999999999999999999}",
                "{\"rerank-page-max-share\":0.5}",
                "{\"\":1}",
                "{\"" + LONG + "\":1}",
                "{\"rerank-coverage\":1,\"rerank-risk\":11}")) {
            String body = "{\"author\":\"a\",\"reason\":\"r\",\"values\":" + values + "}";
            send("page config " + values, "PATCH", "/v1/page/config", JSON, body);
        }
        for (String document : documents()) {
            send("page config document", "PATCH", "/v1/page/config", JSON, document);
        }
        send("page config of nothing", "GET", "/v1/page/configs", Map.of(), "");
        send("method", "PUT", "/v1/page/config", JSON, "{}");
        send("config of nowhere", "PATCH", "/v1/scenarios/nowhere/config", JSON, "{}");
        send("config of nowhere", "DELETE", "/v1/scenarios/nowhere/config", Map.of(), "");
    }

    private void configuration(String path) {
        for (String body : List.of(
                "{}",
                "[]",
                "{\"author\":\"a\",\"reason\":\"r\"}",
                "{\"author\":\"a\",\"reason\":\"r\",\"values\":{}}",
                "{\"author\":\"a\",\"reason\":\"r\",\"values\":{\"no-such-key\":1}}",
                "{\"author\":\"\",\"reason\":\"r\",\"values\":{\"a\":1}}",
                "{\"author\":\"a\",\"values\":{\"a\":1}}",
                "{\"author\":\"a\",\"reason\":\"r\",\"values\":{\"a\":{}}}",
                "{\"author\":\"a\",\"reason\":\"r\",\"values\":[1]}")) {
            send("config " + body, "PATCH", path, JSON, body);
        }
    }

    private void models() {
        Map<String, List<String>> bodies = Map.of(
                "publish",
                List.of(
                        "{}",
                        "{\"path\":1}",
                        "{\"path\":\"\"}",
                        "{\"path\":\"models\"}",
                        "{\"path\":\"/no/such/folder\"}"),
                "activate",
                List.of(
                        "{}",
                        "{\"revision\":null}",
                        "{\"revision\":\"m-0\"}",
                        "{\"revision\":\"../m\"}",
                        "{\"revision\":7}"),
                "shadow",
                List.of("{}", "{\"revision\":\"m-0\"}", "{\"revision\":[]}", "{\"revision\":null,\"share\":1}"),
                "canary",
                List.of(
                        "{}",
                        "{\"revision\":\"m-0\"}",
                        "{\"revision\":\"m-0\",\"share\":1.5}",
                        "{\"revision\":\"m-0\",\"share\":-0.1}",
                        "{\"revision\":\"m-0\",\"share\":\"0.1\"}",
                        "{\"revision\":\"m-0\",\"share\":0.1}",
                        "{\"share\":0.1}",
                        "{\"revision\":null,\"share\":0.1}"));
        bodies.forEach((action, all) -> {
            for (String body : all) {
                post("models " + body, "/v1/models/" + action, JSON, body);
            }
            for (String document : documents()) {
                post("models document", "/v1/models/" + action, JSON, document);
            }
            send("method", "PUT", "/v1/models/" + action, JSON, "{}");
        });
        send("no such model", "GET", "/v1/models/m-0123456789abcdef", Map.of(), "");
        send("no such model", "DELETE", "/v1/models/m-0123456789abcdef", Map.of(), "");
        send("the model that is always there", "DELETE", "/v1/models/heuristic-1", Map.of(), "");
    }

    private void fields(String path, String others, Map<String, List<String>> values) {
        values.forEach((field, bad) -> bad.forEach(value -> {
            String body = "{" + others + (others.isEmpty() ? "" : ",") + "\"" + field + "\":" + value + "}";
            String shown = value.length() > 40 ? value.substring(0, 40) + "..." : value;
            post(path + " " + field + "=" + shown, path, JSON, body);
            if (path.startsWith("/v1/rank")) {
                return;
            }
            post(path + " line " + field + "=" + shown, path, NDJSON, body + "\n");
        }));
    }

    private static List<String> documents() {
        return List.of(
                "",
                " ",
                "null",
                "1",
                "\"x\"",
                "[]",
                "true",
                "{",
                "}",
                "{]",
                "{\"limit\"}",
                "{\"limit\":}",
                "{\"limit\":1,}",
                "{'limit':1}",
                "{limit:1}",
                "{\"limit\":01}",
                "{\"limit\":+1}",
                "{\"limit\":1} x",
                "{}{}",
                "// c\n{}",
                "{\"limit\":NaN}",
                "{\"a\":\"\u0001\"}",
                "{\"context\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(101),
                "[".repeat(50_000),
                "{\"seed\":" + "9".repeat(5_000) + "}",
                "{\"" + LONG + "\":1}");
    }

    private static String quoted(int length) {
        return "\"" + "q".repeat(length) + "\"";
    }

    private static String list(int length) {
        return "[" + "\"a\",".repeat(length - 1) + "\"a\"]";
    }

    private static String numbers(int length) {
        return "[" + "1,".repeat(length - 1) + "1]";
    }

    private static String manyEntries(int count) {
        StringBuilder entries = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            entries.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"v\"");
        }
        return entries.append('}').toString();
    }

    private static byte[] badUtf8(String before, String after) {
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] end = after.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + 2 + end.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        whole[start.length] = (byte) 0xFF;
        whole[start.length + 1] = (byte) 0xE9;
        System.arraycopy(end, 0, whole, start.length + 2, end.length);
        return whole;
    }

    private void post(String name, String path, Map<String, String> headers, String body) {
        post(name, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private void post(String name, String path, Map<String, String> headers, byte[] body) {
        requests.add(new Request(name + " → POST " + path, "POST", path, headers, body));
    }

    private void send(String name, String method, String path, Map<String, String> headers, String body) {
        requests.add(new Request(
                name + " → " + method + " " + path, method, path, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
