package dev.medley.platform.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code up} was asked for.
 *
 * @param port where to listen; 0 for any free port
 * @param home where data is kept
 * @param isEmpty whether to start without the sample data
 * @param kafka the broker to use, {@code HOST:PORT}; absent for the embedded one
 * @param plugins folders with one directory a plugin
 */
record CommandLine(int port, Path home, boolean isEmpty, Optional<String> kafka, List<Path> plugins) {
    private static final String VALID = "--port PORT, --home DIR, --empty, --kafka HOST:PORT, --plugins DIR";

    /** The words cannot be understood; the message is one sentence for whoever typed them. */
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String message) {
            super(message);
        }
    }

    /**
     * Reads the options of {@code up}.
     *
     * @param words what follows the sub-command; {@code --option value} or {@code --option=value}
     * @param plugins folders that the launcher names, before those of {@code --plugins}
     */
    static CommandLine parse(List<String> words, List<Path> plugins) throws InvalidException {
        int port = 8080;
        Path home = Path.of(".medley");
        boolean isEmpty = false;
        Optional<String> kafka = Optional.empty();
        List<Path> folders = new ArrayList<>(plugins);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals < 0 ? word : word.substring(0, equals);
            if (option.equals("--empty") && equals < 0) {
                isEmpty = true;
                continue;
            }
            if (!List.of("--port", "--home", "--kafka", "--plugins").contains(option)) {
                throw new InvalidException("unknown option '" + word + "' for 'up'; valid: " + VALID);
            }
            if (equals < 0 && i + 1 == words.size()) {
                throw new InvalidException("option '" + option + "' of 'up' needs a value");
            }
            String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
            switch (option) {
                case "--port" -> port = port(value);
                case "--home" -> home = Path.of(value);
                case "--kafka" -> kafka = Optional.of(address(value));
                default -> folders.add(folder(value));
            }
        }
        return new CommandLine(port, home.toAbsolutePath().normalize(), isEmpty, kafka, List.copyOf(folders));
    }

    private static int port(String value) throws InvalidException {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw new InvalidException("--port '" + value + "' is not a port; valid: a number from 0 to 65535");
    }

    private static String address(String value) throws InvalidException {
        if (value.matches("[^:\\s]+:[0-9]{1,5}(,[^:\\s]+:[0-9]{1,5})*")) {
            return value;
        }
        throw new InvalidException(
                "--kafka '" + value + "' is not an address; valid: HOST:PORT, for example localhost:9092");
    }

    private static Path folder(String value) throws InvalidException {
        Path folder = Path.of(value).toAbsolutePath().normalize();
        if (Files.isDirectory(folder)) {
            return folder;
        }
        throw new InvalidException("--plugins '" + value + "' is not a folder");
    }
}
