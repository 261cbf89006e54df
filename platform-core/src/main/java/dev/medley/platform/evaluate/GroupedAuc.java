package dev.medley.platform.evaluate;

/**
 * The AUC within groups, averaged.
 *
 * @param value the mean over the covered groups, each weighted by its rows; null if none is covered
 * @param coveredShare the share of all rows (by weight) that are in a covered group, 0 to 1; 0 if there are no rows
 * @param groups how many groups there are
 * @param coveredGroups how many of them have both a yes and a no
 */
public record GroupedAuc(Double value, double coveredShare, long groups, long coveredGroups) {}
