/** The kinds of scorers that there are, by name: where a model's folder becomes something that scores. */
package dev.medley.platform.score.family;
