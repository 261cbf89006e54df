package dev.medley.platform.event;

/**
 * Where the answers that were given are written, after they were given. It never slows an answer: what does not fit the
 * bounded queue is dropped and counted. Impressions move neither the world nor its clock. Any thread.
 */
public interface ImpressionLog {
    /**
     * Queues one record; never blocks.
     *
     * @param key the request's id in UTF-8
     * @param json what is written, one JSON object in UTF-8; not to be changed afterwards
     * @return false if the queue was full and the record was dropped
     */
    boolean offer(byte[] key, byte[] json);

    /** Records dropped since the start, because the queue was full or the broker did not take them. */
    long dropped();
}
