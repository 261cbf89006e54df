/**
 * The slate, and what a scenario may ask of it.
 *
 * <p>Constraints are data, not code: so the platform can order their relaxation, explain them, and merge the
 * constraints of several scenarios on a mixed page. A scenario lists them most important first; where they cannot all be
 * held, the last of the list gives way first, and the answer says so.
 */
package dev.medley.spi.slate;
