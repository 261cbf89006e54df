/** What showing a room is worth, and the business reasons that multiply it. */
package dev.medley.live.score;
