package dev.medley.platform.evaluate.compare;

/** By value alone: what every other method is measured against. */
public final class PlainOrder implements SlateMethod {
    private final ValueOrder byValue = new ValueOrder();

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        int count = Math.min(slate.places(), byValue.count());
        for (int place = 0; place < count; place++) {
            order[place] = byValue.row(place);
        }
        return count;
    }
}
