package dev.medley.platform.evaluate;

/**
 * A point of a receiver operating characteristic.
 *
 * @param falsePositiveRate share of the noes at or above a threshold, 0 to 1
 * @param truePositiveRate share of the yeses at or above it, 0 to 1
 */
public record RocPoint(double falsePositiveRate, double truePositiveRate) {}
