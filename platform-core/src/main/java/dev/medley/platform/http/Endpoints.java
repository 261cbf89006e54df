package dev.medley.platform.http;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.event.LogUnavailableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.EOFException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The paths of the interface. The event loop looks at a request's head and reads its body, both bounded; the endpoint's
 * code runs on a virtual thread and may block; whatever it throws becomes a problem document here and nowhere else.
 */
final class Endpoints {
    private static final Logger LOGGER = System.getLogger(Endpoints.class.getName());

    /** What an endpoint does. */
    @FunctionalInterface
    interface Action {
        /** Ends the exchange, or throws. Virtual thread. */
        void answer(Exchange exchange) throws Exception;
    }

    private final Router router;
    private final ExecutorService workers;
    private final Map<String, TreeSet<String>> methodsByPath = new LinkedHashMap<>();

    Endpoints(Router router, ExecutorService workers) {
        this.router = router;
        this.workers = workers;
    }

    /** A path to read from; a HEAD gets the same without the body. */
    Endpoints get(String path, Semaphore places, Action action) {
        add(HttpMethod.HEAD, path, Optional.empty(), places, action);
        return add(HttpMethod.GET, path, Optional.empty(), places, action);
    }

    /** A path to delete. */
    Endpoints delete(String path, Semaphore places, Action action) {
        return add(HttpMethod.DELETE, path, Optional.empty(), places, action);
    }

    /** A path to send a body to. */
    Endpoints send(HttpMethod method, String path, BodyRule rule, Semaphore places, Action action) {
        return add(method, path, Optional.of(rule), places, action);
    }

    /** A path that is posted to without a body. */
    Endpoints command(String path, Semaphore places, Action action) {
        return add(HttpMethod.POST, path, Optional.empty(), places, action);
    }

    private Endpoints add(HttpMethod method, String path, Optional<BodyRule> rule, Semaphore places, Action action) {
        methodsByPath.computeIfAbsent(path, ignored -> new TreeSet<>()).add(method.name());
        router.route(method, path).handler(context -> receive(context, rule, places, action));
        return this;
    }

    /** To be called last: every other method of a known path, and every other path below /v1. */
    void refuseTheRest() {
        methodsByPath.forEach((path, methods) -> router.route(path).handler(context -> {
            drain(context.request());
            ProblemWriter.send(
                    context,
                    HttpProblem.methodNotAllowed(context.request().method().name(), methods));
        }));
        // After all that Quarkus itself serves: landing page, health, metrics, manual.
        router.route().order(Integer.MAX_VALUE).handler(Endpoints::unknownPath);
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 431, 500}) {
            router.errorHandler(status, context -> serverError(context, status));
        }
    }

    private static void unknownPath(RoutingContext context) {
        drain(context.request());
        ProblemWriter.send(
                context,
                HttpProblem.notFound("path", context.request().path(), "/q/swagger-ui lists the paths that there are"));
    }

    private static void serverError(RoutingContext context, int status) {
        drain(context.request());
        if (status == 404) {
            unknownPath(context);
            return;
        }
        if (status == 500) {
            ProblemWriter.send(context, internal(context.failure()));
            return;
        }
        String cause = context.failure() == null
                ? ""
                : String.valueOf(context.failure().getMessage());
        ProblemWriter.send(context, HttpProblem.ofStatus(status, "The request cannot be understood", cause));
    }

    private void receive(RoutingContext context, Optional<BodyRule> rule, Semaphore places, Action action) {
        HttpServerRequest request = context.request();
        if (rule.isEmpty()) {
            drain(request);
            dispatch(Exchange.withBody(context, new byte[0]), places, action);
            return;
        }
        Optional<HttpProblem> refusal = rule.get().refusal(request);
        if (refusal.isPresent()) {
            drain(request);
            ProblemWriter.send(context, refusal.get());
            return;
        }
        if (rule.get().isStreamed()) {
            BodyStream stream = new BodyStream(
                    request, context.vertx().getOrCreateContext(), rule.get().maxBytes(), BodyStream.PATIENCE);
            dispatch(Exchange.withStream(context, stream), places, action);
            return;
        }
        collect(context, rule.get().maxBytes(), body -> dispatch(Exchange.withBody(context, body), places, action));
    }

    private static void collect(RoutingContext context, long maxBytes, Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        Buffer collected = Buffer.buffer();
        request.handler(buffer -> {
            if (collected.length() + (long) buffer.length() > maxBytes) {
                drain(request);
                ProblemWriter.send(context, HttpProblem.tooLarge("body", "more", maxBytes));
                return;
            }
            collected.appendBuffer(buffer);
        });
        request.endHandler(ignored -> whole.accept(collected.getBytes()));
        // The client went away: nobody to answer.
        request.exceptionHandler(ignored -> {});
        request.resume();
    }

    /** Lets the body pass unread: a connection with unread bytes could not carry the answer, nor the next request. */
    private static void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.handler(ignored -> {});
        request.endHandler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        request.resume();
    }

    private void dispatch(Exchange exchange, Semaphore places, Action action) {
        if (!places.tryAcquire()) {
            abandonStream(exchange);
            ProblemWriter.send(exchange.context(), HttpProblem.unavailable("Too many requests are being answered", 1));
            return;
        }
        workers.execute(() -> {
            try {
                action.answer(exchange);
            } catch (Throwable thrown) {
                abandonStream(exchange);
                refuse(exchange, thrown);
            } finally {
                places.release();
            }
        });
    }

    private static void abandonStream(Exchange exchange) {
        if (exchange.stream() != null) {
            exchange.stream().abandon();
        }
    }

    private static void refuse(Exchange exchange, Throwable thrown) {
        switch (thrown) {
            case HttpProblem problem -> ProblemWriter.send(exchange.context(), problem);
            case InvalidInputException invalid ->
                ProblemWriter.send(exchange.context(), HttpProblem.invalid(invalid.problems()));
            case CompletionException wrapper when wrapper.getCause() != null -> refuse(exchange, wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> refuse(exchange, wrapper.getCause());
            case LogUnavailableException unavailable ->
                ProblemWriter.send(
                        exchange.context(),
                        HttpProblem.unavailable(
                                "The log does not take records: " + unavailable.getMessage()
                                        + "; what it took stays, and sending all again is safe",
                                2));
            case EOFException clientWentAway -> exchange.context().response().close();
            default -> ProblemWriter.send(exchange.context(), internal(thrown));
        }
    }

    private static HttpProblem internal(Throwable thrown) {
        String reference = UUID.randomUUID().toString();
        LOGGER.log(Level.ERROR, "Request failed, reference " + reference, thrown);
        return HttpProblem.internal(reference);
    }
}
