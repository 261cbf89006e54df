/** What must not be shown. */
package dev.medley.search.safety;
