/**
 * Worlds in which what re-ranking does over many requests can be watched: {@link dev.medley.platform.simulate.LongRun} for
 * exposure and prices under skewed demand, {@link dev.medley.platform.simulate.Horizon} for visitors who get bored. Each
 * prints what it assumes; the same seed gives the same figures. Imports no framework.
 */
package dev.medley.platform.simulate;
