/** What collaborative models have learnt about pairs of users and items, in the form that serves. Pure. */
package dev.medley.platform.score.factor;
