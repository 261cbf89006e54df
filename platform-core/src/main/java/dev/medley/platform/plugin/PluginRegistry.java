package dev.medley.platform.plugin;

import dev.medley.platform.config.ChangeWatch;
import dev.medley.platform.config.ConfigOverride;
import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.config.ConfigSubject;
import dev.medley.platform.config.EffectiveConfig;
import dev.medley.platform.world.World;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.context.Metrics;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The plugins that are there and the scenarios that serve.
 *
 * <p>Readers see one immutable map that is swapped as a whole; every change is made under one lock, beside what serves,
 * and takes its place only when it has passed all checks. What is replaced is closed when its last request has ended.
 */
public final class PluginRegistry implements ScenarioDirectory, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(PluginRegistry.class.getName());

    private final PluginSettings settings;
    private final ConfigStore config;
    private final InstantSource wallClock;
    private final PluginLoader loader;
    private final ChangeWatch watch;
    private final ReentrantLock changes = new ReentrantLock();

    /** By directory, in the order of the roots; guarded by the lock. */
    private final Map<Path, PluginSlot> slots = new LinkedHashMap<>();

    /** Guarded by the lock: a look that was waiting for it must not load everything again. */
    private boolean closed;

    private List<String> toldDefaults = List.of();

    private final Map<ScenarioId, Set<SurfaceId>> everShown = new ConcurrentHashMap<>();

    private volatile Map<ScenarioId, ScenarioInstance> active = Map.of();
    private volatile List<PluginStatus> statuses = List.of();

    /**
     * A registry that has not loaded anything yet.
     *
     * @param canary asked before a scenario serves; not before {@link #start}
     * @param metrics where a scenario's own metrics go
     * @param wallClock for the times that operators see
     */
    public PluginRegistry(
            PluginSettings settings,
            ConfigStore config,
            World world,
            CanaryRunner canary,
            Function<ScenarioId, Metrics> metrics,
            InstantSource wallClock) {
        this.settings = settings;
        this.config = config;
        this.wallClock = wallClock;
        this.loader = new PluginLoader(settings.staging(), settings.callLimit(), world, metrics, canary);
        this.watch = new ChangeWatch("medley-plugin-watch", settings.watchInterval(), this::signature, this::rescan);
    }

    /** Loads everything that is there, then keeps watching. A plugin that cannot be loaded stops nobody. */
    public void start() {
        PluginJars.deleteLeftovers(settings.staging());
        watch.start(signature());
        rescan();
    }

    /** Stops watching and closes every scenario; waits for requests in flight at most as long as the call limit. */
    @Override
    public void close() {
        watch.close();
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        changes.lock();
        try {
            closed = true;
            List<PluginSlot> all = List.copyOf(slots.values());
            slots.clear();
            publish();
            all.forEach(slot -> closing.addAll(slot.retire()));
        } finally {
            changes.unlock();
        }
        try {
            CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
                    .get(settings.callLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notAll) {
            LOGGER.log(System.Logger.Level.WARNING, "not every scenario could be closed in time: {0}", notAll);
        }
    }

    @Override
    public Optional<Lease> acquire(ScenarioId scenario) {
        while (true) {
            ScenarioInstance instance = active.get(scenario);
            if (instance == null) {
                return Optional.empty();
            }
            Lease lease = instance.tryAcquire();
            if (lease != null) {
                return Optional.of(lease);
            }
            // It was replaced between the look-up and here: the map has the new one, or none, by now.
            Thread.onSpinWait();
        }
    }

    @Override
    public List<ScenarioId> scenarios() {
        return List.copyOf(active.keySet());
    }

    @Override
    public Set<SurfaceId> everShown(ScenarioId scenario) {
        return everShown.getOrDefault(scenario, Set.of());
    }

    /** Every plugin directory, the built-in ones first, each root in order of name. */
    public List<PluginStatus> plugins() {
        return statuses;
    }

    /** Every active scenario, in order of name. */
    public List<ScenarioDetails> scenarioDetails() {
        return active.values().stream().map(ScenarioDetails::of).toList();
    }

    /**
     * Looks at the roots and the configuration now: loads what is new, replaces what has changed, removes what is gone.
     * What is rejected is in {@link #plugins()} with its reasons.
     */
    public void rescan() {
        changes.lock();
        try {
            if (closed) {
                return;
            }
            List<Path> found = directories();
            List.copyOf(slots.keySet()).stream()
                    .filter(directory -> !found.contains(directory))
                    .forEach(this::remove);
            // Again as long as it helps: what one plugin gives up, such as a scenario id, another may have waited for.
            boolean loadedAny = true;
            while (loadedAny) {
                loadedAny = false;
                for (Path directory : found) {
                    PluginSlot slot = slots.computeIfAbsent(directory, PluginSlot::new);
                    if (slot.needsLoading(contentHash(directory), config.signature())) {
                        loadedAny |= load(slot);
                    }
                }
            }
            slots.values().forEach(this::reconfigure);
            tellUnusedDefaults();
            publish();
        } finally {
            changes.unlock();
        }
    }

    /**
     * Changes the live configuration of a scenario: a new instance is created and checked, the change is stored, and the
     * new instance takes the old one's place.
     *
     * @param values keys to values; null takes a key out of the override
     * @param author who wants it
     * @param reason why
     * @return the new configuration
     * @throws RejectedException with every problem; the old instance serves on and nothing is stored
     */
    public EffectiveConfig override(ScenarioId scenario, Map<String, ?> values, String author, String reason)
            throws RejectedException {
        return replaceOverride(
                scenario,
                serving -> Optional.of(ConfigOverride.merged(
                        config.findOverride(serving.configuration()), values, author, reason, wallClock.instant())));
    }

    /**
     * Removes the live configuration of a scenario, with the same care as {@link #override} changes it.
     *
     * @throws RejectedException with every problem; the old instance serves on
     */
    public EffectiveConfig clearOverride(ScenarioId scenario) throws RejectedException {
        return replaceOverride(scenario, serving -> Optional.empty());
    }

    /**
     * The stored live configuration of a scenario; none if it is not active.
     *
     * @throws InvalidConfigException if its file is damaged
     */
    public Optional<ConfigOverride> findOverride(ScenarioId scenario) {
        return Optional.ofNullable(active.get(scenario))
                .flatMap(serving -> config.findOverride(serving.described().configuration()));
    }

    private EffectiveConfig replaceOverride(
            ScenarioId scenario, Function<DescribedFactory, Optional<ConfigOverride>> change) throws RejectedException {
        changes.lock();
        try {
            ScenarioInstance serving = active.get(scenario);
            if (serving == null) {
                throw new RejectedException(
                        List.of("scenario: '" + scenario + "' is not active; " + active.keySet() + " are"));
            }
            DescribedFactory described = serving.described();
            Optional<ConfigOverride> override = change.apply(described);
            EffectiveConfig effective = config.preview(described.configuration(), override);
            ScenarioInstance instance = loader.create(serving.plugin(), described, effective);
            store(described.configuration(), override, instance);
            take(slotOf(scenario), instance);
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "scenario {0} is reconfigured: {1}, {2}",
                    scenario,
                    effective.revision(),
                    override.map(ConfigOverride::origin).orElse("no override"));
            return effective;
        } catch (InvalidConfigException invalid) {
            throw new RejectedException(invalid.problems());
        } catch (IllegalArgumentException unusable) {
            throw new RejectedException(List.of(String.valueOf(unusable.getMessage())));
        } finally {
            changes.unlock();
        }
    }

    private void store(ConfigSubject scenario, Optional<ConfigOverride> override, ScenarioInstance instance)
            throws RejectedException {
        try {
            override.ifPresentOrElse(set -> config.save(scenario, set), () -> config.clear(scenario));
        } catch (UncheckedIOException failed) {
            instance.retire();
            throw new RejectedException(List.of(failed.getMessage() + ": " + failed.getCause()));
        }
    }

    private PluginSlot slotOf(ScenarioId scenario) {
        return slots.values().stream()
                .filter(slot -> slot.serves(scenario))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it serves now what is in its directory. */
    private boolean load(PluginSlot slot) {
        String hash = contentHash(slot.directory());
        try {
            requireFreeId(slot);
            PluginLoader.Loaded loaded = loader.load(slot.directory(), surroundings(slot));
            Runnable farewell = slot.replace(loaded, wallClock.instant());
            publish();
            farewell.run();
            slots.values().forEach(PluginSlot::retryIfTemporary);
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "plugin {0} is active: {1}",
                    slot.id(),
                    loaded.plugin().revision());
            return true;
        } catch (RejectedException rejected) {
            slot.reject(rejected, hash, config.signature(), wallClock.instant());
            publish();
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "plugin {0} is rejected: {1}",
                    slot.directory(),
                    rejected.getMessage());
            return false;
        }
    }

    private void requireFreeId(PluginSlot slot) throws RejectedException {
        for (PluginSlot other : slots.values()) {
            if (other != slot && other.isActive() && other.id().equals(slot.id())) {
                throw new RejectedException(
                        List.of("plugin id '" + slot.id() + "' is taken: it is loaded from " + other.directory()),
                        true);
            }
        }
    }

    private PluginLoader.Surroundings surroundings(PluginSlot slot) {
        return new PluginLoader.Surroundings() {
            @Override
            public Optional<String> takenBy(ScenarioId scenario) {
                return slots.values().stream()
                        .filter(other -> other != slot && other.serves(scenario))
                        .map(other -> "plugin '" + other.id() + "' in " + other.directory())
                        .findFirst();
            }

            @Override
            public EffectiveConfig config(DescribedFactory described) {
                return config.effective(described.configuration());
            }
        };
    }

    private void remove(Path directory) {
        PluginSlot gone = slots.remove(directory);
        publish();
        gone.retire();
        slots.values().forEach(PluginSlot::retryIfTemporary);
        LOGGER.log(System.Logger.Level.INFO, "plugin {0} is removed", gone.id());
    }

    /** Takes over what the configuration files say now, or keeps what serves and says why. */
    private void reconfigure(PluginSlot slot) {
        for (ScenarioInstance serving : slot.instances()) {
            ScenarioId scenario = serving.active().id();
            EffectiveConfig effective;
            try {
                effective = config.effective(serving.described().configuration());
            } catch (InvalidConfigException invalid) {
                slot.refuseConfig(scenario, "", invalid.problems());
                continue;
            }
            if (effective.revision().equals(serving.effective().revision())
                    && effective.origins().equals(serving.effective().origins())) {
                slot.acceptConfig(scenario);
                continue;
            }
            if (slot.hasRefused(scenario, effective.revision())) {
                continue;
            }
            try {
                take(slot, loader.create(serving.plugin(), serving.described(), effective));
                LOGGER.log(
                        System.Logger.Level.INFO, "scenario {0} is reconfigured: {1}", scenario, effective.revision());
            } catch (RejectedException rejected) {
                slot.refuseConfig(scenario, effective.revision(), rejected.reasons());
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "configuration of scenario {0} is refused: {1}",
                        scenario,
                        rejected.getMessage());
            }
        }
    }

    /** A default that no scenario has is nobody's mistake but the operator's: told once, refused by nobody. */
    private void tellUnusedDefaults() {
        List<ConfigSchema> schemas = active.values().stream()
                .map(instance -> instance.described().configSchema())
                .toList();
        List<String> unused = config.unusedDefaults(schemas);
        if (!unused.equals(toldDefaults)) {
            unused.forEach(problem -> LOGGER.log(System.Logger.Level.WARNING, problem));
            toldDefaults = unused;
        }
    }

    private void take(PluginSlot slot, ScenarioInstance instance) {
        Runnable farewell = slot.replace(instance);
        publish();
        farewell.run();
    }

    /** What is replaced or removed must be out of sight before it is closed. */
    private void publish() {
        Map<ScenarioId, ScenarioInstance> serving = new TreeMap<>();
        List<PluginStatus> told = new ArrayList<>();
        for (PluginSlot slot : slots.values()) {
            slot.instances().forEach(instance -> serving.put(instance.active().id(), instance));
            told.add(slot.status());
        }
        serving.forEach((scenario, instance) ->
                everShown.put(scenario, instance.active().surfaces()));
        active = Collections.unmodifiableMap(serving);
        statuses = List.copyOf(told);
    }

    private List<Path> directories() {
        List<Path> found = new ArrayList<>();
        for (Path root : settings.roots()) {
            try (Stream<Path> children = Files.list(root)) {
                children.filter(Files::isDirectory)
                        .filter(child -> !child.getFileName().toString().startsWith("."))
                        .sorted()
                        .forEach(found::add);
            } catch (NoSuchFileException absent) {
                // An empty root: nobody has dropped anything in yet.
            } catch (IOException unreadable) {
                LOGGER.log(System.Logger.Level.WARNING, "plugins in {0} cannot be listed: {1}", root, unreadable);
            }
        }
        return found;
    }

    private static String contentHash(Path directory) {
        try {
            return PluginJars.hash(PluginJars.list(directory));
        } catch (IOException unreadable) {
            // Loading will say so in its reasons.
            return unreadable.toString();
        }
    }

    private String signature() {
        StringBuilder signature = new StringBuilder(config.signature());
        for (Path directory : directories()) {
            try {
                signature.append(PluginJars.signature(directory));
            } catch (IOException unreadable) {
                signature.append(unreadable).append('\n');
            }
        }
        return signature.toString();
    }
}
