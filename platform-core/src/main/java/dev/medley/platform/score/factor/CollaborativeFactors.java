package dev.medley.platform.score.factor;

import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.weights.Tensors;
import it.unimi.dsi.fastutil.ints.Int2FloatOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2FloatOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The collaborative models of all surfaces. A pair has {@value #WIDTH} numbers: the factorisation's score, the item
 * autoencoder's of values and that of answers, the user autoencoder's, the linear autoencoder's, two of the long history,
 * three of cohorts and clusters, and whether item and user are known to them; a number is 0 where its model does not know
 * the pair. A history's interactions with the candidate itself are passed over.
 */
public final class CollaborativeFactors implements PairFactors {
    /** How many numbers a pair has. */
    public static final int WIDTH = 5 + LongHistory.WIDTH + ClusterRates.WIDTH + 2;

    private static final int CLUSTERS_AT = 5 + LongHistory.WIDTH;

    private static final String CLUSTERS = "clusters/";

    private final List<SurfaceFactors> surfaces;

    /** Those. */
    public CollaborativeFactors(List<SurfaceFactors> surfaces) {
        this.surfaces = List.copyOf(surfaces);
    }

    @Override
    public int width() {
        return surfaces.isEmpty() ? 0 : WIDTH;
    }

    @Override
    public ForRequest of(RequestInput request, int historyEnd, long surface) {
        for (SurfaceFactors factors : surfaces) {
            if (factors.surface() == surface) {
                return new OnSurface(factors, request, historyEnd);
            }
        }
        if (surfaces.isEmpty()) {
            return (_, _, _, _) -> {};
        }
        return (_, _, into, at) -> Arrays.fill(into, at, at + WIDTH, 0);
    }

    /** One request on one surface. */
    private static final class OnSurface implements ForRequest {
        private final SurfaceFactors factors;
        private final int user;
        /** What the user did with the surface's items: the newest value of each. */
        private final Int2FloatOpenHashMap history = new Int2FloatOpenHashMap();

        private float sum;
        private final LongHistory buckets;
        private final float[] linear;
        private final float past;
        private final UserAutoencoderFactors users;
        private final float[] userSum;
        /** That of the whole history, which is made once: what a candidate says leaves nothing out. */
        private final float[] userVector;

        OnSurface(SurfaceFactors factors, RequestInput request, int historyEnd) {
            this.factors = factors;
            user = factors.users().get(request.keys().first(InputField.USER));
            HistoryInput events = request.history();
            for (int i = 0; i < historyEnd; i++) {
                int item = factors.items().get(events.items()[i]);
                if (item >= 0 && factors.actionValues().containsKey(events.actions()[i])) {
                    history.put(item, factors.actionValues().get(events.actions()[i]));
                }
            }
            past = events.count() == 0 ? 0 : (float) historyEnd / events.count();
            int[] items = history.keySet().toIntArray();
            Arrays.sort(items);
            float[] values = new float[items.length];
            for (int i = 0; i < items.length; i++) {
                values[i] = history.get(items[i]);
                sum += values[i];
            }
            buckets = factors.signatures().length == 0 ? null : new LongHistory(factors.signatures());
            for (int i = 0; buckets != null && i < items.length; i++) {
                buckets.add(items[i], values[i]);
            }
            linear = factors.linearAutoencoder()
                    .map(autoencoder -> autoencoder.scores(items, values))
                    .orElse(null);
            users = factors.userAutoencoder().orElse(null);
            userSum = users == null ? null : users.sumOf(items, values);
            userVector = users == null ? null : users.squashed(userSum);
        }

        @Override
        public void write(long itemKey, long passedOver, float[] into, int at) {
            Arrays.fill(into, at, at + WIDTH, 0);
            int item = factors.items().get(itemKey);
            into[at + WIDTH - 1] = user >= 0 ? 1 : 0;
            if (item < 0) {
                return;
            }
            into[at + WIDTH - 2] = 1;
            if (user >= 0) {
                int number = user;
                factors.factorisation().ifPresent(learnt -> into[at] = learnt.score(number, item));
                factors.itemAutoencoder().ifPresent(learnt -> into[at + 1] = learnt.score(number, item));
                factors.answerAutoencoder().ifPresent(learnt -> into[at + 2] = learnt.score(number, item));
                factors.clusterRates().ifPresent(learnt -> learnt.write(number, item, into, at + CLUSTERS_AT));
            }
            int left = factors.items().get(passedOver);
            boolean without = history.containsKey(left);
            float value = without ? history.get(left) : 0;
            if (users != null) {
                into[at + 3] = without ? users.scoreWithout(userSum, item, left, value) : users.score(userVector, item);
            }
            if (linear != null) {
                // An item leads to itself with no weight. What a pair has added itself grows with the history.
                float own = past * factors.ownShares().get(SurfaceFactors.pair(user, item));
                into[at + 4] = linear[item]
                        - own
                        - (without ? value * factors.linearAutoencoder().get().weight(left, item) : 0);
            }
            if (buckets != null) {
                int others = history.size() - (without ? 1 : 0);
                float mean = others == 0 ? 0 : (sum - value) / others;
                buckets.write(item, without && left == item, value, mean, into, at + 5);
            }
        }
    }

    @Override
    public Tensors tensors() {
        Tensors.Builder builder = Tensors.builder().metadata("surfaces", Integer.toString(surfaces.size()));
        for (int i = 0; i < surfaces.size(); i++) {
            write(surfaces.get(i), i + "/", builder);
        }
        return builder.build();
    }

    private static void write(SurfaceFactors factors, String at, Tensors.Builder builder) {
        builder.metadata(at + "surface", Long.toString(factors.surface()));
        long[] users = keysByNumber(factors.users());
        long[] items = keysByNumber(factors.items());
        long[] actions = factors.actionValues().keySet().toLongArray();
        Arrays.sort(actions);
        float[] values = new float[actions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = factors.actionValues().get(actions[i]);
        }
        builder.int64(at + "users", users, users.length);
        builder.int64(at + "items", items, items.length);
        builder.int64(at + "actions", actions, actions.length);
        builder.float32(at + "action-values", values, values.length);
        builder.uint8(at + "signatures", factors.signatures(), factors.signatures().length);
        factors.factorisation().ifPresent(learnt -> {
            builder.float32(at + "factorisation/mean", new float[] {learnt.mean()}, 1);
            builder.float32(at + "factorisation/user-bias", learnt.userBias(), users.length);
            builder.float32(at + "factorisation/item-bias", learnt.itemBias(), items.length);
            builder.float32(at + "factorisation/users", learnt.userVectors(), users.length, learnt.rank());
            builder.float32(at + "factorisation/items", learnt.itemVectors(), items.length, learnt.rank());
        });
        factors.itemAutoencoder().ifPresent(learnt -> write(learnt, at + "item-autoencoder/", builder));
        factors.answerAutoencoder().ifPresent(learnt -> write(learnt, at + "answer-autoencoder/", builder));
        factors.userAutoencoder().ifPresent(learnt -> {
            builder.float32(at + "user-autoencoder/center", new float[] {learnt.center()}, 1);
            builder.float32(at + "user-autoencoder/hidden-bias", learnt.hiddenBias(), learnt.hidden());
            builder.float32(at + "user-autoencoder/history", learnt.historyVectors(), items.length, learnt.hidden());
            builder.float32(at + "user-autoencoder/item-bias", learnt.itemBias(), items.length);
            builder.float32(at + "user-autoencoder/items", learnt.itemVectors(), items.length, learnt.hidden());
        });
        factors.clusterRates().ifPresent(learnt -> learnt.write(at + CLUSTERS, builder));
        factors.linearAutoencoder().ifPresent(learnt -> {
            int[] target = learnt.target();
            builder.int32(at + "linear-autoencoder/start", learnt.start(), items.length + 1);
            builder.int32(at + "linear-autoencoder/target", target, target.length);
            builder.float32(at + "linear-autoencoder/weight", learnt.weight(), target.length);
        });
    }

    private static void write(ItemAutoencoderFactors learnt, String at, Tensors.Builder builder) {
        builder.float32(at + "user-bias", learnt.userBias(), learnt.userCount());
        builder.float32(at + "users", learnt.userVectors(), learnt.userCount(), learnt.hidden());
        builder.float32(at + "items", learnt.itemVectors(), learnt.itemCount(), learnt.hidden());
    }

    private static long[] keysByNumber(Long2IntOpenHashMap numbers) {
        long[] keys = new long[numbers.size()];
        numbers.long2IntEntrySet().fastForEach(entry -> keys[entry.getIntValue()] = entry.getLongKey());
        return keys;
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @throws IllegalArgumentException if they are something else
     */
    public static PairFactors read(Tensors tensors) {
        String count = tensors.metadata().get("surfaces");
        if (count == null) {
            return PairFactors.NONE;
        }
        SurfaceFactors[] surfaces = new SurfaceFactors[Integer.parseInt(count)];
        for (int i = 0; i < surfaces.length; i++) {
            surfaces[i] = read(tensors, i + "/");
        }
        return new CollaborativeFactors(List.of(surfaces));
    }

    private static SurfaceFactors read(Tensors tensors, String at) {
        long[] users = tensors.int64(at + "users", Tensors.ANY);
        long[] items = tensors.int64(at + "items", Tensors.ANY);
        long[] actions = tensors.int64(at + "actions", Tensors.ANY);
        float[] values = tensors.float32(at + "action-values", actions.length);
        Optional<BiasedFactors> factorisation = Optional.empty();
        if (tensors.has(at + "factorisation/mean")) {
            int rank = tensors.tensor(at + "factorisation/users").shape()[1];
            factorisation = Optional.of(new BiasedFactors(
                    tensors.float32(at + "factorisation/mean", 1)[0],
                    tensors.float32(at + "factorisation/user-bias", users.length),
                    tensors.float32(at + "factorisation/item-bias", items.length),
                    tensors.float32(at + "factorisation/users", users.length, rank),
                    tensors.float32(at + "factorisation/items", items.length, rank),
                    rank));
        }
        Optional<UserAutoencoderFactors> userAutoencoder = Optional.empty();
        if (tensors.has(at + "user-autoencoder/center")) {
            int hidden = tensors.tensor(at + "user-autoencoder/hidden-bias").count();
            userAutoencoder = Optional.of(new UserAutoencoderFactors(
                    tensors.float32(at + "user-autoencoder/center", 1)[0],
                    tensors.float32(at + "user-autoencoder/hidden-bias", hidden),
                    tensors.float32(at + "user-autoencoder/history", items.length, hidden),
                    tensors.float32(at + "user-autoencoder/item-bias", items.length),
                    tensors.float32(at + "user-autoencoder/items", items.length, hidden),
                    new float[0]));
        }
        Optional<LinearFactors> linearAutoencoder = Optional.empty();
        if (tensors.has(at + "linear-autoencoder/start")) {
            linearAutoencoder = Optional.of(new LinearFactors(
                    tensors.int32(at + "linear-autoencoder/start", items.length + 1),
                    tensors.int32(at + "linear-autoencoder/target", Tensors.ANY),
                    tensors.float32(at + "linear-autoencoder/weight", Tensors.ANY)));
        }
        Optional<ClusterRates> clusterRates = tensors.has(at + CLUSTERS + "cohort")
                ? Optional.of(ClusterRates.read(tensors, at + CLUSTERS, users.length, items.length))
                : Optional.empty();
        byte[] signatures = tensors.uint8(at + "signatures", Tensors.ANY);
        if (signatures.length != 0 && signatures.length != items.length * LongHistory.GROUPS) {
            throw new IllegalArgumentException("signatures: " + signatures.length + " given for " + items.length
                    + " items; " + LongHistory.GROUPS + " each are needed");
        }
        return new SurfaceFactors(
                Long.parseLong(tensors.metadata().get(at + "surface")),
                numbered(users),
                numbered(items),
                valued(actions, values),
                factorisation,
                itemAutoencoder(tensors, at + "item-autoencoder/", users.length, items.length),
                itemAutoencoder(tensors, at + "answer-autoencoder/", users.length, items.length),
                userAutoencoder,
                linearAutoencoder,
                new Long2FloatOpenHashMap(),
                clusterRates,
                signatures);
    }

    private static Optional<ItemAutoencoderFactors> itemAutoencoder(Tensors tensors, String at, int users, int items) {
        if (!tensors.has(at + "users")) {
            return Optional.empty();
        }
        int hidden = tensors.tensor(at + "users").shape()[1];
        return Optional.of(new ItemAutoencoderFactors(
                tensors.float32(at + "user-bias", users),
                tensors.float32(at + "users", users, hidden),
                tensors.float32(at + "items", items, hidden),
                hidden));
    }

    /** The keys' places; -1 for others. */
    public static Long2IntOpenHashMap numbered(long[] keys) {
        Long2IntOpenHashMap numbers = new Long2IntOpenHashMap(keys.length);
        numbers.defaultReturnValue(-1);
        for (int i = 0; i < keys.length; i++) {
            numbers.put(keys[i], i);
        }
        return numbers;
    }

    private static Long2FloatOpenHashMap valued(long[] keys, float[] values) {
        Long2FloatOpenHashMap map = new Long2FloatOpenHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    /** The signatures of items for {@link SurfaceFactors#signatures}, of vectors in which items that are alike are near. */
    public static byte[] signatures(float[] vectors, int rank, long seed) {
        return LongHistory.signaturesOf(vectors, rank, seed);
    }
}
