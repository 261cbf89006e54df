package dev.medley.platform.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads one YAML document to the same tree, with the same bounds, as {@link StrictJson}. Aliases are refused, so
 * that a small file cannot stand for a large one. Any thread.
 */
public final class StrictYaml {
    /** At most so many bytes a document: somebody writes it by hand. */
    public static final int MAX_LENGTH = 65_536;

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(StrictJson.MAX_DEPTH + 1)
                    .maxNumberLength(StrictJson.MAX_NUMBER)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private StrictYaml() {}

    /**
     * The document that the bytes hold.
     *
     * @throws InvalidInputException if they do not hold exactly one that keeps the bounds
     */
    public static JsonNode parse(byte[] utf8) {
        if (utf8.length > MAX_LENGTH) {
            throw refused(utf8.length + " bytes", "at most " + MAX_LENGTH + " bytes");
        }
        String text = Utf8.decode(utf8, 0, utf8.length);
        try {
            requireNoAlias(text);
            return document(text);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            int line = place == null ? 1 : place.getLineNr();
            throw refused(line(text, line), "well-formed YAML; it is not from line " + line + " on");
        } catch (IOException e) {
            // Reading from a string does no input or output.
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The fields of the object that the bytes hold.
     *
     * @throws InvalidInputException as {@link #parse}, or if it is no object
     */
    public static Fields fields(byte[] utf8) {
        return Fields.of(parse(utf8));
    }

    private static JsonNode document(String text) throws IOException {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw refused("nothing", "one YAML document");
            }
            JsonNode document = Tree.read(parser);
            if (parser.nextToken() != null) {
                throw refused("a second document", "one YAML document");
            }
            return document;
        }
    }

    /** An alias would read as the text of its name; whoever wrote one meant something else. */
    private static void requireNoAlias(String text) throws IOException {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw refused("*" + parser.getText(), "values in place of aliases");
                }
            }
        }
    }

    private static String line(String text, int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("the end");
    }

    private static InvalidInputException refused(String value, String allowed) {
        return new InvalidInputException(new Problem(Problem.DOCUMENT, value, allowed));
    }
}
