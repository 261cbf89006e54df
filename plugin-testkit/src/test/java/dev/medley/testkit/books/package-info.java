/** The example of docs/testing-plugins.md: a whole plugin and its tests. */
package dev.medley.testkit.books;
