/** What makes no sense to show. */
package dev.medley.commodity.filter;
