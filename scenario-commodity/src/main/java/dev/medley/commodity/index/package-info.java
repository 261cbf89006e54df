/** The catalogue, ordered for the sources. */
package dev.medley.commodity.index;
