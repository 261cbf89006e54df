package dev.medley.spi.slate;

import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import java.util.Objects;

/**
 * Something that the slate must hold. A row whose group feature is not present belongs to no group.
 *
 * <p>Positions count from 0, windows are consecutive places.
 */
public sealed interface SlateConstraint {
    /** Names it in traces and in reasons. */
    ComponentId id();

    /**
     * At most {@code max} rows of one group in the slate.
     *
     * @param id its name
     * @param group the feature whose equal values make a group
     * @param max 1 or more
     */
    record MaxInSlate(ComponentId id, IdFeature group, int max) implements SlateConstraint {
        /** @throws IllegalArgumentException if max is below 1 */
        public MaxInSlate {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(group, "group");
            atLeast(id, "max", max, 1);
        }
    }

    /**
     * At most {@code max} rows of one group in any {@code window} consecutive places.
     *
     * @param id its name
     * @param group the feature whose equal values make a group
     * @param max 1 or more
     * @param window more than {@code max}
     */
    record MaxInWindow(ComponentId id, IdFeature group, int max, int window) implements SlateConstraint {
        /** @throws IllegalArgumentException if max is below 1 or the window not longer than max */
        public MaxInWindow {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(group, "group");
            atLeast(id, "max", max, 1);
            atLeast(id, "window", window, max + 1);
        }
    }

    /**
     * At least {@code gap} other rows between two rows of one group.
     *
     * @param id its name
     * @param group the feature whose equal values make a group
     * @param gap 1 or more
     */
    record MinGap(ComponentId id, IdFeature group, int gap) implements SlateConstraint {
        /** @throws IllegalArgumentException if the gap is below 1 */
        public MinGap {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(group, "group");
            atLeast(id, "gap", gap, 1);
        }
    }

    /**
     * Of the first {@code k} places at least {@code floor(share * k)} hold rows of one group, for every {@code k}, as
     * long as the batch has such rows.
     *
     * @param id its name
     * @param group the feature
     * @param member the value of the group that is meant, as {@link FeatureHash} gives it
     * @param share above 0, at most 1
     */
    record MinExposure(ComponentId id, IdFeature group, long member, double share) implements SlateConstraint {
        /** @throws IllegalArgumentException if the share is out of range */
        public MinExposure {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(group, "group");
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "constraint " + id + ": share " + share + " is not allowed; above 0, at most 1 is");
            }
        }
    }

    /**
     * That item at that place, if it is among the candidates and safe.
     *
     * @param id its name
     * @param item which
     * @param position 0 or more
     */
    record Pinned(ComponentId id, ItemId item, int position) implements SlateConstraint {
        /** @throws IllegalArgumentException if the position is negative */
        public Pinned {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(item, "item");
            atLeast(id, "position", position, 0);
        }
    }

    private static void atLeast(ComponentId id, String field, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "constraint " + id + ": " + field + " " + value + " is not allowed; " + least + " or more is");
        }
    }
}
