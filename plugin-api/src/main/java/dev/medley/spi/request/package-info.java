/**
 * One question to the platform: rank for this user, in this scenario, before this deadline.
 *
 * <p>Everything that a component needs of time and chance comes from the request ({@code now}, {@code seed}), so that
 * the same request over the same data gives the same slate, and a logged request can be replayed.
 */
package dev.medley.spi.request;
