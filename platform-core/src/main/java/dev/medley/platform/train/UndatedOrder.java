package dev.medley.platform.train;

import dev.medley.platform.world.World;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.SurfaceId;

/**
 * Whether the order of undated interactions is that in which things happened. Many sets of pairs are only sorted by
 * item: to hold out the last tenth of such a history would hold out the items with the highest numbers.
 */
final class UndatedOrder {
    private static final int ENOUGH_PAIRS = 20_000;
    private static final int LEAST_PAIRS = 50;
    /** Of a real order about half of the steps go up. */
    private static final double SORTED_SHARE = 0.95;

    private int pairs;
    private int upByText;
    private int upByNumber;

    private UndatedOrder() {}

    static boolean saysSomething(World world, SurfaceId surface) {
        UndatedOrder order = new UndatedOrder();
        world.users().forEach((user, _) -> {
            if (order.pairs < ENOUGH_PAIRS) {
                Interaction last = null;
                for (Interaction next : world.histories().newest(user, UserVisits.HISTORY)) {
                    if (next.time().isEmpty() && next.item().surface().equals(surface)) {
                        order.compare(last, next);
                        last = next;
                    }
                }
            }
        });
        int up = Math.max(order.upByText, order.upByNumber);
        return order.pairs < LEAST_PAIRS || up < SORTED_SHARE * order.pairs;
    }

    private void compare(Interaction last, Interaction next) {
        if (last == null) {
            return;
        }
        String left = last.item().key();
        String right = next.item().key();
        pairs++;
        boolean up = left.compareTo(right) <= 0;
        upByText += up ? 1 : 0;
        boolean longer = left.length() < right.length();
        upByNumber += longer || left.length() == right.length() && up ? 1 : 0;
    }
}
