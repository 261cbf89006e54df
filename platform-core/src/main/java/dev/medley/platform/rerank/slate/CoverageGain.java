package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Containment.Source;

/** {@code sum_c w_c * sqrt(n_c)} over the groups that have a weight: each further row of a group adds less. */
final class CoverageGain {
    private SlateProblem problem;
    private int attributes;
    private int[] attribute = new int[0];
    private int[] offset = new int[0];
    private double[] greatest = new double[0];
    private float[] weight = new float[0];
    private int[] shown = new int[0];
    private double[] next = new double[0];
    private double bound;

    void begin(SlateProblem newProblem, Containments containments) {
        problem = newProblem;
        int all = problem.attributes();
        if (attribute.length < all) {
            attribute = new int[all];
            offset = new int[all + 1];
            greatest = new double[all];
        }
        attributes = 0;
        int groups = 0;
        for (int i = 0; i < all; i++) {
            if (problem.coverage(i) != null) {
                attribute[attributes] = i;
                offset[attributes++] = groups;
                groups += problem.groups(i);
            }
        }
        if (weight.length < groups) {
            weight = new float[groups];
            shown = new int[groups];
            next = new double[groups];
        }
        for (int i = 0; i < attributes; i++) {
            float[] weights = problem.coverage(attribute[i]);
            for (int group = 0; group < problem.groups(attribute[i]); group++) {
                int at = offset[i] + group;
                weight[at] = containments.take(Source.COVERAGE, group, weights[group]);
                shown[at] = 0;
                next[at] = weight[at];
            }
            findGreatest(i);
        }
        addUp();
    }

    double gain(int row) {
        double gain = 0;
        for (int i = 0; i < attributes; i++) {
            int group = problem.groupOf(attribute[i])[row];
            if (group != SlateProblem.NO_GROUP) {
                gain += next[offset[i] + group];
            }
        }
        return gain;
    }

    /** No row adds more. */
    double bound() {
        return bound;
    }

    void place(int row) {
        for (int i = 0; i < attributes; i++) {
            int group = problem.groupOf(attribute[i])[row];
            if (group != SlateProblem.NO_GROUP) {
                int at = offset[i] + group;
                int have = ++shown[at];
                next[at] = weight[at] * (Math.sqrt(have + 1.0) - Math.sqrt(have));
                findGreatest(i);
            }
        }
        addUp();
    }

    private void findGreatest(int index) {
        double most = 0;
        int end = offset[index] + problem.groups(attribute[index]);
        for (int at = offset[index]; at < end; at++) {
            most = Math.max(most, next[at]);
        }
        greatest[index] = most;
    }

    private void addUp() {
        bound = 0;
        for (int i = 0; i < attributes; i++) {
            bound += greatest[i];
        }
    }
}
