/** What makes no sense to show: what the user has hidden, and what they have just watched. */
package dev.medley.video.filter;
