package dev.medley.platform.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A private copy of a plugin's jars. Classes are loaded from it as long as the plugin serves, whatever happens to the
 * directory that it was copied from: a jar that is overwritten in place would else break what is running.
 *
 * @param folder the copy
 * @param jars the copied jars, in order of name
 * @param contentHash SHA-256 over the jars' contents, in hexadecimal; file names and times do not count
 */
record PluginJars(Path folder, List<Path> jars, String contentHash) {
    private static final String PREFIX = "plugin-";
    private static final Pattern SPI_CLASS = Pattern.compile("(META-INF/versions/\\d+/)?dev/medley/spi/.*\\.class");

    /**
     * Copies the jars and looks into each.
     *
     * @throws RejectedException if there are none, if one is not a whole jar or if one brings classes of the SPI
     */
    static PluginJars copy(Path directory, Path staging) throws RejectedException {
        Problems problems = new Problems();
        PluginJars copied = null;
        try {
            List<Path> originals = list(directory);
            if (originals.isEmpty()) {
                problems.add(directory + " contains no jar; a plugin is a directory of jars");
            }
            Files.createDirectories(staging);
            Path folder = Files.createTempDirectory(staging, PREFIX);
            List<Path> jars = new ArrayList<>();
            for (Path original : originals) {
                jars.add(Files.copy(
                        original, folder.resolve(original.getFileName().toString())));
            }
            copied = new PluginJars(folder, List.copyOf(jars), hash(jars));
            for (Path jar : jars) {
                inspect(jar, problems);
            }
        } catch (IOException unreadable) {
            problems.add(directory + " cannot be read: " + unreadable);
        }
        if (!problems.isEmpty() && copied != null) {
            copied.delete();
        }
        problems.throwIfAny();
        return copied;
    }

    /** The jars in a plugin's directory, in order of name. */
    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** SHA-256 over the contents: equal jars give equal hashes, whatever their names, times and order. */
    static String hash(List<Path> jars) throws IOException {
        List<String> each = new ArrayList<>();
        for (Path jar : jars) {
            each.add(HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(jar))));
        }
        each.sort(null);
        MessageDigest all = sha256();
        each.forEach(one -> all.update(HexFormat.of().parseHex(one)));
        return HexFormat.of().formatHex(all.digest());
    }

    /** Differs from an earlier signature if a jar has come, gone or changed; cheap, reads no content. */
    static String signature(Path directory) throws IOException {
        StringBuilder signature = new StringBuilder(directory.toString()).append('\n');
        for (Path jar : list(directory)) {
            try {
                BasicFileAttributes state = Files.readAttributes(jar, BasicFileAttributes.class);
                signature
                        .append(jar)
                        .append(' ')
                        .append(state.size())
                        .append(' ')
                        .append(state.lastModifiedTime());
            } catch (NoSuchFileException goneMeanwhile) {
                signature.append(jar).append(" is gone");
            }
            signature.append('\n');
        }
        return signature.toString();
    }

    /** Removes what a process that was killed has left. */
    static void deleteLeftovers(Path staging) {
        try (Stream<Path> folders = Files.list(staging)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .forEach(PluginJars::deleteFolder);
        } catch (IOException nothingThere) {
            // The folder is made when the first plugin is copied.
        }
    }

    void delete() {
        deleteFolder(folder);
    }

    URL[] urls() {
        return jars.stream().map(PluginJars::url).toArray(URL[]::new);
    }

    private static void inspect(Path jar, Problems problems) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<String> spiClasses = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> SPI_CLASS.matcher(name).matches())
                    .toList();
            if (!spiClasses.isEmpty()) {
                problems.add(jar.getFileName() + " contains " + spiClasses.size()
                        + " classes of the SPI, which only the platform provides: " + spiClasses.getFirst()
                        + ", ...; depend on plugin-api with scope \"provided\"");
            }
        } catch (IOException broken) {
            problems.add(jar.getFileName() + " is not a whole jar: " + broken.getMessage());
        }
    }

    private static void deleteFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException stillInUse) {
            // Left for the next start, which removes leftovers.
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(jar + " has no URL", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
