/** What showing a product is worth. */
package dev.medley.commodity.score;
