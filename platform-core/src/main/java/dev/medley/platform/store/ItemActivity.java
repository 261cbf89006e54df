package dev.medley.platform.store;

import dev.medley.platform.store.HotCaches.GroupKey;
import dev.medley.spi.id.ItemId;
import java.util.Arrays;
import java.util.Set;

/** What was done with one item. One thread writes, any reads. */
final class ItemActivity {
    /** At most so many cohorts an item are counted: 7 age groups and 9 ways to write a gender. */
    static final int MAX_COHORTS = 63;

    private static final Cohorts NO_COHORTS = new Cohorts(new int[0], new String[0], new Tally[0]);

    private final ItemId id;
    private final Tally tally = new Tally();
    private volatile Cohorts cohorts = NO_COHORTS;
    private volatile boolean inCatalog;
    private Set<GroupKey> groupKeys = Set.of();
    private GroupActivity[] groups = {};

    /** The hashes stand side by side: asking for a cohort touches one line of memory, not every name. */
    private record Cohorts(int[] hashes, String[] names, Tally[] tallies) {}

    ItemActivity(ItemId id) {
        this.id = id;
    }

    /** The one instance of the id that every interaction with the item shares. */
    ItemId id() {
        return id;
    }

    Tally tally() {
        return tally;
    }

    /** Whether the catalogue has the item: only then it is ranked. */
    boolean isInCatalog() {
        return inCatalog;
    }

    /** The counts of one cohort; null if nobody of it did anything with the item. */
    Tally ofCohort(String cohort) {
        Cohorts current = cohorts;
        int hash = cohort.hashCode();
        for (int i = 0; i < current.hashes.length; i++) {
            if (current.hashes[i] == hash && current.names[i].equals(cohort)) {
                return current.tallies[i];
            }
        }
        return null;
    }

    /** The counts of one cohort, made if absent; null if there are too many cohorts. Writer only. */
    Tally makeOfCohort(String cohort) {
        Tally existing = ofCohort(cohort);
        Cohorts current = cohorts;
        if (existing != null || current.names.length >= MAX_COHORTS) {
            return existing;
        }
        int length = current.names.length;
        int[] hashes = Arrays.copyOf(current.hashes, length + 1);
        String[] names = Arrays.copyOf(current.names, length + 1);
        Tally[] tallies = Arrays.copyOf(current.tallies, length + 1);
        hashes[length] = cohort.hashCode();
        names[length] = cohort;
        tallies[length] = new Tally();
        cohorts = new Cohorts(hashes, names, tallies);
        return tallies[length];
    }

    /** The author and categories that this item is counted under. Writer only. */
    Set<GroupKey> groupKeys() {
        return groupKeys;
    }

    /** Their counters, in no order. Writer only. */
    GroupActivity[] groups() {
        return groups;
    }

    void place(boolean nowInCatalog, Set<GroupKey> newKeys, GroupActivity[] newGroups) {
        groupKeys = newKeys;
        groups = newGroups;
        inCatalog = nowInCatalog;
    }
}
