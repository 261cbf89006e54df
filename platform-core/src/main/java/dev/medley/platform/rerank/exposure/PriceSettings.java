package dev.medley.platform.rerank.exposure;

import java.util.Objects;

/**
 * How prices follow what was shown.
 *
 * @param mirror the geometry of a step
 * @param step how far one update moves a price for a share that is off by 1, 0.0001 to 10
 * @param momentum the weight of the newest gradient in the running one, above 0 and at most 1; 1 is none
 * @param repay how much more than its share a group is to get while it has recently got less, in parts of what it lacks,
 *     0 to 10; with 0 what a group lost before its price was found is never made good
 * @param maxPrice no price is greater, in units of the value's scale, 0.001 to 1000
 * @param fullAttention an update that has seen less attention than so many units moves prices by that much less, 1 or
 *     more: a quiet night must not swing them
 */
public record PriceSettings(
        Mirror mirror, double step, double momentum, double repay, double maxPrice, double fullAttention) {
    /** The geometry of mirror descent: S. Shalev-Shwartz, Online Learning and Online Convex Optimization, 2012, 2.4-2.6. */
    public enum Mirror {
        /** Steps add; the result is projected back to where prices may be. */
        EUCLIDEAN,
        /** Steps multiply: exponentiated gradient. */
        ENTROPIC
    }

    /** The greatest price there can be. */
    public static final double MAX_PRICE = 1_000;

    /** Steps that add. */
    public static final PriceSettings USUAL = new PriceSettings(Mirror.EUCLIDEAN, 0.3, 0.5, 2, 5, 400);

    /** @throws IllegalArgumentException naming what is out of its range */
    public PriceSettings {
        Objects.requireNonNull(mirror, "mirror");
        require("step", step, 0.0001, 10);
        require("momentum", momentum, 0.001, 1);
        require("repay", repay, 0, 10);
        require("max-price", maxPrice, 0.001, MAX_PRICE);
        require("full-attention", fullAttention, 1, 1e9);
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is not allowed; a number from " + least + " to " + most + " is");
        }
    }
}
