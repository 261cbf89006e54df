package dev.medley.platform.score.registry;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.score.registry.RolloutRefusedException.Kind;
import dev.medley.platform.score.registry.Serving.Loaded;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The published models and the roll-out.
 *
 * <p>On disk every model is a folder named by its revision, and {@code rollout.json} says which does what. One whose
 * content does not agree with its manifest is refused with every reason, and what served before serves on.
 *
 * <p>Reading may be done by any thread and never waits. Changes may be asked for by any thread, and the caller waits; they
 * run one after the other on a thread of their own. First the file is written, then one reference is swapped: a request
 * that was admitted before keeps its models to its end.
 */
public final class ModelRegistry implements ModelSelection, AutoCloseable {
    /** So many published models that are not in use are kept, the newest. */
    public static final int MAX_UNUSED = 5;

    private static final Logger LOG = System.getLogger(ModelRegistry.class.getName());

    private final ModelFolders folders;
    private final ServingRollout serving;
    private final ChangeThread changes = new ChangeThread();

    /**
     * A way back that was taken.
     *
     * @param from what was active
     * @param to what is active now
     */
    public record RolledBack(String from, String to) {}

    private ModelRegistry(ModelFolders folders, ServingRollout serving) {
        this.folders = folders;
        this.serving = serving;
    }

    /**
     * Loads what the folder's roll-out names; makes the folder if it is not there. A model that cannot be loaded is logged
     * and listed in {@link #refusals()}, the one that was active before it serves in its place, and nothing is stopped.
     *
     * @throws IOException if the folder can be neither read nor made
     */
    public static ModelRegistry open(Path folder, ModelReader reader) throws IOException {
        ModelFolders folders = ModelFolders.open(folder, reader);
        return new ModelRegistry(folders, ServingRollout.start(folders));
    }

    @Override
    public ModelChoice choose(String unit) {
        return serving.choose(unit);
    }

    /** Which model does what. */
    public Rollout rollout() {
        return serving.now().rollout();
    }

    /** The active model; the heuristic if none was activated. */
    public Model active() {
        return serving.now().active().model();
    }

    /** The learnt model that was active before and stands in for the active one. */
    public Optional<Model> previous() {
        return serving.now()
                .previous()
                .filter(loaded -> loaded.manifest().isPresent())
                .map(Loaded::model);
    }

    /** What stands beside the active model; empty if it is the heuristic. */
    public Optional<ModelManifest> activeManifest() {
        return serving.now().active().manifest();
    }

    /** What the shadow has been measured at since it and the active model are what they are. */
    public Optional<ShadowFigures> shadowFigures() {
        return serving.shadowFigures();
    }

    /** What has been counted. */
    public RolloutCounts counts() {
        return serving.counts();
    }

    /** What can be activated, newest first; without the heuristic, which always can. */
    public List<PublishedModel> published() {
        return folders.published(rollout().published());
    }

    /** Which models were refused when this was opened, or on the way back, each with the reasons. */
    public List<String> refusals() {
        return folders.refusals();
    }

    /** A new, empty folder to write a model into and to publish it from; {@link #discard} it then. */
    public Path newFolder() throws IOException {
        return folders.newFolder();
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
        return changes.run(IOException.class, () -> doPublish(source));
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
            serving.swap(rollout().activated(revision), Optional.of(loaded));
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
            serving.swap(rollout().withShadow(revision), loaded);
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
            serving.swap(rollout().withCanary(Optional.of(new Rollout.Canary(revision, share, revision))), loaded);
        });
        LOG.log(Level.INFO, "canary: {0} for a share of {1}", revision, share);
    }

    /**
     * Has the active model score everybody.
     *
     * @throws IOException if the change cannot be written; then nothing has changed
     */
    public void endCanary() throws IOException, RolloutRefusedException {
        change(() -> serving.swap(rollout().withCanary(Optional.empty()), Optional.empty()));
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
        RolledBack rolledBack = changes.run(RolloutRefusedException.class, () -> {
            Rollout now = rollout();
            if (now.history().isEmpty()
                    && now.canary().isEmpty()
                    && now.shadow().isEmpty()) {
                throw new RolloutRefusedException(
                        Kind.CONFLICT,
                        "rollback",
                        now.active(),
                        "no model was active before it, and there is neither canary nor shadow");
            }
            serving.swap(now.rolledBack(), Optional.empty());
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
            Set<String> inUse = rollout().inUse();
            if (inUse.contains(revision) || revision.equals(HeuristicModel.REVISION)) {
                throw new RolloutRefusedException(
                        Kind.CONFLICT, "revision", revision, "a model that is not in use; in use are " + inUse);
            }
            serving.swap(rollout().without(revision), Optional.empty());
            folders.remove(revision);
        });
        LOG.log(Level.INFO, "model {0} is deleted", revision);
    }

    /** Ends the threads; what serves can still be read. */
    @Override
    public void close() {
        serving.close();
        changes.close();
    }

    // ------------------------------------------------------------------------------------- on the thread of changes

    private ModelManifest doPublish(Path source) throws IOException {
        ModelManifest manifest = folders.check(source);
        String revision = manifest.revision();
        Optional<ModelManifest> there =
                rollout().published().contains(revision) ? folders.whole(revision) : Optional.empty();
        if (there.isPresent()) {
            return there.get();
        }
        folders.add(source, manifest);
        serving.swap(rollout().published(revision), Optional.empty());
        LOG.log(Level.INFO, "model {0} is published", revision);
        return manifest;
    }

    private Loaded load(String revision) throws IOException, RolloutRefusedException {
        requireKnown(revision);
        Optional<Loaded> loaded = serving.now().find(revision);
        if (loaded.isEmpty()) {
            return folders.read(revision);
        }
        if (loaded.get().manifest().isPresent()) {
            // Nothing is put to more use than before that could not be loaded after a restart.
            folders.verify(revision);
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

    private void requireKnown(String revision) throws RolloutRefusedException {
        List<String> known = new ArrayList<>(rollout().published());
        known.add(HeuristicModel.REVISION);
        if (!known.contains(revision)) {
            throw new RolloutRefusedException(Kind.UNKNOWN_REVISION, "revision", revision, "published are " + known);
        }
    }

    /** A change without a result. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException, RolloutRefusedException;
    }

    private void change(Change change) throws IOException, RolloutRefusedException {
        changes.run(RolloutRefusedException.class, () -> {
            change.make();
            return null;
        });
    }
}
