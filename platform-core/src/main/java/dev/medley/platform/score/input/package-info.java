/**
 * The model's input: what the shared models see of a request, of an item and of the pair, as hashed keys and numbers. One
 * code makes it for training, for serving and for scoring files, so that a model never sees in training what it would
 * not see in serving. Pure; imports no framework.
 */
package dev.medley.platform.score.input;
