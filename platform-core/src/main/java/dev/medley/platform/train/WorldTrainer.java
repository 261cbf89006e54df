package dev.medley.platform.train;

import dev.medley.platform.score.ModelManifest;
import dev.medley.platform.score.TaskFigures;
import dev.medley.platform.score.logistic.LearntHead;
import dev.medley.platform.score.logistic.TaskMeanings;
import dev.medley.platform.score.logistic.WeightsFile;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.World;
import dev.medley.spi.id.SurfaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Learns a model from a world, surface by surface. One thread; stops soon after that thread has been interrupted. */
final class WorldTrainer {
    /** So many rows a surface are learnt from; of more, whole users are left out by chance. */
    static final int MAX_ROWS = 1_500_000;

    private final World world;
    private final long seed;
    private final List<String> notes = new ArrayList<>();

    WorldTrainer(World world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    /**
     * The model.
     *
     * @throws NothingToLearnException if no surface has an example of any task
     */
    TrainedModel train(Progress progress) throws NothingToLearnException {
        List<Meaning> declared = new ArrayList<>();
        for (DatasetDeclaration dataset : world.datasets()) {
            declared.addAll(dataset.meanings());
        }
        TreeSet<SurfaceId> surfaces = new TreeSet<>();
        declared.forEach(meaning -> surfaces.add(meaning.surface()));
        List<LearntHead> heads = new ArrayList<>();
        List<TaskFigures> figures = new ArrayList<>();
        Instant now = world.clock().instant();
        int done = 0;
        for (SurfaceId surface : surfaces) {
            Progress part = progress.part((double) done / surfaces.size(), (double) (done + 1) / surfaces.size());
            trainSurface(TaskMeanings.of(surface, declared), now, part, heads, figures);
            done++;
        }
        if (heads.isEmpty()) {
            throw new NothingToLearnException("there is no example of any task: "
                    + world.datasets().size() + " data sets declare meanings for " + surfaces.size() + " surfaces");
        }
        byte[] weights = WeightsFile.write(heads);
        ModelManifest manifest = new ModelManifest(
                WeightsFile.revision(weights),
                WeightsFile.sha256(weights),
                "logistic",
                seed,
                now.toString(),
                figures,
                notes);
        return new TrainedModel(manifest, weights);
    }

    private void trainSurface(
            TaskMeanings meanings, Instant now, Progress progress, List<LearntHead> heads, List<TaskFigures> figures) {
        SurfaceId surface = meanings.surface();
        progress.at(0, surface + ": counting");
        SurfaceItems items = new SurfaceItems(world.catalog(), surface);
        if (items.count() == 0) {
            notes.add(surface + ": no items in the catalogue, nothing learnt");
            return;
        }
        boolean ordered = UndatedOrder.saysSomething(world, surface);
        List<Judgment> judgments = judgments(surface);
        SurfaceCounts counts = new SurfaceCounts(items, meanings);
        world.users().forEach((user, profile) -> {
            TrainingStoppedException.throwIfInterrupted();
            UserVisits visits = UserVisits.read(world, user, items, surface, ordered, seed);
            if (visits.count() > 0) {
                counts.add(profile.cohort(), visits);
            }
        });
        for (Judgment judgment : judgments) {
            counts.answer(meanings.yes(Meaning.JUDGMENT, judgment.grade()), meanings.known(Meaning.JUDGMENT));
        }
        counts.complete();
        progress.at(0.25, surface + ": collecting examples");
        ExampleCollector collector = new ExampleCollector(items, meanings, counts, now, seed);
        collect(collector, counts, items, surface, ordered);
        judgments.forEach(collector::add);
        note(surface, counts, ordered);
        if (collector.learnt().size() == 0) {
            notes.add(surface + ": no examples, nothing learnt");
            return;
        }
        LearntHead head = new HeadLearner(
                        items, meanings, collector.learnt(), counts.explicitTasks(), collector.cohorts(), seed)
                .learn(counts.yesShares(), progress.part(0.5, 0.95));
        heads.add(head);
        progress.at(0.95, surface + ": judging");
        figures.addAll(
                new HoldOutJudge(items, collector.learnt(), collector.heldOut(), collector.cohorts()).judge(head));
    }

    private void collect(
            ExampleCollector collector, SurfaceCounts counts, SurfaceItems items, SurfaceId surface, boolean ordered) {
        double share = takenShare(counts);
        world.users().forEach((user, profile) -> {
            TrainingStoppedException.throwIfInterrupted();
            long userSeed = Mix.of(seed, user.value().hashCode());
            if (Mix.unit(Mix.of(userSeed, 4)) < share) {
                UserVisits visits = UserVisits.read(world, user, items, surface, ordered, seed);
                if (visits.count() > 0) {
                    collector.add(profile, visits, userSeed);
                }
            }
        });
    }

    private static double takenShare(SurfaceCounts counts) {
        long expected = counts.visits() * (1 + NegativeSampling.DRAWS);
        return expected <= MAX_ROWS ? 1 : (double) MAX_ROWS / expected;
    }

    private void note(SurfaceId surface, SurfaceCounts counts, boolean ordered) {
        double share = takenShare(counts);
        if (share < 1) {
            notes.add("%s: examples of %.0f %% of the users, for the bound of %,d rows"
                    .formatted(surface, share * 100, MAX_ROWS));
        }
        if (!ordered) {
            notes.add(surface + ": undated interactions have no order of their own; one was drawn");
        }
        if (counts.isTruncated()) {
            notes.add(surface + ": not all pairs of items were counted");
        }
    }

    private List<Judgment> judgments(SurfaceId surface) {
        return world.judgments().stream()
                .filter(judgment -> judgment.item().surface().equals(surface))
                .sorted(Comparator.comparing(Judgment::query).thenComparing(Judgment::item))
                .toList();
    }
}
