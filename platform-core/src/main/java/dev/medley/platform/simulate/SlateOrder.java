package dev.medley.platform.simulate;

/** Lays a slate. What is behind it may be any re-ranker. */
@FunctionalInterface
interface SlateOrder {
    /** By value alone. */
    SlateOrder BY_VALUE = (values, vectors, slate) -> MarketRun.top(values, slate);

    /**
     * Lays it.
     *
     * @param values by row
     * @param vectors by row, of length 1
     * @param slate takes the rows, first place first; no longer than there are rows
     */
    void lay(double[] values, float[][] vectors, int[] slate);
}
