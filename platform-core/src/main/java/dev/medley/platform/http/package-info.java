/**
 * The interface over HTTP.
 *
 * <p>{@link dev.medley.platform.http.HttpApi} names the families of paths, one class each. All of them go through {@code
 * Endpoints}: the event loop reads a bounded body without blocking, the endpoint's code runs on a virtual thread and may
 * block, and whatever it throws becomes a problem document (RFC 9457) in one place. JSON is read by the strict reader of
 * {@code codec} and written token by token, so that equal answers are equal bytes.
 */
package dev.medley.platform.http;
