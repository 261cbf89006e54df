package dev.medley.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyStreamTest {
    private final Map<String, Handler<Object>> handlers = new HashMap<>();

    /** Keeps the handlers that it is given, and does nothing else. */
    @SuppressWarnings("unchecked")
    private final HttpServerRequest request = (HttpServerRequest) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServerRequest.class}, (self, method, arguments) -> {
                if (arguments != null) {
                    handlers.put(method.getName(), (Handler<Object>) arguments[0]);
                }
                return self;
            });

    private BodyStream stream(Duration patience) {
        return new BodyStream(request, null, 100, patience);
    }

    @Test
    void givesWhatArrives() throws IOException {
        BodyStream stream = stream(Duration.ofSeconds(30));
        handlers.get("handler").handle(Buffer.buffer("ab"));
        handlers.get("handler").handle(Buffer.buffer("c"));
        handlers.get("endHandler").handle(null);
        assertThat(stream.readAllBytes()).asString().isEqualTo("abc");
    }

    @Test
    void aBodyThatDoesNotArriveIsGivenUp() throws IOException {
        BodyStream stream = stream(Duration.ofMillis(20));
        handlers.get("handler").handle(Buffer.buffer("ab"));
        assertThat(stream.readNBytes(2)).hasSize(2);
        assertThatThrownBy(stream::read)
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(408));
    }

    @Test
    void aBodyThatIsTooLongAndAClientThatIsGoneAreTold() {
        BodyStream stream = stream(Duration.ofSeconds(30));
        handlers.get("exceptionHandler").handle(new IOException("reset"));
        assertThatThrownBy(stream::read).isInstanceOf(EOFException.class).hasMessageContaining("reset");
        handlers.get("handler").handle(Buffer.buffer(new byte[101]));
        assertThatThrownBy(stream::read)
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(413));
    }
}
