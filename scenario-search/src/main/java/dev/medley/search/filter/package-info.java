/** What makes no sense to show. */
package dev.medley.search.filter;
