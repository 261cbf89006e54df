package dev.medley.platform.http;

import dev.medley.platform.codec.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request and its answer, as an endpoint sees them: on a virtual thread, with the body read or being read. */
final class Exchange {
    private final RoutingContext context;
    private final byte[] body;
    private final BodyStream stream;

    private Exchange(RoutingContext context, byte[] body, BodyStream stream) {
        this.context = context;
        this.body = body;
        this.stream = stream;
    }

    static Exchange withBody(RoutingContext context, byte[] body) {
        return new Exchange(context, body, null);
    }

    static Exchange withStream(RoutingContext context, BodyStream stream) {
        return new Exchange(context, null, stream);
    }

    RoutingContext context() {
        return context;
    }

    /** The body, where the endpoint's rule is to read it whole; empty if the endpoint takes none. */
    byte[] body() {
        return body;
    }

    /** The body, where the endpoint's rule is to stream it. */
    BodyStream stream() {
        return stream;
    }

    /** The kind of body that the client says it sent; only where the endpoint takes one. */
    String mediaType() {
        return BodyRule.mediaType(context.request().getHeader("Content-Type"));
    }

    /** The value in that place of the path, percent-decoded. */
    String pathParameter(String name) {
        return context.pathParam(name);
    }

    /**
     * A query parameter.
     *
     * @param name the only one that the endpoint knows; any other is refused
     */
    Optional<String> onlyQueryParameter(String name) {
        List<Problem> problems = new ArrayList<>();
        for (String given : context.queryParams().names()) {
            if (!given.equals(name)) {
                problems.add(
                        Problem.unknown(given, context.queryParams().get(given), "the only parameter here is " + name));
            }
        }
        List<String> values = context.queryParams().getAll(name);
        if (values.size() > 1) {
            problems.add(new Problem(name, String.join(", ", values), "at most one value"));
        }
        if (!problems.isEmpty()) {
            throw HttpProblem.invalid(problems);
        }
        return values.stream().findFirst();
    }

    /** Ends the exchange with a JSON document. */
    void answer(int status, JsonBody document) {
        Buffer bytes = document.buffer();
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", BodyRule.JSON)
                .end(bytes);
    }
}
