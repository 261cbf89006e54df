/**
 * JSON in and out, once for everybody: HTTP, data set files and the log share one form per entity.
 *
 * <p>Reading goes from bytes through {@link dev.medley.platform.codec.StrictJson} to a tree, and from the tree through
 * {@link dev.medley.platform.codec.Fields} to a validated object; whatever is wrong on the way comes out as one {@link
 * dev.medley.platform.codec.InvalidInputException} with every {@link dev.medley.platform.codec.Problem}: field, value
 * and what is allowed. No message of the JSON library reaches a caller. Writing goes straight to bytes, in a fixed order
 * of fields, without what is absent; reading what was written gives an equal object.
 */
package dev.medley.platform.codec;
