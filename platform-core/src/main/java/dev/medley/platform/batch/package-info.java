/**
 * The candidates of one request as columns: primitive arrays with a state byte for each cell, rows that keep their
 * number for life, and a selection of those still in. Writers are private until whoever wrote has returned in time.
 * Imports no framework.
 */
package dev.medley.platform.batch;
