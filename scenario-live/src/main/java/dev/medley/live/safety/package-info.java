/** What must not be shown: rooms that are not on air, and mature rooms to anybody but known adults. */
package dev.medley.live.safety;
