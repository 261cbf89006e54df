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
        byte[] signatures) {}
