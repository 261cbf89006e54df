/** What operators may set. */
package dev.medley.commodity.config;
