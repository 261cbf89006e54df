package dev.medley.platform.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.dataset.ServerConnection.Answer;
import dev.medley.platform.world.DatasetDeclaration;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes over HTTP: one NDJSON bulk a call. */
final class HttpDatasetSink implements DatasetSink {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final ServerConnection server;

    HttpDatasetSink(ServerConnection server) {
        this.server = server;
    }

    @Override
    public void declare(DatasetDeclaration declaration) throws ImportFailedException, InterruptedException {
        Answer answer = server.put("/v1/datasets/" + declaration.name(), DatasetCodec.encode(declaration));
        if (!answer.isSuccess()) {
            throw new ImportFailedException("the server did not take the declaration of data set " + declaration.name()
                    + ": " + answer.reason());
        }
    }

    @Override
    public List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines)
            throws ImportFailedException, InterruptedException {
        Answer answer =
                server.post("/v1/" + file.kind(), "application/x-ndjson", BodyPublishers.ofByteArray(ndjson(lines)));
        if (answer.isSuccess()) {
            List<DatasetLine.Rejected> rejected = rejected(answer.body().path("errors"), lines);
            // A server lists so many errors and no more; smaller bulks, written again, bring out the others.
            boolean allListed =
                    rejected.size() >= answer.body().path("rejected").asLong(0);
            return allListed || lines.size() == 1 ? rejected : writeInHalves(file, lines);
        }
        if (answer.status() == TOO_LARGE && lines.size() > 1) {
            return writeInHalves(file, lines);
        }
        boolean ofOneLine = lines.size() == 1 && (answer.status() == BAD_REQUEST || answer.status() == TOO_LARGE);
        if (ofOneLine) {
            return List.of(new DatasetLine.Rejected(lines.getFirst().number(), problems(answer)));
        }
        throw new ImportFailedException("the server did not take " + file.kind() + " from line "
                + lines.getFirst().number() + " on: " + answer.reason());
    }

    private List<DatasetLine.Rejected> writeInHalves(DatasetFile file, List<DatasetLine.Accepted> lines)
            throws ImportFailedException, InterruptedException {
        int middle = lines.size() / 2;
        List<DatasetLine.Rejected> rejected = new ArrayList<>(write(file, lines.subList(0, middle)));
        rejected.addAll(write(file, lines.subList(middle, lines.size())));
        return rejected;
    }

    private static byte[] ndjson(List<DatasetLine.Accepted> lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(lines.size() * 256);
        for (DatasetLine.Accepted line : lines) {
            body.writeBytes(line.json());
            body.write('\n');
        }
        return body.toByteArray();
    }

    /** The bulk counts its lines from 1; a line with several problems is one line. */
    private static List<DatasetLine.Rejected> rejected(JsonNode errors, List<DatasetLine.Accepted> lines) {
        Map<Integer, List<Problem>> byLine = new TreeMap<>();
        for (JsonNode error : errors) {
            int line = Math.clamp(error.path("line").asInt(1), 1, lines.size());
            byLine.computeIfAbsent(line, _ -> new ArrayList<>()).add(problem(error));
        }
        List<DatasetLine.Rejected> rejected = new ArrayList<>(byLine.size());
        byLine.forEach((line, problems) ->
                rejected.add(new DatasetLine.Rejected(lines.get(line - 1).number(), problems)));
        return rejected;
    }

    private static List<Problem> problems(Answer answer) {
        List<Problem> problems = new ArrayList<>();
        answer.body().path("problems").forEach(problem -> problems.add(problem(problem)));
        if (problems.isEmpty()) {
            problems.add(new Problem(Problem.DOCUMENT, "the line", "what the server takes: " + answer.reason()));
        }
        return problems;
    }

    private static Problem problem(JsonNode json) {
        String field = json.path("field").asText(Problem.DOCUMENT);
        String allowed = json.path("allowed").asText("what the server takes");
        JsonNode value = json.path("value");
        return value.isTextual() ? new Problem(field, value.asText(), allowed) : Problem.missing(field, allowed);
    }
}
