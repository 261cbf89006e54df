/** What must not be shown: videos that the user is too young for. */
package dev.medley.video.safety;
