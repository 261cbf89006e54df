package dev.medley.video.source;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which genres the user's newest videos are of.
 *
 * @param catalog knows the videos' genres
 * @param seeds knows which videos speak for the user's taste
 * @param depth newest of them that are read
 */
public record UserGenres(Catalog catalog, VideoSeeds seeds, int depth) {
    /**
     * Genres to their weight: 1 for the favourite, the others in proportion. A video's weight is shared by its genres,
     * so that one with many does not speak louder.
     */
    public Map<String, Float> weights(RankRequest request) {
        List<ItemId> newest = seeds.newest(request, depth);
        Map<ItemId, Item> videos = catalog.findAll(newest);
        Map<String, Float> weights = new HashMap<>();
        float greatest = 0;
        for (ItemId id : newest) {
            Item video = videos.get(id);
            if (video == null) {
                continue;
            }
            float share = 1f / Math.max(1, video.categories().size());
            for (String genre : video.categories()) {
                greatest = Math.max(greatest, weights.merge(genre, share, Float::sum));
            }
        }
        float favourite = greatest;
        weights.replaceAll((genre, weight) -> weight / favourite);
        return weights;
    }
}
