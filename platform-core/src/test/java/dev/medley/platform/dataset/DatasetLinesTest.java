package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DatasetLinesTest {
    private static final String GOOD = "{\"user\":\"u\"}";

    @Test
    void countsLinesAndPassesOverEmptyOnes() throws IOException {
        List<DatasetLine> lines = read(GOOD + "\n\n \t\n" + GOOD + "\nbad\n");
        assertThat(lines).extracting(DatasetLine::number).containsExactly(1L, 4L, 5L);
        assertThat(lines.get(2)).isInstanceOf(DatasetLine.Rejected.class);
    }

    @Test
    void takesCarriageReturnsAByteOrderMarkAndAMissingLastLineEnd() throws IOException {
        List<DatasetLine> lines = read("\uFEFF" + GOOD + "\r\n\r\n" + GOOD);
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(line).isInstanceOf(DatasetLine.Accepted.class);
            assertThat(((DatasetLine.Accepted) line).json())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(GOOD);
        });
    }

    @Test
    void rejectsAByteOrderMarkInTheMiddle() throws IOException {
        assertRejected(read(GOOD + "\n\uFEFF" + GOOD).get(1), "byte order mark");
    }

    @Test
    void readsAnEmptyFile() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\uFEFF")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    @Test
    void rejectsALongLineAndGoesOn() throws IOException {
        String longest = padded(DatasetLines.MAX_LINE_BYTES);
        String tooLong = padded(DatasetLines.MAX_LINE_BYTES + 1);
        String endless = "x".repeat(10_000_000);
        String blank = " ".repeat(DatasetLines.MAX_LINE_BYTES + 5);
        List<DatasetLine> lines = read(String.join("\n", longest, tooLong, longest + "\r", endless, blank, GOOD));
        assertThat(lines).extracting(DatasetLine::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(lines.get(0)).isInstanceOf(DatasetLine.Accepted.class);
        assertRejected(lines.get(1), "65537 bytes");
        assertThat(lines.get(2)).isInstanceOf(DatasetLine.Accepted.class);
        assertRejected(lines.get(3), "10000000 bytes");
        assertRejected(lines.get(4), "bytes");
        assertThat(lines.get(5)).isInstanceOf(DatasetLine.Accepted.class);
    }

    @Test
    void rejectsMalformedUtf8AndNulBytes() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'{', '"', 'u', (byte) 0xFF, '"', '}', '\n', 0, '\n'});
        file.writeBytes(GOOD.getBytes(StandardCharsets.UTF_8));
        file.write(0);
        List<DatasetLine> lines = read(file.toByteArray());
        assertThat(lines).hasSize(3).allMatch(DatasetLine.Rejected.class::isInstance);
        assertRejected(lines.get(0), "UTF-8");
    }

    @Test
    void neverThrowsForWhatALineHolds() throws IOException {
        long seed = Long.getLong("medley.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        byte[] alphabet = "{}[]\",:\\u0aeE+-.1truefalsn \t\r\n\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = GOOD.repeat(3).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            for (DatasetFile file : DatasetFile.values()) {
                assertThat(read(file, bytes))
                        .as("seed %s, round %s", seed, round)
                        .isNotNull();
            }
        }
    }

    private static String padded(int bytes) {
        return GOOD + " ".repeat(bytes - GOOD.length());
    }

    private static void assertRejected(DatasetLine line, String saying) {
        assertThat(line).isInstanceOf(DatasetLine.Rejected.class);
        assertThat(((DatasetLine.Rejected) line).problems().toString()).contains(saying);
    }

    private static List<DatasetLine> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<DatasetLine> read(byte[] bytes) throws IOException {
        return read(DatasetFile.USERS, bytes);
    }

    private static List<DatasetLine> read(DatasetFile file, byte[] bytes) throws IOException {
        List<DatasetLine> read = new ArrayList<>();
        try (DatasetLines lines = new DatasetLines(file, new ByteArrayInputStream(bytes))) {
            for (Optional<DatasetLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                read.add(line.get());
            }
        }
        return read;
    }
}
