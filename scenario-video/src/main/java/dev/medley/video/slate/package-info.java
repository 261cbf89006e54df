/** How the slate is laid: caps on authors and genres, a gap between an author's videos, a share for the little known. */
package dev.medley.video.slate;
