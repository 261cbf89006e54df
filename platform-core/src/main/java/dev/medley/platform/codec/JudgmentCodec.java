package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.io.IOException;

/** Judgments as JSON, the same in files, over HTTP and in the log. Any thread. */
public final class JudgmentCodec {
    private static final TextRule QUERY = new TextRule(
            "a text of 1 to 512 characters, not only spaces", text -> !text.isBlank() && text.length() <= 512);

    private JudgmentCodec() {}

    /** @throws InvalidInputException with every problem */
    public static Judgment decode(JsonNode json) {
        Fields fields = Fields.of(json);
        String query = fields.required("query", QUERY);
        String surface = fields.requiredName("surface");
        String key = fields.requiredKey("item");
        double grade = fields.requiredDecimal("grade", 0, 1);
        fields.end();
        return new Judgment(query, new ItemId(new SurfaceId(surface), key), (float) grade);
    }

    /** One line of UTF-8 without a line end. */
    public static byte[] encode(Judgment judgment) {
        return JsonBytes.of(generator -> write(generator, judgment));
    }

    /** Writes the object at the generator's place. */
    public static void write(JsonGenerator generator, Judgment judgment) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("query", judgment.query());
        generator.writeStringField("surface", judgment.item().surface().value());
        generator.writeStringField("item", judgment.item().key());
        generator.writeFieldName("grade");
        JsonBytes.writeFloat(generator, judgment.grade());
        generator.writeEndObject();
    }
}
