package dev.medley.platform.score.factor;

import it.unimi.dsi.fastutil.longs.Long2FloatOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Optional;

/**
 * The collaborative models of one surface. Immutable, the maps and arrays are not to be changed; any thread.
 *
 * @param surface key of the surface
 * @param users the users' numbers, by key
 * @param items the items' numbers, by key
 * @param actionValues what an action in a history says, by its key: the value of what was learnt
 * @param factorisation biases and vectors of users and items, for {@link #users}
 * @param itemAutoencoder items by who took them, for {@link #users}
 * @param answerAutoencoder as the item autoencoder, of the answers to the task that are to be predicted: a logit
 * @param userAutoencoder users by what they took; of histories
 * @param linearAutoencoder items by what else is taken; of histories
 * @param ownShares by how much the linear score of a pair that was learnt from falls if it had not been, by {@link
 *     #pair}: in training that is taken away, for in serving nothing that is scored was learnt from. Empty for serving
 * @param clusterRates rates by cohort of {@link #users} and cluster of {@link #items}
 * @param signatures of each item, {@value LongHistory#GROUPS} hashes of what it is like; empty for none
 */
public record SurfaceFactors(
        long surface,
        Long2IntOpenHashMap users,
        Long2IntOpenHashMap items,
        Long2FloatOpenHashMap actionValues,
        Optional<BiasedFactors> factorisation,
        Optional<ItemAutoencoderFactors> itemAutoencoder,
        Optional<ItemAutoencoderFactors> answerAutoencoder,
        Optional<UserAutoencoderFactors> userAutoencoder,
        Optional<LinearFactors> linearAutoencoder,
        Long2FloatOpenHashMap ownShares,
        Optional<ClusterRates> clusterRates,
        byte[] signatures) {
    /** A user's and an item's numbers as one. */
    public static long pair(int user, int item) {
        return (long) user << Integer.SIZE | item;
    }

    /** As they are in serving. */
    public SurfaceFactors withoutOwnShares() {
        return new SurfaceFactors(
                surface,
                users,
                items,
                actionValues,
                factorisation,
                itemAutoencoder,
                answerAutoencoder,
                userAutoencoder,
                linearAutoencoder,
                new Long2FloatOpenHashMap(),
                clusterRates,
                signatures);
    }
}
