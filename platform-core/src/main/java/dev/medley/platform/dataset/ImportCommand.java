package dev.medley.platform.dataset;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code import DIR... [--url URL]}: brings data sets into a running platform and has it learn from them. */
public final class ImportCommand {
    /** Everything was taken. */
    public static final int ALL_ACCEPTED = 0;

    /** Some lines were rejected, all others were taken. */
    public static final int SOME_REJECTED = 1;

    /** Wrong use, no server, or a server that fails. */
    public static final int FAILED = 2;

    private static final String AFTERWARDS = "what was imported stays, and importing again is safe";
    private static final String USAGE = "usage: import DIR... [--url " + ServerConnection.DEFAULT_URL + "]";

    private ImportCommand() {}

    /**
     * Runs the command.
     *
     * @param args one or more folders, and optionally {@code --url URL}
     * @return {@link #ALL_ACCEPTED}, {@link #SOME_REJECTED} or {@link #FAILED}
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Console console = System.console();
        return run(args, out, err, console != null && console.isTerminal(), Path.of(""));
    }

    static int run(String[] args, PrintStream out, PrintStream err, boolean terminal, Path rejectedFolder) {
        try {
            Arguments arguments = Arguments.of(args);
            List<DatasetFolder> folders = new ArrayList<>();
            for (Path path : arguments.folders()) {
                folders.add(open(path));
            }
            try (ServerConnection server = new ServerConnection(arguments.url(), AFTERWARDS);
                    ImportProgress progress = new ImportProgress(out, err, terminal, rejectedFolder)) {
                DatasetImport datasetImport = new DatasetImport(new HttpDatasetSink(server), progress);
                for (DatasetFolder folder : folders) {
                    datasetImport.run(folder);
                }
                progress.summarize();
                new RemoteTraining(server, out).run();
                return progress.rejectedLines() == 0 ? ALL_ACCEPTED : SOME_REJECTED;
            }
        } catch (ImportFailedException e) {
            err.println("import: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            err.println("import: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("import: interrupted; " + AFTERWARDS);
        }
        return FAILED;
    }

    private static DatasetFolder open(Path path) throws ImportFailedException, IOException {
        Path yaml = path.resolve(DatasetFolder.DECLARATION_FILE);
        if (!Files.isDirectory(path)) {
            throw new ImportFailedException("'" + path + "' is not a folder; " + USAGE);
        }
        try {
            return DatasetFolder.open(path);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new ImportFailedException("'" + path + "' is not a data set: it has no "
                    + DatasetFolder.DECLARATION_FILE + "; ./medley convert makes one from a public data set");
        } catch (InvalidInputException e) {
            StringBuilder message = new StringBuilder(yaml + " is not valid:");
            for (Problem problem : e.problems()) {
                message.append("\n  ").append(problem);
            }
            throw new ImportFailedException(message.toString());
        }
    }

    private record Arguments(List<Path> folders, URI url) {
        static Arguments of(String[] args) throws ImportFailedException {
            List<Path> folders = new ArrayList<>();
            String url = ServerConnection.DEFAULT_URL;
            for (int i = 0; i < args.length; i++) {
                if (args[i].startsWith("--url=")) {
                    url = args[i].substring("--url=".length());
                } else if (args[i].equals("--url")) {
                    if (++i == args.length) {
                        throw new ImportFailedException("option --url needs a value; " + USAGE);
                    }
                    url = args[i];
                } else if (args[i].startsWith("-")) {
                    throw new ImportFailedException("unknown option '" + args[i] + "'; " + USAGE);
                } else {
                    folders.add(Path.of(args[i]));
                }
            }
            if (folders.isEmpty()) {
                throw new ImportFailedException("no folder given; " + USAGE);
            }
            return new Arguments(folders, ServerConnection.address(url));
        }
    }
}
