package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Interactions as JSON, the same in files, over HTTP and in the log. Any thread. */
public final class InteractionCodec {
    private static final int MAX_CONTEXT_VALUE = 256;

    private InteractionCodec() {}

    /** @throws InvalidInputException with every problem; one with neither time nor order is one */
    public static Interaction decode(JsonNode json) {
        return decode(json, Optional.empty());
    }

    /**
     * One that may lack both time and order.
     *
     * @param receivedAt the time of one that has neither
     * @throws InvalidInputException with every problem
     */
    public static Interaction decode(JsonNode json, Instant receivedAt) {
        return decode(json, Optional.of(receivedAt));
    }

    private static Interaction decode(JsonNode json, Optional<Instant> receivedAt) {
        Fields fields = Fields.of(json);
        String user = fields.requiredKey("user");
        String surface = fields.requiredName("surface");
        String key = fields.requiredKey("item");
        String type = fields.requiredName("type");
        boolean undated = !fields.has("time") && !fields.has("order");
        Optional<Instant> time = fields.instant("time");
        OptionalLong order = fields.wholeNumber("order", 0, Long.MAX_VALUE);
        OptionalDouble value = fields.decimal("value", -Float.MAX_VALUE, Float.MAX_VALUE);
        Map<String, String> context = fields.textMap("context", Interaction.MAX_CONTEXT, MAX_CONTEXT_VALUE);
        if (undated && receivedAt.isEmpty()) {
            fields.refuse("time", "a time, or else an 'order' (0 or more) among the user's interactions");
        }
        fields.end();
        return new Interaction(
                new UserId(user),
                new ItemId(new SurfaceId(surface), key),
                typeOf(type),
                undated ? receivedAt : time,
                order.orElse(0),
                (float) value.orElse(1),
                context);
    }

    /** The common constants as they are: a new type checks its name with a regular expression. */
    private static InteractionType typeOf(String type) {
        return switch (type) {
            case "click" -> InteractionType.CLICK;
            case "watch" -> InteractionType.WATCH;
            case "like" -> InteractionType.LIKE;
            case "rate" -> InteractionType.RATE;
            case "follow" -> InteractionType.FOLLOW;
            case "purchase" -> InteractionType.PURCHASE;
            default -> new InteractionType(type);
        };
    }

    /** One line of UTF-8 without a line end; what is absent, or is what its absence stands for, is left out. */
    public static byte[] encode(Interaction interaction) {
        return JsonBytes.of(generator -> write(generator, interaction));
    }

    /** Writes the object at the generator's place. */
    public static void write(JsonGenerator generator, Interaction interaction) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("user", interaction.user().value());
        generator.writeStringField("surface", interaction.item().surface().value());
        generator.writeStringField("item", interaction.item().key());
        generator.writeStringField("type", interaction.type().value());
        if (interaction.time().isPresent()) {
            generator.writeStringField("time", interaction.time().get().toString());
        }
        if (interaction.time().isEmpty() || interaction.order() != 0) {
            generator.writeNumberField("order", interaction.order());
        }
        if (interaction.value() != 1) {
            generator.writeFieldName("value");
            JsonBytes.writeFloat(generator, interaction.value());
        }
        if (!interaction.context().isEmpty()) {
            generator.writeObjectFieldStart("context");
            for (Map.Entry<String, String> entry : sorted(interaction.context()).entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    /** An immutable map's order differs from one JVM to the next; the same interaction has the same bytes everywhere. */
    private static Map<String, String> sorted(Map<String, String> context) {
        return context.size() == 1 ? context : new TreeMap<>(context);
    }
}
