package dev.medley.platform.rerank.slate;

/**
 * Numbers that were not fit to be laid with, and what took their place.
 *
 * @param source where they came from
 * @param count how many
 * @param first the row of the first; for prices and coverage weights the group
 * @param found what stood there
 * @param used what was used for it
 */
public record Containment(Source source, int count, int first, float found, float used) {
    /** Kinds of numbers, with the range that is allowed and what stands for what is no number. */
    public enum Source {
        /** A row without a value goes last. */
        VALUE(-1e6f, 1e6f, -1e6f),
        PRICE(-1e6f, 1e6f, 0),
        /** A risk that nobody knows is the greatest. */
        RISK(0, 1e6f, 1e6f),
        BONUS(-1e6f, 1e6f, 0),
        ADVICE(-1e6f, 1e6f, 0),
        COVERAGE(0, 1e6f, 0),
        QUALITY(0, 1e3f, 1),
        /** A vector with such a component is left out: the row is like no other. */
        VECTOR(-1e6f, 1e6f, 0);

        private final float least;
        private final float greatest;
        private final float missing;

        Source(float least, float greatest, float missing) {
            this.least = least;
            this.greatest = greatest;
            this.missing = missing;
        }

        boolean allows(float number) {
            return number >= least && number <= greatest;
        }

        float contained(float number) {
            if (Float.isNaN(number)) {
                return missing;
            }
            return Math.clamp(number, least, greatest);
        }
    }

    @Override
    public String toString() {
        return count + " of source " + source + " contained, the first at " + first + ": " + found + " became " + used;
    }
}
