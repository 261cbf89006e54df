/** Boosted trees as they are served: flat arrays, walked in plain Java, with no library behind them. */
package dev.medley.platform.score.gbdt;
