/** Logistic regression over hashed keys, crosses and statistics, as it is served. */
package dev.medley.platform.score.lr;
