/** What a component knows of a product beyond the shared features. */
package dev.medley.commodity.feature;
