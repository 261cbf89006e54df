/** What operators may set. */
package dev.medley.search.config;
