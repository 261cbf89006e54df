/** What showing a video is worth, and the business reasons that multiply it. */
package dev.medley.video.score;
