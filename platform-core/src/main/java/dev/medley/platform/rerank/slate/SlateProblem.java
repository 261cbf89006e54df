package dev.medley.platform.rerank.slate;

import java.util.Arrays;
import java.util.Objects;

/**
 * What there is to choose from: rows {@code 0 .. rows-1} and what each is worth. Made once and {@link #reset} for each
 * slate; arrays grow to the largest problem seen. Not thread-safe.
 *
 * <p>A row may be taken out and never put back: what a safety rule drops, and what FAILED, is no row of the slate.
 *
 * <p>Numbers may be anything. What is not finite, or out of the range of {@link Containment.Source}, is replaced when
 * the slate is laid, and named there.
 */
public final class SlateProblem {
    /** In place of a group: the row belongs to none. */
    public static final int NO_GROUP = -1;

    private int rows;
    private int places;
    private float[] values = new float[0];
    private float[] risks = new float[0];
    private float[] bonuses = new float[0];
    private boolean[] dropped = new boolean[0];
    private int eligibleCount;

    private float[] vectors;
    private int dimension;
    private float[] qualities;
    private float[] riskiness;
    private SlateWeights weights = SlateWeights.VALUE_ONLY;

    private int attributes;
    private Attribute[] attribute = new Attribute[0];
    private int rules;
    private SlateRule[] rule = new SlateRule[0];

    /** A partition of the rows into groups. */
    private static final class Attribute {
        private int[] groupOf;
        private int groups;
        private float[] prices;
        private float[] coverage;
        /** Of a nested attribute: its groups, and the number of each pair of groups. */
        private int[] ownGroupOf = new int[0];

        private int[] pairs = new int[0];
    }

    /**
     * Forgets everything: all rows eligible, worth nothing and of no group; no rules.
     *
     * @param newRows 0 or more
     * @param newPlaces places to fill at most, 0 or more
     */
    public void reset(int newRows, int newPlaces) {
        if (newRows < 0 || newPlaces < 0) {
            throw new IllegalArgumentException(
                    "a slate of " + newPlaces + " places over " + newRows + " rows is not allowed; 0 or more is");
        }
        rows = newRows;
        places = newPlaces;
        if (values.length < rows) {
            values = new float[rows];
            risks = new float[rows];
            bonuses = new float[rows];
            dropped = new boolean[rows];
        } else {
            Arrays.fill(values, 0, rows, 0);
            Arrays.fill(risks, 0, rows, 0);
            Arrays.fill(bonuses, 0, rows, 0);
            Arrays.fill(dropped, 0, rows, false);
        }
        eligibleCount = rows;
        vectors = null;
        dimension = 0;
        qualities = null;
        riskiness = null;
        weights = SlateWeights.VALUE_ONLY;
        attributes = 0;
        rules = 0;
    }

    /** Each row's value, to be written by the caller; at least as long as there are rows. */
    public float[] values() {
        return values;
    }

    /** Each row's soft risk in units of value, 0 or more, to be written by the caller. */
    public float[] risks() {
        return risks;
    }

    /** Each row's exploration bonus in units of value, to be written by the caller. */
    public float[] bonuses() {
        return bonuses;
    }

    /** Takes a row out for good. */
    public void drop(int row) {
        Objects.checkIndex(row, rows);
        if (!dropped[row]) {
            dropped[row] = true;
            eligibleCount--;
        }
    }

    /**
     * The rows' vectors, by reference. They are scaled to length 1; a row of zeros is like no other.
     *
     * @param rowMajor row r's from {@code r * newDimension} on
     * @param newDimension 1 or more
     */
    public void vectors(float[] rowMajor, int newDimension) {
        if (newDimension < 1 || rowMajor.length < (long) rows * newDimension) {
            throw new IllegalArgumentException("vectors of dimension " + newDimension + " for " + rows
                    + " rows do not fit " + rowMajor.length + " numbers");
        }
        vectors = rowMajor;
        dimension = newDimension;
    }

    /** What each row's likeness weighs, by reference, 0 to 1,000; all 1 if never said. */
    public void qualities(float[] eachRows) {
        hold("qualities", eachRows.length, rows);
        qualities = eachRows;
    }

    /**
     * How much each row minds risky rows near by and how much others mind it, by reference, 0 to 1; as its risk if never
     * said.
     */
    public void riskiness(float[] eachRows) {
        hold("riskiness", eachRows.length, rows);
        riskiness = eachRows;
    }

    public void weights(SlateWeights newWeights) {
        weights = Objects.requireNonNull(newWeights, "weights");
    }

    /**
     * A partition of the rows, by reference.
     *
     * @param groupOf each row's group, 0 to below {@code groups}, or {@link #NO_GROUP}
     * @return its number, by which rules name it
     */
    public int attribute(int[] groupOf, int groups) {
        hold("groups of rows", groupOf.length, rows);
        for (int row = 0; row < rows; row++) {
            if (groupOf[row] < NO_GROUP || groupOf[row] >= groups) {
                throw new IllegalArgumentException("attribute " + attributes + ": group " + groupOf[row] + " of row "
                        + row + " is not allowed; -1 to below " + groups + " is");
            }
        }
        Attribute added = nextAttribute();
        added.groupOf = groupOf;
        added.groups = groups;
        return attributes++;
    }

    /**
     * Another partition: rows are together if they are in both, as an author's rows in one category are.
     *
     * @return its number; its groups are numbered in the order of their first rows
     */
    public int nested(int outer, int inner) {
        Objects.checkIndex(outer, attributes);
        Objects.checkIndex(inner, attributes);
        int[] outers = attribute[outer].groupOf;
        int[] inners = attribute[inner].groupOf;
        int innerGroups = attribute[inner].groups;
        Attribute added = nextAttribute();
        int pairs = Math.multiplyExact(attribute[outer].groups, innerGroups);
        if (added.pairs.length < pairs) {
            added.pairs = new int[pairs];
        }
        Arrays.fill(added.pairs, 0, pairs, NO_GROUP);
        if (added.ownGroupOf.length < rows) {
            added.ownGroupOf = new int[rows];
        }
        int groups = 0;
        for (int row = 0; row < rows; row++) {
            int group = NO_GROUP;
            if (outers[row] != NO_GROUP && inners[row] != NO_GROUP) {
                int pair = outers[row] * innerGroups + inners[row];
                if (added.pairs[pair] == NO_GROUP) {
                    added.pairs[pair] = groups++;
                }
                group = added.pairs[pair];
            }
            added.ownGroupOf[row] = group;
        }
        added.groupOf = added.ownGroupOf;
        added.groups = groups;
        return attributes++;
    }

    /** What each group's rows are worth on top, in units of value, by reference. */
    public void prices(int ofAttribute, float[] eachGroups) {
        Objects.checkIndex(ofAttribute, attributes);
        hold("prices of groups", eachGroups.length, attribute[ofAttribute].groups);
        attribute[ofAttribute].prices = eachGroups;
    }

    /** What it is worth to have a group in the slate: {@code weight * sqrt(rows of it)}; by reference, 0 or more. */
    public void coverage(int ofAttribute, float[] eachGroups) {
        Objects.checkIndex(ofAttribute, attributes);
        hold("coverage weights of groups", eachGroups.length, attribute[ofAttribute].groups);
        attribute[ofAttribute].coverage = eachGroups;
    }

    /**
     * Something that the slate must hold. Among rules of one priority the earlier is the more important.
     *
     * @throws IllegalArgumentException if it names an attribute, a group or a row that is not there, or if it is a firm pin that
     *     another firm pin rules out
     */
    public void rule(SlateRule added) {
        added.check(this);
        if (added instanceof SlateRule.Pin pin && pin.priority().isFirm()) {
            refuseSecondPin(pin);
        }
        if (rules == rule.length) {
            rule = Arrays.copyOf(rule, Math.max(8, 2 * rules));
        }
        rule[rules++] = added;
    }

    /** Two pins that are never let go and cannot both be held are a mistake of who declares them. */
    private void refuseSecondPin(SlateRule.Pin pin) {
        for (int i = 0; i < rules; i++) {
            if (rule[i] instanceof SlateRule.Pin other
                    && other.priority().isFirm()
                    && (other.place() == pin.place() || other.row() == pin.row())) {
                throw new IllegalArgumentException("rule " + pin.name() + ": row " + pin.row() + " at place "
                        + pin.place() + " is not allowed beside firm rule " + other.name() + ", which pins row "
                        + other.row() + " to place " + other.place());
            }
        }
    }

    public int rows() {
        return rows;
    }

    public int places() {
        return places;
    }

    /** Whether the row has not been dropped. */
    public boolean isEligible(int row) {
        return !dropped[row];
    }

    public int eligibleCount() {
        return eligibleCount;
    }

    public int attributes() {
        return attributes;
    }

    public int groups(int ofAttribute) {
        return attribute[ofAttribute].groups;
    }

    int[] groupOf(int ofAttribute) {
        return attribute[ofAttribute].groupOf;
    }

    /** Null if it has none. */
    float[] prices(int ofAttribute) {
        return attribute[ofAttribute].prices;
    }

    /** Null if it has none. */
    float[] coverage(int ofAttribute) {
        return attribute[ofAttribute].coverage;
    }

    /** Null if there are none. */
    float[] vectors() {
        return vectors;
    }

    int dimension() {
        return dimension;
    }

    /** Null if all are 1. */
    float[] qualities() {
        return qualities;
    }

    /** What spacing looks at. */
    float[] riskiness() {
        return riskiness == null ? risks : riskiness;
    }

    SlateWeights weights() {
        return weights;
    }

    int rules() {
        return rules;
    }

    SlateRule rule(int index) {
        return rule[index];
    }

    private Attribute nextAttribute() {
        if (attributes == attribute.length) {
            attribute = Arrays.copyOf(attribute, attributes + 4);
            for (int i = attributes; i < attribute.length; i++) {
                attribute[i] = new Attribute();
            }
        }
        Attribute next = attribute[attributes];
        next.prices = null;
        next.coverage = null;
        return next;
    }

    private static void hold(String what, int length, int needed) {
        if (length < needed) {
            throw new IllegalArgumentException(
                    what + ": " + length + " numbers are too few; " + needed + " are needed");
        }
    }
}
