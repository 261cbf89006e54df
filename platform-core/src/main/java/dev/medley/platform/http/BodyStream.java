package dev.medley.platform.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A request's body while it arrives. The event loop fills it, one virtual thread reads it; when the reader is slower, the
 * connection is paused, so that a body of any size takes a bounded amount of memory. When the client is slower than
 * anybody needs to be, it is given up, so that it holds its place for a bounded time.
 */
final class BodyStream extends InputStream {
    private static final int PAUSE_BYTES = 1 << 20;
    private static final int RESUME_BYTES = PAUSE_BYTES / 4;

    /** So long is waited for a body of whatever length, and longer by this for each of its bytes: 1 KiB a second. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PATIENCE_NANOS_PER_BYTE = Duration.ofSeconds(1).toNanos() / 1_024;

    private final HttpServerRequest request;
    private final Context eventLoop;
    private final long maxBytes;
    private final Duration patience;

    // A lock rather than synchronized methods: the reader waits on it, and may be pinned by nothing.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Buffer> buffers = new ArrayDeque<>();
    private int buffered;
    private long received;
    private long waitedNanos;
    private boolean isPaused;
    private boolean isEnded;
    private boolean isAbandoned;
    private Throwable failure;

    private Buffer current = Buffer.buffer();
    private int position;

    /** Starts reading; event loop only. */
    BodyStream(HttpServerRequest request, Context eventLoop, long maxBytes, Duration patience) {
        this.request = request;
        this.eventLoop = eventLoop;
        this.maxBytes = maxBytes;
        this.patience = patience;
        request.handler(this::onData);
        request.endHandler(ignored -> onEnd(null));
        request.exceptionHandler(this::onEnd);
        request.resume();
    }

    private void onData(Buffer buffer) {
        lock.lock();
        try {
            received += buffer.length();
            if (isAbandoned || received > maxBytes) {
                changed.signal();
                return;
            }
            buffers.add(buffer);
            buffered += buffer.length();
            if (buffered > PAUSE_BYTES && !isPaused) {
                isPaused = true;
                request.pause();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void onEnd(Throwable cause) {
        lock.lock();
        try {
            isEnded = true;
            failure = failure == null ? cause : failure;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Lets what still arrives pass unread, so that the client gets to read its answer. Any thread. */
    void abandon() {
        lock.lock();
        try {
            isAbandoned = true;
            buffers.clear();
            buffered = 0;
            resume();
        } finally {
            lock.unlock();
        }
    }

    private void resume() {
        if (isPaused) {
            isPaused = false;
            eventLoop.runOnContext(ignored -> request.resume());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == current.length() && !advance()) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    private boolean advance() throws IOException {
        lock.lock();
        try {
            while (true) {
                if (received > maxBytes) {
                    throw HttpProblem.streamTooLarge(maxBytes);
                }
                Buffer next = buffers.poll();
                if (next != null) {
                    buffered -= next.length();
                    if (buffered < RESUME_BYTES) {
                        resume();
                    }
                    if (next.length() == 0) {
                        continue;
                    }
                    current = next;
                    position = 0;
                    return true;
                }
                if (failure != null) {
                    throw new EOFException("the client went away: " + failure.getMessage());
                }
                if (isEnded) {
                    return false;
                }
                awaitMore();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a body");
        } finally {
            lock.unlock();
        }
    }

    private void awaitMore() throws InterruptedException {
        long left = patience.toNanos() + received * PATIENCE_NANOS_PER_BYTE - waitedNanos;
        if (left <= 0) {
            throw HttpProblem.tooSlow(patience);
        }
        waitedNanos += left - changed.awaitNanos(left);
    }
}
