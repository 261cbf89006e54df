package dev.medley.spi.id;

import java.util.Objects;

/**
 * An item: its surface, and its key on that surface.
 *
 * @param surface the kind of item
 * @param key unique on the surface; 1 to 256 characters without control characters
 */
public record ItemId(SurfaceId surface, String key) implements Comparable<ItemId> {
    /** @throws IllegalArgumentException if the key is not of the form that the parameter describes */
    public ItemId {
        Objects.requireNonNull(surface, "surface");
        Identifiers.key("item", key);
    }

    /** Short form of the constructor for literals. */
    public static ItemId of(String surface, String key) {
        return new ItemId(new SurfaceId(surface), key);
    }

    /** By surface, then by key: the platform's last tie-break. */
    @Override
    public int compareTo(ItemId other) {
        int bySurface = surface.compareTo(other.surface);
        return bySurface != 0 ? bySurface : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return surface + "/" + key;
    }
}
