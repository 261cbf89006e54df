/** Learns networks and trees side by side, and how much each is to be believed. */
package dev.medley.platform.train.stack;
