package dev.medley.platform.evaluate.compare;

import java.util.Arrays;

/**
 * The shares that the groups of an attribute are declared to have: of the attention of all slates together, and of the
 * places of each.
 *
 * @param attribute whose groups
 * @param overall of the attention of all slates, 0 or more each, summing to 1
 * @param isOfRows whether a slate's own are those that the groups have of its eligible rows, as in a search whose desired
 *     shares are those of who matches (Geyik et al. 2019, arXiv 1905.01989); else they are the overall ones
 */
public record DeclaredShares(int attribute, double[] overall, boolean isOfRows) {
    /** Checks the shares. */
    public DeclaredShares {
        Weights.requireShares("declared shares", overall);
        overall = overall.clone();
    }

    /** The same for every slate. */
    public static DeclaredShares fixed(int attribute, double[] shares) {
        return new DeclaredShares(attribute, shares, false);
    }

    /** How many groups there are. */
    int count() {
        return overall.length;
    }

    /** The groups of the case's rows. */
    int[] groups(SlateCase slate) {
        return slate.groups()[attribute];
    }

    /** Fills in the shares of a slate's places; the overall ones if it has no eligible row. */
    void of(SlateCase slate, double[] shares) {
        System.arraycopy(overall, 0, shares, 0, shares.length);
        if (!isOfRows) {
            return;
        }
        int[] group = groups(slate);
        int eligible = 0;
        for (boolean each : slate.eligible()) {
            eligible += each ? 1 : 0;
        }
        if (eligible == 0) {
            return;
        }
        Arrays.fill(shares, 0);
        for (int row = 0; row < group.length; row++) {
            shares[group[row]] += slate.eligible()[row] ? 1.0 / eligible : 0;
        }
    }
}
