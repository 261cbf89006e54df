package dev.medley.spi.score;

/** One task's scores. */
public interface ScoreColumn {
    /** The probability in that row, 0 to 1. */
    float get(int row);
}
