/**
 * The shared ranking core and two neural baselines as they serve: forward passes in plain Java over flat arrays. What
 * depends on the request alone is computed once a call, the rest for a block of rows at once. Learnt elsewhere; imports
 * no framework.
 */
package dev.medley.platform.score.core;
