package dev.medley.benchmarks.rollout;

import dev.medley.benchmarks.rollout.ModelControl.Models;
import dev.medley.benchmarks.rollout.ModelControl.RefusedException;
import dev.medley.benchmarks.rollout.Questions.Question;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes what a running platform serves with, every second and in every way there is, while it is asked for slates at a
 * fixed rate; and looks at every answer. Each must come with status 200, from a revision that could serve at that moment,
 * with every item scored as that revision alone scores it. A canary must take its share of the users, always the same.
 *
 * <pre>{@code
 * ./medley bench rollout [URL [SECONDS]] [--rate N] [--candidates N] [--model DIR]
 * }</pre>
 *
 * <p>The two models are the newest that are published; or the one of {@code DIR}, which is published for it, and the
 * active one. If that is the model that is there already, then a copy that is calibrated otherwise. Where only one model
 * is published, the heuristic is the other. At the end the model is active that was at the beginning.
 *
 * <p>Exits with 1 if anything went wrong, or the rate was not reached, or no platform answers, or it is not in a state to
 * be tried; with 2 for wrong use.
 */
public final class RolloutLoad {
    private static final String HEURISTIC = "heuristic-1";
    private static final double MOST_QUIET_SECONDS = 10;
    private static final long BETWEEN_CHANGES_MILLIS = 1_000;

    private final RolloutOptions options;
    private final ModelControl control;
    private final References references = new References();
    private final RolloutFigures figures = new RolloutFigures();

    private RolloutLoad(RolloutOptions options, ModelControl control) {
        this.options = options;
        this.control = control;
    }

    public static void main(String[] arguments) throws Exception {
        RolloutOptions options;
        try {
            options = RolloutOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench rollout: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        int status = 1;
        try (ModelControl control = new ModelControl(options.target())) {
            status = new RolloutLoad(options, control).run() ? 0 : 1;
        } catch (ConnectException absent) {
            System.err.println("bench rollout: no platform answers at " + options.target());
        } catch (IllegalStateException | RefusedException unfit) {
            System.err.println("bench rollout: " + unfit.getMessage());
        }
        System.exit(status);
    }

    private boolean run() throws IOException, InterruptedException, RefusedException {
        Models begin = control.models();
        if (begin.serving().canary().isPresent() || begin.serving().shadow().isPresent()) {
            throw new IllegalStateException(
                    "there is a canary or a shadow, which would be lost; end it first: " + begin.serving());
        }
        if (!begin.training().equals("idle")) {
            throw new IllegalStateException("a model is being learnt, which would become active; training is "
                    + begin.training() + ", wait until it is idle");
        }
        List<String> revisions = revisions(begin);
        System.out.println("models: " + String.join(" and ", revisions));
        List<Question> questions = Questions.of(options.target());
        if (options.candidates() > 0) {
            questions = ReferencePass.narrowed(control, options.target(), questions, options.candidates());
        }
        try {
            for (String revision : revisions.reversed()) {
                control.make(new Change.Activate(revision));
                ReferencePass.run(control, revision, questions, references);
            }
            System.out.printf(
                    Locale.ROOT,
                    "scores that each gives alone: %d, of %d questions%n%n",
                    references.size(),
                    questions.size());
            double seconds = load(revisions, questions);
            figures.lines(seconds, options.rate()).forEach(System.out::println);
            return figures.isGood() && figures.isLoaded(seconds, options.rate());
        } finally {
            if (!control.models().serving().equals(begin.serving())) {
                // A rollback ends whatever is being tried.
                control.make(new Change.RollBack());
                control.make(new Change.Activate(begin.serving().active()));
            }
        }
    }

    /** The two models, the active one first. */
    private List<String> revisions(Models begin) throws IOException, InterruptedException, RefusedException {
        Set<String> revisions = new LinkedHashSet<>();
        revisions.add(begin.serving().active());
        if (options.model().isPresent()) {
            revisions.add(published(options.model().get(), begin));
        }
        revisions.addAll(begin.published());
        revisions.add(HEURISTIC);
        if (revisions.size() < 2) {
            throw new IllegalStateException(
                    "no model is published; wait until one has been learnt, or name one with --model DIR");
        }
        return revisions.stream().limit(2).toList();
    }

    /** Publishes the model of that folder, or a changed copy of it if it is active already. */
    private String published(Path folder, Models begin) throws IOException, InterruptedException, RefusedException {
        if (!ModelCopy.revision(folder).equals(begin.serving().active())) {
            return control.publish(folder);
        }
        Path copy = Files.createTempDirectory("medley-benchmark-");
        try {
            ModelCopy.write(folder, copy);
            return control.publish(copy);
        } finally {
            try (Stream<Path> content = Files.walk(copy)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Asks, and changes what serves; gives how many seconds it took. */
    private double load(List<String> revisions, List<Question> questions)
            throws IOException, InterruptedException, RefusedException {
        Models models = control.models();
        ServingTimeline timeline = new ServingTimeline(models.serving());
        LoadLoop load =
                new LoadLoop(options.target(), questions, references, revisions, timeline, figures, options.rate());
        try (load) {
            Thread.sleep((long) (Math.min(MOST_QUIET_SECONDS, options.seconds() / 2) * 1_000));
            load.beginChanges();
            List<Change> round = Change.round(revisions.getFirst(), revisions.getLast());
            List<String> history = models.history();
            for (int i = 0; i < options.seconds(); i++) {
                history = change(round.get(i % round.size()), timeline, history);
                Thread.sleep(BETWEEN_CHANGES_MILLIS);
            }
        }
        return load.seconds();
    }

    /** Makes a change; gives the history then. */
    private List<String> change(Change change, ServingTimeline timeline, List<String> history)
            throws IOException, InterruptedException {
        ServingState next = change.after(timeline.newest(), history);
        timeline.ask(next, System.nanoTime());
        try {
            Models after = control.make(change);
            timeline.answer(System.nanoTime());
            if (after.serving().equals(next)) {
                figures.changed(change);
            } else {
                figures.wrongChange(change, "there is " + after.serving() + " instead of " + next);
            }
            return after.history();
        } catch (RefusedException refused) {
            timeline.refuse();
            figures.wrongChange(change, refused.getMessage());
            return history;
        }
    }
}
