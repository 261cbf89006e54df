package dev.medley.platform.train.example;

import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * What a population says of pairs, before anything is drawn: each pair of a request and an item once, with the answers
 * to its surface's tasks. Requests are the users, in their order, and after them the queries.
 */
final class Pairs {
    final IntArrayList request = new IntArrayList();
    final IntArrayList item = new IntArrayList();
    final IntArrayList yes = new IntArrayList();
    final IntArrayList known = new IntArrayList();
    /** How much of a yes it is: the strongest grade, for tasks that are graded; NaN without. */
    final FloatArrayList share = new FloatArrayList();
    /** Rank of the value within its duration group, for tasks that ask for it; NaN without. */
    final FloatArrayList quantile = new FloatArrayList();
    /** The strongest value given, such as a rating. */
    final FloatArrayList value = new FloatArrayList();
    /** Key of the action that gave it. */
    final LongArrayList action = new LongArrayList();
    /** Place of the pair's first interaction in the user's history. */
    final IntArrayList place = new IntArrayList();

    final ByteArrayList fold = new ByteArrayList();

    int count() {
        return request.size();
    }

    void add(
            int pairRequest,
            int pairItem,
            int yesMask,
            int knownMask,
            float yesShare,
            float strongest,
            long actionKey,
            int at,
            int ofFold) {
        request.add(pairRequest);
        item.add(pairItem);
        yes.add(yesMask);
        known.add(knownMask);
        share.add(yesShare);
        quantile.add(Float.NaN);
        value.add(strongest);
        action.add(actionKey);
        place.add(at);
        fold.add((byte) ofFold);
    }
}
