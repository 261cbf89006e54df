package dev.medley.spi.slate;

/** The slate so far, while it is being laid. */
public interface SlateView {
    /** Places already taken. */
    int size();

    /** Places in all. */
    int limit();

    /** The row at that place, {@code 0 <= position < size()}. */
    int row(int position);
}
