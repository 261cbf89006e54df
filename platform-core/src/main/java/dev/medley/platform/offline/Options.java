package dev.medley.platform.offline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a command: {@code --name value} or {@code --name=value}, each as often as it may come. */
final class Options {
    private final String command;
    private final Map<String, List<String>> values;

    private Options(String command, Map<String, List<String>> values) {
        this.command = command;
        this.values = values;
    }

    /**
     * Reads them.
     *
     * @param valid the names that there are, without {@code --}
     * @throws UsageException for a word that is none of them, or an option without its value
     */
    static Options parse(String command, String[] words, List<String> valid) throws UsageException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.startsWith("--") || !valid.contains(name.substring(2))) {
                throw new UsageException("'" + word + "' is not an option of " + command + "; valid: "
                        + String.join(
                                ", ", valid.stream().map(each -> "--" + each).toList()));
            }
            if (equals < 0 && i + 1 == words.length) {
                throw new UsageException("option " + name + " needs a value");
            }
            String value = equals < 0 ? words[++i] : word.substring(equals + 1);
            values.computeIfAbsent(name.substring(2), _ -> new ArrayList<>()).add(value);
        }
        return new Options(command, values);
    }

    /** The option's only value, if it was given. */
    Optional<String> text(String name) throws UsageException {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw new UsageException("option --" + name + " is given " + given.size() + " times; once is allowed");
        }
        return given.stream().findFirst();
    }

    /** The option's only value. */
    String required(String name) throws UsageException {
        return text(name).orElseThrow(() -> new UsageException(command + " needs --" + name));
    }

    /** All values, in the order of the command line. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A path. */
    Optional<Path> path(String name) throws UsageException {
        return text(name).map(Path::of);
    }

    /** A whole number. */
    long whole(String name, long fallback, long least, long most) throws UsageException {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return fallback;
        }
        try {
            long number = Long.parseLong(given.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about every kind of bad number.
        }
        throw new UsageException(
                "--" + name + " '" + given.get() + "' is not allowed; a whole number from " + least + " to " + most);
    }

    /** A number. */
    double number(String name, double fallback, double least, double most) throws UsageException {
        Optional<String> given = text(name);
        return given.isEmpty() ? fallback : number("--" + name, given.get(), least, most);
    }

    /** That text as a number. */
    static double number(String what, String text, double least, double most) throws UsageException {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about every kind of bad number.
        }
        throw new UsageException(what + " '" + text + "' is not allowed; a number from " + least + " to " + most);
    }

    /** One of those words. */
    String choice(String name, String fallback, String... choices) throws UsageException {
        String given = text(name).orElse(fallback);
        if (!Arrays.asList(choices).contains(given)) {
            throw new UsageException(
                    "--" + name + " '" + given + "' is not allowed; " + String.join(", ", choices) + " are");
        }
        return given;
    }

    /** Texts that are separated by commas, of all times that the option was given. */
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (String value : all(name)) {
            list.addAll(Arrays.asList(value.split(",")));
        }
        return list;
    }
}
