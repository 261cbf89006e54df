package dev.medley.platform.train.example;

import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.score.statistic.TaskMeanings;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.SurfaceId;
import it.unimi.dsi.fastutil.ints.Int2IntLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a population says of pairs of user and item, or of query and item: each pair once, with what is known of each task,
 * which fold it is of, and which tasks' noes have to be drawn because nobody said no.
 */
final class ObservedPairs {
    private final Population population;
    private final ExampleSettings settings;
    private final ItemInput[] items;
    private final Map<String, Integer> queryNumbers;
    private final Map<SurfaceId, TaskMeanings> meanings;
    private final Map<SurfaceId, SurfaceTasks> tasksBySurface = new LinkedHashMap<>();
    private final Map<SurfaceId, DurationQuantiles> durations = new HashMap<>();
    private final Pairs learnt = new Pairs();
    private final Pairs heldOut = new Pairs();

    /**
     * Collects them.
     *
     * @param items the population's, as inputs
     * @param queryNumbers the number of each query's request
     * @throws IllegalArgumentException if nothing in the population is an example of any of the settings' tasks
     */
    ObservedPairs(
            Population population, ExampleSettings settings, ItemInput[] items, Map<String, Integer> queryNumbers) {
        this.population = population;
        this.settings = settings;
        this.items = items;
        this.queryNumbers = queryNumbers;
        meanings = meanings(population, settings);
        collect();
    }

    /** To learn from: in the order of the users, and of each in the order of what they did; then those of queries. */
    Pairs learnt() {
        return learnt;
    }

    /** To judge on, in the same order. */
    Pairs heldOut() {
        return heldOut;
    }

    /** By surface. */
    Map<SurfaceId, SurfaceTasks> tasks() {
        return tasksBySurface;
    }

    /** Tasks of a surface, at most. */
    int slots() {
        return TaskMeanings.slots(meanings.values());
    }

    /** How long people watch. */
    DurationQuantiles durations(SurfaceId surface) {
        return durations.get(surface);
    }

    private SurfaceId surfaceOf(int item) {
        return population.items().get(item).id().surface();
    }

    private static Map<SurfaceId, TaskMeanings> meanings(Population population, ExampleSettings settings) {
        List<Meaning> wanted = new ArrayList<>();
        for (Meaning meaning : population.meanings()) {
            if (settings.tasks().isEmpty() || settings.tasks().contains(meaning.task())) {
                wanted.add(meaning);
            }
        }
        return TaskMeanings.bySurface(wanted);
    }

    private void collect() {
        for (Map.Entry<SurfaceId, TaskMeanings> entry : meanings.entrySet()) {
            durations.put(entry.getKey(), durationsOf(entry.getKey(), entry.getValue()));
        }
        for (int user = 0; user < population.people().size(); user++) {
            Person person = population.people().get(user);
            collect(user, person.history(), learnt);
            collect(user, person.heldOut(), heldOut);
        }
        for (Verdict verdict : population.judgments()) {
            collect(verdict);
        }
        Map<SurfaceId, int[]> noes = new HashMap<>();
        for (Pairs pairs : List.of(learnt, heldOut)) {
            for (int i = 0; i < pairs.count(); i++) {
                SurfaceId surface = surfaceOf(pairs.item.getInt(i));
                noes.computeIfAbsent(surface, _ -> new int[1])[0] |= pairs.known.getInt(i) & ~pairs.yes.getInt(i);
            }
        }
        for (Map.Entry<SurfaceId, TaskMeanings> entry : meanings.entrySet()) {
            int noesHere = noes.getOrDefault(entry.getKey(), new int[1])[0];
            tasksBySurface.put(entry.getKey(), SurfaceTasks.of(entry.getValue(), noesHere));
        }
        markVisited(learnt);
        markVisited(heldOut);
        if (learnt.count() == 0) {
            throw new IllegalArgumentException("there is no example of any task: "
                    + population.people().size() + " users and "
                    + population.judgments().size() + " judgments, meanings for surfaces " + meanings.keySet());
        }
    }

    private DurationQuantiles durationsOf(SurfaceId surface, TaskMeanings meanings) {
        List<DurationQuantiles.View> views = new ArrayList<>();
        for (Person person : population.people()) {
            for (Interaction interaction : person.history()) {
                int item = population.numberOf(interaction.item());
                if (item >= 0
                        && interaction.item().surface().equals(surface)
                        && asks(meanings, interaction, Form.DURATION_QUANTILE)) {
                    views.add(DurationQuantiles.View.of(population.items().get(item), interaction.value()));
                }
            }
        }
        return DurationQuantiles.of(views);
    }

    private static boolean asks(TaskMeanings meanings, Interaction interaction, Form form) {
        List<Meaning> said = meanings.meanings().get(interaction.type());
        return said != null && said.stream().anyMatch(meaning -> meaning.form() == form);
    }

    private void collect(int user, List<Interaction> interactions, Pairs into) {
        Int2IntLinkedOpenHashMap pairs = new Int2IntLinkedOpenHashMap();
        pairs.defaultReturnValue(-1);
        long userSeed = Mix.of(
                settings.seed(), population.people().get(user).id().value().hashCode());
        for (int i = 0; i < interactions.size(); i++) {
            Interaction interaction = interactions.get(i);
            TaskMeanings surface = meanings.get(interaction.item().surface());
            int item = population.numberOf(interaction.item());
            if (surface == null || item < 0) {
                continue;
            }
            int pair = pairs.get(item);
            if (pair < 0) {
                pair = into.count();
                pairs.put(item, pair);
                int fold = (int) (Mix.unit(Mix.of(userSeed, items[item].key())) * settings.folds());
                long action = InputMaker.actionKey(interaction.type(), interaction.value());
                into.add(user, item, 0, 0, Float.NaN, interaction.value(), action, i, fold);
            }
            into.yes.set(pair, into.yes.getInt(pair) | surface.yes(interaction.type(), interaction.value()));
            into.known.set(pair, into.known.getInt(pair) | surface.known(interaction.type()));
            if (interaction.value() > into.value.getFloat(pair)) {
                into.value.set(pair, interaction.value());
                into.action.set(pair, InputMaker.actionKey(interaction.type(), interaction.value()));
            }
            if (asks(surface, interaction, Form.GRADE)) {
                float grade = Math.clamp(interaction.value(), 0, 1);
                float before = into.share.getFloat(pair);
                into.share.set(pair, Float.isNaN(before) ? grade : Math.max(before, grade));
            }
            if (asks(surface, interaction, Form.DURATION_QUANTILE)) {
                DurationQuantiles.View view =
                        DurationQuantiles.View.of(population.items().get(item), interaction.value());
                into.quantile.set(
                        pair, durations.get(interaction.item().surface()).rankOf(view));
            }
        }
    }

    private void collect(Verdict verdict) {
        int item = population.numberOf(verdict.judgment().item());
        TaskMeanings surface = meanings.get(verdict.judgment().item().surface());
        if (item < 0 || surface == null) {
            return;
        }
        String text = verdict.judgment().query();
        float grade = verdict.judgment().grade();
        // By query: the words of a query that is judged must not be known from its other rows.
        int fold = (int) (Mix.unit(Mix.of(settings.seed(), text.hashCode())) * settings.folds());
        Pairs into = verdict.isHeldOut() ? heldOut : learnt;
        into.add(
                queryNumbers.get(text),
                item,
                surface.yes(Meaning.JUDGMENT, grade),
                surface.known(Meaning.JUDGMENT),
                grade,
                grade,
                0,
                0,
                fold);
    }

    /** Who had to do with an item and did not say yes has said no, where noes are drawn. */
    private void markVisited(Pairs pairs) {
        for (int i = 0; i < pairs.count(); i++) {
            if (pairs.request.getInt(i) < population.people().size()) {
                SurfaceTasks tasks = tasksBySurface.get(surfaceOf(pairs.item.getInt(i)));
                pairs.known.set(i, pairs.known.getInt(i) | tasks.drawn());
            }
        }
    }
}
