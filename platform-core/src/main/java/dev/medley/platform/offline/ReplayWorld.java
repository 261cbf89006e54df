package dev.medley.platform.offline;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.train.cluster.Clusters;
import dev.medley.platform.train.cluster.KMeans;
import dev.medley.platform.train.cluster.KMeansOptions;
import dev.medley.platform.train.example.Mix;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.factor.BiasedFactorisation;
import dev.medley.platform.train.factor.Loss;
import dev.medley.platform.train.factor.RatingMatrix;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a replay knows of a surface's items: who took them, what they are like and of which categories they are. Items are
 * like those that the same people take: their vectors are those of a {@link BiasedFactorisation} of the histories, of
 * length 1. Immutable once made.
 */
final class ReplayWorld {
    static final int WIDTH = 32;
    private static final int EPOCHS = 12;
    private static final int DRAWN = 4;
    private static final int FEWEST_CATEGORIES = 3;
    private static final int CLUSTERS = 16;

    private final Population population;
    private final TaskId task;
    private final List<Meaning> meanings = new ArrayList<>();
    private final int[] items;
    private final int[] place;
    private final int[] popularity;
    private final BiasedFactors factors;
    private final float[] vectors;
    private final int[][] categories;
    private final int categoryCount;
    private final boolean isClustered;

    /**
     * Learns what items are like.
     *
     * @param task whose yes makes an item one that the user took
     * @throws UsageException if the surface has no items or the task no yes
     */
    ReplayWorld(Population population, SurfaceId surface, TaskId task, long seed) throws UsageException {
        this.population = population;
        this.task = task;
        for (Meaning meaning : population.meanings()) {
            if (meaning.surface().equals(surface) && meaning.task().equals(task)) {
                meanings.add(meaning);
            }
        }
        IntArrayList ofSurface = new IntArrayList();
        place = new int[population.items().size()];
        for (int item = 0; item < place.length; item++) {
            place[item] = -1;
            if (population.items().get(item).id().surface().equals(surface)) {
                place[item] = ofSurface.size();
                ofSurface.add(item);
            }
        }
        items = ofSurface.toIntArray();
        popularity = new int[items.length];
        if (items.length == 0 || meanings.isEmpty()) {
            throw new UsageException("the data says nothing of task '" + task + "' on surface '" + surface + "'");
        }
        factors = learn(seed);
        vectors = unit(factors.itemVectors());
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int item : items) {
            population.items().get(item).categories().forEach(name -> names.putIfAbsent(name, names.size()));
        }
        isClustered = names.size() < FEWEST_CATEGORIES;
        categories = isClustered ? clusters(seed) : named(names);
        categoryCount = isClustered ? Math.min(CLUSTERS, items.length) : names.size();
    }

    private BiasedFactors learn(long seed) throws UsageException {
        IntArrayList users = new IntArrayList();
        IntArrayList taken = new IntArrayList();
        FloatArrayList targets = new FloatArrayList();
        for (int user = 0; user < population.people().size(); user++) {
            Map<Integer, Boolean> known = new LinkedHashMap<>();
            for (Interaction interaction : population.people().get(user).history()) {
                int item = place(interaction);
                if (item >= 0) {
                    known.merge(item, isYes(interaction), Boolean::logicalOr);
                }
            }
            SplittableRandom random = new SplittableRandom(Mix.of(seed, user));
            for (Map.Entry<Integer, Boolean> entry : known.entrySet()) {
                popularity[entry.getKey()]++;
                users.add(user);
                taken.add(entry.getKey().intValue());
                targets.add(entry.getValue() ? 1f : 0f);
                for (int i = 0; i < DRAWN && entry.getValue() && known.size() < items.length; i++) {
                    int drawn = random.nextInt(items.length);
                    while (known.containsKey(drawn)) {
                        drawn = random.nextInt(items.length);
                    }
                    users.add(user);
                    taken.add(drawn);
                    targets.add(0f);
                }
            }
        }
        if (users.isEmpty()) {
            throw new UsageException("nobody had to do with any item of task '" + task + "'");
        }
        RatingMatrix matrix = new RatingMatrix(
                users.toIntArray(),
                taken.toIntArray(),
                targets.toFloatArray(),
                population.people().size(),
                items.length);
        return new BiasedFactorisation(
                        new BiasedFactorisation.Settings(Loss.LOGISTIC, WIDTH, EPOCHS, 0.08, 0.01, 0.02, seed))
                .fit(matrix);
    }

    private static float[] unit(float[] vectors) {
        for (int from = 0; from < vectors.length; from += WIDTH) {
            double square = 0;
            for (int k = from; k < from + WIDTH; k++) {
                square += vectors[k] * vectors[k];
            }
            for (int k = from; k < from + WIDTH; k++) {
                // Of an item without a direction nothing is known: any will do.
                vectors[k] = square > 0 ? (float) (vectors[k] / Math.sqrt(square)) : k == from ? 1 : 0;
            }
        }
        return vectors;
    }

    private int[][] named(Map<String, Integer> names) {
        int[][] made = new int[items.length][];
        for (int i = 0; i < items.length; i++) {
            made[i] = population.items().get(items[i]).categories().stream()
                    .mapToInt(names::get)
                    .distinct()
                    .toArray();
        }
        return made;
    }

    private int[][] clusters(long seed) {
        Clusters clusters = KMeans.fit(vectors, WIDTH, KMeansOptions.miniBatch(Math.min(CLUSTERS, items.length), seed));
        int[] assigned = clusters.assignAll(vectors);
        int[][] made = new int[items.length][];
        for (int i = 0; i < items.length; i++) {
            made[i] = new int[] {assigned[i]};
        }
        return made;
    }

    /** How many items there are; they are numbered from 0. */
    int count() {
        return items.length;
    }

    /** An item. */
    Item item(int number) {
        return population.items().get(items[number]);
    }

    /** All items. */
    List<Item> items() {
        List<Item> all = new ArrayList<>();
        for (int item : items) {
            all.add(population.items().get(item));
        }
        return all;
    }

    /** How many people had to do with an item. */
    int[] popularity() {
        return popularity;
    }

    /** The item's number, or -1 if it is not of the surface. */
    private int place(Interaction interaction) {
        int item = population.numberOf(interaction.item());
        return item < 0 || interaction.type().isNegative() ? -1 : place[item];
    }

    private boolean isYes(Interaction interaction) {
        for (Meaning meaning : meanings) {
            if (meaning.type().equals(interaction.type()) && interaction.value() >= meaning.atLeast()) {
                return true;
            }
        }
        return false;
    }

    /** The items that a person had to do with before. */
    IntOpenHashSet known(Person person) {
        IntOpenHashSet known = new IntOpenHashSet();
        for (Interaction interaction : person.history()) {
            int item = place(interaction);
            if (item >= 0) {
                known.add(item);
            }
        }
        return known;
    }

    /** The items that a person took of what was held out, and had not had to do with before; in order of number. */
    int[] heldOut(Person person) {
        IntOpenHashSet known = known(person);
        return person.heldOut().stream()
                .filter(this::isYes)
                .mapToInt(this::place)
                .filter(item -> item >= 0 && !known.contains(item))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The person's shares of categories among what they took. */
    double[] interests(Person person) {
        double[] shares = new double[categoryCount];
        Map<Integer, Boolean> taken = new HashMap<>();
        for (Interaction interaction : person.history()) {
            int item = place(interaction);
            if (item >= 0 && isYes(interaction) && categories[item].length > 0) {
                taken.put(item, true);
            }
        }
        for (int item : taken.keySet()) {
            for (int category : categories[item]) {
                shares[category] += 1.0 / categories[item].length / taken.size();
            }
        }
        return shares;
    }

    /** The probability of a yes as the factors see it, and that alone. */
    float probability(int user, int item) {
        return Logistic.of(factors.score(user, item));
    }

    int[] categories(int item) {
        return categories[item];
    }

    int categoryCount() {
        return categoryCount;
    }

    /** Whether categories are clusters of the vectors, for the items have hardly any of their own. */
    boolean isClustered() {
        return isClustered;
    }

    /** Copies an item's vector. */
    void vector(int item, float[] to, int from) {
        System.arraycopy(vectors, item * WIDTH, to, from, WIDTH);
    }
}
