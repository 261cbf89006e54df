/** Factorisation machines, as they are served. */
package dev.medley.platform.score.fm;
