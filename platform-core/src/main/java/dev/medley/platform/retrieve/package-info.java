/**
 * Retrieval: the sources side by side, each for itself, then one row for each item that they found and the catalogue
 * knows. Imports no framework.
 */
package dev.medley.platform.retrieve;
