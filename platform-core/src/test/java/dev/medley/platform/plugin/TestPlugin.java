package dev.medley.platform.plugin;

import dev.medley.spi.plugin.ScenarioPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A plugin written down as text, compiled against the SPI alone and packed into a jar: a stranger's plugin in small.
 * Immutable; every {@code with} and {@code replacing} gives another plugin, mostly a broken one.
 */
public final class TestPlugin {
    /** A good plugin that uses a bit of everything; it forgets to close its subscription. */
    private static final String SOURCE = """
            package medleytest;

            import dev.medley.spi.candidate.*;
            import dev.medley.spi.component.*;
            import dev.medley.spi.config.*;
            import dev.medley.spi.context.*;
            import dev.medley.spi.entity.Item;
            import dev.medley.spi.feature.*;
            import dev.medley.spi.id.*;
            import dev.medley.spi.plugin.*;
            import dev.medley.spi.request.RankRequest;
            import dev.medley.spi.score.TaskScores;
            import dev.medley.spi.slate.*;
            import java.util.*;

            public final class Entry implements ScenarioPlugin {
                public PluginDescriptor descriptor() {
                    return new PluginDescriptor("@id@", "1.0.0", SpiVersion.CURRENT, "Tests", "A plugin of a test");
                }

                public List<ScenarioFactory> scenarioFactories() {
                    return List.of(new Factory());
                }
            }

            final class Factory implements ScenarioFactory {
                static final IntProperty BOOST = new IntProperty("boost", 2, 1, 10, "how much");
                static final FloatFeature BASE = FloatFeature.item("item_base", 0, "base");
                static final FloatFeature DERIVED = FloatFeature.item("item_derived", 0, "derived");

                public ScenarioId scenario() { return new ScenarioId("@id@"); }
                public Set<SurfaceId> surfaces() { return Set.of(new SurfaceId("shelf")); }
                public List<TaskId> tasks() { return List.of(Tasks.CLICK); }
                public ConfigSchema configSchema() { return ConfigSchema.of(BOOST); }
                public FeatureSchema featureSchema() { return FeatureSchema.of(BASE, DERIVED); }

                public Scenario create(ScenarioConfig config, ScenarioContext context) {
                    context.catalog().follow(new SurfaceId("shelf"), new Catalog.ItemListener() {
                        public void onItem(Item item) {}
                        public void onRemoved(ItemId item) {}
                    });
                    return new TestScenario(config.get(BOOST));
                }
            }

            final class TestScenario implements Scenario {
                private final int boost;
                private volatile boolean closed;

                TestScenario(int boost) { this.boost = boost; }

                public List<CandidateSource> candidateSources() { return List.of(new Source()); }
                public List<FeatureProvider> featureProviders() {
                    return List.of(
                            new Provider("derived", Factory.DERIVED, Set.of(Factory.BASE)),
                            new Provider("base", Factory.BASE, Set.of()));
                }
                public ValueModel valueModel() { return new Value(); }
                public List<SlateConstraint> slateConstraints() {
                    return List.of(new SlateConstraint.MaxInSlate(
                            new ComponentId("author-cap"), SharedFeatures.ITEM_AUTHOR, 2));
                }
                public void close() { closed = true; }

                final class Value implements ValueModel {
                    public ComponentId id() { return new ComponentId("value"); }
                    public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
                        if (closed) {
                            throw new IllegalStateException("used after close");
                        }
                        Arrays.fill(values, boost);
                    }
                }
            }

            final class Source implements CandidateSource {
                public ComponentId id() { return new ComponentId("source"); }
                public List<Candidate> fetch(RankRequest request) { return List.of(); }
            }

            final class Provider implements FeatureProvider {
                private final String id;
                private final FeatureSpec output;
                private final Set<FeatureSpec> inputs;

                Provider(String id, FeatureSpec output, Set<FeatureSpec> inputs) {
                    this.id = id;
                    this.output = output;
                    this.inputs = inputs;
                }

                public ComponentId id() { return new ComponentId(id); }
                public Set<FeatureSpec> outputs() { return Set.of(output); }
                public Set<FeatureSpec> inputs() { return inputs; }
                public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {}
            }
            """;

    private final String id;
    private final Map<String, String> sources;
    private final List<String> entries;
    private final List<String> left;

    private TestPlugin(String id, Map<String, String> sources, List<String> entries, List<String> left) {
        this.id = id;
        this.sources = sources;
        this.entries = entries;
        this.left = left;
    }

    /** A good plugin of that id, which is also its scenario's. */
    public static TestPlugin of(String id) {
        return new TestPlugin(
                id,
                Map.of("medleytest/Entry.java", SOURCE.replace("@id@", id)),
                List.of("medleytest.Entry"),
                List.of());
    }

    /** A plugin of that id without a source: give it some, and an entry. */
    static TestPlugin empty(String id) {
        return new TestPlugin(id, Map.of(), List.of(), List.of());
    }

    /** This plugin with another text in that place. */
    public TestPlugin replacing(String text, String replacement) {
        String source = sources.get("medleytest/Entry.java");
        if (!source.contains(text)) {
            throw new IllegalArgumentException("the plugin's source does not contain: " + text);
        }
        return withSource("medleytest/Entry.java", source.replace(text, replacement));
    }

    /** This plugin with one more source file; its path is the class's. */
    TestPlugin withSource(String path, String source) {
        Map<String, String> more = new LinkedHashMap<>(sources);
        more.put(path, source);
        return new TestPlugin(id, more, entries, left);
    }

    /** This plugin naming those entry points. */
    TestPlugin withEntries(String... names) {
        return new TestPlugin(id, sources, List.of(names), left);
    }

    /** This plugin without the classes whose path begins so: compiled with them, packed without. */
    TestPlugin leavingOut(String prefix) {
        return new TestPlugin(
                id,
                sources,
                entries,
                Stream.concat(left.stream(), Stream.of(prefix)).toList());
    }

    /** Puts the jar into the plugin's directory under that root, in one step. */
    public Path writeInto(Path root) {
        return writeInto(root, id);
    }

    /** Puts the jar into that directory under that root, in one step; returns the directory. */
    Path writeInto(Path root, String directoryName) {
        try {
            Path directory = Files.createDirectories(root.resolve(directoryName));
            Path beside = Files.createTempFile(root.getParent(), "plugin", ".part");
            pack(beside, Files.createTempDirectory(root.getParent(), "plugin-build"));
            Files.move(
                    beside,
                    directory.resolve("plugin.jar"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return directory;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void pack(Path jar, Path work) throws IOException {
        compile(work);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file);
                Stream<Path> classes = Files.walk(work)) {
            for (Path each : classes.filter(Files::isRegularFile).sorted().toList()) {
                String name = work.relativize(each).toString().replace('\\', '/');
                if (name.endsWith(".class") && left.stream().noneMatch(name::startsWith)) {
                    put(packed, name, Files.readAllBytes(each));
                }
            }
            String services = String.join("\n", entries) + "\n";
            put(
                    packed,
                    "META-INF/services/" + ScenarioPlugin.class.getName(),
                    services.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Without times, so that the same sources give the same bytes. */
    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    private void compile(Path work) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", spi().toString(), "-d", work.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        if (compiler.run(null, said, said, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(
                    "the test's plugin does not compile:\n" + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static Path spi() {
        try {
            return Path.of(ScenarioPlugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
