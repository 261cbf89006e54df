/** What a history says of a user's taste. */
package dev.medley.commodity.taste;
