package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Users as JSON, the same in files, over HTTP and in the log. Any thread. */
public final class UserCodec {
    private static final int MAX_AGE = 150;
    private static final int MAX_GENDER = 32;

    private UserCodec() {}

    /**
     * The user of what {@link #encode} made.
     *
     * @throws InvalidInputException with every problem
     */
    public static UserWritten decode(byte[] json) {
        return decode(StrictJson.parse(json));
    }

    /** @throws InvalidInputException with every problem */
    public static UserWritten decode(JsonNode json) {
        Fields fields = Fields.of(json);
        String user = fields.requiredKey("user");
        OptionalInt age = fields.integer("age", 0, MAX_AGE);
        Optional<String> gender = fields.text("gender", 1, MAX_GENDER);
        Optional<String> country = fields.optional("country", TextRule.COUNTRY);
        Optional<String> language = fields.optional("language", TextRule.LANGUAGE);
        Attributes attributes = AttributesCodec.read(fields);
        fields.end();
        return new UserWritten(new UserId(user), new UserProfile(age, gender, country, language, attributes));
    }

    /** One line of UTF-8 without a line end; what is absent or empty is left out. */
    public static byte[] encode(UserId user, UserProfile profile) {
        return JsonBytes.of(generator -> write(generator, user, profile));
    }

    /** Writes the object at the generator's place. */
    public static void write(JsonGenerator generator, UserId user, UserProfile profile) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("user", user.value());
        if (profile.age().isPresent()) {
            generator.writeNumberField("age", profile.age().getAsInt());
        }
        if (profile.gender().isPresent()) {
            generator.writeStringField("gender", profile.gender().get());
        }
        if (profile.country().isPresent()) {
            generator.writeStringField("country", profile.country().get());
        }
        if (profile.language().isPresent()) {
            generator.writeStringField("language", profile.language().get());
        }
        AttributesCodec.write(generator, profile.attributes());
        generator.writeEndObject();
    }
}
