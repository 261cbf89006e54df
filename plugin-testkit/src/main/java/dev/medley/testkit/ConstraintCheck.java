package dev.medley.testkit;

import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.slate.SlateConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Says of a slate that is there whether it holds a constraint, by the constraint's own words and not by the way it was
 * laid.
 */
final class ConstraintCheck {
    private final TestBatch batch;
    private final List<Integer> safe;
    private final List<Integer> slate = new ArrayList<>();

    /** Of that slate, laid over those rows of that batch. */
    ConstraintCheck(TestBatch batch, List<Integer> safe, List<ItemId> items) {
        this.batch = batch;
        this.safe = safe;
        for (ItemId item : items) {
            safe.stream()
                    .filter(row -> batch.itemId(row).equals(item))
                    .findFirst()
                    .ifPresent(slate::add);
        }
    }

    boolean holds(SlateConstraint constraint) {
        return switch (constraint) {
            case SlateConstraint.MaxInSlate max -> holdsInWindows(groups(max.group(), slate), max.max(), slate.size());
            case SlateConstraint.MaxInWindow max -> holdsInWindows(groups(max.group(), slate), max.max(), max.window());
            case SlateConstraint.MinGap min -> holdsInWindows(groups(min.group(), slate), 1, min.gap() + 1);
            case SlateConstraint.MinExposure min -> holdsExposure(min);
            case SlateConstraint.Pinned pinned -> holdsPinned(pinned);
        };
    }

    private static boolean holdsInWindows(List<Long> groups, int max, int window) {
        for (int start = 0; start < groups.size(); start++) {
            List<Long> seen = groups.subList(start, Math.min(groups.size(), start + window));
            Long group = groups.get(start);
            if (group != null && seen.stream().filter(group::equals).count() > max) {
                return false;
            }
        }
        return true;
    }

    /** In every beginning of the slate enough members, or all that there are. */
    private boolean holdsExposure(SlateConstraint.MinExposure exposure) {
        List<Long> groups = groups(exposure.group(), slate);
        long available = count(groups(exposure.group(), safe), exposure.member());
        for (int k = 1; k <= groups.size(); k++) {
            long needed = (long) Math.floor(exposure.share() * k + 1e-9);
            if (count(groups.subList(0, k), exposure.member()) < Math.min(needed, available)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsPinned(SlateConstraint.Pinned pinned) {
        boolean isThere = safe.stream().anyMatch(row -> batch.itemId(row).equals(pinned.item()));
        return !isThere
                || pinned.position() >= slate.size()
                || batch.itemId(slate.get(pinned.position())).equals(pinned.item());
    }

    private static long count(List<Long> groups, long member) {
        return groups.stream()
                .filter(Objects::nonNull)
                .filter(group -> group == member)
                .count();
    }

    /** Each row's group, null where it has none. */
    private List<Long> groups(IdFeature feature, List<Integer> rows) {
        IdColumn column = batch.ids(feature);
        List<Long> groups = new ArrayList<>();
        for (int row : rows) {
            groups.add(column.state(row) == FeatureState.PRESENT ? column.get(row) : null);
        }
        return groups;
    }
}
