/**
 * Measures a running platform over HTTP: {@link dev.medley.benchmarks.http.HttpLoad}, which needs nothing but the JDK,
 * asks as fast as it can; {@link dev.medley.benchmarks.http.UserSweep} looks at every answer.
 */
package dev.medley.benchmarks.http;
