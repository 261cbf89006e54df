/**
 * Where the process starts and the parts are put together: the only package that knows all the others.
 *
 * <p>{@code Medley} reads the command, starts the embedded broker and hands over to Quarkus; {@code PlatformLifecycle}
 * opens the parts in their order (store, model, plugins) and closes them in the opposite one; {@code HttpRoutes} hangs
 * the interface into the HTTP server.
 */
package dev.medley.platform.app;
