package dev.medley.platform.http;

import dev.medley.platform.codec.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a request body may be.
 *
 * @param mediaTypes the kinds that can be read, lower case
 * @param maxBytes at most so many
 * @param isStreamed whether it is read while it arrives, rather than whole before the work begins
 */
record BodyRule(Set<String> mediaTypes, long maxBytes, boolean isStreamed) {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";

    /** One JSON document, read whole. */
    static BodyRule json(long maxBytes) {
        return new BodyRule(Set.of(JSON), maxBytes, false);
    }

    /** Whether a request may go on to its body, judged by its head alone. */
    Optional<HttpProblem> refusal(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            return Optional.of(
                    HttpProblem.unsupported(new Problem("Content-Encoding", encoding, "identity (no compression)")));
        }
        String contentType = request.getHeader("Content-Type");
        String allowed = String.join(" or ", mediaTypes.stream().sorted().toList()) + ", in UTF-8";
        if (contentType == null) {
            return Optional.of(HttpProblem.unsupported(Problem.missing("Content-Type", "required: " + allowed)));
        }
        if (!mediaTypes.contains(mediaType(contentType))
                || !charset(contentType).equals("utf-8")) {
            return Optional.of(HttpProblem.unsupported(new Problem("Content-Type", contentType, allowed)));
        }
        String length = request.getHeader("Content-Length");
        if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > maxBytes) {
            return Optional.of(HttpProblem.tooLarge("body", length + " bytes", maxBytes));
        }
        return Optional.empty();
    }

    /** A content type's kind, without its parameters. */
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String charset(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int start = lower.indexOf("charset=");
        if (start < 0) {
            return "utf-8";
        }
        String rest = lower.substring(start + "charset=".length());
        int end = rest.indexOf(';');
        return (end < 0 ? rest : rest.substring(0, end)).replace("\"", "").strip();
    }
}
