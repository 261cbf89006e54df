package dev.medley.platform.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.codec.InteractionCodec;
import dev.medley.platform.codec.ItemCodec;
import dev.medley.platform.codec.JudgmentCodec;
import dev.medley.platform.codec.UserCodec;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.platform.event.LogRecord.JudgmentWritten;
import java.util.function.Function;

/** The files of a data set with one JSON object a line, in the order of import: what refers comes last. */
public enum DatasetFile {
    /** The catalogue. */
    ITEMS("items", json -> new ItemWritten(ItemCodec.decode(json))),
    /** The profiles. */
    USERS("users", UserCodec::decode),
    /** What users did. */
    INTERACTIONS("interactions", json -> new InteractionWritten(InteractionCodec.decode(json))),
    /** What judges found. */
    JUDGMENTS("judgments", json -> new JudgmentWritten(JudgmentCodec.decode(json)));

    private final String kind;
    private final Function<JsonNode, LogRecord> decoder;

    DatasetFile(String kind, Function<JsonNode, LogRecord> decoder) {
        this.kind = kind;
        this.decoder = decoder;
    }

    /** What it holds, in the plural; also the last part of the URL that takes it. */
    public String kind() {
        return kind;
    }

    /** Its name in the folder. */
    public String fileName() {
        return kind + ".jsonl";
    }

    /**
     * The record that one line writes.
     *
     * @throws dev.medley.platform.codec.InvalidInputException with every problem
     */
    LogRecord decode(JsonNode json) {
        return decoder.apply(json);
    }
}
