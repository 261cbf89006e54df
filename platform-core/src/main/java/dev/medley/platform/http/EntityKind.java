package dev.medley.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.codec.InteractionCodec;
import dev.medley.platform.codec.ItemCodec;
import dev.medley.platform.codec.JudgmentCodec;
import dev.medley.platform.codec.UserCodec;
import dev.medley.platform.event.LogRecord;
import java.time.Instant;

/** What can be written one by one or in bulk. */
enum EntityKind {
    ITEMS("/v1/items") {
        @Override
        LogRecord read(JsonNode json, Instant receivedAt) {
            return new LogRecord.ItemWritten(ItemCodec.decode(json));
        }
    },
    USERS("/v1/users") {
        @Override
        LogRecord read(JsonNode json, Instant receivedAt) {
            return UserCodec.decode(json);
        }
    },
    INTERACTIONS("/v1/interactions") {
        @Override
        LogRecord read(JsonNode json, Instant receivedAt) {
            return new LogRecord.InteractionWritten(InteractionCodec.decode(json, receivedAt));
        }
    },
    JUDGMENTS("/v1/judgments") {
        @Override
        LogRecord read(JsonNode json, Instant receivedAt) {
            return new LogRecord.JudgmentWritten(JudgmentCodec.decode(json));
        }
    };

    private final String path;

    EntityKind(String path) {
        this.path = path;
    }

    /** Where it is posted to. */
    String path() {
        return path;
    }

    /**
     * The record that a JSON object stands for.
     *
     * @param receivedAt the time of what names none
     * @throws dev.medley.platform.codec.InvalidInputException with everything that is wrong
     */
    abstract LogRecord read(JsonNode json, Instant receivedAt);
}
