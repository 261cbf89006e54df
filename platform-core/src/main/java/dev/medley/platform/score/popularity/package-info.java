/** What every model must beat: sorting by one number. */
package dev.medley.platform.score.popularity;
