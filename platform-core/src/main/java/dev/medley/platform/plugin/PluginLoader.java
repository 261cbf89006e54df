package dev.medley.platform.plugin;

import dev.medley.platform.config.EffectiveConfig;
import dev.medley.platform.world.World;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.context.Metrics;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Turns a directory of jars into scenarios that may serve, or into every reason why not. What it returns has passed all
 * checks, the canary among them; what it rejects has left nothing behind.
 */
final class PluginLoader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final int MAX_VERSION = 64;

    /** For an index of the catalogue, which a scenario may build when it is created. Lucene's takes a fifth of that. */
    private static final Duration CREATE_EXTRA_PER_ITEM = Duration.ofMillis(1);

    private final Path staging;
    private final World world;
    private final Function<ScenarioId, Metrics> metrics;
    private final CanaryRunner canary;
    private final LoaderThread loaderThread;

    PluginLoader(
            Path staging, Duration callLimit, World world, Function<ScenarioId, Metrics> metrics, CanaryRunner canary) {
        this.staging = staging;
        this.world = world;
        this.metrics = metrics;
        this.canary = canary;
        this.loaderThread = new LoaderThread(callLimit);
    }

    /** What a plugin's scenarios may not and must not be, which only the registry knows. */
    interface Surroundings {
        /** Who has that scenario id already, if it is another plugin. */
        Optional<String> takenBy(ScenarioId scenario);

        /**
         * The configuration that the scenario is to have.
         *
         * @throws InvalidConfigException if its files are not valid
         */
        EffectiveConfig config(DescribedFactory described);
    }

    /** A plugin and its scenarios; whoever takes it releases the plugin and retires the instances. */
    record Loaded(LoadedPlugin plugin, List<ScenarioInstance> instances) {
        void discard() {
            instances.forEach(ScenarioInstance::retire);
            plugin.release();
        }
    }

    /**
     * Loads what is in that directory.
     *
     * @throws RejectedException with every reason that could be found
     */
    Loaded load(Path directory, Surroundings surroundings) throws RejectedException {
        PluginJars jars = PluginJars.copy(directory, staging);
        PluginClassLoader classLoader =
                new PluginClassLoader(directory.getFileName().toString(), jars.urls());
        LoadedPlugin plugin;
        List<DescribedFactory> factories;
        Problems problems = new Problems();
        try {
            ScenarioPlugin entry = entry(classLoader);
            PluginDescriptor descriptor = loaderThread.call("descriptor()", classLoader, entry::descriptor, late -> {});
            checkDescriptor(descriptor, directory.getFileName().toString(), problems);
            plugin = new LoadedPlugin(descriptor, jars, classLoader);
            // Of another SPI, its methods may not even link: whatever they said would only hide the reason.
            factories =
                    descriptor.spiVersion() == SpiVersion.CURRENT ? factories(entry, classLoader, problems) : List.of();
        } catch (RejectedException rejected) {
            LoadedPlugin.unload(classLoader, jars);
            problems.addAll(rejected);
            throw problems.rejection();
        }
        Loaded loaded = new Loaded(plugin, new ArrayList<>());
        for (DescribedFactory described : factories) {
            create(plugin, described, surroundings, problems).ifPresent(loaded.instances()::add);
        }
        if (problems.isEmpty()) {
            for (ScenarioInstance instance : loaded.instances()) {
                sendCanary(instance, problems);
            }
        }
        if (!problems.isEmpty()) {
            loaded.discard();
        }
        problems.throwIfAny();
        return loaded;
    }

    /**
     * A further instance of a scenario that serves, with another configuration; checked as the first one was.
     *
     * @throws RejectedException with every reason that could be found
     */
    ScenarioInstance create(LoadedPlugin plugin, DescribedFactory described, EffectiveConfig effective)
            throws RejectedException {
        ScenarioInstance instance = instantiate(plugin, described, effective);
        Problems problems = new Problems();
        sendCanary(instance, problems);
        if (!problems.isEmpty()) {
            instance.retire();
        }
        problems.throwIfAny();
        return instance;
    }

    private ScenarioPlugin entry(PluginClassLoader classLoader) throws RejectedException {
        return loaderThread.call(
                "entry point",
                classLoader,
                () -> {
                    List<ServiceLoader.Provider<ScenarioPlugin>> entries =
                            ServiceLoader.load(ScenarioPlugin.class, classLoader).stream()
                                    .toList();
                    if (entries.size() != 1) {
                        throw new RejectedException(List.of("META-INF/services/" + ScenarioPlugin.class.getName()
                                + " names " + entries.size() + " entry points "
                                + entries.stream()
                                        .map(entry -> entry.type().getName())
                                        .toList()
                                + "; exactly 1 is required"));
                    }
                    return entries.getFirst().get();
                },
                late -> {});
    }

    private static void checkDescriptor(PluginDescriptor descriptor, String directoryName, Problems problems)
            throws RejectedException {
        if (descriptor == null) {
            throw new RejectedException(List.of("descriptor() returned null"));
        }
        String id = descriptor.id();
        if (id == null || !ID.matcher(id).matches()) {
            problems.add("descriptor id '" + id
                    + "' is not allowed: 1 to 64 characters, a lower-case letter first, then a-z, 0-9, '-' or '_'");
        } else if (!id.equals(directoryName)) {
            problems.add("descriptor id '" + id + "' is not the name of the plugin's directory, '" + directoryName
                    + "'; rename one of them");
        }
        String version = descriptor.version();
        if (version == null || version.isBlank() || version.length() > MAX_VERSION) {
            problems.add(
                    "descriptor version '" + version + "' is not allowed: 1 to " + MAX_VERSION + " characters are");
        }
        if (descriptor.vendor() == null || descriptor.vendor().isBlank()) {
            problems.add("descriptor vendor is missing: name who is responsible for the plugin");
        }
        if (descriptor.spiVersion() != SpiVersion.CURRENT) {
            String remedy = descriptor.spiVersion() < SpiVersion.CURRENT
                    ? "compile the plugin again, against plugin-api of SPI version " + SpiVersion.CURRENT
                    : "run it on a newer platform, or compile it against plugin-api of SPI version "
                            + SpiVersion.CURRENT;
            problems.add("descriptor spiVersion " + descriptor.spiVersion() + " is not this platform's, which is "
                    + SpiVersion.CURRENT + "; " + remedy);
        }
    }

    private List<DescribedFactory> factories(ScenarioPlugin entry, PluginClassLoader classLoader, Problems problems)
            throws RejectedException {
        record Answer(List<DescribedFactory> factories, Problems problems) {}
        Answer answer = loaderThread.call(
                "scenarioFactories()",
                classLoader,
                () -> {
                    Problems found = new Problems();
                    List<ScenarioFactory> listed = entry.scenarioFactories();
                    List<DescribedFactory> described = new ArrayList<>();
                    if (listed == null || listed.isEmpty()) {
                        found.add("scenarioFactories() returned " + (listed == null ? "null" : "an empty list")
                                + "; at least 1 factory is required");
                        return new Answer(described, found);
                    }
                    for (ScenarioFactory factory : listed) {
                        if (factory == null) {
                            found.add("scenarioFactories() contains null");
                        } else {
                            DescribedFactory.describe(factory, found).ifPresent(described::add);
                        }
                    }
                    return new Answer(described, found);
                },
                late -> {});
        problems.addAll(answer.problems());
        Set<ScenarioId> seen = new HashSet<>();
        List<DescribedFactory> distinct = new ArrayList<>();
        for (DescribedFactory described : answer.factories()) {
            if (seen.add(described.scenario())) {
                distinct.add(described);
            } else {
                problems.add("scenario " + described.scenario() + " is offered by two factories of the plugin");
            }
        }
        return distinct;
    }

    private Optional<ScenarioInstance> create(
            LoadedPlugin plugin, DescribedFactory described, Surroundings surroundings, Problems problems) {
        ScenarioId scenario = described.scenario();
        surroundings
                .takenBy(scenario)
                .ifPresent(owner ->
                        problems.addTaken("scenario id '" + scenario + "' is taken: " + owner + " serves it already"));
        try {
            return Optional.of(instantiate(plugin, described, surroundings.config(described)));
        } catch (InvalidConfigException invalid) {
            problems.addInvalidConfig(scenario.value(), invalid);
        } catch (RejectedException rejected) {
            problems.addAll(rejected);
        }
        return Optional.empty();
    }

    private ScenarioInstance instantiate(LoadedPlugin plugin, DescribedFactory described, EffectiveConfig effective)
            throws RejectedException {
        ScenarioId id = described.scenario();
        ClassLoader classLoader = plugin.classLoader();
        ScenarioServices services = new ScenarioServices(id, world, metrics.apply(id), classLoader);
        Scenario scenario = null;
        try {
            scenario = loaderThread.call(
                    "scenario " + id + ": create()",
                    CREATE_EXTRA_PER_ITEM.multipliedBy(itemCount()),
                    classLoader,
                    () -> create(described, effective, services),
                    late -> closeLate(late, services));
            if (scenario == null) {
                throw new RejectedException(List.of("scenario " + id + ": create() returned null"));
            }
            ScenarioReader.Reading reading = read(plugin, described, effective, scenario);
            return new ScenarioInstance(plugin, described, effective, scenario, reading, services, loaderThread);
        } catch (RejectedException rejected) {
            if (scenario != null) {
                closeRejected(id, scenario, classLoader);
            }
            services.close();
            throw rejected;
        }
    }

    private long itemCount() {
        long count = 0;
        for (long items : world.counts().items().values()) {
            count += items;
        }
        return count;
    }

    /** What a factory has against a configuration is the operator's to mend, and no fault of the plugin. */
    private static Scenario create(DescribedFactory described, EffectiveConfig effective, ScenarioServices services)
            throws RejectedException {
        try {
            return described.factory().create(described.ownConfig(effective), services);
        } catch (InvalidConfigException invalid) {
            Problems problems = new Problems();
            problems.addInvalidConfig(described.scenario().value(), invalid);
            throw problems.rejection();
        }
    }

    private ScenarioReader.Reading read(
            LoadedPlugin plugin, DescribedFactory described, EffectiveConfig effective, Scenario scenario)
            throws RejectedException {
        var origin = new ScenarioReader.Origin(
                plugin.descriptor().id(), plugin.revision(), effective.revision(), plugin.classLoader());
        record Answer(Optional<ScenarioReader.Reading> reading, Problems problems) {}
        Answer answer = loaderThread.call(
                "scenario " + described.scenario() + ": its lists of components",
                plugin.classLoader(),
                () -> {
                    Problems found = new Problems();
                    return new Answer(
                            new ScenarioReader(described, found).read(scenario, origin, effective.config()), found);
                },
                late -> {});
        answer.problems().throwIfAny();
        return answer.reading().orElseThrow();
    }

    private void sendCanary(ScenarioInstance instance, Problems problems) {
        ActiveScenario active = instance.active();
        try {
            List<String> failures = loaderThread.call(
                    "scenario " + active.id() + ": canary request",
                    active.classLoader(),
                    () -> canary.run(active),
                    late -> {});
            failures.forEach(failure -> problems.add("scenario " + active.id() + ": canary request: " + failure));
        } catch (RejectedException rejected) {
            problems.addAll(rejected);
        }
    }

    private void closeRejected(ScenarioId id, Scenario scenario, ClassLoader classLoader) {
        try {
            loaderThread.run("scenario " + id + ": close()", classLoader, scenario::close);
        } catch (RejectedException alsoFailed) {
            // Why it was rejected says more.
        }
    }

    private static void closeLate(Scenario scenario, ScenarioServices services) {
        try {
            if (scenario != null) {
                scenario.close();
            }
        } finally {
            services.close();
        }
    }
}
