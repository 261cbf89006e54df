package dev.medley.platform.score.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import dev.medley.platform.codec.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
    private static final String SINGLE = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

    /** Written by the reference implementation (safetensors 0.8.0, from Python) for {@link #reference()}. */
    private static final byte[] REFERENCE =
            bytes("""
            {"__metadata__":{"format":"medley é\\t\u007f\\u001f/"},\
            "keys":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},\
            "a":{"dtype":"F32","shape":[0,4],"data_offsets":[16,16]},\
            "bias":{"dtype":"F32","shape":[3],"data_offsets":[16,28]},\
            "count":{"dtype":"I32","shape":[],"data_offsets":[28,32]},\
            "é\\"\\\\\\n\\u0001":{"dtype":"U8","shape":[2,1],"data_offsets":[32,34]},\
            "\uffee":{"dtype":"U8","shape":[1],"data_offsets":[34,35]},\
            "\ud83d\ude00":{"dtype":"U8","shape":[1],"data_offsets":[35,36]}}\s\s\s""", "ffffffffffffffff00000000000100000000003f000000c0000050400700000001020301");

    private static Tensors reference() {
        return Tensors.builder()
                .uint8("\ud83d\ude00", new byte[] {1}, 1)
                .uint8("\uffee", new byte[] {3}, 1)
                .uint8("é\"\\\n\u0001", new byte[] {1, 2}, 2, 1)
                .float32("bias", new float[] {0.5f, -2, 3.25f}, 3)
                .int64("keys", new long[] {-1, 1L << 40}, 2)
                .int32("count", new int[] {7})
                .float32("a", new float[0], 0, 4)
                .metadata("format", "medley é\t\u007f\u001f/")
                .build();
    }

    @Test
    void writesByteForByteWhatTheReferenceImplementationWrites() throws IOException {
        assertThat(SafetensorsFile.write(reference())).isEqualTo(REFERENCE);
        assertThat(SafetensorsFile.read(REFERENCE)).isEqualTo(reference());
        // The same content as the reference implementation's own tests have.
        assertThat(SafetensorsFile.write(Tensors.builder()
                        .float32("attn0", new float[] {0, 1, 2, 3, 4, 5}, 1, 1, 2, 3)
                        .build()))
                .isEqualTo(bytes(
                        "{\"attn0\":{\"dtype\":\"F32\",\"shape\":[1,1,2,3],\"data_offsets\":[0,24]}}       ",
                        "000000000000803f0000004000004040000080400000a040"));
        assertThat(SafetensorsFile.write(Tensors.builder().build())).isEqualTo(bytes("{}      ", ""));
    }

    @Test
    void randomTensorsComeBackTheSame(@TempDir Path folder) throws IOException {
        long seed = System.nanoTime();
        System.out.println("SafetensorsFileTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Tensors tensors = randomTensors(random);
            byte[] bytes = SafetensorsFile.write(tensors);
            assertThat(SafetensorsFile.read(bytes)).as("seed %s", seed).isEqualTo(tensors);
            assertThat(headerLength(bytes) % 8).isZero();
            Path file = folder.resolve("tensors");
            SafetensorsFile.write(tensors, file);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
            assertThat(SafetensorsFile.read(file)).isEqualTo(tensors);
        }
    }

    @Test
    void theOrderOfAddingIsForgotten() {
        Tensors forth = Tensors.builder()
                .int32("a", new int[] {1}, 1)
                .int32("b", new int[] {2}, 1)
                .metadata("x", "1")
                .metadata("y", "2")
                .build();
        Tensors back = Tensors.builder()
                .metadata("y", "2")
                .metadata("x", "1")
                .int32("b", new int[] {2}, 1)
                .int32("a", new int[] {1}, 1)
                .build();
        assertThat(SafetensorsFile.write(back)).isEqualTo(SafetensorsFile.write(forth));
    }

    @Test
    void tensorsOfManyPiecesGoThroughAFile(@TempDir Path folder) throws IOException {
        float[] floats = new float[300_001];
        long[] longs = new long[100_003];
        byte[] small = new byte[700_001];
        Random random = new Random(5);
        random.nextBytes(small);
        for (int i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
        }
        for (int i = 0; i < longs.length; i++) {
            longs[i] = random.nextLong();
        }
        Tensors tensors = Tensors.builder()
                .float32("floats", floats, floats.length)
                .int64("longs", longs, longs.length)
                .uint8("bytes", small, small.length)
                .build();
        Path file = folder.resolve("tensors");
        Files.write(file, new byte[20_000_000]);
        SafetensorsFile.write(tensors, file);
        Tensors read = SafetensorsFile.read(file);
        assertThat(read).isEqualTo(tensors);
        float[] piece = new float[5];
        read.tensor("floats").copy(100_000, 3, piece, 1);
        assertThat(piece).containsExactly(0, floats[100_000], floats[100_001], floats[100_002], 0);
    }

    @Test
    void aFileCutAnywhereIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cut");
        for (int length = 0; length < REFERENCE.length; length++) {
            byte[] cut = Arrays.copyOf(REFERENCE, length);
            assertRefused(cut);
            Files.write(file, cut);
            assertThatExceptionOfType(InvalidTensorsException.class).isThrownBy(() -> SafetensorsFile.read(file));
        }
        assertRefused(Arrays.copyOf(REFERENCE, REFERENCE.length + 1));
    }

    /** Every byte of length and header, in each of the 255 ways: refused, or a file that says something else. */
    @Test
    void noChangeOfAByteOfTheHeaderGoesUnseenOrUnchecked() {
        int end = 8 + headerLength(REFERENCE);
        int hexadecimal = new String(REFERENCE, StandardCharsets.ISO_8859_1).indexOf("\\u001f") + 5;
        Tensors original = reference();
        int refused = 0;
        int others = 0;
        for (int place = 0; place < end; place++) {
            for (int change = 1; change < 256; change++) {
                byte[] bytes = REFERENCE.clone();
                bytes[place] ^= (byte) change;
                try {
                    Tensors read = SafetensorsFile.read(bytes);
                    // Another letter in a name or a text, or I32 for F32, is a file as good as any. The same is said
                    // with other white space, or with F for f.
                    boolean otherSpace = place >= end - 3 && " \t\r\n".indexOf(bytes[place]) >= 0;
                    boolean otherCase = place == hexadecimal && bytes[place] == 'F';
                    assertThat(read.equals(original))
                            .as("byte %s ^ %s", place, change)
                            .isEqualTo(otherSpace || otherCase);
                    others++;
                } catch (IOException e) {
                    refused++;
                }
                if (place < 8) {
                    assertThat(others).as("length byte %s ^ %s", place, change).isZero();
                }
            }
        }
        assertThat(refused).isGreaterThan(100_000);
        assertThat(others).isPositive();
    }

    @Test
    void randomDamageNeverEndsInAnUncheckedException() {
        long seed = System.nanoTime();
        System.out.println("SafetensorsFileTest damage seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = SafetensorsFile.write(randomTensors(random));
            int header = headerLength(bytes);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int from = random.nextInt(8 + header);
                int to = Math.min(8 + header, from + 1 + random.nextInt(12));
                int source = random.nextInt(8 + header - (to - from) + 1);
                System.arraycopy(bytes, source, bytes, from, to - from);
            }
            try {
                SafetensorsFile.read(bytes);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                fail("seed " + seed + " round " + round + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    @Test
    void aHeaderThatClaimsMuchCostsNothing(@TempDir Path folder) throws IOException {
        for (long claim : new long[] {100_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            byte[] bytes = ByteBuffer.allocate(64)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(claim)
                    .array();
            assertThat(problemsOf(bytes)).singleElement().asString().contains(Long.toUnsignedString(claim));
        }
        byte[] within = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(100_000_000)
                .array();
        assertThat(problemsOf(within)).singleElement().asString().contains("only 56 follow");
        // A file can be long without being there: its holes are zeros, and no header.
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 36);
        }
        assertThatExceptionOfType(InvalidTensorsException.class)
                .isThrownBy(() -> SafetensorsFile.read(file))
                .withMessageContaining("'{' is expected");
    }

    @Test
    void everyProblemIsNamed() {
        byte[] bytes = bytes("""
                {"__metadata__":{"k":"1","k":"2"},\
                "half":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},\
                "missing":{"dtype":"F32"},\
                "late":{"dtype":"F32","shape":[2],"data_offsets":[8,80]},\
                "back":{"dtype":"F32","shape":[2],"data_offsets":[8,0]},\
                "odd":{"dtype":"F32","shape":[3],"data_offsets":[0,8]},\
                "vast":{"dtype":"I64","shape":[4294967296,4294967296,2],"data_offsets":[0,0]},\
                "three":{"dtype":"I64","shape":[],"data_offsets":[0,8,16]},\
                "three":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""", "00".repeat(16));
        assertThat(problemsOf(bytes).stream().map(Problem::toString))
                .containsExactly(
                        "__metadata__: the key \"k\" stands there more than once",
                        "tensor \"half\": dtype \"F16\" is not allowed; allowed: U8, I32, F32, I64",
                        "tensor \"three\": data_offsets has 3 numbers; 2 are expected: begin and end",
                        "tensor \"three\": its name stands in the header more than once",
                        "tensor \"missing\": the field shape is missing",
                        "tensor \"missing\": the field data_offsets is missing",
                        "tensor \"late\": data_offsets are [8, 80]; 0 <= begin <= end <= 16 is expected, "
                                + "the number of bytes after the header",
                        "tensor \"back\": data_offsets are [8, 0]; 0 <= begin <= end <= 16 is expected, "
                                + "the number of bytes after the header",
                        "tensor \"odd\": shape [3] of F32 takes 12 bytes, its data_offsets span 8",
                        "tensor \"vast\": shape [4294967296, 4294967296, 2] of I64 takes more than any file's bytes, "
                                + "its data_offsets span 0");
    }

    @Test
    void holesOverlapsAndRemaindersAreNamed() {
        assertThat(problemsOf(two("[0,8]", "[12,20]", 20)))
                .singleElement()
                .asString()
                .contains("tensor \"b\": begins at byte 12; tensor \"a\" ends at 8");
        assertThat(problemsOf(two("[0,8]", "[4,12]", 12)))
                .singleElement()
                .asString()
                .contains("tensor \"b\": begins at byte 4 inside tensor \"a\"");
        assertThat(problemsOf(two("[0,8]", "[0,8]", 8)))
                .singleElement()
                .asString()
                .contains("tensor \"b\": begins at byte 0 inside tensor \"a\"");
        assertThat(problemsOf(two("[4,12]", "[12,20]", 20)))
                .singleElement()
                .asString()
                .contains("tensor \"a\": begins at byte 4; the header ends at 0");
        assertThat(problemsOf(two("[0,8]", "[8,16]", 19)))
                .singleElement()
                .asString()
                .contains("3 bytes follow tensor \"b\"");
    }

    @Test
    void tensorsInAnyOrderAreRead() throws IOException {
        assertThat(SafetensorsFile.read(two("[8,16]", "[0,8]", 16)).names()).containsExactly("a", "b");
    }

    @Test
    void whatIsNotFiniteIsNamedInEveryTensor() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}";
        assertThat(problemsOf(bytes(header, "0000803f0000c07f000080ff0000803f")).stream()
                        .map(Problem::toString))
                .containsExactly(
                        "tensor \"a\": element 1 is NaN; only finite numbers are allowed",
                        "tensor \"b\": element 0 is -Infinity; only finite numbers are allowed");
    }

    @Test
    void onlyJsonAsItIsSpecifiedIsRead() throws IOException {
        assertThat(SafetensorsFile.read(bytes(
                                "{\"\\u0061\\ud83d\\ude00\\/\" : {\n\t\"shape\" : [ 2 ] , "
                                        + "\"data_offsets\":[0,8],\"dtype\":\"F32\"} } ",
                                "00".repeat(8)))
                        .names())
                .containsExactly("a\ud83d\ude00/");
        for (String header : List.of(
                "",
                " " + SINGLE,
                SINGLE + "x",
                SINGLE + "\u0000",
                SINGLE.replace("[2]", "[02]"),
                SINGLE.replace("[2]", "[2.0]"),
                SINGLE.replace("[2]", "[2e0]"),
                SINGLE.replace("[2]", "[+2]"),
                SINGLE.replace("[2]", "[-2]"),
                SINGLE.replace("[2]", "[2,]"),
                SINGLE.replace("[2]", "[99999999999999999999]"),
                SINGLE.replace("[2]", "null"),
                SINGLE.replace("\"F32\"", "'F32'"),
                SINGLE.replace("{\"a\"", "{,\"a\""),
                SINGLE.replace("}}", "},}"),
                SINGLE.replace("[0,8]", "[0,8],\"extra\":1"),
                SINGLE.replace("\"a\"", "\"\n\""),
                SINGLE.replace("\"a\"", "\"\\x\""),
                SINGLE.replace("\"a\"", "\"\\ud83d\""),
                SINGLE.replace("\"a\"", "\"\\ude00\""),
                SINGLE.replace("\"a\"", "\"\\u00g0\""),
                SINGLE.replace("\"a\"", "\"__metadata__\""),
                "[]",
                "{\"__metadata__\":{\"k\":1}}",
                "{\"__metadata__\":null}")) {
            assertRefused(bytes(header, "00".repeat(8)));
        }
        byte[] malformed = bytes(SINGLE, "00".repeat(8));
        malformed[8 + 2] = (byte) 0xC3;
        assertThat(problemsOf(malformed)).singleElement().asString().contains("well-formed UTF-8 is expected");
    }

    @Test
    void problemsShowNoControlCharactersAndEnd() {
        byte[] bytes = bytes(
                "{\"__metadata__\":{\"\\u001b[2J\":\"\",\"\\u001b[2J\":\"\"},\"" + "n".repeat(5000) + "\":{\"dtype\":\""
                        + "t".repeat(5000) + "\"}}",
                "");
        for (Problem problem : problemsOf(bytes)) {
            assertThat(problem.toString()).doesNotContain("\u001b").hasSizeLessThan(700);
        }
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 500; i++) {
            many.append(i == 0 ? "" : ",").append("\"").append(i).append("\":{}");
        }
        assertThatExceptionOfType(InvalidTensorsException.class)
                .isThrownBy(() -> SafetensorsFile.read(bytes(many.append("}").toString(), "")))
                .withMessageEndingWith("; and 1400 more problems")
                .satisfies(e -> assertThat(e.problems()).hasSize(100));
    }

    @Test
    void whatCannotBeReadBackIsNotBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensors.builder().float32("w", new float[] {0, Float.NaN}, 2))
                .withMessage("tensor \"w\": element 1 is NaN; only finite numbers are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensors.builder().float32("w", new float[6], 2, 2))
                .withMessage("tensor \"w\": shape [2, 2] does not hold 6 elements");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensors.builder().int32("w", new int[0], 65536, 65536));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensors.builder().int64("w", new long[1], -1, -1))
                .withMessageContaining("negative dimension");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensors.builder().uint8("__metadata__", new byte[0], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensors.builder().uint8("\ud83d", new byte[0], 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensors.builder().metadata("k", "1").metadata("k", "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensors.builder().uint8("w", new byte[0], 0).int32("w", new int[0], 0))
                .withMessageContaining("already");
        assertThat(Tensor.uint8(new byte[0], 65536, 65536, 0).count()).isZero();
    }

    @Test
    void tensorsAreAskedForByNameTypeAndShape() {
        Tensors tensors = Tensors.builder()
                .float32("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                .build();
        assertThat(tensors.float32("w", 2, 3)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(tensors.float32("w", Tensors.ANY, 3)).hasSize(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensors.float32("w", Tensors.ANY, 2))
                .withMessage("tensor \"w\" is F32 [2, 3]; F32 [any, 2] is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensors.int64("w", 2, 3))
                .withMessage("tensor \"w\" is F32 [2, 3]; I64 [2, 3] is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensors.float32("v"))
                .withMessage("no tensor \"v\"; there are [w]");
        assertThatIllegalStateException().isThrownBy(() -> tensors.tensor("w").int32());
    }

    @Test
    void tensorsCannotBeChangedFromOutside() {
        float[] given = {1, 2};
        Tensors tensors = Tensors.builder().float32("w", given, 2).build();
        given[0] = 9;
        tensors.float32("w", 2)[1] = 9;
        tensors.tensor("w").shape()[0] = 9;
        assertThat(tensors.float32("w", 2)).containsExactly(1, 2);
    }

    private static Tensors randomTensors(Random random) {
        Tensors.Builder tensors = Tensors.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int[] shape = new int[random.nextInt(4)];
            int count = 1;
            for (int d = 0; d < shape.length; d++) {
                shape[d] = random.nextInt(5);
                count *= shape[d];
            }
            String name = randomText(random) + i;
            switch (ElementType.values()[random.nextInt(ElementType.values().length)]) {
                case UINT8 -> {
                    byte[] elements = new byte[count];
                    random.nextBytes(elements);
                    tensors.uint8(name, elements, shape);
                }
                case INT32 -> tensors.int32(name, random.ints(count).toArray(), shape);
                case FLOAT32 -> {
                    float[] elements = new float[count];
                    for (int k = 0; k < count; k++) {
                        float any = Float.intBitsToFloat(random.nextInt());
                        elements[k] = Float.isFinite(any) ? any : -0.0f;
                    }
                    tensors.float32(name, elements, shape);
                }
                case INT64 -> tensors.int64(name, random.longs(count).toArray(), shape);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            tensors.metadata(randomText(random) + i, randomText(random));
        }
        return tensors.build();
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int most = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT;
            int codePoint = random.nextInt(most);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? '?' : codePoint);
        }
        return text.toString();
    }

    private static byte[] two(String first, String second, int length) {
        return bytes(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + first
                        + "},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + second + "}}",
                "00".repeat(length));
    }

    private static byte[] bytes(String header, String hex) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(length);
        bytes.writeBytes(json);
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        return bytes.toByteArray();
    }

    private static int headerLength(byte[] bytes) {
        return (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static void assertRefused(byte[] bytes) {
        assertThat(problemsOf(bytes)).isNotEmpty();
    }

    private static List<Problem> problemsOf(byte[] bytes) {
        try {
            Tensors tensors = SafetensorsFile.read(bytes);
            throw new AssertionError("read as " + tensors + ": " + new String(bytes, StandardCharsets.UTF_8));
        } catch (InvalidTensorsException e) {
            return e.problems();
        }
    }
}
