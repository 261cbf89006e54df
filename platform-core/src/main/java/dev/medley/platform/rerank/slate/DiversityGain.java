package dev.medley.platform.rerank.slate;

/**
 * What a row adds to the diversity of the places taken. Rows go by position; blocks of them are brought up to date only
 * when a row of them could win, which needs bounds that never say too little.
 */
interface DiversityGain {
    void begin(SlateProblem problem, RankedRows rows, Containments containments);

    /** No row of the block adds more; needs no {@link #refresh}. */
    double blockBound(int block);

    /** Brings the block's rows up to the places taken. */
    void refresh(int block);

    /** The row adds no more. Its block is fresh. */
    double bound(int position);

    /** What the row adds now. Its block is fresh. */
    double gain(int position);

    /** The row takes the next place. Its block is fresh. */
    void place(int position);

    /** Diversity that does not count. */
    DiversityGain NONE = new DiversityGain() {
        @Override
        public void begin(SlateProblem problem, RankedRows rows, Containments containments) {}

        @Override
        public double blockBound(int block) {
            return 0;
        }

        @Override
        public void refresh(int block) {}

        @Override
        public double bound(int position) {
            return 0;
        }

        @Override
        public double gain(int position) {
            return 0;
        }

        @Override
        public void place(int position) {}
    };
}
