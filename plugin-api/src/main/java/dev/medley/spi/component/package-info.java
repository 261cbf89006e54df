/**
 * What authors implement: one small interface per kind of component.
 *
 * <p>A component is immutable and may be called by many threads at once. It writes logic only: the platform times it,
 * counts it, limits it, gates it by {@link dev.medley.spi.component.RankingComponent#isEnabled}, sets the context class
 * loader and deals with what it throws.
 *
 * <p>The kinds, in the order in which a request meets them:
 *
 * <ol>
 *   <li>{@link dev.medley.spi.component.CandidateSource}: finds items; may block
 *   <li>{@link dev.medley.spi.component.FeatureProvider}: fills columns; may block
 *   <li>{@link dev.medley.spi.component.CandidateFilter}: drops rows; pure
 *   <li>{@link dev.medley.spi.component.ValueModel}: makes one value of the task scores; pure
 *   <li>{@link dev.medley.spi.component.ScoreAdjuster}: multiplies the value; pure
 *   <li>{@link dev.medley.spi.component.RerankPolicy}: advises the re-ranker; pure
 *   <li>{@link dev.medley.spi.component.SafetyRule}: says no; fails closed
 * </ol>
 *
 * <p>Pure means: computes from its arguments and from what its constructor was given, does not block, does not wait,
 * does not keep anything. Reading the platform's in-memory services counts as pure.
 */
package dev.medley.spi.component;
