/**
 * Statistics of what users did, and what models see of them: counts by user, item, author, category and their crosses,
 * smoothed. The same code counts and reads them in training and in serving. Pure; imports no framework.
 */
package dev.medley.platform.score.statistic;
