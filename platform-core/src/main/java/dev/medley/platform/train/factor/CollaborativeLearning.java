package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.score.factor.ClusterRates;
import dev.medley.platform.score.factor.CollaborativeFactors;
import dev.medley.platform.score.factor.ItemAutoencoderFactors;
import dev.medley.platform.score.factor.LinearFactors;
import dev.medley.platform.score.factor.PairFactors;
import dev.medley.platform.score.factor.SurfaceFactors;
import dev.medley.platform.score.factor.UserAutoencoderFactors;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.train.example.TakenPairs;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2FloatOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Which collaborative models are learnt of a surface. Where users grade or refuse: a factorisation, autoencoders of the
 * values, and rates by cohorts and clusters of the factorisation's vectors. Where they only take: a linear autoencoder,
 * or for a large catalogue item-to-item similarities.
 */
public final class CollaborativeLearning implements FactorLearning {
    private static final int LEAST_PAIRS = 500;
    private static final double RIDGE = 100;
    private static final double SHRINKAGE = 10;
    private static final int NEAREST = 100;

    private final long seed;

    /** With that seed. */
    public CollaborativeLearning(long seed) {
        this.seed = seed;
    }

    @Override
    public Learnt learn(TakenPairs pairs, int folds) {
        List<SurfaceFactors> serving = new ArrayList<>();
        List<List<SurfaceFactors>> withoutFold = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            withoutFold.add(new ArrayList<>());
        }
        List<String> notes = new ArrayList<>();
        pairs.surfaceNumbers().forEach((surface, number) -> {
            // On a surface that is only judged, such as search, nobody took anything.
            if (isTaken(pairs, number)) {
                List<SurfaceFactors> learnt = learn(pairs, number, folds, note -> notes.add(surface + ": " + note));
                serving.add(learnt.getLast().withoutOwnShares());
                for (int fold = 0; fold < folds; fold++) {
                    withoutFold.get(fold).add(learnt.get(Math.min(fold, learnt.size() - 1)));
                }
            }
        });
        return new Learnt(
                new CollaborativeFactors(serving),
                withoutFold.stream().<PairFactors>map(CollaborativeFactors::new).toList(),
                notes);
    }

    /** Without each fold and, last, of everything; of everything alone where no fold has to be left out. */
    private List<SurfaceFactors> learn(TakenPairs pairs, int surface, int folds, Consumer<String> notes) {
        OneSurface everything = new OneSurface(pairs, surface, -1);
        if (!everything.explicit) {
            return List.of(everything.learn());
        }
        // Each depends on nothing but its pairs, so who computes it makes no difference.
        List<SurfaceFactors> learnt = IntStream.rangeClosed(0, folds)
                .parallel()
                .mapToObj(fold -> fold == folds ? everything : new OneSurface(pairs, surface, fold))
                .map(OneSurface::learn)
                .toList();
        everything.note.ifPresent(notes);
        return learnt;
    }

    /** Whether there is a pair in any fold, so that every fold's models are of the same surfaces. */
    private static boolean isTaken(TakenPairs pairs, int surface) {
        for (int item : pairs.item()) {
            if (pairs.surfaces()[item] == surface) {
                return true;
            }
        }
        return false;
    }

    /** One surface's rows. */
    private final class OneSurface {
        private final TakenPairs pairs;
        private final int number;
        private final int leftOut;
        private final Long2IntOpenHashMap users = new Long2IntOpenHashMap();
        private final Long2IntOpenHashMap items = new Long2IntOpenHashMap();
        private final RatingMatrix matrix;
        private final float[] labels;
        /** Whether some said yes and some no: on a surface of which only judges say no, users merely take. */
        private final boolean explicit;

        /** Whether the values say more than the answers. */
        private final boolean graded;

        /** What a reader of the model's figures may want to know; there once everything is learnt. */
        private Optional<String> note = Optional.empty();

        OneSurface(TakenPairs pairs, int number, int leftOut) {
            this.pairs = pairs;
            this.number = number;
            this.leftOut = leftOut;
            explicit = pairs.explicit()[number] && differs(pairs.label());
            graded = differs(pairs.value());
            users.defaultReturnValue(-1);
            items.defaultReturnValue(-1);
            IntArrayList rows = new IntArrayList();
            // Numbered over all folds alike, so that every fold's models have the same shapes.
            for (int row = 0; row < pairs.count(); row++) {
                if (pairs.surfaces()[pairs.item()[row]] == number) {
                    users.putIfAbsent(pairs.userKeys()[pairs.user()[row]], users.size());
                    items.putIfAbsent(pairs.itemKeys()[pairs.item()[row]], items.size());
                    if (leftOut < 0 || pairs.fold()[row] != leftOut && pairs.fold()[row] != TakenPairs.NOT_COUNTED) {
                        rows.add(row);
                    }
                }
            }
            int[] user = new int[rows.size()];
            int[] item = new int[rows.size()];
            float[] value = new float[rows.size()];
            labels = new float[rows.size()];
            for (int i = 0; i < user.length; i++) {
                int row = rows.getInt(i);
                user[i] = users.get(pairs.userKeys()[pairs.user()[row]]);
                item[i] = items.get(pairs.itemKeys()[pairs.item()[row]]);
                labels[i] = pairs.label()[row];
                value[i] = valueOf(row);
            }
            matrix = new RatingMatrix(user, item, value, users.size(), items.size());
        }

        private boolean differs(float[] numbers) {
            float first = Float.NaN;
            for (int row = 0; row < pairs.count(); row++) {
                if (pairs.surfaces()[pairs.item()[row]] == number) {
                    if (Float.isNaN(first)) {
                        first = numbers[row];
                    } else if (numbers[row] != first) {
                        return true;
                    }
                }
            }
            return false;
        }

        private float valueOf(int row) {
            if (!explicit) {
                return 1;
            }
            return graded ? pairs.value()[row] : pairs.label()[row];
        }

        SurfaceFactors learn() {
            long surface = pairs.surfaceKeys()[number];
            Optional<BiasedFactors> factorisation = Optional.empty();
            Optional<ItemAutoencoderFactors> byItem = Optional.empty();
            Optional<ItemAutoencoderFactors> byAnswer = Optional.empty();
            Optional<UserAutoencoderFactors> byUser = Optional.empty();
            Optional<LinearFactors> linear = Optional.empty();
            Optional<ClusterRates> clusterRates = Optional.empty();
            byte[] signatures = {};
            if (matrix.rowCount() >= LEAST_PAIRS && explicit) {
                BiasedFactors learnt = new BiasedFactorisation(BiasedFactorisation.Settings.standard(seed)).fit(matrix);
                factorisation = Optional.of(learnt);
                signatures = CollaborativeFactors.signatures(learnt.itemVectors(), learnt.rank(), seed);
                byItem = Optional.of(new ItemAutoencoder(ItemAutoencoder.standard(seed)).fit(matrix));
                RatingMatrix answers = matrix.withTargets(labels);
                byAnswer = Optional.of(new ItemAutoencoder(ItemAutoencoder.logistic(seed)).fit(answers));
                ClusterLearning clusters =
                        new ClusterLearning(learnt.userVectors(), learnt.itemVectors(), learnt.rank(), seed);
                clusterRates = Optional.of(clusters.rates(answers));
                if (leftOut < 0) {
                    note = Optional.of(clusters.note());
                }
                byUser = Optional.of(new UserAutoencoder(UserAutoencoder.standard(seed)).fit(matrix));
            }
            Long2FloatOpenHashMap ownShares = new Long2FloatOpenHashMap();
            if (matrix.rowCount() >= LEAST_PAIRS && !explicit) {
                LinearFit fit = items.size() <= LinearAutoencoder.MOST_ITEMS / 3
                        ? new LinearAutoencoder(RIDGE, items.size()).fitWithOwnShares(matrix)
                        : new ItemToItem(SHRINKAGE, NEAREST).fitWithOwnShares(matrix);
                linear = Optional.of(fit.factors());
                for (int row = 0; row < matrix.rowCount(); row++) {
                    ownShares.put(SurfaceFactors.pair(matrix.user(row), matrix.item(row)), fit.ownShares()[row]);
                }
            }
            return new SurfaceFactors(
                    surface,
                    users,
                    items,
                    actionValues(),
                    factorisation,
                    byItem,
                    byAnswer,
                    byUser,
                    linear,
                    ownShares,
                    clusterRates,
                    signatures);
        }

        /** What an action says: the value that it carries where values differ, else that the item was taken. */
        private Long2FloatOpenHashMap actionValues() {
            Long2FloatOpenHashMap values = new Long2FloatOpenHashMap();
            LongArrayList actions = pairs.actions();
            for (int row = 0; row < pairs.count(); row++) {
                if (pairs.surfaces()[pairs.item()[row]] == number) {
                    values.put(actions.getLong(row), valueOf(row));
                }
            }
            return values;
        }
    }
}
