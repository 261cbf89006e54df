/** A scorer that weighs what networks and trees say of the same row. */
package dev.medley.platform.score.stack;
