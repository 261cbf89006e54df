package dev.medley.platform.rerank.slate;

/** How the spread of a slate over the space of its vectors is measured. */
public enum Diversity {
    /** Not at all. */
    NONE,
    /**
     * {@code log det(I + alpha L)} of the rows placed, L their quality-weighted cosine kernel: a determinantal point
     * process. Monotone and submodular, so that greedy laying has a guarantee.
     */
    LOG_DETERMINANT,
    /**
     * The volume that the vectors span, by sliding spectrum decomposition (Huang et al., KDD 2021, arXiv 2107.05204):
     * the volume so far times the part of a row's vector that the window's vectors do not span.
     */
    SPECTRUM
}
