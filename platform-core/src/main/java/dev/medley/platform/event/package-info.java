/**
 * Writing: the records of the log and the port to it. Whatever changes the world is a {@link
 * dev.medley.platform.event.LogRecord} that is appended here first; it is acknowledged when the broker has it and this
 * node has applied it. Imports no framework.
 */
package dev.medley.platform.event;
