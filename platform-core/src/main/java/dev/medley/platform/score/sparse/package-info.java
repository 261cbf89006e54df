/**
 * What models of hashed keys share: keys with their values, the table from key to number, the linear part of domain and
 * statistics. Pure; imports no framework.
 */
package dev.medley.platform.score.sparse;
