/**
 * How a component says that it could not do its work.
 *
 * <p>A component throws {@link dev.medley.spi.failure.RankingException} for what it expects to happen now and then (a
 * service that does not answer). Anything else that it throws is taken for a mistake of the plugin. Neither stops the
 * answer: the platform counts it against its {@linkplain dev.medley.spi.failure.FailureOwner owner}, leaves the
 * component out, and marks the answer degraded.
 */
package dev.medley.spi.failure;
