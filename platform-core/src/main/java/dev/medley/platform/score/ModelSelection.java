package dev.medley.platform.score;

/**
 * Decides which models score a request: asked once for each, when it is admitted, so that a change of models in the
 * meantime cannot give an answer of two versions. Any thread; never waits.
 */
@FunctionalInterface
public interface ModelSelection {
    /**
     * The models of one request.
     *
     * @param unit what shares of the traffic are drawn by: the user's id; of somebody unknown the session's, or else the
     *     request's
     */
    ModelChoice choose(String unit);
}
