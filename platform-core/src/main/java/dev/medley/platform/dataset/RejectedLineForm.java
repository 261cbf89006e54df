package dev.medley.platform.dataset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.medley.platform.codec.Problem;

/** A rejected line as JSON, one object per problem. */
final class RejectedLineForm {
    private RejectedLineForm() {}

    static String json(String dataset, DatasetFile file, long line, Problem problem) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dataset", dataset);
        json.put("file", file.fileName());
        json.put("line", line);
        json.put("field", problem.field());
        json.put("value", problem.value().orElse(null));
        json.put("allowed", problem.allowed());
        return json.toString();
    }
}
