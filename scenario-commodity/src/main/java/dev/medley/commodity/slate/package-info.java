/** How the slate is laid: a cap on sellers, a share for the small ones, variety of categories. */
package dev.medley.commodity.slate;
