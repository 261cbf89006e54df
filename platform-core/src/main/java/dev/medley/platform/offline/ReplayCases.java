package dev.medley.platform.offline;

import dev.medley.platform.evaluate.compare.JudgedCase;
import dev.medley.platform.evaluate.compare.SlateCase;
import dev.medley.platform.evaluate.slate.RowLabels;
import dev.medley.platform.train.example.Mix;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes the cases of a replay: one a user of whom something was held out. Candidates are what was held out, the items of
 * the greatest value among those that the user has not had to do with, and some drawn with equal chances, so that groups
 * which the model never puts in front can be shown at all.
 */
final class ReplayCases {
    /** A model scores at most so many items a user; of more, so many are drawn. */
    static final int MOST_SCORED = 5_000;

    /** The part of the candidates that is usually drawn. */
    static final double DRAWN = 0.25;

    /** Where nobody's age is known, this share of the users may not be shown what is not for all. */
    static final double MINORS = 0.2;

    private static final int OF_AGE = 18;

    private final Population population;
    private final ReplayWorld world;
    private final ReplayGroups groups;
    private final int places;
    private final int candidates;
    private final double drawn;
    private final long seed;
    private final boolean agesAreKnown;
    private final int typicalHistory;

    /** What items are worth to a user. */
    interface Values {
        /** Finite and not negative, one an item. */
        float[] of(int user, Person person, int[] items);
    }

    /**
     * A maker of cases.
     *
     * @param places of a slate
     * @param candidates rows of a case, those held out included; at least the places
     * @param drawn the part of the candidates that is drawn by chance, 0 to 1
     */
    ReplayCases(
            Population population,
            ReplayWorld world,
            ReplayGroups groups,
            int places,
            int candidates,
            double drawn,
            long seed) {
        this.population = population;
        this.world = world;
        this.groups = groups;
        this.places = places;
        this.candidates = candidates;
        this.drawn = drawn;
        this.seed = seed;
        agesAreKnown = population.people().stream()
                .anyMatch(person -> person.profile().age().isPresent());
        int[] lengths = population.people().stream()
                .mapToInt(person -> person.history().size())
                .sorted()
                .toArray();
        typicalHistory = lengths.length == 0 ? 0 : lengths[lengths.length / 2];
    }

    /**
     * Makes them, in the order of the users' numbers.
     *
     * @param users at most about so many, by chance
     * @param threads how many may compute values
     */
    List<JudgedCase> make(Values values, int users, int threads) {
        IntArrayList askers = new IntArrayList();
        for (int user = 0; user < population.people().size(); user++) {
            Person person = population.people().get(user);
            if (!person.history().isEmpty() && world.heldOut(person).length > 0) {
                askers.add(user);
            }
        }
        double share = (double) users / Math.max(1, askers.size());
        int[] drawn = askers.intStream()
                .filter(user -> Mix.unit(Mix.of(seed, user)) < share)
                .toArray();
        JudgedCase[] cases = new JudgedCase[drawn.length];
        IntStream.range(0, threads).parallel().forEach(part -> {
            int from = (int) ((long) drawn.length * part / threads);
            int to = (int) ((long) drawn.length * (part + 1) / threads);
            for (int i = from; i < to; i++) {
                cases[i] = make(i, drawn[i], values);
            }
        });
        return Arrays.asList(cases);
    }

    private JudgedCase make(int number, int user, Values values) {
        Person person = population.people().get(user);
        SplittableRandom random = new SplittableRandom(Mix.of(seed + 1, user));
        int[] held = world.heldOut(person);
        if (held.length > candidates / 2) {
            held = Arrays.copyOf(held, candidates / 2);
        }
        IntOpenHashSet used = world.known(person);
        for (int item : world.heldOut(person)) {
            used.add(item);
        }
        IntArrayList open = new IntArrayList();
        for (int item = 0; item < world.count(); item++) {
            if (!used.contains(item)) {
                open.add(item);
            }
        }
        // The first so many of an order by chance are scored; what is drawn without regard to value comes from them,
        // too.
        shuffle(open, random);
        open.size(Math.min(open.size(), MOST_SCORED));
        int[] scored = IntStream.concat(Arrays.stream(held), open.intStream()).toArray();
        float[] worth = values.of(user, person, scored);
        int[] rows = CandidateRows.choose(scored, worth, held.length, candidates, drawn);
        return judged(number, user, person, rows, scored, worth, held.length);
    }

    private static void shuffle(IntArrayList items, SplittableRandom random) {
        for (int i = items.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int item = items.getInt(i);
            items.set(i, items.getInt(other));
            items.set(other, item);
        }
    }

    private JudgedCase judged(
            int number, int user, Person person, int[] rows, int[] scored, float[] worth, int heldOut) {
        int count = rows.length;
        float[] values = new float[count];
        float[] gains = new float[count];
        boolean[] eligible = new boolean[count];
        float[] vectors = new float[count * ReplayWorld.WIDTH];
        int[][] group = new int[groups.attributes().size()][count];
        int[][] categories = new int[count][];
        boolean isMinor = isMinor(user, person);
        for (int row = 0; row < count; row++) {
            int item = scored[rows[row]];
            values[row] = worth[rows[row]];
            gains[row] = rows[row] < heldOut ? 1 : 0;
            eligible[row] = !isMinor || isForAll(item);
            world.vector(item, vectors, row * ReplayWorld.WIDTH);
            categories[row] = world.categories(item);
            for (int attribute = 0; attribute < group.length; attribute++) {
                group[attribute][row] = groups.group(attribute, item);
            }
            if (!eligible[row]) {
                // What must not be shown cannot be missed.
                gains[row] = 0;
            }
        }
        SlateCase slate = SlateCase.of(
                number,
                places,
                values,
                eligible,
                vectors,
                ReplayWorld.WIDTH,
                group,
                RowLabels.of(categories, world.categoryCount()),
                world.interests(person));
        return JudgedCase.of(slate, gains, userGroups(person));
    }

    private boolean isMinor(int user, Person person) {
        return agesAreKnown
                ? person.profile().age().orElse(OF_AGE) < OF_AGE
                : Mix.unit(Mix.of(seed + 2, user)) < MINORS;
    }

    private boolean isForAll(int item) {
        return !groups.isIn("mature", "mature", item)
                && !world.item(item).categories().contains("Horror");
    }

    /** By gender and age where they are known, else by how much the user has done. */
    private List<String> userGroups(Person person) {
        List<String> names = new ArrayList<>();
        person.profile().gender().ifPresent(gender -> names.add("gender " + gender));
        person.profile()
                .age()
                .ifPresent(age -> names.add(age < 25 ? "age below 25" : age < 35 ? "age 25 to 34" : "age 35 and over"));
        if (names.isEmpty()) {
            names.add(person.history().size() < typicalHistory ? "short history" : "long history");
        }
        return names;
    }
}
