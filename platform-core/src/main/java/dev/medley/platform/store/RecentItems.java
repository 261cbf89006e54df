package dev.medley.platform.store;

import dev.medley.platform.store.CoInteractions.Place;
import dev.medley.spi.entity.Interaction;
import java.util.Arrays;

/**
 * The {@value #MAX_ITEMS} items of one surface that a user interacted with last, positively, each once: the user's part
 * in the neighbour counts. Guarded by the lock of its {@link CoInteractions}.
 */
final class RecentItems {
    /** So many items a user take part, which also bounds what one user can do to the counts. */
    static final int MAX_ITEMS = 200;

    private Place[] places = new Place[4];
    /** The newest interaction with the item at the same index; ascending. */
    private Interaction[] newest = new Interaction[4];

    private int size;

    int size() {
        return size;
    }

    Place place(int index) {
        return places[index];
    }

    boolean isFull() {
        return size >= MAX_ITEMS;
    }

    /** Whether the interaction is older than every item's newest. */
    boolean isBehind(Interaction interaction) {
        return size > 0 && interaction.compareTo(newest[0]) < 0;
    }

    int indexOf(Place place) {
        for (int i = 0; i < size; i++) {
            if (places[i] == place) {
                return i;
            }
        }
        return -1;
    }

    Interaction newest(int index) {
        return newest[index];
    }

    void insert(Place place, Interaction interaction) {
        if (size == places.length) {
            int capacity = Math.min(MAX_ITEMS, size * 2);
            places = Arrays.copyOf(places, capacity);
            newest = Arrays.copyOf(newest, capacity);
        }
        int index = size;
        while (index > 0 && newest[index - 1].compareTo(interaction) > 0) {
            index--;
        }
        System.arraycopy(places, index, places, index + 1, size - index);
        System.arraycopy(newest, index, newest, index + 1, size - index);
        places[index] = place;
        newest[index] = interaction;
        size++;
    }

    void removeAt(int index) {
        size--;
        System.arraycopy(places, index + 1, places, index, size - index);
        System.arraycopy(newest, index + 1, newest, index, size - index);
        places[size] = null;
        newest[size] = null;
    }
}
