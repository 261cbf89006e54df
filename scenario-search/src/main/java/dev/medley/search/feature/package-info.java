/** How well an item matches the query. */
package dev.medley.search.feature;
