/** Where products come from. */
package dev.medley.commodity.source;
