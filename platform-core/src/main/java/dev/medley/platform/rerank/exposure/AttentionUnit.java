package dev.medley.platform.rerank.exposure;

import java.util.Map;
import java.util.Objects;

/**
 * The unit that exposure is counted in on every surface: the chance that a place is looked at, times how far the surface
 * reaches. The first place of a surface of reach 1 is one unit.
 *
 * <p>Exposure as discounted position: A. Singh, T. Joachims, Fairness of Exposure in Rankings, KDD 2018, section 3.1. The
 * geometric discount is that of rank-biased precision: A. Moffat, J. Zobel, TOIS 27(1), 2008, section 3.
 *
 * @param discount how attention falls from place to place
 * @param patience for the geometric discount, the chance to go on to the next place, above 0 and at most 1; others ignore
 *     it
 * @param reach by surface, 0.001 to 1000; a surface that is not named has 1
 */
public record AttentionUnit(Discount discount, double patience, Map<String, Double> reach) {
    /** Logarithmic, and every surface reaches as far as another. */
    public static final AttentionUnit USUAL = new AttentionUnit(Discount.LOGARITHMIC, 0.85, Map.of());

    /** The least and the greatest reach. */
    public static final double MIN_REACH = 0.001;

    /** The greatest reach. */
    public static final double MAX_REACH = 1_000;

    /** How attention falls with the place. */
    public enum Discount {
        /** {@code 1 / log2(2 + place)}, as in NDCG. */
        LOGARITHMIC,
        /** {@code patience^place}. */
        GEOMETRIC,
        /** Every place alike. */
        UNIFORM
    }

    /** @throws IllegalArgumentException naming what is out of its range */
    public AttentionUnit {
        Objects.requireNonNull(discount, "discount");
        if (!(patience > 0 && patience <= 1)) {
            throw new IllegalArgumentException(
                    "patience: " + patience + " is not allowed; a number above 0, at most 1 is");
        }
        reach = Map.copyOf(reach);
        reach.forEach((surface, factor) -> {
            if (!(factor >= MIN_REACH && factor <= MAX_REACH)) {
                throw new IllegalArgumentException("reach." + surface + ": " + factor
                        + " is not allowed; a number from " + MIN_REACH + " to " + MAX_REACH + " is");
            }
        });
    }

    /** The attention of that place, counted from 0, on a surface of reach 1: above 0, at most 1. */
    public double at(int place) {
        return switch (discount) {
            case LOGARITHMIC -> Math.log(2) / Math.log(2.0 + place);
            case GEOMETRIC -> Math.pow(patience, place);
            case UNIFORM -> 1;
        };
    }

    /** The attention that an item of that surface gets at that place. */
    public double of(int place, String surface) {
        return at(place) * reach.getOrDefault(surface, 1.0);
    }
}
