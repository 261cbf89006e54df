package dev.medley.platform.train;

import dev.medley.platform.score.registry.LearntFrom;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.train.example.Splits;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.World;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Learns a model of a world, within bounds that a process that serves can bear.
 *
 * @param learning what learns
 * @param trainers the families that it knows
 * @param kinds which of them: the first, or where it cannot be learnt on this system the next
 * @param epochs at most so many passes; 0 lets the family choose
 * @param threads how many threads may compute
 * @param maxRows at most so many rows are learnt from; of more, whole users are left out by chance
 */
public record WorldLearning(
        ModelLearning learning, Trainers trainers, List<String> kinds, int epochs, int threads, int maxRows) {
    private static final Logger LOG = System.getLogger(WorldLearning.class.getName());
    private static final double HELD_OUT = 0.1;

    /** @throws IllegalArgumentException if a kind is not known, or there is none */
    public WorldLearning {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds: at least one is needed");
        }
        for (String kind : kinds) {
            if (!trainers.byKind().containsKey(kind)) {
                throw new IllegalArgumentException("model '" + kind + "' is not allowed; "
                        + String.join(", ", trainers.byKind().keySet()) + " are");
            }
        }
    }

    /** The same within narrower bounds. */
    public WorldLearning within(int otherEpochs, int otherMaxRows) {
        return new WorldLearning(learning, trainers, kinds, otherEpochs, threads, Math.min(maxRows, otherMaxRows));
    }

    /**
     * A model, and what it was learnt from.
     *
     * @param from its fingerprint is over who there is, what there is and what was done
     */
    record Learnt(LearntModel model, LearntFrom from) {}

    /**
     * Learns. Each user's newest tenth is held out where the interactions have an order, else a tenth by chance.
     *
     * @throws IllegalArgumentException if there is no example of any task
     * @throws TrainerUnavailableException if none of the kinds can be learnt on this system
     * @throws TrainingStoppedException if the thread is interrupted
     */
    Learnt learn(World world, long seed, TrainingListener listener) {
        listener.progress(0, "reading the world");
        Population population = WorldPopulation.of(world);
        boolean ordered = Splits.isOrdered(population);
        Population split =
                ordered ? Splits.byOrder(population, HELD_OUT, seed) : Splits.random(population, HELD_OUT, seed);
        LearningSettings settings = new LearningSettings(
                epochs,
                threads,
                new ExampleSettings(seed, ExampleSettings.FOLDS, Set.of(), true, true, 0, ordered, maxRows),
                Optional.empty());
        List<String> notes = new ArrayList<>();
        String kind = available(notes);
        LearntModel model =
                learning.learn(split, List.of(kind), settings, listener).getFirst();
        for (String note : notes) {
            model = model.withNote(note);
        }
        List<String> names =
                world.datasets().stream().map(DatasetDeclaration::name).toList();
        return new Learnt(model, new LearntFrom(names, lines(population), fingerprint(population)));
    }

    private String available(List<String> notes) {
        for (int i = 0; ; i++) {
            String kind = kinds.get(i);
            try {
                trainers.of(kind).load(threads);
                return kind;
            } catch (TrainerUnavailableException missing) {
                if (i + 1 == kinds.size()) {
                    throw missing;
                }
                String note = "not '" + kind + "' but '" + kinds.get(i + 1) + "': " + missing.getMessage();
                LOG.log(Level.WARNING, "learning {0}", note);
                notes.add(note);
            }
        }
    }

    private static long lines(Population population) {
        long lines = population.items().size() + population.judgments().size();
        for (Person person : population.people()) {
            lines += 1 + person.history().size();
        }
        return lines;
    }

    private static String fingerprint(Population population) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (Item item : population.items()) {
            update(digest, item);
        }
        for (Person person : population.people()) {
            TrainingStoppedException.throwIfInterrupted();
            update(digest, person.id());
            update(digest, person.profile());
            for (Interaction interaction : person.history()) {
                update(digest, interaction.item());
                update(digest, interaction.type());
                update(digest, interaction.time());
                update(digest, interaction.value());
            }
        }
        for (Verdict verdict : population.judgments()) {
            update(digest, verdict.judgment());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, Object part) {
        digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
