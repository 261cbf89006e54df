/**
 * Identifiers. Each is a validated value: what is constructed is well formed, and the error of what is not names the
 * kind, the value and what is allowed.
 *
 * <p>An item is identified by its surface and a key that is unique on that surface, so the film {@code 17} and the
 * product {@code 17} are two items. Everything else is identified by one string.
 */
package dev.medley.spi.id;
