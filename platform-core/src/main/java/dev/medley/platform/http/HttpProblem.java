package dev.medley.platform.http;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.http.BulkWriter.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer that is not the one asked for: what a problem document (RFC 9457) is written from. Thrown wherever in an
 * endpoint it is found; {@link ProblemWriter} sends it.
 */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String title;
    private final transient List<Problem> problems;
    private final transient Map<String, String> headers;
    private final transient Optional<Outcome> outcome;

    private HttpProblem(
            int status, String type, String title, String detail, List<Problem> problems, Map<String, String> headers) {
        this(status, type, title, detail, problems, headers, Optional.empty());
    }

    private HttpProblem(
            int status,
            String type,
            String title,
            String detail,
            List<Problem> problems,
            Map<String, String> headers,
            Optional<Outcome> outcome) {
        // No stack trace: this is an answer, and clients can cause as many as they like.
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.problems = List.copyOf(problems);
        this.headers = Map.copyOf(headers);
        this.outcome = outcome;
    }

    /** 400: these fields are wrong. */
    static HttpProblem invalid(List<Problem> problems) {
        Problem first = problems.getFirst();
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return new HttpProblem(400, "invalid-request", "The request is not valid", first + more, problems, Map.of());
    }

    /** 400: this field is wrong. */
    static HttpProblem invalid(String field, String value, String allowed) {
        return invalid(new Problem(field, value, allowed));
    }

    /** 400: this is wrong. */
    static HttpProblem invalid(Problem problem) {
        return invalid(List.of(problem));
    }

    /** 400: nothing of a bulk was good. */
    static HttpProblem allRejected(Outcome outcome) {
        return new HttpProblem(
                400,
                "invalid-request",
                "Nothing of the request is valid",
                outcome.rejected() + " of " + outcome.rejected() + " entities were rejected",
                outcome.errors().stream().map(BulkWriter.LineError::problem).toList(),
                Map.of(),
                Optional.of(outcome));
    }

    /** 404: there is no such thing. */
    static HttpProblem notFound(String field, String value, String allowed) {
        return new HttpProblem(
                404,
                "not-found",
                "There is no such thing",
                field + ": there is no " + shown(field, value) + "; " + allowed,
                List.of(new Problem(field, value, allowed)),
                Map.of());
    }

    /** 405: the path exists, the method does not. */
    static HttpProblem methodNotAllowed(String method, Set<String> allowed) {
        String list = String.join(", ", allowed);
        return new HttpProblem(
                405,
                "method-not-allowed",
                "This path has no such method",
                method + " is not allowed here; " + list + " is",
                List.of(new Problem("method", method, list)),
                Map.of("Allow", list));
    }

    /** 409: the state does not permit it now. */
    static HttpProblem conflict(String field, String value, String allowed) {
        return new HttpProblem(
                409,
                "conflict",
                "That is not possible now",
                allowed,
                List.of(new Problem(field, value, allowed)),
                Map.of());
    }

    /** 413: the body or a line of it is too long. */
    static HttpProblem tooLarge(String field, String size, long maxBytes) {
        String allowed = "at most " + maxBytes + " bytes";
        return new HttpProblem(
                413,
                "too-large",
                "The request is too large",
                field + ": " + size + " given, " + allowed + " allowed",
                List.of(new Problem(field, size, allowed)),
                Map.of());
    }

    /** 413: the body is too long, which was seen when a part of it had been written. */
    static HttpProblem streamTooLarge(long maxBytes) {
        String allowed = "at most " + maxBytes + " bytes; what was written of it stays";
        return new HttpProblem(
                413,
                "too-large",
                "The request is too large",
                "body: more given, " + allowed,
                List.of(new Problem("body", "more", allowed)),
                Map.of());
    }

    /** 408: the body does not arrive. */
    static HttpProblem tooSlow(Duration patience) {
        String allowed = "all of it within " + patience.toSeconds()
                + " s, and a second more for each 1,024 bytes; what was written of it stays";
        return new HttpProblem(
                408,
                "too-slow",
                "The body does not arrive",
                "body: a part of it is missing; allowed: " + allowed,
                List.of(new Problem("body", "a part of it", allowed)),
                Map.of());
    }

    /** 422: the request is good, but what it points at is not. */
    static HttpProblem refused(String title, List<Problem> problems) {
        return new HttpProblem(
                422,
                "refused",
                title,
                problems.stream().map(Problem::toString).collect(Collectors.joining("; ")),
                problems,
                Map.of());
    }

    /** 415: the body is of a kind that cannot be read. */
    static HttpProblem unsupported(Problem header) {
        return new HttpProblem(
                415,
                "unsupported-media-type",
                "The body is of a kind that cannot be read here",
                header.toString(),
                List.of(header),
                Map.of());
    }

    /** 503: the same request may succeed in a moment. */
    static HttpProblem unavailable(String detail, int retryAfterSeconds) {
        return new HttpProblem(
                503,
                "unavailable",
                "Not now",
                detail,
                List.of(),
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** 500: a mistake of the platform, whose log line has this reference. */
    static HttpProblem internal(String reference) {
        return new HttpProblem(
                500,
                "internal",
                "Something went wrong in the platform",
                "The log has it under reference " + reference,
                List.of(),
                Map.of());
    }

    /** Any other status that the HTTP server itself decided on. */
    static HttpProblem ofStatus(int status, String title, String detail) {
        return new HttpProblem(status, "http-" + status, title, detail, List.of(), Map.of());
    }

    private static String shown(String field, String value) {
        return new Problem(field, value, "").value().orElseThrow();
    }

    int status() {
        return status;
    }

    /** The last part of the problem's type. */
    String type() {
        return type;
    }

    String title() {
        return title;
    }

    List<Problem> problems() {
        return problems;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** What became of a bulk's lines, if it was one. */
    Optional<Outcome> outcome() {
        return outcome;
    }
}
