/** How the slate is laid: caps on hosts and games, a share for new hosts, and a liking for variety. */
package dev.medley.live.slate;
