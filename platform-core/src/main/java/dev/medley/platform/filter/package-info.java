/**
 * Filtering and trimming: rows that make no sense to show go, then all but the best of what was retrieved. Rows keep
 * their numbers; only the selection gets shorter. Imports no framework.
 */
package dev.medley.platform.filter;
