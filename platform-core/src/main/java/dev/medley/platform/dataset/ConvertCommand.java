package dev.medley.platform.dataset;

import dev.medley.platform.codec.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code convert NAME SRC OUT}: turns a public data set into the format. OUT appears when all of it is written. */
public final class ConvertCommand {
    /** Converted; odd rows, if any, are listed. */
    public static final int DONE = 0;

    /** Wrong use, or a folder that cannot be read or written. */
    public static final int FAILED = 2;

    private static final Map<String, Converter> CONVERTERS =
            byName(new MovielensConverter(), new TwitchConverter(), new HomeDepotConverter(), new AmazonConverter());

    private ConvertCommand() {}

    /**
     * Runs the command.
     *
     * @param args the data set's name, the folder with its files, the folder to make
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            if (args.length != 3) {
                throw new IOException("three arguments are needed: convert NAME SRC OUT; NAME is one of " + names());
            }
            convert(converter(args[0]), Path.of(args[1]), Path.of(args[2]).toAbsolutePath(), out, err);
            return DONE;
        } catch (FileSystemException e) {
            // Its message is the file's name, often without a word on what is wrong with it.
            err.println("convert: cannot read or write " + e.getFile() + ": "
                    + Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName()));
        } catch (IOException e) {
            err.println("convert: " + e.getMessage());
        }
        return FAILED;
    }

    private static void convert(Converter converter, Path source, Path target, PrintStream out, PrintStream err)
            throws IOException {
        requireSource(converter, source);
        requireFree(target);
        Files.createDirectories(target.getParent());
        // Beside the target, so that the move is one step: nobody finds half a data set there.
        // With the permissions of any new folder; a temporary one's are for its owner only.
        Path unfinished = Files.createDirectory(target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".unfinished"));
        try {
            ConversionNotes notes = new ConversionNotes();
            Map<DatasetFile, Long> counts;
            try (DatasetWriter writer = new DatasetWriter(unfinished, converter.declaration(), converter.scenarios())) {
                converter.convert(new SourceFolder(source, notes), writer);
                counts = writer.counts();
            }
            Files.deleteIfExists(target);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            out.println(converter.declaration().name() + " is converted to " + target);
            counts.forEach((file, count) -> out.printf(Locale.ROOT, "%-20s %,12d lines%n", file.fileName(), count));
            notes.print(out, err);
        } finally {
            delete(unfinished);
        }
    }

    private static Converter converter(String name) throws IOException {
        Converter converter = CONVERTERS.get(name);
        if (converter == null) {
            String nearest = NearestName.of(name, List.copyOf(CONVERTERS.keySet()))
                    .map(known -> "did you mean '" + known + "'? ")
                    .orElse("");
            throw new IOException("there is no converter '" + name + "'; " + nearest + "NAME is one of " + names());
        }
        return converter;
    }

    private static void requireSource(Converter converter, Path source) throws IOException {
        List<String> missing = converter.sourceFiles().stream()
                .filter(file -> !Files.isRegularFile(source.resolve(file)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException("'" + source + "' lacks " + String.join(", ", missing) + "; "
                    + converter.declaration().name() + " consists of " + String.join(", ", converter.sourceFiles()));
        }
    }

    private static void requireFree(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IOException("'" + target + "' is a file; name a folder that is empty or does not exist");
        }
        try (Stream<Path> entries = Files.list(target)) {
            if (entries.findAny().isPresent()) {
                throw new IOException("'" + target + "' is not empty; name a folder that is empty or does not exist");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    private static String names() {
        return String.join(", ", CONVERTERS.keySet());
    }

    private static Map<String, Converter> byName(Converter... converters) {
        Map<String, Converter> byName = new LinkedHashMap<>();
        for (Converter converter : converters) {
            byName.put(converter.declaration().name(), converter);
        }
        return byName;
    }
}
