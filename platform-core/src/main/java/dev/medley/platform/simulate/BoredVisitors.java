package dev.medley.platform.simulate;

import dev.medley.platform.dataset.DemoSociety;
import dev.medley.platform.rerank.exposure.AttentionUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * People of the demo world who come back day after day, and get bored by what they have had much of. Satiation is that of
 * L. Leqi et al., Rebounding Bandits for Modeling Satiation Effects, NeurIPS 2021, section 3, but multiplicative: what a
 * person has of an interest falls by half once a half-life and grows by the attention of each item of it that they see; an
 * item is engaged with by {@code liking * exp(-boredom * satiation)} of its place's attention. Engagement is expected, not
 * drawn, so a difference is one of order and not of luck.
 */
final class BoredVisitors {
    static final int PLACES = 10;
    static final int CANDIDATES = 60;
    static final int VISITS_A_DAY = 2;
    private static final double WHIM = 0.12;
    private static final int TRIES = 50;
    private static final AttentionUnit ATTENTION = AttentionUnit.USUAL;

    private final DemoSociety society;
    private final float[][] vectors;
    private final int[][] videosOf;
    private final int people;
    private final int days;
    private final long seed;

    /**
     * How bored people get.
     *
     * @param strength what a unit of attention costs, in logarithms of engagement, 0 or more
     * @param halfLifeDays after which half of it is forgotten, above 0
     */
    record Boredom(double strength, double halfLifeDays) {}

    /** People of that society, the first so many, for so many days. */
    BoredVisitors(DemoSociety society, int people, int days, long seed) {
        this.society = society;
        this.people = Math.min(people, society.tastes().length);
        this.days = days;
        this.seed = seed;
        vectors = new float[society.vectors().length][];
        int[] counts = new int[DemoSociety.interests()];
        for (int video = 0; video < vectors.length; video++) {
            vectors[video] = normalized(society.vectors()[video]);
            counts[society.interestOf()[video]]++;
        }
        videosOf = new int[counts.length][];
        for (int interest = 0; interest < counts.length; interest++) {
            videosOf[interest] = new int[counts[interest]];
        }
        for (int video = vectors.length - 1; video >= 0; video--) {
            int interest = society.interestOf()[video];
            videosOf[interest][--counts[interest]] = video;
        }
    }

    /**
     * Engagement a visit, by day.
     *
     * @param order lays the slates; it is told how well videos suit, and nothing of boredom
     */
    double[] engagement(SlateOrder order, Boredom boredom) {
        double[] engagement = new double[days];
        for (int person = 0; person < people; person++) {
            // What is offered does not depend on the order, so that two orders are compared on the same days.
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + person);
            live(person, random, order, boredom, engagement);
        }
        for (int day = 0; day < days; day++) {
            engagement[day] /= people * VISITS_A_DAY;
        }
        return engagement;
    }

    private void live(int person, SplittableRandom random, SlateOrder order, Boredom boredom, double[] engagement) {
        double[] satiation = new double[videosOf.length];
        double rest = Math.pow(2, -1 / (VISITS_A_DAY * boredom.halfLifeDays()));
        double[] values = new double[CANDIDATES];
        float[][] content = new float[CANDIDATES][];
        int[] candidates = new int[CANDIDATES];
        int[] slate = new int[PLACES];
        for (int day = 0; day < days; day++) {
            for (int visit = 0; visit < VISITS_A_DAY; visit++) {
                for (int i = 0; i < satiation.length; i++) {
                    satiation[i] *= rest;
                }
                retrieve(person, random, candidates);
                for (int row = 0; row < CANDIDATES; row++) {
                    values[row] = society.liking(person, candidates[row]);
                    content[row] = vectors[candidates[row]];
                }
                order.lay(values, content, slate);
                for (int place = 0; place < PLACES; place++) {
                    int interest = society.interestOf()[candidates[slate[place]]];
                    double attention = ATTENTION.at(place);
                    engagement[day] +=
                            attention * values[slate[place]] * Math.exp(-boredom.strength() * satiation[interest]);
                    satiation[interest] += attention;
                }
            }
        }
    }

    /** By taste, now and then by whim, as people of the demo world pick. */
    private void retrieve(int person, SplittableRandom random, int[] candidates) {
        double[] tastes = society.tastes()[person];
        BitSet now = new BitSet();
        for (int row = 0; row < candidates.length; row++) {
            int video = 0;
            for (int attempt = 0; attempt < TRIES; attempt++) {
                int interest = random.nextDouble() < WHIM ? random.nextInt(tastes.length) : pick(tastes, random);
                video = videosOf[interest][random.nextInt(videosOf[interest].length)];
                if (!now.get(video)) {
                    break;
                }
            }
            while (now.get(video)) {
                video = (video + 1) % vectors.length;
            }
            now.set(video);
            candidates[row] = video;
        }
    }

    private static int pick(double[] weights, SplittableRandom random) {
        double rest = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length - 1; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static float[] normalized(float[] vector) {
        double squares = 0;
        for (float element : vector) {
            squares += element * element;
        }
        float[] normalized = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            normalized[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return normalized;
    }
}
