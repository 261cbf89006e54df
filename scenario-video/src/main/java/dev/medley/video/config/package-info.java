/** What the scenario's operators may turn, and what the attributes of its items are called. */
package dev.medley.video.config;
