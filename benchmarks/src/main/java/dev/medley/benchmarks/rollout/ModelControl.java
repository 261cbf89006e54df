package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.medley.benchmarks.rollout.ServingState.Canary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models of a running platform, over HTTP. Any thread. */
final class ModelControl implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODELS = "/v1/models";

    private final URI target;
    private final HttpClient client = HttpClient.newHttpClient();

    ModelControl(URI target) {
        this.target = target;
    }

    /** What the platform says about its models. */
    record Models(ServingState serving, List<String> history, List<String> published, String training) {
        private static Models of(JsonNode answer) {
            JsonNode canary = answer.path("canary");
            JsonNode shadow = answer.path("shadow");
            return new Models(
                    new ServingState(
                            answer.path("active").asText(),
                            canary.isObject()
                                    ? Optional.of(new Canary(
                                            canary.path("revision").asText(),
                                            canary.path("share").asDouble()))
                                    : Optional.empty(),
                            shadow.isObject()
                                    ? Optional.of(shadow.path("revision").asText())
                                    : Optional.empty()),
                    texts(answer.path("history"), ""),
                    texts(answer.path("published"), "revision"),
                    answer.path("training").path("state").asText());
        }

        private static List<String> texts(JsonNode list, String field) {
            List<String> texts = new ArrayList<>();
            list.forEach(each -> texts.add((field.isEmpty() ? each : each.path(field)).asText()));
            return texts;
        }
    }

    /** A call was not answered with status 200. */
    static final class RefusedException extends Exception {
        RefusedException(String path, int status, String body) {
            super(path + " gave status " + status + ": " + body);
        }
    }

    Models models() throws IOException, InterruptedException, RefusedException {
        return Models.of(send(MODELS, HttpRequest.newBuilder().GET()));
    }

    /** The model in a folder of this machine can be activated then; gives its revision. */
    String publish(Path folder) throws IOException, InterruptedException, RefusedException {
        ObjectNode body =
                JSON.createObjectNode().put("path", folder.toAbsolutePath().toString());
        return post(MODELS + "/publish", body).path("revision").asText();
    }

    /** Makes a change; gives what the platform says is there then. */
    Models make(Change change) throws IOException, InterruptedException, RefusedException {
        ObjectNode body = JSON.createObjectNode();
        JsonNode answer = switch (change) {
            case Change.Activate activate -> post(MODELS + "/activate", body.put("revision", activate.revision()));
            case Change.Try test ->
                post(MODELS + "/canary", body.put("revision", test.revision()).put("share", test.share()));
            case Change.EndTrial _ -> post(MODELS + "/canary", body.putNull("revision"));
            case Change.Shadow shadow -> post(MODELS + "/shadow", body.put("revision", shadow.revision()));
            case Change.RollBack _ -> send(MODELS + "/rollback", request(""));
        };
        return Models.of(answer);
    }

    /** Why the candidates of an answer stand where they stand. */
    JsonNode explain(String requestId) throws IOException, InterruptedException, RefusedException {
        return send("/v1/explain/" + requestId, HttpRequest.newBuilder().GET());
    }

    /** Asks for something. */
    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException, RefusedException {
        return send(path, request(body.toString()).header("Content-Type", "application/json"));
    }

    private static HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder().POST(BodyPublishers.ofString(body));
    }

    private JsonNode send(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException, RefusedException {
        HttpResponse<byte[]> response =
                client.send(request.uri(target.resolve(path)).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new RefusedException(path, response.statusCode(), new String(response.body()));
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
