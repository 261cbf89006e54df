package dev.medley.platform.evaluate;

/**
 * What scoring costs a model, in multiply-adds.
 *
 * @param request once for a request
 * @param item once for an item, before any request
 * @param pair for each candidate of a request
 */
public record Cost(long request, long item, long pair) {
    /** Checks that none is negative. */
    public Cost {
        require("request", request);
        require("item", item);
        require("pair", pair);
    }

    private static void require(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": " + value + "; allowed: 0 and above");
        }
    }
}
