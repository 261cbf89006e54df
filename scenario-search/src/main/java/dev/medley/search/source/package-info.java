/** Where answers come from. */
package dev.medley.search.source;
