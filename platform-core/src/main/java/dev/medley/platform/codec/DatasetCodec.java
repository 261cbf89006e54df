package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a data set says of itself, as JSON; {@code dataset.yaml} has the same fields. Any thread. */
public final class DatasetCodec {
    private static final int MAX_TITLE = 200;
    private static final int MAX_SCENARIOS = 16;
    private static final int MAX_MEANINGS = 256;
    private static final int MAX_DOMAINS = 64;
    private static final int MAX_CATEGORY = 256;

    private DatasetCodec() {}

    /**
     * What a data set says of itself. The field {@code scenarios} is checked and not kept: it tells people whom the
     * data is for, the meanings tell the platform.
     *
     * @throws InvalidInputException with every problem
     */
    public static DatasetDeclaration decode(JsonNode json) {
        Fields fields = Fields.of(json);
        String name = fields.required("name", TextRule.DATASET);
        String title = fields.text("title", 0, MAX_TITLE).orElse("");
        for (Fields.Element scenario : fields.elements("scenarios", MAX_SCENARIOS)) {
            scenario.text(TextRule.NAME);
        }
        List<Meaning> meanings = new ArrayList<>();
        for (Fields.Element element : fields.elements("meanings", MAX_MEANINGS)) {
            element.object().flatMap(DatasetCodec::meaning).ifPresent(meanings::add);
        }
        List<Domain> domains = new ArrayList<>();
        for (Fields.Element element : fields.elements("domains", MAX_DOMAINS)) {
            element.object().flatMap(DatasetCodec::domain).ifPresent(domains::add);
        }
        fields.end();
        return new DatasetDeclaration(name, title, meanings, domains);
    }

    /**
     * As {@link #decode(JsonNode)}, of what {@link #encode} made.
     *
     * @throws InvalidInputException with every problem
     */
    public static DatasetDeclaration decode(byte[] json) {
        return decode(StrictJson.parse(json));
    }

    private static Optional<Domain> domain(Fields fields) {
        String name = fields.requiredName("name");
        String surface = fields.requiredName("surface");
        OptionalInt ageFrom = fields.integer("age-from", 1, Domain.ANY_AGE - 1);
        OptionalInt ageBelow = fields.integer("age-below", 1, Domain.ANY_AGE - 1);
        Optional<String> category = fields.text("category", 1, MAX_CATEGORY);
        fields.end();
        if (name == null || surface == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Domain(name, new SurfaceId(surface), ageFrom.orElse(0), ageBelow.orElse(Domain.ANY_AGE), category));
    }

    private static Optional<Meaning> meaning(Fields fields) {
        String surface = fields.requiredName("surface");
        String type = fields.requiredName("type");
        String task = fields.requiredName("task");
        OptionalDouble atLeast = fields.decimal("at-least", -Float.MAX_VALUE, Float.MAX_VALUE);
        Form form = fields.choice("form", Form.class).orElse(Form.THRESHOLD);
        fields.end();
        if (surface == null || type == null || task == null) {
            return Optional.empty();
        }
        float threshold = (float) atLeast.orElse(Float.NEGATIVE_INFINITY);
        return Optional.of(
                new Meaning(new SurfaceId(surface), new InteractionType(type), new TaskId(task), threshold, form));
    }

    /** UTF-8 without a line end; a threshold that any value reaches is left out. */
    public static byte[] encode(DatasetDeclaration declaration) {
        return JsonBytes.of(generator -> write(generator, declaration));
    }

    /** Writes the object at the generator's place. */
    public static void write(JsonGenerator generator, DatasetDeclaration declaration) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("name", declaration.name());
        generator.writeStringField("title", declaration.title());
        generator.writeArrayFieldStart("meanings");
        for (Meaning meaning : declaration.meanings()) {
            generator.writeStartObject();
            generator.writeStringField("surface", meaning.surface().value());
            generator.writeStringField("type", meaning.type().value());
            generator.writeStringField("task", meaning.task().value());
            if (meaning.atLeast() != Float.NEGATIVE_INFINITY) {
                generator.writeFieldName("at-least");
                JsonBytes.writeFloat(generator, meaning.atLeast());
            }
            if (meaning.form() != Form.THRESHOLD) {
                generator.writeStringField("form", Fields.choiceName(meaning.form()));
            }
            generator.writeEndObject();
        }
        generator.writeEndArray();
        if (!declaration.domains().isEmpty()) {
            writeDomains(generator, declaration.domains());
        }
        generator.writeEndObject();
    }

    private static void writeDomains(JsonGenerator generator, List<Domain> domains) throws IOException {
        generator.writeArrayFieldStart("domains");
        for (Domain domain : domains) {
            generator.writeStartObject();
            generator.writeStringField("name", domain.name());
            generator.writeStringField("surface", domain.surface().value());
            if (domain.ageFrom() > 0) {
                generator.writeNumberField("age-from", domain.ageFrom());
            }
            if (domain.ageBelow() < Domain.ANY_AGE) {
                generator.writeNumberField("age-below", domain.ageBelow());
            }
            if (domain.category().isPresent()) {
                generator.writeStringField("category", domain.category().get());
            }
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }
}
