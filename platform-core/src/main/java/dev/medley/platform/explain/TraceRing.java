package dev.medley.platform.explain;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the newest traces, bounded in number and in bytes: the oldest go first. Any thread. */
public final class TraceRing implements TraceStore {
    private final int maxTraces;
    private final long maxBytes;
    private final ArrayDeque<DecisionTrace> oldestFirst = new ArrayDeque<>();
    private final Map<String, DecisionTrace> byRequest = new HashMap<>();
    private long bytes;

    /** An empty ring with those bounds. */
    public TraceRing(int maxTraces, long maxBytes) {
        this.maxTraces = maxTraces;
        this.maxBytes = maxBytes;
    }

    /** Keeps a trace; one of an earlier request with the same id is found no more. */
    public synchronized void add(DecisionTrace trace) {
        oldestFirst.addLast(trace);
        byRequest.put(trace.requestId(), trace);
        bytes += trace.bytes();
        while (oldestFirst.size() > maxTraces || bytes > maxBytes && !oldestFirst.isEmpty()) {
            DecisionTrace oldest = oldestFirst.removeFirst();
            byRequest.remove(oldest.requestId(), oldest);
            bytes -= oldest.bytes();
        }
    }

    @Override
    public Optional<Explanation> explain(String requestId) {
        return find(requestId).map(DecisionTrace::explain);
    }

    /** How many are kept. */
    public synchronized int size() {
        return oldestFirst.size();
    }

    private synchronized Optional<DecisionTrace> find(String requestId) {
        return Optional.ofNullable(byRequest.get(requestId));
    }
}
