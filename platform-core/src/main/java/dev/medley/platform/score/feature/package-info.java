/**
 * What the shared features mean, as pure code: one computation, called for a request's candidates and for a training
 * example's item alike, so that the model never sees in training what it would not see in serving. Imports no
 * framework.
 */
package dev.medley.platform.score.feature;
