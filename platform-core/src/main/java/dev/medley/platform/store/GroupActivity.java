package dev.medley.platform.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was done with the items of one author or category. One thread writes, any reads. */
final class GroupActivity {
    private final Tally tally = new Tally();
    private final Set<ItemActivity> items = ConcurrentHashMap.newKeySet();

    Tally tally() {
        return tally;
    }

    /** The counted items of the author or category. */
    Set<ItemActivity> items() {
        return items;
    }
}
