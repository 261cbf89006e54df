/**
 * Plugins: a class loader per directory, all checks reported at once, a canary before a scenario serves, and the
 * registry of what is active. Imports no framework.
 */
package dev.medley.platform.plugin;
