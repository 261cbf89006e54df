package dev.medley.platform.score.logistic;

import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A logistic model as bytes. Equal models have equal bytes: surfaces stand in order of name, and of the hash tables only
 * the slots that are not zero, ascending. Big-endian; the layout is the code of {@link #write}.
 */
public final class WeightsFile {
    private static final int MAGIC = 0x4d454457; // MEDW
    private static final int VERSION = 1;
    private static final int MAX_SURFACES = 256;
    private static final int MAX_MEANINGS = 1024;
    private static final int MAX_SLOT_BITS = 24;
    private static final int REVISION_DIGITS = 16;

    private WeightsFile() {}

    /** The bytes of a model with those heads. */
    public static byte[] write(Collection<LearntHead> heads) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(heads.size());
            List<LearntHead> sorted = new ArrayList<>(heads);
            sorted.sort(Comparator.comparing(head -> head.meanings().surface()));
            for (LearntHead head : sorted) {
                write(head, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The model of those bytes.
     *
     * @throws IOException if they are not a model's, saying what is wrong
     */
    public static LogisticModel read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        expect(in.readInt() == MAGIC, "does not begin as a weights file");
        int version = in.readInt();
        expect(version == VERSION, "has layout version " + version + ", " + VERSION + " is allowed");
        int count = bounded(in.readInt(), MAX_SURFACES, "surfaces");
        Map<SurfaceId, LearntHead> heads = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            LearntHead head = read(in);
            heads.put(head.meanings().surface(), head);
        }
        expect(in.read() < 0, "goes on after its end");
        return new LogisticModel(revision(bytes), heads);
    }

    /** The revision of a model with those bytes: {@code m-} and the first 16 digits of their SHA-256. */
    public static String revision(byte[] bytes) {
        return "m-" + sha256(bytes).substring(0, REVISION_DIGITS);
    }

    /** The SHA-256 of those bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(LearntHead head, DataOutputStream out) throws IOException {
        int tasks = head.taskCount();
        out.writeUTF(head.meanings().surface().value());
        out.writeInt(tasks);
        for (TaskId task : head.meanings().tasks()) {
            out.writeUTF(task.value());
        }
        List<Meaning> meanings = new ArrayList<>();
        new TreeMap<>(head.meanings().meanings()).values().forEach(meanings::addAll);
        out.writeInt(meanings.size());
        for (Meaning meaning : meanings) {
            out.writeUTF(meaning.type().value());
            out.writeUTF(meaning.task().value());
            out.writeFloat(meaning.atLeast());
        }
        out.writeInt(head.explicitTasks());
        writeAll(head.everybodysYesShares(), out);
        out.writeInt(head.denseCount());
        writeAll(head.means(), out);
        writeAll(head.scales(), out);
        for (double[] weights : head.weights()) {
            for (double weight : weights) {
                out.writeDouble(weight);
            }
        }
        writeTable(head, tasks, out);
    }

    private static void writeTable(LearntHead head, int tasks, DataOutputStream out) throws IOException {
        out.writeInt(head.slotBits());
        int used = 0;
        for (int slot = 0; slot <= head.slotMask(); slot++) {
            used += isUsed(head.table(), slot * tasks, tasks) ? 1 : 0;
        }
        out.writeInt(used);
        for (int slot = 0; slot <= head.slotMask(); slot++) {
            if (isUsed(head.table(), slot * tasks, tasks)) {
                out.writeInt(slot);
                for (int task = 0; task < tasks; task++) {
                    out.writeFloat(head.table()[slot * tasks + task]);
                }
            }
        }
    }

    private static boolean isUsed(float[] table, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (table[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void writeAll(float[] values, DataOutputStream out) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static LearntHead read(DataInputStream in) throws IOException {
        TaskMeanings meanings = readMeanings(in);
        int tasks = meanings.tasks().size();
        int explicitTasks = in.readInt();
        float[] shares = readAll(tasks, in);
        int dense = in.readInt();
        int expected = DenseInputs.COMMON + tasks;
        expect(dense == expected, "has " + dense + " dense inputs, this platform has " + expected);
        float[] means = readAll(dense, in);
        float[] scales = readAll(dense, in);
        double[][] weights = new double[tasks][dense + 1];
        for (double[] taskWeights : weights) {
            for (int i = 0; i < taskWeights.length; i++) {
                taskWeights[i] = finite(in.readDouble());
            }
        }
        int slotBits = bounded(in.readInt(), MAX_SLOT_BITS, "bits a slot");
        return new LearntHead(
                meanings, explicitTasks, shares, means, scales, weights, slotBits, readTable(slotBits, tasks, in));
    }

    private static TaskMeanings readMeanings(DataInputStream in) throws IOException {
        SurfaceId surface = new SurfaceId(in.readUTF());
        int tasks = bounded(in.readInt(), TaskMeanings.MAX_TASKS, "tasks");
        List<TaskId> names = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            names.add(new TaskId(in.readUTF()));
        }
        int count = bounded(in.readInt(), MAX_MEANINGS, "meanings");
        List<Meaning> meanings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            meanings.add(
                    new Meaning(surface, new InteractionType(in.readUTF()), new TaskId(in.readUTF()), in.readFloat()));
        }
        TaskMeanings read = TaskMeanings.of(surface, meanings);
        expect(read.tasks().equals(names), "names tasks " + names + " but gives meanings to " + read.tasks());
        return read;
    }

    private static float[] readTable(int slotBits, int tasks, DataInputStream in) throws IOException {
        int slots = 1 << slotBits;
        int used = bounded(in.readInt(), slots, "used slots");
        float[] table = new float[slots * tasks];
        for (int i = 0; i < used; i++) {
            int slot = bounded(in.readInt(), slots - 1, "slot");
            for (int task = 0; task < tasks; task++) {
                table[slot * tasks + task] = (float) finite(in.readFloat());
            }
        }
        return table;
    }

    private static float[] readAll(int count, DataInputStream in) throws IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) finite(in.readFloat());
        }
        return values;
    }

    private static int bounded(int value, int max, String what) throws IOException {
        expect(value >= 0 && value <= max, what + ": " + value + ", 0 to " + max + " are allowed");
        return value;
    }

    private static double finite(double value) throws IOException {
        expect(Double.isFinite(value), "holds a weight that is not a finite number");
        return value;
    }

    private static void expect(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
