package dev.medley.platform.score.registry;

import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.registry.Serving.Loaded;
import dev.medley.platform.score.registry.Serving.Shadow;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The roll-out that serves: one reference to a {@link Serving}, swapped as a whole after the file has been written. Reading
 * may be done by any thread and never waits; swaps are made by one thread at a time.
 */
final class ServingRollout implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ServingRollout.class.getName());

    private final ModelFolders folders;
    private final LongAdder activeRequests = new LongAdder();
    private final LongAdder canaryRequests = new LongAdder();
    private final ShadowThread shadowThread = new ShadowThread();
    private volatile Serving serving;

    private ServingRollout(ModelFolders folders) {
        this.folders = folders;
        serving = Serving.of(
                Rollout.START, Serving.HEURISTIC, Optional.empty(), Optional.empty(), Optional.empty(), shadowThread);
    }

    /**
     * Loads what the roll-out on disk names. A model that cannot be loaded is refused, and the one that was active before it
     * serves in its place.
     *
     * @throws IOException if the folder cannot be read
     */
    static ServingRollout start(ModelFolders folders) throws IOException {
        ServingRollout started = new ServingRollout(folders);
        started.load();
        return started;
    }

    /** The models of a request. */
    ModelChoice choose(String unit) {
        Serving now = serving;
        Optional<Rollout.Canary> canary = now.rollout().canary();
        if (canary.isPresent() && canary.get().takes(unit)) {
            canaryRequests.increment();
            return now.forCanary();
        }
        activeRequests.increment();
        return now.forActive();
    }

    /** What serves now. */
    Serving now() {
        return serving;
    }

    /** What the shadow has been measured at. */
    Optional<ShadowFigures> shadowFigures() {
        return serving.shadow().map(shadow -> shadow.measurement().figures());
    }

    /** What has been counted. */
    RolloutCounts counts() {
        Optional<ShadowFigures> shadow = shadowFigures();
        return new RolloutCounts(
                activeRequests.sum(),
                canaryRequests.sum(),
                shadow.map(ShadowFigures::batches).orElse(0L),
                shadow.map(ShadowFigures::dropped).orElse(0L),
                shadow.map(ShadowFigures::failed).orElse(0L));
    }

    @Override
    public void close() {
        shadowThread.close();
    }

    /**
     * Writes that roll-out and makes it the one that serves; deletes what is too much.
     *
     * @param added a model that it names and that did not serve before
     */
    void swap(Rollout wanted, Optional<Loaded> added) throws IOException {
        Serving before = serving;
        List<String> history = new ArrayList<>(wanted.history());
        Optional<Loaded> previous = Optional.empty();
        while (!history.isEmpty() && previous.isEmpty()) {
            // The way back begins with a model that can serve; one that cannot is refused and left out.
            previous = before.find(history.getFirst()).or(() -> folders.readOrRefuse(history.getFirst()));
            if (previous.isEmpty()) {
                history.removeFirst();
            }
        }
        Rollout rollout = new Rollout(wanted.active(), wanted.canary(), wanted.shadow(), history, wanted.published());
        Optional<Loaded> canary = rollout.canary().map(each -> find(each.revision(), before, added));
        Optional<Shadow> shadow = rollout.shadow().map(each -> shadow(each, rollout.active(), before, added));
        Loaded active = find(rollout.active(), before, added);
        Serving after = Serving.of(rollout, active, previous, canary, shadow, shadowThread);
        folders.writeRollout(rollout);
        serving = after;
        prune();
    }

    private static Shadow shadow(String revision, String active, Serving before, Optional<Loaded> added) {
        Loaded loaded = find(revision, before, added);
        return before.shadow()
                .filter(same -> same.measurement().isOf(revision, active))
                .orElseGet(() -> new Shadow(loaded, new ShadowMeasurement(loaded.model(), active)));
    }

    /** Everything in use is loaded: it served before, or it has just been added. */
    private static Loaded find(String revision, Serving before, Optional<Loaded> added) {
        return added.filter(each -> each.revision().equals(revision))
                .or(() -> before.find(revision))
                .orElseThrow(() -> new IllegalStateException("model " + revision + " is not loaded"));
    }

    /** What cannot be deleted stays, and is tried again with the next change. */
    private void prune() {
        Rollout rollout = serving.rollout();
        List<String> tooMuch = new ArrayList<>(rollout.published());
        tooMuch.removeAll(rollout.inUse());
        if (tooMuch.size() <= ModelRegistry.MAX_UNUSED) {
            return;
        }
        String oldest = tooMuch.getLast();
        try {
            swap(rollout.without(oldest), Optional.empty());
            folders.remove(oldest);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "could not delete model {0}: {1}", oldest, e.getMessage());
        }
    }

    private void load() throws IOException {
        Rollout wanted = folders.readRollout();
        List<String> revisions = folders.revisions(wanted);
        List<String> active = new ArrayList<>();
        active.add(wanted.active());
        active.addAll(wanted.history());
        Optional<Loaded> first = Optional.empty();
        Optional<Loaded> previous = Optional.empty();
        List<String> history = new ArrayList<>();
        for (String revision : active) {
            if (first.isPresent() && previous.isPresent()) {
                // The way further back is looked at when somebody takes it.
                history.add(revision);
                continue;
            }
            Optional<Loaded> loaded = folders.readOrRefuse(revision);
            if (loaded.isEmpty()) {
                continue;
            }
            if (first.isEmpty()) {
                first = loaded;
            } else {
                previous = loaded;
                history.add(revision);
            }
        }
        Loaded serves = first.orElse(Serving.HEURISTIC);
        Optional<Loaded> canary = wanted.canary().flatMap(each -> folders.readOrRefuse(each.revision()));
        Optional<Loaded> shadow = wanted.shadow().flatMap(folders::readOrRefuse);
        Rollout rollout = new Rollout(
                serves.revision(),
                canary.flatMap(_ -> wanted.canary()),
                shadow.flatMap(_ -> wanted.shadow()),
                history,
                revisions);
        serving = Serving.of(
                rollout,
                serves,
                previous,
                canary,
                shadow.map(each -> new Shadow(each, new ShadowMeasurement(each.model(), serves.revision()))),
                shadowThread);
        for (String revision : revisions) {
            serving.find(revision).ifPresentOrElse(folders::list, () -> folders.list(revision));
        }
    }
}
