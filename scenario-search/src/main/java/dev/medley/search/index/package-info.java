/** The Lucene index: the only package that imports Lucene. */
package dev.medley.search.index;
