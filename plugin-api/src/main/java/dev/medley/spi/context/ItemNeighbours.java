package dev.medley.spi.context;

import dev.medley.spi.id.ItemId;
import java.util.List;

/**
 * Items that the same users interacted with: item-to-item by co-interaction, within a surface.
 *
 * <p>The score is the cosine of the items' user sets, shrunk by the evidence: {@code n_ij / sqrt(n_i n_j) * n_ij /
 * (n_ij + 10)} (Sarwar et al., WWW 2001; shrinkage after Bell and Koren, ICDM 2007, section 4).
 */
public interface ItemNeighbours {
    /**
     * The nearest items, best first, ties by item; empty for an item that nobody interacted with. While interactions are
     * written they may be about a second behind them.
     *
     * @param count at most so many; the platform keeps at most 100 an item
     */
    List<ScoredItem> neighbours(ItemId item, int count);
}
