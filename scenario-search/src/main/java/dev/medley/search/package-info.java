/**
 * Search: what answers a query.
 *
 * <p>A Lucene index follows the catalogue. The lexical source asks it in a ladder: all words as typed, then with
 * spelling mistakes forgiven, then with words left out; whoever is found on a lower rung says so in its reasons. Values
 * join the words' match with the shared model's relevance and click; what the user likes decides near ties only.
 */
package dev.medley.search;
