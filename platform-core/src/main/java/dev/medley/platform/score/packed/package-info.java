/**
 * A model as it serves: what it needs beside its weights to make its own input of a request and of candidates, and to
 * turn its output into calibrated probabilities. Pure; imports no framework.
 */
package dev.medley.platform.score.packed;
