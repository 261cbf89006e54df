package dev.medley.platform.train.example;

import dev.medley.platform.score.factor.PairFactors;
import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.LexicalMatch;
import dev.medley.platform.score.feature.WordFrequencies;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.PairInputs;
import dev.medley.platform.score.statistic.StatisticKeys;
import dev.medley.platform.score.statistic.StatisticTable;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Makes examples of a population: each pair of user and item, or of query and item, is a row, with its input as it is
 * without the row's own fold. One thread; made once a population.
 */
public final class ExampleMaker {
    private static final int CHECK_EVERY = 1 << 12;
    /** Collaborative models may be learnt once a fold, which takes long: theirs are several of the folds of counts. */
    private static final int FACTOR_FOLDS = 5;

    private final Population population;
    private final ExampleSettings settings;
    private final List<RequestInput> requests = new ArrayList<>();
    private final Newcomers newcomers;
    private final List<RequestInput> requestsToLearn;
    private final List<LexicalMatch> queries = new ArrayList<>();
    private final ItemFacets[] facets;
    private final ItemInput[] items;
    private final SurfaceId[] surfaces;
    private final ObservedPairs observed;
    private final Map<SurfaceId, SurfaceTasks> tasksBySurface;
    private final Map<String, Integer> queryNumbers = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final WordFrequencies frequencies = new WordFrequencies();
    private final Pairs learnt;
    private final Pairs heldOut;
    private final int[] popularity;
    private final StatisticTable statistics;
    private final FactorLearning.Learnt factors;
    private final InputDefinition definition;

    /**
     * Counts, and learns the collaborative models.
     *
     * @throws IllegalArgumentException if nothing in the population is an example of any of the settings' tasks
     */
    public ExampleMaker(Population population, ExampleSettings settings, FactorLearning factorLearning) {
        this.population = population;
        this.settings = settings;
        List<Item> catalog = population.items();
        facets = new ItemFacets[catalog.size()];
        items = new ItemInput[catalog.size()];
        surfaces = new SurfaceId[catalog.size()];
        for (int i = 0; i < items.length; i++) {
            facets[i] = ItemFacets.of(catalog.get(i));
            items[i] = InputMaker.item(facets[i]);
            surfaces[i] = catalog.get(i).id().surface();
            frequencies.add(facets[i]);
        }
        Map<ItemId, Item> byId = new HashMap<>();
        for (Item item : catalog) {
            byId.put(item.id(), item);
        }
        makeRequests(byId);
        observed = new ObservedPairs(population, settings, items, queryNumbers);
        learnt = observed.learnt();
        heldOut = observed.heldOut();
        tasksBySurface = observed.tasks();
        newcomers = new Newcomers(population, settings, learnt, item -> tasksBySurface.get(surfaces[item]));
        requestsToLearn = newcomers.requests(requests, byId);
        popularity = new int[items.length];
        for (int i = 0; i < learnt.count(); i++) {
            popularity[learnt.item.getInt(i)]++;
        }
        statistics = new StatisticTable(observed.slots(), settings.folds() + 1);
        if (settings.statistics()) {
            countPairs();
        }
        FactorLearning used = settings.statistics() ? factorLearning : FactorLearning.NONE;
        factors = used.learn(taken(), FACTOR_FOLDS);
        definition = definition(observed.slots());
    }

    private void makeRequests(Map<ItemId, Item> catalog) {
        for (Person person : population.people()) {
            FieldKeys keys = InputMaker.requestKeys(Optional.of(person.id()), person.profile(), null);
            HistoryInput history =
                    settings.histories() ? InputMaker.history(person.history(), catalog) : HistoryInput.NONE;
            requests.add(new RequestInput(keys, history));
            queries.add(null);
        }
        for (Verdict verdict : population.judgments()) {
            String text = verdict.judgment().query();
            if (queryNumbers.putIfAbsent(text, requests.size()) == null) {
                texts.add(text);
                LexicalMatch query = new LexicalMatch(text, frequencies);
                FieldKeys keys = InputMaker.requestKeys(Optional.empty(), UserProfile.unknown(), query.query());
                requests.add(new RequestInput(keys, HistoryInput.NONE));
                queries.add(query);
            }
        }
    }

    private void countPairs() {
        LongArrayList keys = new LongArrayList();
        for (int i = 0; i < learnt.count(); i++) {
            checkStopped(i);
            int item = learnt.item.getInt(i);
            keys.clear();
            StatisticKeys.collect(
                    requests.get(learnt.request.getInt(i)).keys(),
                    items[item].keys(),
                    InputMaker.surfaceKey(surfaces[item]),
                    keys);
            boolean judged = learnt.request.getInt(i) >= population.people().size();
            int yes = judged ? learnt.known.getInt(i) : learnt.yes.getInt(i);
            statistics.add(
                    keys, learnt.fold.getByte(i), yes, learnt.known.getInt(i), judged ? learnt.share.getFloat(i) : 1);
        }
    }

    private TakenPairs taken() {
        Map<SurfaceId, Integer> numbers = new LinkedHashMap<>();
        for (SurfaceId surface : tasksBySurface.keySet()) {
            numbers.put(surface, numbers.size());
        }
        boolean[] explicit = new boolean[numbers.size()];
        tasksBySurface.forEach((surface, tasks) -> explicit[numbers.get(surface)] = tasks.explicit() != 0);
        long[] userKeys = new long[requests.size()];
        for (int i = 0; i < userKeys.length; i++) {
            userKeys[i] = requests.get(i).keys().first(InputField.USER);
        }
        long[] itemKeys = new long[items.length];
        int[] itemSurfaces = new int[items.length];
        for (int i = 0; i < itemKeys.length; i++) {
            itemKeys[i] = items[i].key();
            itemSurfaces[i] = numbers.getOrDefault(surfaces[i], -1);
        }
        IntArrayList rows = new IntArrayList();
        for (int i = 0; i < learnt.count(); i++) {
            if (learnt.request.getInt(i) < population.people().size()) {
                rows.add(i);
            }
        }
        int[] user = new int[rows.size()];
        int[] item = new int[rows.size()];
        float[] label = new float[rows.size()];
        float[] value = new float[rows.size()];
        int[] fold = new int[rows.size()];
        LongArrayList actions = new LongArrayList(rows.size());
        for (int i = 0; i < user.length; i++) {
            int row = rows.getInt(i);
            actions.add(learnt.action.getLong(row));
            user[i] = learnt.request.getInt(row);
            item[i] = learnt.item.getInt(row);
            int tasks = tasksBySurface.get(surfaces[item[i]]).explicit();
            label[i] = tasks == 0 || (learnt.yes.getInt(row) & tasks) != 0 ? 1 : 0;
            value[i] = learnt.value.getFloat(row);
            int ofCounts = learnt.fold.getByte(row);
            fold[i] = ofCounts < settings.folds() ? ofCounts % FACTOR_FOLDS : TakenPairs.NOT_COUNTED;
        }
        long[] surfaceKeys = new long[numbers.size()];
        numbers.forEach((surface, number) -> surfaceKeys[number] = InputMaker.surfaceKey(surface));
        return new TakenPairs(
                userKeys,
                itemKeys,
                itemSurfaces,
                numbers,
                user,
                item,
                label,
                value,
                fold,
                actions,
                surfaceKeys,
                explicit);
    }

    private InputDefinition definition(int slots) {
        TreeSet<TaskId> tasks = new TreeSet<>();
        List<Domain> domains = new ArrayList<>();
        tasksBySurface.forEach((surface, surfaceTasks) -> {
            tasks.addAll(surfaceTasks.meanings().tasks());
            int before = domains.size();
            for (Domain domain : population.domains()) {
                if (domain.surface().equals(surface)) {
                    domains.add(domain);
                }
            }
            if (domains.size() == before) {
                domains.add(Domain.of(surface));
            }
        });
        return new InputDefinition(
                List.copyOf(tasks),
                domains,
                tasksBySurface,
                slots,
                settings.statistics(),
                settings.histories(),
                !queryNumbers.isEmpty(),
                factors.serving().width());
    }

    /** What was typed in the request of that number, which is none of a user's. */
    public String query(int request) {
        return texts.get(request - population.people().size());
    }

    /** What the rows' inputs consist of. */
    public InputDefinition definition() {
        return definition;
    }

    /** All that is counted, for serving. */
    public StatisticTable statistics() {
        return statistics;
    }

    /** The collaborative models that learnt from everything, for serving. */
    public PairFactors factors() {
        return factors.serving();
    }

    /** What a reader of a model's figures may want to know of the collaborative models. */
    public List<String> notes() {
        return factors.notes();
    }

    /** In how many titles words stand. */
    public WordFrequencies frequencies() {
        return frequencies;
    }

    /** How long people watch, by surface. */
    public DurationQuantiles durations(SurfaceId surface) {
        return observed.durations(surface);
    }

    /** For each item, how many users took it, of those that are learnt from. */
    public int popularity(int item) {
        return popularity[item];
    }

    /** The rows to learn from, in random order of user and in order of what a user did. */
    public Examples learn() {
        return new Rows(learnt, false).make();
    }

    /** The rows to judge on; they see everything that is learnt from. */
    public Examples validation() {
        return new Rows(heldOut, true).make();
    }

    /** Makes the rows of one part. */
    private final class Rows {
        private final Pairs pairs;
        private final boolean all;
        private final List<RequestInput> asked;
        private final IntArrayList request = new IntArrayList();
        private final IntArrayList item = new IntArrayList();
        private final IntArrayList pairOf = new IntArrayList();
        private final IntArrayList fold = new IntArrayList();
        private final FloatArrayList rateLog = new FloatArrayList();
        private final IntArrayList passedOver = new IntArrayList();
        private final Map<SurfaceId, NegativeDraws> draws = new HashMap<>();

        Rows(Pairs pairs, boolean all) {
            this.pairs = pairs;
            this.all = all;
            asked = all ? requests : requestsToLearn;
            Map<SurfaceId, IntArrayList> bySurface = new HashMap<>();
            for (int i = 0; i < items.length; i++) {
                bySurface.computeIfAbsent(surfaces[i], _ -> new IntArrayList()).add(i);
            }
            bySurface.forEach((surface, list) -> draws.put(surface, new NegativeDraws(list.toIntArray(), popularity)));
        }

        Examples make() {
            double share = takenShare();
            IntOpenHashSet[] counted = takenByUser(List.of(learnt));
            IntOpenHashSet[] taken = all ? takenByUser(List.of(learnt, heldOut)) : counted;
            int at = 0;
            while (at < pairs.count()) {
                int owner = pairs.request.getInt(at);
                int end = at;
                while (end < pairs.count() && pairs.request.getInt(end) == owner) {
                    end++;
                }
                if (Mix.unit(Mix.of(settings.seed() + 4, owner)) < share) {
                    boolean typed = owner >= taken.length;
                    addOwner(owner, at, end, typed ? null : taken[owner], typed ? null : counted[owner]);
                }
                at = end;
            }
            return examples();
        }

        /** What each user had to do with; also what is judged later, once it is itself judged. */
        private IntOpenHashSet[] takenByUser(List<Pairs> parts) {
            IntOpenHashSet[] taken = new IntOpenHashSet[population.people().size()];
            Arrays.setAll(taken, _ -> new IntOpenHashSet());
            for (Pairs part : parts) {
                for (int i = 0; i < part.count(); i++) {
                    int owner = part.request.getInt(i);
                    if (owner < taken.length) {
                        taken[owner].add(part.item.getInt(i));
                    }
                }
            }
            return taken;
        }

        private double takenShare() {
            long expected = 0;
            for (int i = 0; i < pairs.count(); i++) {
                expected += 1 + (drawnYes(i) == 0 ? 0 : NegativeDraws.DRAWS);
            }
            return expected <= settings.maxRows() ? 1 : (double) settings.maxRows() / expected;
        }

        private int drawnYes(int pair) {
            SurfaceTasks tasks = tasksBySurface.get(surfaces[pairs.item.getInt(pair)]);
            return pairs.request.getInt(pair) < population.people().size()
                    ? pairs.yes.getInt(pair) & ~tasks.explicit()
                    : 0;
        }

        private void addOwner(int owner, int from, int to, IntOpenHashSet taken, IntOpenHashSet counted) {
            Map<SurfaceId, NegativeDraws.ForUser> ofUser = new HashMap<>();
            for (int pair = from; pair < to; pair++) {
                SurfaceId surface = surfaces[pairs.item.getInt(pair)];
                int pairItem = pairs.item.getInt(pair);
                boolean isDrawn = owner < population.people().size()
                        && tasksBySurface.get(surface).drawn() != 0;
                if (!isDrawn) {
                    add(owner, pairItem, pair, 0);
                    continue;
                }
                NegativeDraws.ForUser draw = ofUser.computeIfAbsent(
                        surface,
                        _ -> draws.get(surface)
                        .new ForUser(on(surface, taken), counted, Mix.of(settings.seed() + (all ? 7 : 5), owner)));
                add(owner, pairItem, pair, draw.rateLog(pairItem));
                for (int i = 0; i < NegativeDraws.DRAWS && drawnYes(pair) != 0; i++) {
                    int drawn = draw.draw();
                    if (drawn >= 0) {
                        add(owner, drawn, -1 - pair, draw.rateLog(drawn));
                    }
                }
            }
        }

        private IntOpenHashSet on(SurfaceId surface, IntOpenHashSet taken) {
            IntOpenHashSet here = new IntOpenHashSet();
            taken.forEach((int each) -> {
                if (surfaces[each].equals(surface)) {
                    here.add(each);
                }
            });
            return here;
        }

        private void add(int owner, int rowItem, int pairOrDrawn, float rate) {
            int pair = pairOrDrawn < 0 ? -1 - pairOrDrawn : pairOrDrawn;
            request.add(owner);
            item.add(rowItem);
            pairOf.add(pairOrDrawn);
            fold.add(pairs.fold.getByte(pair));
            passedOver.add(pairs.item.getInt(pair));
            rateLog.add(rate);
        }

        private Examples examples() {
            int count = request.size();
            int width = definition.width();
            float[] numbers = new float[Math.multiplyExact(count, width)];
            int[] domain = new int[count];
            int[] historyEnd = new int[count];
            long[] time = new long[count];
            int[] asks = new int[count];
            float[][] labels = new float[definition.tasks().size()][count];
            PairWriter writer = new PairWriter();
            for (int row = 0; row < count; row++) {
                checkStopped(row);
                int owner = request.getInt(row);
                int rowItem = item.getInt(row);
                int pair = pairOf.getInt(row) < 0 ? -1 - pairOf.getInt(row) : pairOf.getInt(row);
                boolean drawn = pairOf.getInt(row) < 0;
                domain[row] =
                        definition.domainOf(ageOf(owner), population.items().get(rowItem));
                historyEnd[row] = historyEnd(owner, pair);
                Optional<Instant> now = timeOf(owner, pair);
                time[row] = now.map(Instant::getEpochSecond).orElse(0L);
                int rowFold = all ? -1 : fold.getInt(row);
                int without = passedOver.getInt(row);
                writer.write(owner, rowItem, without, rowFold, historyEnd[row], now, numbers, row * width);
                writeLabels(labels, row, rowItem, pair, drawn);
                asks[row] = all ? owner : newcomers.requestOf(owner, row);
            }
            return new Examples(
                    asked,
                    List.of(items),
                    asks,
                    item.toIntArray(),
                    domain,
                    historyEnd,
                    time,
                    numbers,
                    width,
                    labels,
                    rateLog.toFloatArray(),
                    request.toIntArray(),
                    definition.domains().size(),
                    drawnTasks(),
                    passedOver.toIntArray());
        }

        private int historyEnd(int owner, int pair) {
            int count = asked.get(owner).history().count();
            if (all || !settings.ordered() || count == 0) {
                return count;
            }
            int cut = newcomers.count(owner) - count;
            return Math.max(0, newcomers.before(owner, pairs.place.getInt(pair)) - cut);
        }

        private Optional<Instant> timeOf(int owner, int pair) {
            if (owner >= population.people().size()) {
                return Optional.empty();
            }
            Person person = population.people().get(owner);
            List<Interaction> interactions = all ? person.heldOut() : person.history();
            return interactions.get(pairs.place.getInt(pair)).time();
        }

        private void writeLabels(float[][] labels, int row, int rowItem, int pair, boolean drawn) {
            SurfaceTasks tasks = tasksBySurface.get(surfaces[rowItem]);
            for (float[] ofTask : labels) {
                ofTask[row] = Float.NaN;
            }
            for (int task = 0; task < tasks.meanings().tasks().size(); task++) {
                int number = definition.taskNumber(tasks.meanings().tasks().get(task));
                if (drawn) {
                    labels[number][row] = tasks.isExplicit(task) ? Float.NaN : 0;
                } else if ((pairs.known.getInt(pair) >>> task & 1) == 1) {
                    labels[number][row] = switch (tasks.meanings().formOf(task)) {
                        case THRESHOLD -> pairs.yes.getInt(pair) >>> task & 1;
                        case GRADE -> pairs.share.getFloat(pair);
                        case DURATION_QUANTILE -> pairs.quantile.getFloat(pair);
                    };
                }
            }
        }
    }

    private boolean[] drawnTasks() {
        boolean[] drawn = new boolean[definition.tasks().size()];
        Arrays.fill(drawn, true);
        tasksBySurface.values().forEach(tasks -> {
            for (int task = 0; task < tasks.meanings().tasks().size(); task++) {
                drawn[definition.taskNumber(tasks.meanings().tasks().get(task))] &= !tasks.isExplicit(task);
            }
        });
        return drawn;
    }

    private OptionalInt ageOf(int owner) {
        return owner < population.people().size()
                ? population.people().get(owner).profile().age()
                : OptionalInt.empty();
    }

    /** Writes rows' numbers; what depends on the user, the surface and the fold alone is kept from row to row. */
    private final class PairWriter {
        private final Map<SurfaceId, PairInputs[]> kept = new HashMap<>();
        private int keptOwner = -1;
        private int keptEnd = -1;
        private Optional<Instant> keptTime = Optional.empty();

        void write(
                int owner,
                int rowItem,
                int without,
                int fold,
                int historyEnd,
                Optional<Instant> now,
                float[] into,
                int at) {
            if (owner != keptOwner || historyEnd != keptEnd || !now.equals(keptTime)) {
                kept.clear();
                keptOwner = owner;
                keptEnd = historyEnd;
                keptTime = now;
            }
            PairInputs[] ofFolds = kept.computeIfAbsent(surfaces[rowItem], _ -> new PairInputs[settings.folds() + 2]);
            if (ofFolds[fold + 1] == null) {
                ofFolds[fold + 1] = inputs(owner, surfaces[rowItem], fold, historyEnd, now);
            }
            ofFolds[fold + 1].write(facets[rowItem], items[rowItem], items[without].key(), into, at);
        }

        private PairInputs inputs(int owner, SurfaceId surface, int fold, int historyEnd, Optional<Instant> now) {
            int forgotten = settings.folds();
            Statistics counts = statistics;
            if (fold >= 0) {
                counts = fold == forgotten ? statistics.without(fold) : statistics.without(fold, forgotten);
            }
            return new PairInputs(
                    definition,
                    counts,
                    fold < 0 ? factors.serving() : factors.withoutFold().get(fold % FACTOR_FOLDS),
                    fold < 0 ? requests.get(owner) : requestsToLearn.get(owner),
                    historyEnd,
                    InputMaker.surfaceKey(surface),
                    tasksBySurface.get(surface),
                    queries.get(owner),
                    now);
        }
    }

    private static void checkStopped(int row) {
        if ((row & CHECK_EVERY - 1) == 0) {
            TrainingStoppedException.throwIfInterrupted();
        }
    }
}
