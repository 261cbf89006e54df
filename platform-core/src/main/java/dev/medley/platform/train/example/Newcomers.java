package dev.medley.platform.train.example;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Users who are shown to a model as if they were new: of what they answered only a little is counted and stands in their
 * history, and the rest is learnt from all the same, half of it without the key of who it is. A model that learns from users
 * who are well known trusts what it knows of somebody too much where that is an answer or two (the idea of DropoutNet:
 * Volkovs, Yu and Poutanen, NeurIPS 2017). What serves, and what is judged, counts everything of everybody.
 *
 * <p>Of {@code n} answers {@code (n + 1)^(u * u) - 1} are counted, with {@code u} drawn evenly from 0 to 1, so that few are
 * most often: the oldest where things have an order, else by chance. That is so where noes are observed; what was taken on
 * a surface whose noes are drawn always counts.
 */
final class Newcomers {
    private final ExampleSettings settings;
    private final Population population;
    /** By user, of a newcomer the places in the history of what counts, ascending; null of others. */
    private final int[][] counted;

    private final int[] nameless;

    /**
     * Chooses them, and gives their pairs that are not counted the fold {@link ExampleSettings#folds}.
     *
     * @param pairs to learn from, users first, in their order
     * @param tasksOf the tasks of an item's surface
     */
    Newcomers(Population population, ExampleSettings settings, Pairs pairs, IntFunction<SurfaceTasks> tasksOf) {
        this.population = population;
        this.settings = settings;
        counted = new int[population.people().size()][];
        nameless = new int[counted.length];
        int at = 0;
        while (at < pairs.count() && pairs.request.getInt(at) < counted.length) {
            int user = pairs.request.getInt(at);
            IntArrayList answers = new IntArrayList();
            while (at < pairs.count() && pairs.request.getInt(at) == user) {
                if (tasksOf.apply(pairs.item.getInt(at)).drawn() == 0) {
                    answers.add(at);
                }
                at++;
            }
            long chance = Mix.of(settings.seed() + 8, user);
            if (!answers.isEmpty() && Mix.unit(chance) < settings.newcomers()) {
                forget(user, answers, chance, pairs);
            }
        }
    }

    private void forget(int user, IntArrayList answers, long chance, Pairs pairs) {
        double even = Mix.unit(chance + 1);
        int kept = (int) Math.pow(answers.size() + 1, even * even) - 1;
        if (!settings.ordered()) {
            answers.sort((left, right) ->
                    Long.compare(Mix.of(chance, pairs.item.getInt(left)), Mix.of(chance, pairs.item.getInt(right))));
        }
        Set<ItemId> forgotten = new HashSet<>();
        for (int pair : answers.subList(kept, answers.size())) {
            pairs.fold.set(pair, (byte) settings.folds());
            forgotten.add(population.items().get(pairs.item.getInt(pair)).id());
        }
        IntArrayList places = new IntArrayList();
        List<Interaction> history = population.people().get(user).history();
        for (int place = 0; place < history.size(); place++) {
            if (!forgotten.contains(history.get(place).item())) {
                places.add(place);
            }
        }
        counted[user] = places.toIntArray();
    }

    /** Whether that request is one of theirs. */
    private boolean isOf(int request) {
        return request < counted.length && counted[request] != null;
    }

    /**
     * The requests as they are learnt from: a newcomer's with as much history as counts, and behind all of them each
     * newcomer's once more, without the user's key.
     *
     * @param whole with all of the histories; users first, in their order
     */
    List<RequestInput> requests(List<RequestInput> whole, Map<ItemId, Item> catalog) {
        List<RequestInput> cut = new ArrayList<>(whole);
        for (int user = 0; user < counted.length; user++) {
            if (isOf(user)) {
                FieldKeys keys = whole.get(user).keys();
                HistoryInput history =
                        settings.histories() ? InputMaker.history(history(user), catalog) : HistoryInput.NONE;
                cut.set(user, new RequestInput(keys, history));
                nameless[user] = cut.size();
                cut.add(new RequestInput(keys.without(InputField.USER), history));
            }
        }
        return cut;
    }

    private List<Interaction> history(int user) {
        List<Interaction> all = population.people().get(user).history();
        List<Interaction> kept = new ArrayList<>(counted[user].length);
        for (int place : counted[user]) {
            kept.add(all.get(place));
        }
        return kept;
    }

    /** Which of {@link #requests} a row is of. */
    int requestOf(int request, int row) {
        boolean isNameless = isOf(request) && Mix.unit(Mix.of(settings.seed() + 9, row)) < 0.5;
        return isNameless ? nameless[request] : request;
    }

    /** How many interactions that user's history consists of. */
    int count(int user) {
        return isOf(user)
                ? counted[user].length
                : population.people().get(user).history().size();
    }

    /** How many of them were before what stands at that place of everything that the user did. */
    int before(int user, int place) {
        if (!isOf(user)) {
            return place;
        }
        int found = Arrays.binarySearch(counted[user], place);
        return found < 0 ? -1 - found : found;
    }
}
