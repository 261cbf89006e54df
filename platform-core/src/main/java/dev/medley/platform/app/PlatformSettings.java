package dev.medley.platform.app;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the process was started with, as it travels from the command line through Quarkus: in system properties.
 *
 * @param home where data is kept
 * @param kafka the user's brokers; absent for the embedded one
 * @param isEmpty whether to start without sample data
 * @param plugins folders with one directory a plugin
 * @param model which family of models is learnt
 */
record PlatformSettings(Path home, Optional<String> kafka, boolean isEmpty, List<Path> plugins, String model) {
    static final String HOME = "medley.home";
    static final String KAFKA = "medley.kafka";
    static final String EMPTY = "medley.empty";

    /** A family that {@link ModelFamilies} knows. */
    static final String MODEL = "medley.model";

    /** Folders, joined as a class path is. */
    static final String PLUGINS = "medley.plugins";

    /** Puts the settings where {@link #fromSystem} finds them. */
    void toSystem() {
        System.setProperty(HOME, home.toString());
        kafka.ifPresent(brokers -> System.setProperty(KAFKA, brokers));
        System.setProperty(EMPTY, Boolean.toString(isEmpty));
        System.setProperty(MODEL, model);
        System.setProperty(
                PLUGINS,
                String.join(
                        File.pathSeparator, plugins.stream().map(Path::toString).toList()));
    }

    static PlatformSettings fromSystem() {
        return new PlatformSettings(
                Path.of(System.getProperty(HOME, ".medley")).toAbsolutePath().normalize(),
                Optional.ofNullable(System.getProperty(KAFKA)),
                Boolean.getBoolean(EMPTY),
                pluginsFromSystem(),
                modelFromSystem());
    }

    /** The family that the launcher names, else the shared core. */
    static String modelFromSystem() {
        return System.getProperty(MODEL, ModelFamilies.USUAL);
    }

    /** The folders that the launcher names. */
    static List<Path> pluginsFromSystem() {
        return Optional.ofNullable(System.getProperty(PLUGINS)).stream()
                .flatMap(joined -> Arrays.stream(joined.split(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .toList();
    }
}
