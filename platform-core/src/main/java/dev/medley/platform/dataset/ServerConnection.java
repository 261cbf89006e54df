package dev.medley.platform.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.StrictJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Talks to a running platform, and waits when it asks to. Any thread. */
final class ServerConnection implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int ATTEMPTS = 10;

    /** A status and, where there was one, a body. */
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** What the problem document says, as far as there is one. */
        String reason() {
            String detail = body.path("detail").asText(body.path("title").asText(""));
            return detail.isEmpty() ? "status " + status : detail + " (status " + status + ")";
        }
    }

    /** Where a platform is to be found if nobody says anything else. */
    static final String DEFAULT_URL = "http://localhost:8080";

    private final URI base;
    private final String afterwards;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /**
     * A connection.
     *
     * @param afterwards what somebody who has lost it must know
     */
    ServerConnection(URI base, String afterwards) {
        this.base = base;
        this.afterwards = afterwards;
    }

    /**
     * The address that an option names.
     *
     * @throws ImportFailedException if it is none
     */
    static URI address(String url) throws ImportFailedException {
        try {
            URI address = new URI(url);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Falls through to the one sentence about every kind of bad address.
        }
        throw new ImportFailedException("--url '" + url + "' is not an address; allowed: http://HOST:PORT");
    }

    Answer get(String path) throws ImportFailedException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path) throws ImportFailedException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer post(String path, String contentType, BodyPublisher body)
            throws ImportFailedException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    Answer put(String path, byte[] json) throws ImportFailedException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofByteArray(json)));
    }

    private HttpRequest.Builder request(String path) {
        String root = base.toString();
        String joined = root.endsWith("/") ? root.substring(0, root.length() - 1) + path : root + path;
        return HttpRequest.newBuilder(URI.create(joined)).timeout(ANSWER_TIMEOUT);
    }

    private Answer send(HttpRequest.Builder request) throws ImportFailedException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = exchange(request.build());
            boolean busy = response.statusCode() == 429 || response.statusCode() == 503;
            if (!busy || attempt == ATTEMPTS) {
                return new Answer(response.statusCode(), body(response.body()));
            }
            Thread.sleep(askedFor(response, pause));
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws ImportFailedException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new ImportFailedException("no server at " + base + "; start one with ./medley up", e);
        } catch (IOException e) {
            throw new ImportFailedException("lost the connection to " + base + " (" + e + "); " + afterwards, e);
        }
    }

    private static JsonNode body(byte[] bytes) {
        try {
            return StrictJson.parse(bytes);
        } catch (InvalidInputException e) {
            // Something between here and the platform answered in its own words; the status says enough.
            return MissingNode.getInstance();
        }
    }

    private static Duration askedFor(HttpResponse<?> response, Duration otherwise) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> shorter(Duration.ofSeconds(Long.parseLong(seconds)), LONGEST_PAUSE))
                .orElse(otherwise);
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) <= 0 ? left : right;
    }

    @Override
    public void close() {
        client.close();
    }
}
