package dev.medley.platform.score.weights;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file's header: which tensors lie where.
 *
 * @param entries in the order of their bytes
 * @param metadata the texts
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    private static final String TYPE = "dtype";
    private static final String SHAPE = "shape";
    private static final String OFFSETS = "data_offsets";
    private static final int ALIGNMENT = 8;
    private static final long NONE = -1;

    /** The order that the reference implementation writes: the larger types first, then by name. */
    private static final Comparator<Map.Entry<String, Tensor>> AS_WRITTEN = Comparator.comparing(
                    (Map.Entry<String, Tensor> named) -> named.getValue().type(), Comparator.reverseOrder())
            .thenComparing(Map.Entry::getKey, Tensors.BY_CODE_POINTS);

    /** A tensor and where its bytes begin and end, counted from the end of the header. */
    record Entry(String name, ElementType type, int[] shape, long begin, long end) {
        int count() {
            return (int) ((end - begin) / type.bytes());
        }
    }

    /** What a tensor's object says; null or negative where it says nothing, or nothing that can be. */
    private static final class Draft {
        private final String name;
        private final Set<String> fields = new HashSet<>();
        private ElementType type;
        private long[] shape;
        private long begin = NONE;
        private long end = NONE;

        Draft(String name) {
            this.name = name;
        }

        String field() {
            return SafetensorsHeader.field(name);
        }
    }

    /** The tensors in the order of a file. */
    static List<Map.Entry<String, Tensor>> ordered(Tensors tensors) {
        List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.all().entrySet());
        ordered.sort(AS_WRITTEN);
        return ordered;
    }

    /** The header's bytes, padded; without the eight that say how many. */
    static byte[] write(List<Map.Entry<String, Tensor>> ordered, Map<String, String> metadata) {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            json.append('"').append(Tensors.METADATA).append("\":{");
            boolean first = true;
            for (Map.Entry<String, String> text : metadata.entrySet()) {
                json.append(first ? "" : ",");
                first = false;
                quote(text.getKey(), json);
                json.append(':');
                quote(text.getValue(), json);
            }
            json.append('}');
        }
        long begin = 0;
        for (Map.Entry<String, Tensor> named : ordered) {
            Tensor tensor = named.getValue();
            long end = begin + tensor.byteCount();
            json.append(json.length() == 1 ? "" : ",");
            quote(named.getKey(), json);
            json.append(":{\"")
                    .append(TYPE)
                    .append("\":\"")
                    .append(tensor.type().label());
            json.append("\",\"").append(SHAPE).append("\":[");
            int[] shape = tensor.ownShape();
            for (int i = 0; i < shape.length; i++) {
                json.append(i == 0 ? "" : ",").append(shape[i]);
            }
            json.append("],\"")
                    .append(OFFSETS)
                    .append("\":[")
                    .append(begin)
                    .append(',')
                    .append(end)
                    .append("]}");
            begin = end;
        }
        byte[] text = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"', '\\' -> json.append('\\').append(each);
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (each < ' ') {
                        json.append("\\u00").append(Character.forDigit(each >> 4, 16));
                        json.append(Character.forDigit(each & 0xF, 16));
                    } else {
                        json.append(each);
                    }
                }
            }
        }
        json.append('"');
    }

    /**
     * The header of those bytes.
     *
     * @param length how many bytes follow the header
     * @throws InvalidTensorsException with all that is wrong; what cannot be read on ends the search
     */
    static SafetensorsHeader read(byte[] json, long length, TensorProblems problems) throws InvalidTensorsException {
        HeaderText text = new HeaderText(json, problems);
        if (json.length == 0 || json[0] != '{') {
            throw text.malformed("'{' is expected");
        }
        text.expect('{');
        Map<String, String> metadata = new TreeMap<>(Tensors.BY_CODE_POINTS);
        List<Draft> drafts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!text.passes('}')) {
            do {
                String name = text.text();
                text.expect(':');
                if (!names.add(name)) {
                    problems.add(field(name), "its name stands in the header more than once");
                }
                if (name.equals(Tensors.METADATA)) {
                    readMetadata(text, metadata, problems);
                } else {
                    drafts.add(readDraft(text, name, problems));
                }
            } while (text.passes(','));
            text.expect('}');
        }
        text.expectEnd();
        List<Entry> entries = new ArrayList<>();
        for (Draft draft : drafts) {
            check(draft, length, entries, problems);
        }
        if (entries.size() == drafts.size()) {
            entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
            requireGapless(entries, length, problems);
        }
        problems.throwIfAny();
        return new SafetensorsHeader(entries, metadata);
    }

    private static void readMetadata(HeaderText text, Map<String, String> metadata, TensorProblems problems)
            throws InvalidTensorsException {
        text.expect('{');
        if (text.passes('}')) {
            return;
        }
        do {
            String key = text.text();
            text.expect(':');
            if (metadata.put(key, text.text()) != null) {
                problems.add(Tensors.METADATA, "the key \"" + key + "\" stands there more than once");
            }
        } while (text.passes(','));
        text.expect('}');
    }

    private static Draft readDraft(HeaderText text, String name, TensorProblems problems)
            throws InvalidTensorsException {
        Draft draft = new Draft(name);
        text.expect('{');
        if (text.passes('}')) {
            return draft;
        }
        do {
            String field = text.text();
            text.expect(':');
            if (!draft.fields.add(field)) {
                problems.add(draft.field(), "the field " + field + " stands there more than once");
            }
            switch (field) {
                case TYPE -> {
                    String label = text.text();
                    draft.type = ElementType.of(label).orElse(null);
                    if (draft.type == null) {
                        problems.add(
                                draft.field(),
                                TYPE + " \"" + label + "\" is not allowed; allowed: " + ElementType.labels());
                    }
                }
                case SHAPE -> draft.shape = numbers(text);
                case OFFSETS -> {
                    long[] offsets = numbers(text);
                    if (offsets.length == 2) {
                        draft.begin = offsets[0];
                        draft.end = offsets[1];
                    } else {
                        problems.add(
                                draft.field(),
                                OFFSETS + " has " + offsets.length + " numbers; 2 are expected: begin and end");
                    }
                }
                default ->
                    throw problems.fatal(
                            draft.field(),
                            "unknown field \"" + field + "\"; allowed: " + TYPE + ", " + SHAPE + ", " + OFFSETS);
            }
        } while (text.passes(','));
        text.expect('}');
        return draft;
    }

    private static long[] numbers(HeaderText text) throws InvalidTensorsException {
        text.expect('[');
        if (text.passes(']')) {
            return new long[0];
        }
        long[] numbers = new long[4];
        int count = 0;
        do {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count] = text.number();
            count++;
        } while (text.passes(','));
        text.expect(']');
        return Arrays.copyOf(numbers, count);
    }

    private static void check(Draft draft, long length, List<Entry> entries, TensorProblems problems) {
        for (String field : List.of(TYPE, SHAPE, OFFSETS)) {
            if (!draft.fields.contains(field)) {
                problems.add(draft.field(), "the field " + field + " is missing");
            }
        }
        boolean placed = draft.begin != NONE;
        if (placed && (draft.begin > draft.end || draft.end > length)) {
            placed = false;
            problems.add(
                    draft.field(),
                    OFFSETS + " are [" + draft.begin + ", " + draft.end + "]; 0 <= begin <= end <= " + length
                            + " is expected, the number of bytes after the header");
        }
        if (draft.type == null || draft.shape == null || !placed) {
            return;
        }
        long needed = bytes(draft.type, draft.shape);
        if (needed != draft.end - draft.begin) {
            problems.add(
                    draft.field(),
                    shown(draft.shape) + " of " + draft.type.label() + " takes "
                            + (needed == Long.MAX_VALUE ? "more than any file's" : Long.toString(needed))
                            + " bytes, its " + OFFSETS + " span " + (draft.end - draft.begin));
        } else if (needed / draft.type.bytes() > Tensor.MAX_ELEMENTS || !isInts(draft.shape)) {
            problems.add(
                    draft.field(),
                    shown(draft.shape) + " is too large; at most " + Tensor.MAX_ELEMENTS
                            + " elements, and that as a dimension, are allowed");
        } else {
            int[] shape = new int[draft.shape.length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = (int) draft.shape[i];
            }
            entries.add(new Entry(draft.name, draft.type, shape, draft.begin, draft.end));
        }
    }

    /** How many bytes such a tensor takes; {@link Long#MAX_VALUE} if that overflows on the way, as the format has it. */
    private static long bytes(ElementType type, long[] shape) {
        try {
            long count = 1;
            for (long dimension : shape) {
                count = Math.multiplyExact(count, dimension);
            }
            return Math.multiplyExact(count, (long) type.bytes());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean isInts(long[] shape) {
        for (long dimension : shape) {
            if (dimension > Tensor.MAX_ELEMENTS) {
                return false;
            }
        }
        return true;
    }

    private static String shown(long[] shape) {
        int most = 8;
        if (shape.length <= most) {
            return SHAPE + " " + Arrays.toString(shape);
        }
        return SHAPE + " " + Arrays.toString(Arrays.copyOf(shape, most)) + " and " + (shape.length - most) + " more";
    }

    private static void requireGapless(List<Entry> sorted, long length, TensorProblems problems) {
        long reached = 0;
        String before = "the header";
        for (Entry entry : sorted) {
            if (entry.begin > reached) {
                problems.add(
                        field(entry.name),
                        "begins at byte " + entry.begin + "; " + before + " ends at " + reached
                                + " and no bytes may lie between");
            } else if (entry.begin < reached) {
                problems.add(
                        field(entry.name),
                        "begins at byte " + entry.begin + " inside " + before + ", which ends at " + reached);
            }
            if (entry.end >= reached) {
                reached = entry.end;
                before = field(entry.name);
            }
        }
        if (reached != length) {
            problems.add(
                    "file", (length - reached) + " bytes follow " + before + ", the last tensor; none are allowed");
        }
    }

    /** How a problem names a tensor. */
    static String field(String name) {
        return "tensor \"" + name + "\"";
    }
}
