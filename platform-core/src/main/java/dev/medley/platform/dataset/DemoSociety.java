package dev.medley.platform.dataset;

import java.util.Locale;

/**
 * The demo world without its veil: the tastes that people have and the appeal of videos, which a data set does not tell. For
 * simulations, which have to know the truth. Not to be changed.
 *
 * @param tastes by person and interest; each person's sum to 1
 * @param interestOf by video, whose people it draws
 * @param appeals by video, above 0
 * @param vectors by video, its content
 */
public record DemoSociety(double[][] tastes, int[] interestOf, double[] appeals, float[][] vectors) {
    /** How many interests there are. */
    public static int interests() {
        return DemoInterest.values().length;
    }

    /** What an interest is called. */
    public static String interest(int number) {
        return DemoInterest.values()[number].name().toLowerCase(Locale.ROOT);
    }

    /** How well a video suits a person, 0 to 1. */
    public double liking(int person, int video) {
        return DemoBehaviour.liking(tastes[person][interestOf[video]], appeals[video]);
    }
}
