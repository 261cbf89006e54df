package dev.medley.platform.codec;

import com.fasterxml.jackson.databind.JsonNode;

/** Values as a problem shows them: as JSON, so that {@code "25"} and {@code 25} differ; cheap however large they are. */
final class Quoted {
    private Quoted() {}

    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object of " + count(node.size(), "field");
            case ARRAY -> "a list of " + count(node.size(), "entry");
            case STRING -> of(node.textValue());
            case NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> node.asText();
        };
    }

    static String of(String text) {
        String start = text.length() <= Problem.MAX_VALUE ? text : text.substring(0, Problem.MAX_VALUE);
        return '"' + start + '"';
    }

    private static String count(int count, String noun) {
        if (count == 1) {
            return "1 " + noun;
        }
        return count + " " + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }
}
