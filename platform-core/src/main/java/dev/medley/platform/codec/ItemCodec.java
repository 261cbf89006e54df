package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Items as JSON, the same in files, over HTTP and in the log. Any thread. */
public final class ItemCodec {
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_AUTHOR = 256;
    private static final int MAX_CATEGORY = 128;

    private ItemCodec() {}

    /**
     * The item of what {@link #encode} made.
     *
     * @throws InvalidInputException with every problem
     */
    public static Item decode(byte[] json) {
        return decode(StrictJson.parse(json));
    }

    /** @throws InvalidInputException with every problem */
    public static Item decode(JsonNode json) {
        Fields fields = Fields.of(json);
        String surface = fields.requiredName("surface");
        String key = fields.requiredKey("item");
        String title = fields.text("title", 0, MAX_TITLE).orElse("");
        String text = fields.text("text", 0, MAX_TEXT).orElse("");
        Optional<String> author = fields.text("author", 1, MAX_AUTHOR);
        List<String> categories = fields.texts("categories", Item.MAX_CATEGORIES, 1, MAX_CATEGORY);
        Optional<Instant> publishedAt = fields.instant("publishedAt");
        Attributes attributes = AttributesCodec.read(fields);
        float[] vector = fields.floats("vector", Item.MAX_DIMENSIONS);
        fields.end();
        ItemId id = new ItemId(new SurfaceId(surface), key);
        return new Item(id, title, text, author, categories, publishedAt, attributes, vector);
    }

    /** One line of UTF-8 without a line end; what is absent or empty is left out. */
    public static byte[] encode(Item item) {
        return JsonBytes.of(generator -> write(generator, item));
    }

    /** Writes the object at the generator's place. */
    public static void write(JsonGenerator generator, Item item) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("surface", item.id().surface().value());
        generator.writeStringField("item", item.id().key());
        if (!item.title().isEmpty()) {
            generator.writeStringField("title", item.title());
        }
        if (!item.text().isEmpty()) {
            generator.writeStringField("text", item.text());
        }
        if (item.author().isPresent()) {
            generator.writeStringField("author", item.author().get());
        }
        if (!item.categories().isEmpty()) {
            generator.writeFieldName("categories");
            AttributesCodec.writeTexts(generator, item.categories());
        }
        if (item.publishedAt().isPresent()) {
            generator.writeStringField("publishedAt", item.publishedAt().get().toString());
        }
        AttributesCodec.write(generator, item.attributes());
        if (item.vector().length > 0) {
            generator.writeArrayFieldStart("vector");
            for (float element : item.vector()) {
                JsonBytes.writeFloat(generator, element);
            }
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }
}
