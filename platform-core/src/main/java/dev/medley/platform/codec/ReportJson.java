package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What every report has as JSON: how it is laid out, and how it begins. */
final class ReportJson {
    private ReportJson() {}

    /**
     * A report in UTF-8, indented, with a line break at the end.
     *
     * @param rest the fields that follow
     * @throws java.io.UncheckedIOException if a text has an unpaired surrogate
     */
    static byte[] of(String title, String fingerprint, String commandLine, JsonBytes.Content rest) {
        return JsonBytes.of(json -> {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("title", title);
            json.writeStringField("fingerprint", fingerprint);
            json.writeStringField("command_line", commandLine);
            rest.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        });
    }

    /** A field whose number reads as the same bits. */
    static void write(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonBytes.writeDouble(json, value);
    }
}
