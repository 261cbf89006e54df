package dev.medley.platform.offline;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.LexicalMatch;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.feature.WordFrequencies;
import dev.medley.platform.train.cluster.KMeans;
import dev.medley.platform.train.cluster.KMeansOptions;
import dev.medley.platform.train.example.Mix;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a replay of queries knows of a surface's items: the words of their titles. Items are like those whose titles have the
 * same words: a vector is the sum of directions by chance, one for each word, weighed by how rare it is (a random projection
 * of the words' weights, which keeps cosines: Achlioptas, "Database-friendly random projections", JCSS 2003), of length 1.
 * Immutable once made.
 */
final class QueryWorld {
    static final int WIDTH = ReplayWorld.WIDTH;
    private static final int CLUSTERS = 16;

    /** Where {@link LexicalMatch} writes BM25 as a part of the sum of the words' weights. */
    private static final int BM25_PART = 6;

    /** The greatest that it can be: a word's count saturates. */
    private static final float MOST_BM25 = 2.2f;

    private final List<Item> items = new ArrayList<>();
    private final List<ItemFacets> facets = new ArrayList<>();
    private final Object2IntOpenHashMap<ItemId> numbers = new Object2IntOpenHashMap<>();
    private final WordFrequencies frequencies = new WordFrequencies();
    private final Long2ObjectOpenHashMap<IntArrayList> postings = new Long2ObjectOpenHashMap<>();
    private final float[] vectors;
    private final int[] clusters;

    QueryWorld(List<Item> all, SurfaceId surface, long seed) throws UsageException {
        numbers.defaultReturnValue(-1);
        for (Item item : all) {
            if (item.id().surface().equals(surface)) {
                ItemFacets each = ItemFacets.of(item);
                numbers.put(item.id(), items.size());
                for (long word : each.titleWordHashes()) {
                    IntArrayList posting = postings.computeIfAbsent(word, _ -> new IntArrayList());
                    if (posting.isEmpty() || posting.getInt(posting.size() - 1) != items.size()) {
                        posting.add(items.size());
                    }
                }
                frequencies.add(each);
                facets.add(each);
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            throw new UsageException("the data has no items of surface '" + surface + "'");
        }
        vectors = new float[items.size() * WIDTH];
        for (int item = 0; item < items.size(); item++) {
            sum(facets.get(item).titleWordHashes(), seed, item * WIDTH);
        }
        clusters = KMeans.fit(vectors, WIDTH, KMeansOptions.miniBatch(Math.min(CLUSTERS, items.size()), seed))
                .assignAll(vectors);
    }

    private void sum(long[] words, long seed, int from) {
        double[] sum = new double[WIDTH];
        for (long word : words) {
            SplittableRandom direction = new SplittableRandom(Mix.of(seed, word));
            float rarity = frequencies.inverse(word);
            for (int k = 0; k < WIDTH; k++) {
                sum[k] += rarity * direction.nextGaussian();
            }
        }
        double square = 0;
        for (double each : sum) {
            square += each * each;
        }
        for (int k = 0; k < WIDTH; k++) {
            // Of a title without words nothing is known: any direction will do.
            vectors[from + k] = square > 0 ? (float) (sum[k] / Math.sqrt(square)) : k == 0 ? 1 : 0;
        }
    }

    /** All items, by number. */
    List<Item> items() {
        return items;
    }

    /** The item's number, or -1 if there is no such item. */
    int number(ItemId item) {
        return numbers.getInt(item);
    }

    /** Copies an item's vector. */
    void vector(int item, float[] to, int from) {
        System.arraycopy(vectors, item * WIDTH, to, from, WIDTH);
    }

    /** The cluster of vectors that an item is in, which stands for its category. */
    int cluster(int item) {
        return clusters[item];
    }

    int clusterCount() {
        return Math.min(CLUSTERS, items.size());
    }

    /** For each item, how many are of its brand; the brand is the first word of the title. */
    int[] brandSizes() {
        Object2IntOpenHashMap<String> sizes = new Object2IntOpenHashMap<>();
        for (Item item : items) {
            sizes.addTo(brand(item), 1);
        }
        return items.stream().mapToInt(item -> sizes.getInt(brand(item))).toArray();
    }

    private static String brand(Item item) {
        String title = item.title().strip();
        int end = title.indexOf(' ');
        return (end < 0 ? title : title.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** The items with the most of the query's words in their titles, each word weighed by how rare it is. */
    int[] matching(String query, int most) {
        QueryWords words = new QueryWords(query);
        Int2IntOpenHashMap found = new Int2IntOpenHashMap();
        for (int i = 0; i < words.count(); i++) {
            int weight = Math.round(1_000 * frequencies.inverse(words.word(i)));
            IntArrayList posting = postings.get(words.word(i));
            for (int at = 0; posting != null && at < posting.size(); at++) {
                found.addTo(posting.getInt(at), weight);
            }
        }
        return found.int2IntEntrySet().stream()
                .sorted(Comparator.<Int2IntOpenHashMap.Entry>comparingInt(entry -> -entry.getIntValue())
                        .thenComparingInt(Int2IntOpenHashMap.Entry::getIntKey))
                .limit(most)
                .mapToInt(Int2IntOpenHashMap.Entry::getIntKey)
                .toArray();
    }

    /** How well titles answer the query, 0 to 1: BM25 as a part of the most that it could be. */
    float[] lexical(String query, int[] some) {
        LexicalMatch match = new LexicalMatch(query, frequencies);
        float[] numbersOfItem = new float[LexicalMatch.WIDTH];
        float[] values = new float[some.length];
        for (int i = 0; i < some.length; i++) {
            match.write(facets.get(some[i]), numbersOfItem, 0);
            values[i] = Math.clamp(numbersOfItem[BM25_PART] / MOST_BM25, 0, 1);
        }
        return values;
    }
}
