package dev.medley.platform.score.registry;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.score.registry.RolloutRefusedException.Kind;
import dev.medley.platform.score.registry.Serving.Loaded;
import dev.medley.platform.score.registry.Serving.Shadow;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The published models and the roll-out.
 *
 * <p>On disk every model is a folder named by its revision, and {@code rollout.json} says which does what. A folder is
 * written under a temporary name, forced to disk and moved into place, so it is whole or absent; one whose content does
 * not agree with its manifest is refused with every reason, and what served before serves on.
 *
 * <p>Reading may be done by any thread and never waits. Changes may be asked for by any thread, and the caller waits; they
 * run one after the other on a platform thread of their own, for hashing and reading a large model is work that would
 * hold up virtual threads. First the file is written, then one reference is swapped: a request that was admitted before
 * keeps its models to its end.
 */
public final class ModelRegistry implements ModelSelection, AutoCloseable {
    /** So many published models that are not in use are kept, the newest. */
    public static final int MAX_UNUSED = 5;

    private static final Logger LOG = System.getLogger(ModelRegistry.class.getName());
    private static final String TEMPORARY = ".new-";

    private final Path folder;
    private final ModelReader reader;
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final Map<String, PublishedModel> published = new LinkedHashMap<>();
    private final LongAdder activeRequests = new LongAdder();
    private final LongAdder canaryRequests = new LongAdder();
    private final ShadowThread shadowThread = new ShadowThread();
    private final ThreadPoolExecutor changes;
    private volatile Serving serving;

    /**
     * A way back that was taken.
     *
     * @param from what was active
     * @param to what is active now
     */
    public record RolledBack(String from, String to) {}

    private ModelRegistry(Path folder, ModelReader reader) {
        this.folder = folder;
        this.reader = reader;
        changes = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("medley-models").factory());
        changes.allowCoreThreadTimeOut(true);
        serving = Serving.of(
                Rollout.START, Serving.HEURISTIC, Optional.empty(), Optional.empty(), Optional.empty(), shadowThread);
    }

    /**
     * Loads what the folder's roll-out names; makes the folder if it is not there. A model that cannot be loaded is logged
     * and listed in {@link #refusals()}, the one that was active before it serves in its place, and nothing is stopped.
     *
     * @throws IOException if the folder can be neither read nor made
     */
    public static ModelRegistry open(Path folder, ModelReader reader) throws IOException {
        Files.createDirectories(folder);
        ModelRegistry registry = new ModelRegistry(folder.toAbsolutePath().normalize(), reader);
        registry.removeUnfinished();
        registry.load();
        return registry;
    }

    @Override
    public ModelChoice choose(String unit) {
        Serving now = serving;
        Optional<Rollout.Canary> canary = now.rollout().canary();
        if (canary.isPresent() && canary.get().takes(unit)) {
            canaryRequests.increment();
            return now.forCanary();
        }
        activeRequests.increment();
        return now.forActive();
    }

    /** Which model does what. */
    public Rollout rollout() {
        return serving.rollout();
    }

    /** The active model; the heuristic if none was activated. */
    public Model active() {
        return serving.active().model();
    }

    /** The learnt model that was active before and stands in for the active one. */
    public Optional<Model> previous() {
        return serving.previous()
                .filter(loaded -> loaded.manifest().isPresent())
                .map(Loaded::model);
    }

    /** What stands beside the active model; empty if it is the heuristic. */
    public Optional<ModelManifest> activeManifest() {
        return serving.active().manifest();
    }

    /** What the shadow has been measured at since it and the active model are what they are. */
    public Optional<ShadowFigures> shadowFigures() {
        return serving.shadow().map(shadow -> shadow.measurement().figures());
    }

    /** What has been counted. */
    public RolloutCounts counts() {
        Optional<ShadowFigures> shadow = shadowFigures();
        return new RolloutCounts(
                activeRequests.sum(),
                canaryRequests.sum(),
                shadow.map(ShadowFigures::batches).orElse(0L),
                shadow.map(ShadowFigures::dropped).orElse(0L),
                shadow.map(ShadowFigures::failed).orElse(0L));
    }

    /** What can be activated, newest first; without the heuristic, which always can. */
    public List<PublishedModel> published() {
        Rollout rollout = rollout();
        List<PublishedModel> all = new ArrayList<>();
        synchronized (published) {
            for (String revision : rollout.published()) {
                all.add(published.getOrDefault(revision, new PublishedModel(revision, Optional.empty())));
            }
        }
        return Collections.unmodifiableList(all);
    }

    /** Which models were refused when this was opened, or on the way back, each with the reasons. */
    public List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals.values());
        }
    }

    /** A new, empty folder to write a model into and to publish it from; {@link #discard} it then. */
    public Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, TEMPORARY);
    }

    /** Removes a folder of {@link #newFolder}; one that is forgotten goes at the next start. */
    public void discard(Path newFolder) throws IOException {
        ModelFolder.remove(newFolder);
    }

    /**
     * Copies a model's folder into the registry, so that it can be activated. Publishing what is published already changes
     * nothing. The oldest models that are not in use are deleted.
     *
     * @throws ModelRefusedException if it is not a model that could serve, with every reason; then nothing has changed
     * @throws IOException if it cannot be written; then nothing has changed
     */
    public ModelManifest publish(Path source) throws IOException {
        return changing(IOException.class, () -> doPublish(source));
    }

    /**
     * Has that model score everybody whom the canary does not, from the next request on. The model that was active becomes
     * the way back. A canary or shadow of the same model ends, of another one stays.
     *
     * @param revision a published model, or {@code heuristic-1}
     * @throws ModelRefusedException if its folder is not whole, with every reason; then nothing has changed
     * @throws IOException if the change cannot be written; then nothing has changed
     * @throws RolloutRefusedException if there is no such model
     */
    public void activate(String revision) throws IOException, RolloutRefusedException {
        change(() -> {
            Loaded loaded = load(revision);
            swap(serving.rollout().activated(revision), Optional.of(loaded));
        });
        LOG.log(Level.INFO, "model {0} is active", revision);
    }

    /**
     * Has that model score beside the active one, measured and never served; or none.
     *
     * @throws ModelRefusedException if its folder is not whole, with every reason; then nothing has changed
     * @throws IOException if the change cannot be written; then nothing has changed
     * @throws RolloutRefusedException if there is no such model, or it is the active one
     */
    public void shadow(Optional<String> revision) throws IOException, RolloutRefusedException {
        change(() -> {
            Optional<Loaded> loaded = loadBeside(revision);
            swap(serving.rollout().withShadow(revision), loaded);
        });
        LOG.log(Level.INFO, "shadow: {0}", revision.orElse("none"));
    }

    /**
     * Has that model score a share of the users, the same users for as long as the share stays, and those and more when
     * it grows.
     *
     * @param share of the users, 0 to 1
     * @throws IllegalArgumentException if the share is not from 0 to 1
     * @throws ModelRefusedException if its folder is not whole, with every reason; then nothing has changed
     * @throws IOException if the change cannot be written; then nothing has changed
     * @throws RolloutRefusedException if there is no such model, or it is the active one
     */
    public void canary(String revision, double share) throws IOException, RolloutRefusedException {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is not allowed; a number, 0 to 1");
        }
        change(() -> {
            Optional<Loaded> loaded = loadBeside(Optional.of(revision));
            // Salted by the model: another one is tried on other users, the same one on the same.
            swap(serving.rollout().withCanary(Optional.of(new Rollout.Canary(revision, share, revision))), loaded);
        });
        LOG.log(Level.INFO, "canary: {0} for a share of {1}", revision, share);
    }

    /**
     * Has the active model score everybody.
     *
     * @throws IOException if the change cannot be written; then nothing has changed
     */
    public void endCanary() throws IOException, RolloutRefusedException {
        change(() -> swap(serving.rollout().withCanary(Optional.empty()), Optional.empty()));
        LOG.log(Level.INFO, "canary: none");
    }

    /**
     * Ends canary and shadow, and has the model serve again that was active before. That one is loaded already, so nothing
     * can be wrong with it any more.
     *
     * @return from which model to which; the same twice if none was active before
     * @throws IOException if the change cannot be written; then nothing has changed
     * @throws RolloutRefusedException if nothing was active before and there is neither canary nor shadow
     */
    public RolledBack rollback() throws IOException, RolloutRefusedException {
        RolledBack rolledBack = changing(RolloutRefusedException.class, () -> {
            Rollout now = serving.rollout();
            if (now.history().isEmpty()
                    && now.canary().isEmpty()
                    && now.shadow().isEmpty()) {
                throw new RolloutRefusedException(
                        Kind.CONFLICT,
                        "rollback",
                        now.active(),
                        "no model was active before it, and there is neither canary nor shadow");
            }
            swap(now.rolledBack(), Optional.empty());
            return new RolledBack(now.active(), rollout().active());
        });
        LOG.log(Level.INFO, "rolled back from model {0} to {1}", rolledBack.from(), rolledBack.to());
        return rolledBack;
    }

    /**
     * Deletes a published model.
     *
     * @throws IOException if it cannot be deleted
     * @throws RolloutRefusedException if there is no such model, or it is in use
     */
    public void retire(String revision) throws IOException, RolloutRefusedException {
        change(() -> {
            requireKnown(revision);
            Set<String> inUse = serving.rollout().inUse();
            if (inUse.contains(revision) || revision.equals(HeuristicModel.REVISION)) {
                throw new RolloutRefusedException(
                        Kind.CONFLICT, "revision", revision, "a model that is not in use; in use are " + inUse);
            }
            swap(serving.rollout().without(revision), Optional.empty());
            remove(revision);
        });
        LOG.log(Level.INFO, "model {0} is deleted", revision);
    }

    /** Ends the threads; what serves can still be read. */
    @Override
    public void close() {
        shadowThread.close();
        changes.shutdown();
    }

    // ------------------------------------------------------------------------------------- on the thread of changes

    private ModelManifest doPublish(Path source) throws IOException {
        ModelManifest manifest = ModelFolder.read(source, reader).manifest();
        String revision = manifest.revision();
        Path place = folder.resolve(revision);
        if (rollout().published().contains(revision)) {
            try {
                return ModelFolder.verify(place, reader);
            } catch (IOException damaged) {
                LOG.log(Level.WARNING, "model {0} is damaged and replaced: {1}", revision, damaged.getMessage());
            }
        }
        Path copy = newFolder();
        try {
            ModelFolder.copy(source, manifest, copy);
            // Whoever writes into the source meanwhile does not write into the registry.
            ModelFolder.verify(copy, reader);
            ModelFolder.remove(place);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
            ModelFolder.forceFolder(folder);
        } finally {
            ModelFolder.remove(copy);
        }
        synchronized (published) {
            published.put(revision, new PublishedModel(revision, Optional.of(manifest)));
        }
        synchronized (refusals) {
            refusals.remove(revision);
        }
        swap(rollout().published(revision), Optional.empty());
        LOG.log(Level.INFO, "model {0} is published", revision);
        return manifest;
    }

    /** Writes that roll-out and makes it the one that serves; deletes what is too much. */
    private void swap(Rollout wanted, Optional<Loaded> added) throws IOException {
        Serving before = serving;
        List<String> history = new ArrayList<>(wanted.history());
        Optional<Loaded> previous = Optional.empty();
        while (!history.isEmpty() && previous.isEmpty()) {
            // The way back begins with a model that can serve; one that cannot is refused and left out.
            previous = before.find(history.getFirst()).or(() -> loadOrRefuse(history.getFirst()));
            if (previous.isEmpty()) {
                history.removeFirst();
            }
        }
        Rollout rollout = new Rollout(wanted.active(), wanted.canary(), wanted.shadow(), history, wanted.published());
        Optional<Loaded> canary = rollout.canary().map(each -> find(each.revision(), before, added));
        Optional<Shadow> shadow = rollout.shadow().map(each -> shadow(each, rollout.active(), before, added));
        Loaded active = find(rollout.active(), before, added);
        Serving after = Serving.of(rollout, active, previous, canary, shadow, shadowThread);
        RolloutFile.write(folder, folder.resolve(TEMPORARY + RolloutFile.NAME), rollout);
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

    private Loaded load(String revision) throws IOException, RolloutRefusedException {
        requireKnown(revision);
        Optional<Loaded> loaded = serving.find(revision);
        if (loaded.isEmpty()) {
            return read(revision);
        }
        if (loaded.get().manifest().isPresent()) {
            // Nothing is put to more use than before that could not be loaded after a restart.
            ModelFolder.verify(folder.resolve(revision), reader);
        }
        return loaded.get();
    }

    private Optional<Loaded> loadBeside(Optional<String> revision) throws IOException, RolloutRefusedException {
        if (revision.isEmpty()) {
            return Optional.empty();
        }
        Loaded loaded = load(revision.get());
        if (rollout().active().equals(revision.get())) {
            throw new RolloutRefusedException(
                    Kind.CONFLICT, "revision", revision.get(), "another model than the active one");
        }
        return Optional.of(loaded);
    }

    private Loaded read(String revision) throws IOException {
        if (revision.equals(HeuristicModel.REVISION)) {
            return Serving.HEURISTIC;
        }
        ModelFolder.Content content = ModelFolder.read(folder.resolve(revision), reader);
        if (!content.manifest().revision().equals(revision)) {
            throw new ModelRefusedException(List.of(new Problem(
                    ModelManifest.FILE + " revision",
                    content.manifest().revision(),
                    revision + ", which is what the folder is called")));
        }
        return new Loaded(content.model(), Optional.of(content.manifest()));
    }

    private void requireKnown(String revision) throws RolloutRefusedException {
        List<String> known = new ArrayList<>(rollout().published());
        known.add(HeuristicModel.REVISION);
        if (!known.contains(revision)) {
            throw new RolloutRefusedException(Kind.UNKNOWN_REVISION, "revision", revision, "published are " + known);
        }
    }

    /** What cannot be deleted stays, and is tried again with the next change. */
    private void prune() {
        Rollout rollout = rollout();
        Set<String> inUse = rollout.inUse();
        List<String> tooMuch = new ArrayList<>(rollout.published());
        tooMuch.removeAll(inUse);
        if (tooMuch.size() <= MAX_UNUSED) {
            return;
        }
        String oldest = tooMuch.getLast();
        try {
            swap(rollout.without(oldest), Optional.empty());
            remove(oldest);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "could not delete model {0}: {1}", oldest, e.getMessage());
        }
    }

    private void remove(String revision) throws IOException {
        ModelFolder.remove(folder.resolve(revision));
        synchronized (published) {
            published.remove(revision);
        }
    }

    /** A change without a result. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException, RolloutRefusedException;
    }

    private void change(Change change) throws IOException, RolloutRefusedException {
        changing(RolloutRefusedException.class, () -> {
            change.make();
            return null;
        });
    }

    /** Runs the change after those that were asked for earlier, and waits for its end, also when interrupted. */
    private <T, E extends Exception> T changing(Class<E> declared, Callable<T> change) throws IOException, E {
        Future<T> running;
        try {
            running = changes.submit(change);
        } catch (RejectedExecutionException closed) {
            throw new IOException("the registry is closed", closed);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return running.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Exception e when declared.isInstance(e) -> throw declared.cast(e);
                default -> throw new IllegalStateException(failed.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // --------------------------------------------------------------------------------------------------- at the start

    private void load() throws IOException {
        Rollout wanted = readRollout();
        List<String> revisions = revisions(wanted);
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
            Optional<Loaded> loaded = loadOrRefuse(revision);
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
        Optional<Loaded> canary = wanted.canary().flatMap(each -> loadOrRefuse(each.revision()));
        Optional<Loaded> shadow = wanted.shadow().flatMap(this::loadOrRefuse);
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
            published.put(revision, new PublishedModel(revision, manifestOrRefuse(revision)));
        }
    }

    private Rollout readRollout() throws IOException {
        try {
            return RolloutFile.read(folder);
        } catch (InvalidInputException e) {
            refuse(RolloutFile.NAME, e);
            return Rollout.START;
        }
    }

    /** The published models that are there, newest first; folders that the file does not know count as the oldest. */
    private List<String> revisions(Rollout rollout) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path place : folders) {
                String name = place.getFileName().toString();
                if (ManifestCodec.REVISION.isKeptBy(name)) {
                    found.add(name);
                }
            }
        }
        Collections.sort(found);
        List<String> ordered = new ArrayList<>(rollout.published());
        ordered.retainAll(found);
        found.removeAll(ordered);
        ordered.addAll(found);
        return ordered;
    }

    private Optional<Loaded> loadOrRefuse(String revision) {
        try {
            return Optional.of(read(revision));
        } catch (IOException e) {
            refuse(revision, e);
            return Optional.empty();
        }
    }

    private Optional<ModelManifest> manifestOrRefuse(String revision) {
        Optional<Loaded> loaded = serving.find(revision);
        if (loaded.isPresent()) {
            return loaded.get().manifest();
        }
        try {
            return Optional.of(ModelFolder.readManifest(folder.resolve(revision), reader));
        } catch (IOException e) {
            refuse(revision, e);
            return Optional.empty();
        }
    }

    private void refuse(String what, Exception why) {
        String refusal = (what.equals(RolloutFile.NAME) ? what : "model " + what) + ": " + why.getMessage();
        LOG.log(Level.WARNING, "refused: {0}", refusal);
        synchronized (refusals) {
            refusals.putIfAbsent(what, refusal);
        }
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
            for (Path place : left) {
                ModelFolder.remove(place);
            }
        }
    }
}
