package dev.medley.platform.evaluate;

/**
 * What was predicted and what was observed for rows of similar score. All from 0 to 1, by weight.
 *
 * @param predicted mean score
 * @param observed mean label
 * @param rows how many rows
 * @param low lower end of the 95 % interval of the rate that was observed
 * @param high upper end
 */
public record ReliabilityPoint(double predicted, double observed, long rows, double low, double high) {}
