/** What must not be shown. */
package dev.medley.commodity.safety;
