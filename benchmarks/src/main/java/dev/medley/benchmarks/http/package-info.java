/**
 * Measures a running platform over HTTP, with nothing but the JDK, so that it runs from source beside what it measures:
 * {@link dev.medley.benchmarks.http.HttpLoad} asks as fast as it can, {@link dev.medley.benchmarks.http.UserSweep} looks
 * at every answer.
 */
package dev.medley.benchmarks.http;
