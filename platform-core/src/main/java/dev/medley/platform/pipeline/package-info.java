/**
 * The pipeline: one request's way from validated command to slate, as one readable method, and the types that stand at
 * its two ends. Imports no framework.
 */
package dev.medley.platform.pipeline;
