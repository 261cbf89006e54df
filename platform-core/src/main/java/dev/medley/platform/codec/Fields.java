package dev.medley.platform.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads the fields of one JSON object and collects everything that is wrong with them.
 *
 * <pre>{@code
 * Fields fields = Fields.of(StrictJson.parse(body));
 * String user = fields.requiredKey("user");
 * OptionalInt age = fields.integer("age", 0, 150);
 * fields.end(); // throws with every problem, unknown fields among them
 * return new UserProfile(age, ...);
 * }</pre>
 *
 * <p>A method that finds a problem notes it and gives what stands for absence: an empty {@code Optional}, an empty
 * collection, or for a required field {@code null}, which nobody sees because {@link #end} throws. An optional field
 * that is {@code null} counts as absent. Every name that is asked for is a known name; what the object has beside them
 * is a problem. One thread.
 */
public final class Fields {
    /** Whoever sends a body of nothing but mistakes gets so many explained, not all. */
    public static final int MAX_PROBLEMS = 100;

    private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final JsonNode object;
    private final String path;
    private final List<Problem> problems;
    private final List<String> known = new ArrayList<>();
    private int found;

    private Fields(JsonNode object, String path, List<Problem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /**
     * The fields of an object.
     *
     * @throws InvalidInputException if it is none
     */
    public static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidInputException(new Problem(Problem.DOCUMENT, Quoted.of(node), "an object"));
        }
        return new Fields(node, "", new ArrayList<>());
    }

    /** The choice whose name stands there: constants are written in lower case, with {@code -} between words. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        E[] constants = choices.getEnumConstants();
        Optional<String> given = text(name, 0, Integer.MAX_VALUE);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (E constant : constants) {
            if (choiceName(constant).equals(given.get())) {
                return Optional.of(constant);
            }
            names.add(choiceName(constant));
        }
        refuse(name, "one of " + String.join(", ", names));
        return Optional.empty();
    }

    /** How {@link #choice} reads a constant. */
    public static String choiceName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the field is there and not {@code null}. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** Whether the field is there and {@code null}, which says "none" where that is allowed. */
    public boolean isNull(String name) {
        find(name);
        JsonNode node = object.get(name);
        return node != null && node.isNull();
    }

    /** A text of that many characters, or {@code null}. */
    public String requiredText(String name, int min, int max) {
        JsonNode node = findRequired(name, textRule(min, max));
        return node == null ? null : text(node, pathOf(name), min, max);
    }

    /** A text of that many characters. */
    public Optional<String> text(String name, int min, int max) {
        JsonNode node = find(name);
        return node == null ? Optional.empty() : Optional.ofNullable(text(node, pathOf(name), min, max));
    }

    /** The name of a surface, scenario, task or type; or {@code null}. */
    public String requiredName(String name) {
        return required(name, TextRule.NAME);
    }

    /** The key of an item or user; or {@code null}. */
    public String requiredKey(String name) {
        return required(name, TextRule.KEY);
    }

    /** A text that keeps the rule; or {@code null}. */
    public String required(String name, TextRule rule) {
        JsonNode node = findRequired(name, rule.allowed());
        return node == null ? null : ruled(node, pathOf(name), rule);
    }

    /** A text that keeps the rule. */
    public Optional<String> optional(String name, TextRule rule) {
        JsonNode node = find(name);
        return node == null ? Optional.empty() : Optional.ofNullable(ruled(node, pathOf(name), rule));
    }

    /** A whole number from {@code min} to {@code max}; {@code 5.0} is one. */
    public OptionalInt integer(String name, int min, int max) {
        OptionalLong number = wholeNumber(name, min, max);
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
    }

    /** A whole number from {@code min} to {@code max}; {@code 5.0} is one. */
    public OptionalLong wholeNumber(String name, long min, long max) {
        JsonNode node = find(name);
        if (node == null) {
            return OptionalLong.empty();
        }
        // Beyond 2^53 a double no longer knows its last digits, so it is no whole number that somebody meant.
        boolean whole = node.isLong()
                || node.isDouble()
                        && Math.rint(node.doubleValue()) == node.doubleValue()
                        && Math.abs(node.doubleValue()) <= 1L << 53;
        if (!whole || node.longValue() < min || node.longValue() > max) {
            refuse(pathOf(name), node, "a whole number, " + min + " to " + max);
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    /** A number from {@code min} to {@code max}. */
    public OptionalDouble decimal(String name, double min, double max) {
        JsonNode node = find(name);
        if (node == null) {
            return OptionalDouble.empty();
        }
        double number = decimal(node, pathOf(name), min, max);
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** A number from {@code min} to {@code max}, or NaN. */
    public double requiredDecimal(String name, double min, double max) {
        JsonNode node = findRequired(name, decimalRule(min, max));
        return node == null ? Double.NaN : decimal(node, pathOf(name), min, max);
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            refuse(pathOf(name), node, "true or false");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    /** A point in time, ISO 8601 in UTC, such as {@code 2026-01-31T12:00:00Z}; years 1 to 9999. */
    public Optional<Instant> instant(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return Optional.empty();
        }
        Optional<Instant> instant = node.isTextual() ? instantOf(node.textValue()) : Optional.empty();
        if (instant.isEmpty()) {
            refuse(pathOf(name), node, "a time in UTC of the form 2026-01-31T12:00:00Z");
        }
        return instant;
    }

    /** A list of at most {@code maxEntries} texts, each of {@code min} to {@code max} characters. */
    public List<String> texts(String name, int maxEntries, int min, int max) {
        List<Element> elements = elements(name, maxEntries);
        if (elements.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Element element : elements) {
            element.text(min, max).ifPresent(texts::add);
        }
        return texts;
    }

    /** A list of at most {@code maxEntries} finite numbers, each within the range of {@code float}. */
    public float[] floats(String name, int maxEntries) {
        List<JsonNode> nodes = list(name, maxEntries);
        float[] numbers = new float[nodes.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) decimal(nodes.get(i), pathOf(name) + "[" + i + "]", -Float.MAX_VALUE, Float.MAX_VALUE);
        }
        return numbers;
    }

    /** The entries of a list of at most {@code maxEntries}, for lists of more than one kind of entry. */
    public List<Element> elements(String name, int maxEntries) {
        List<JsonNode> nodes = list(name, maxEntries);
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<Element> elements = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            elements.add(new Element(nodes.get(i), pathOf(name) + "[" + i + "]"));
        }
        return elements;
    }

    /** An object of at most {@code maxEntries} texts of at most {@code maxValue} characters, under names of 1 to 64. */
    public Map<String, String> textMap(String name, int maxEntries, int maxValue) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Element> entry : map(name, maxEntries).entrySet()) {
            if (entry.getKey().isEmpty() || entry.getKey().length() > 64) {
                note(new Problem(pathOf(name), Quoted.of(entry.getKey()), "names of 1 to 64 characters"));
            }
            entry.getValue().text(0, maxValue).ifPresent(text -> texts.put(entry.getKey(), text));
        }
        return texts;
    }

    /** An object of at most {@code maxEntries} numbers from {@code min} to {@code max}, under names of 1 to 256. */
    public Map<String, Double> decimalMap(String name, int maxEntries, double min, double max) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, Element> entry : map(name, maxEntries).entrySet()) {
            if (!TextRule.KEY.isKeptBy(entry.getKey())) {
                note(new Problem(pathOf(name), Quoted.of(entry.getKey()), TextRule.KEY.allowed()));
            }
            double number = decimal(entry.getValue().node(), entry.getValue().path(), min, max);
            if (!Double.isNaN(number)) {
                numbers.put(entry.getKey(), number);
            }
        }
        return numbers;
    }

    /** An object of at most {@code maxEntries} entries with free names, in its order. */
    public Map<String, Element> map(String name, int maxEntries) {
        JsonNode node = find(name);
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject() || node.size() > maxEntries) {
            refuse(pathOf(name), node, "an object of at most " + maxEntries + " entries");
            return Map.of();
        }
        Map<String, Element> elements = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            elements.put(entry.getKey(), new Element(entry.getValue(), pathOf(name) + "." + entry.getKey()));
        }
        return elements;
    }

    /** The fields of the object inside this one; {@link #end} is called on each of the two. */
    public Optional<Fields> object(String name) {
        JsonNode node = find(name);
        return node == null ? Optional.empty() : new Element(node, pathOf(name)).object();
    }

    /** Notes that the value of the field, there or not, is not allowed. */
    public void refuse(String name, String allowed) {
        JsonNode node = find(name);
        if (node == null) {
            note(Problem.missing(pathOf(name), "required: " + allowed));
            return;
        }
        refuse(pathOf(name), node, allowed);
    }

    /**
     * Looks for unknown fields and ends the reading.
     *
     * @throws InvalidInputException with every problem so far, if there is one and this is the outermost object
     */
    public void end() {
        if (found < object.size()) {
            Iterator<String> names = object.fieldNames();
            while (names.hasNext() && problems.size() < MAX_PROBLEMS) {
                requireKnown(names.next());
            }
        }
        if (path.isEmpty() && !problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Whether something is wrong so far, here or in an object inside. */
    public boolean hasProblems() {
        return !problems.isEmpty();
    }

    private void requireKnown(String name) {
        if (known.contains(name)) {
            return;
        }
        List<String> sorted = new ArrayList<>(known);
        Collections.sort(sorted);
        String fields = "known fields: " + String.join(", ", sorted);
        note(Problem.unknown(
                pathOf(name),
                Quoted.of(object.get(name)),
                NearestName.of(name, known)
                        .map(nearest -> "did you mean '" + nearest + "'? " + fields)
                        .orElse(fields)));
    }

    private JsonNode findRequired(String name, String allowed) {
        JsonNode node = find(name);
        if (node == null) {
            note(Problem.missing(pathOf(name), "required: " + allowed));
        }
        return node;
    }

    private JsonNode find(String name) {
        JsonNode node = object.get(name);
        if (!known.contains(name)) {
            known.add(name);
            found += node == null ? 0 : 1;
        }
        return node == null || node.isNull() ? null : node;
    }

    private List<JsonNode> list(String name, int maxEntries) {
        JsonNode node = find(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > maxEntries) {
            refuse(pathOf(name), node, "a list of at most " + maxEntries + " entries");
            return List.of();
        }
        List<JsonNode> nodes = new ArrayList<>(node.size());
        node.forEach(nodes::add);
        return nodes;
    }

    private String text(JsonNode node, String where, int min, int max) {
        if (!node.isTextual()
                || node.textValue().length() < min
                || node.textValue().length() > max) {
            refuse(where, node, textRule(min, max));
            return null;
        }
        return node.textValue();
    }

    private String ruled(JsonNode node, String where, TextRule rule) {
        if (!node.isTextual() || !rule.isKeptBy(node.textValue())) {
            refuse(where, node, rule.allowed());
            return null;
        }
        return node.textValue();
    }

    private double decimal(JsonNode node, String where, double min, double max) {
        if (!node.isNumber() || node.doubleValue() < min || node.doubleValue() > max) {
            refuse(where, node, decimalRule(min, max));
            return Double.NaN;
        }
        return node.doubleValue();
    }

    private void note(Problem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    private void refuse(String where, JsonNode node, String allowed) {
        note(new Problem(where, Quoted.of(node), allowed));
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Optional<Instant> instantOf(String text) {
        if (!text.endsWith("Z")) {
            return Optional.empty();
        }
        try {
            Instant instant = Instant.parse(text);
            boolean fourDigits = !instant.isBefore(FIRST_INSTANT) && !instant.isAfter(LAST_INSTANT);
            return fourDigits ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String textRule(int min, int max) {
        return "a text of " + (min == 0 ? "at most " : min + " to ") + max + " characters";
    }

    private static String decimalRule(double min, double max) {
        return "a number, " + plain(min) + " to " + plain(max);
    }

    private static String plain(double number) {
        return number == (long) number ? Long.toString((long) number) : Double.toString(number);
    }

    /** One entry of a list or map. */
    public final class Element {
        private final JsonNode node;
        private final String where;

        private Element(JsonNode node, String where) {
            this.node = node;
            this.where = where;
        }

        /** The entry as it is. */
        public JsonNode node() {
            return node;
        }

        /** Its place, such as {@code exclude[3]}. */
        public String path() {
            return where;
        }

        /** A text of that many characters. */
        public Optional<String> text(int min, int max) {
            return Optional.ofNullable(Fields.this.text(node, where, min, max));
        }

        /** A text that keeps the rule. */
        public Optional<String> text(TextRule rule) {
            return Optional.ofNullable(ruled(node, where, rule));
        }

        /** The fields of an object; {@link Fields#end} is called on them and on the object around. */
        public Optional<Fields> object() {
            if (!node.isObject()) {
                refuse("an object");
                return Optional.empty();
            }
            return Optional.of(new Fields(node, where, problems));
        }

        /** Notes that the entry is not allowed. */
        public void refuse(String allowed) {
            Fields.this.refuse(where, node, allowed);
        }
    }
}
