package dev.medley.platform.score.embedding;

/**
 * Counts the sightings of keys that have no row yet, in bounded memory: two generations of exact counts. When the young
 * one is full it becomes the old one, and the old one is forgotten; a key that is seen takes its old count along. So no
 * key is ever counted too high (a sketch's fault, which admits noise), and one that is forgotten was not among the last
 * {@code capacity} different keys.
 */
final class PendingKeys implements AutoCloseable {
    private static final int FIRST = 1024;

    private final int capacity;
    private KeyIndex young;
    private KeyIndex old;

    PendingKeys(int capacity) {
        this.capacity = capacity;
        young = empty();
        try {
            old = empty();
        } catch (Throwable failed) {
            young.close();
            throw failed;
        }
    }

    /** Counts sightings; how many of the key are known, these among them. Stays at the largest int. */
    int count(long key, int times) {
        int known = young.get(key);
        if (known == KeyIndex.ABSENT) {
            known = Math.max(0, old.get(key));
            if (young.size() >= capacity) {
                KeyIndex next = empty();
                old.close();
                old = young;
                young = next;
            }
        }
        int more = (int) Math.min(Integer.MAX_VALUE, (long) known + times);
        young.put(key, more);
        return more;
    }

    /** Forgets a key: it has a row now. */
    void settle(long key) {
        // Its slot stays until the generation goes; a count of 0 is that of a key never seen.
        if (young.get(key) != KeyIndex.ABSENT) {
            young.put(key, 0);
        }
        if (old.get(key) != KeyIndex.ABSENT) {
            old.put(key, 0);
        }
    }

    long bytes() {
        return young.bytes() + old.bytes();
    }

    @Override
    public void close() {
        young.close();
        old.close();
    }

    private KeyIndex empty() {
        return new KeyIndex(Math.min(capacity, FIRST), KeyIndex.Lifetime.CLOSED);
    }
}
