/**
 * Why a slate is as it is: the newest requests' decisions, kept as the arrays they were made with and told only when
 * somebody asks. Imports no framework.
 */
package dev.medley.platform.explain;
