package dev.medley.platform.explain;

import java.util.Optional;

/** The newest requests that can be explained. Any thread. */
public interface TraceStore {
    /** The story of that request, if it is still kept. */
    Optional<Explanation> explain(String requestId);
}
