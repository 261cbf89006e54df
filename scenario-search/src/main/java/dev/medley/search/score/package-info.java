/** What showing an item is worth. */
package dev.medley.search.score;
