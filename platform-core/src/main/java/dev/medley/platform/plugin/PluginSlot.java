package dev.medley.platform.plugin;

import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.plugin.PluginDescriptor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One plugin directory: what serves from it, and what was wrong with what does not. Guarded by the registry's lock. */
final class PluginSlot {
    private record Refusal(String revision, List<String> reasons) {}

    private final Path directory;
    private final Map<ScenarioId, ScenarioInstance> instances = new TreeMap<>();
    private final Map<ScenarioId, Refusal> refusedConfigs = new TreeMap<>();

    /** Null as long as nothing of the directory has passed the checks. */
    private LoadedPlugin plugin;

    private Instant since;
    private List<String> reasons = List.of();
    private String rejectedHash = "";
    private String rejectedSurroundings = "";
    private boolean temporary;

    PluginSlot(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    String id() {
        return directory.getFileName().toString();
    }

    boolean isActive() {
        return plugin != null;
    }

    List<ScenarioInstance> instances() {
        return List.copyOf(instances.values());
    }

    boolean serves(ScenarioId scenario) {
        return instances.containsKey(scenario);
    }

    /**
     * Whether there is something to load that has not been tried.
     *
     * @param hash of the jars that are there now
     * @param surroundings the state of what a temporary rejection depends on
     */
    boolean needsLoading(String hash, String surroundings) {
        if (plugin != null && plugin.contentHash().equals(hash)) {
            // What was wrong in between is gone again.
            reasons = List.of();
            rejectedHash = "";
            return false;
        }
        if (hash.equals(rejectedHash)) {
            return temporary && !surroundings.equals(rejectedSurroundings);
        }
        return true;
    }

    /** Something beside the plugin has changed: if that was why it is rejected, it is to be tried again. */
    void retryIfTemporary() {
        if (temporary) {
            rejectedHash = "";
        }
    }

    void reject(RejectedException rejection, String hash, String surroundings, Instant time) {
        if (plugin == null && !rejection.reasons().equals(reasons)) {
            since = time;
        }
        reasons = rejection.reasons();
        rejectedHash = hash;
        rejectedSurroundings = surroundings;
        temporary = rejection.isTemporary();
    }

    /** Takes what was loaded in place of what served; run the result when that is out of everybody's sight. */
    Runnable replace(PluginLoader.Loaded loaded, Instant time) {
        List<ScenarioInstance> oldInstances = instances();
        LoadedPlugin oldPlugin = plugin;
        instances.clear();
        loaded.instances().forEach(instance -> instances.put(instance.active().id(), instance));
        plugin = loaded.plugin();
        since = time;
        reasons = List.of();
        rejectedHash = "";
        temporary = false;
        refusedConfigs.clear();
        return () -> {
            oldInstances.forEach(ScenarioInstance::retire);
            if (oldPlugin != null) {
                oldPlugin.release();
            }
        };
    }

    /** Takes an instance with another configuration; run the result when the old one is out of everybody's sight. */
    Runnable replace(ScenarioInstance instance) {
        ScenarioInstance old = instances.put(instance.active().id(), instance);
        refusedConfigs.remove(instance.active().id());
        return old::retire;
    }

    void acceptConfig(ScenarioId scenario) {
        refusedConfigs.remove(scenario);
    }

    void refuseConfig(ScenarioId scenario, String revision, List<String> problems) {
        List<String> named = problems.stream()
                .map(problem -> problem.startsWith("scenario ") ? problem : "scenario " + scenario + ": " + problem)
                .toList();
        refusedConfigs.put(scenario, new Refusal(revision, named));
    }

    /** Whether exactly that configuration has been tried and failed. */
    boolean hasRefused(ScenarioId scenario, String revision) {
        Refusal refusal = refusedConfigs.get(scenario);
        return refusal != null && refusal.revision().equals(revision);
    }

    /** Lets go of everything; each result completes when a scenario is closed. */
    List<CompletableFuture<Void>> retire() {
        List<CompletableFuture<Void>> closing =
                instances().stream().map(ScenarioInstance::retire).toList();
        instances.clear();
        if (plugin != null) {
            plugin.release();
            plugin = null;
        }
        return closing;
    }

    PluginStatus status() {
        List<String> told = new ArrayList<>(reasons);
        refusedConfigs.values().forEach(refusal -> told.addAll(refusal.reasons()));
        if (plugin == null) {
            return new PluginStatus(
                    id(), directory.toString(), PluginStatus.State.REJECTED, "", "", "", "", List.of(), since, told);
        }
        PluginDescriptor descriptor = plugin.descriptor();
        return new PluginStatus(
                id(),
                directory.toString(),
                PluginStatus.State.ACTIVE,
                descriptor.version(),
                plugin.revision(),
                descriptor.vendor(),
                descriptor.description() == null ? "" : descriptor.description(),
                List.copyOf(instances.keySet()),
                since,
                told);
    }
}
