package dev.medley.platform.exposure;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that the settings are in, while they are used. What is wrong with it leaves the last good settings, at the start
 * the usual ones, and is logged. Any thread may read; one at a time should reload.
 */
public final class ExposureFile {
    private static final System.Logger LOGGER = System.getLogger(ExposureFile.class.getName());

    private final Path file;
    private volatile State state = new State(ExposureSettings.USUAL, List.of());

    /**
     * What the file says.
     *
     * @param settings the last good ones
     * @param problems what is wrong with the file, if they are not what it says now
     */
    record State(ExposureSettings settings, List<String> problems) {}

    /** Reads that file, which need not be there. */
    public ExposureFile(Path file) {
        this.file = file;
        reload();
    }

    State state() {
        return state;
    }

    /** Reads it again. */
    void reload() {
        try {
            state = new State(ExposureSettings.read(file), List.of());
        } catch (InvalidInputException invalid) {
            refuse(invalid.problems().stream().map(Problem::toString).toList());
        } catch (IOException | IllegalArgumentException unusable) {
            refuse(List.of(String.valueOf(unusable.getMessage())));
        }
    }

    private void refuse(List<String> found) {
        List<String> problems =
                found.stream().map(each -> file.getFileName() + ": " + each).toList();
        if (!problems.equals(state.problems())) {
            problems.forEach(problem -> LOGGER.log(
                    Level.WARNING,
                    "settings of exposure are refused, those before ({0}) stay: {1}",
                    state.settings().revision(),
                    problem));
        }
        state = new State(state.settings(), problems);
    }
}
