/** How the slate is laid: by value, but for a cap on brands. */
package dev.medley.search.slate;
