package dev.medley.platform.score.feature;

import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import java.util.Arrays;

/** One item snapshot, as numbers. Immutable but for the words, which are read when a query first asks. Any thread. */
public final class ItemFacets {
    private static final int TITLE_WORDS = 64;
    private static final int TEXT_WORDS = 512;
    private static final long[] NONE = {};

    private final Item item;
    private final long idHash;
    private final long surfaceHash;
    private final long author;
    private final long[] categories;
    private volatile WordSets words;

    private record WordSets(
            long[] title, long lastTitleWord, long[] beginnings, String squeezedTitle, long[] grams, long[] pairs) {}

    private ItemFacets(Item item, long idHash, long surfaceHash, long author, long[] categories) {
        this.item = item;
        this.idHash = idHash;
        this.surfaceHash = surfaceHash;
        this.author = author;
        this.categories = categories;
    }

    /** The item as numbers. */
    public static ItemFacets of(Item item) {
        String surface = item.id().surface().value();
        long author = item.author().isEmpty()
                ? FeatureHash.NONE
                : FeatureHash.of(surface, item.author().get());
        int count = item.categories().size();
        long[] categories = count == 0 ? NONE : new long[count];
        for (int i = 0; i < count; i++) {
            categories[i] = FeatureHash.of(surface, item.categories().get(i));
        }
        return new ItemFacets(
                item, FeatureHash.of(surface, item.id().key()), FeatureHash.of(surface), author, categories);
    }

    /** The snapshot. */
    public Item item() {
        return item;
    }

    /** Hash of the key within the surface. */
    public long idHash() {
        return idHash;
    }

    /** Hash of the surface. */
    public long surfaceHash() {
        return surfaceHash;
    }

    /** Hash of the author within the surface, or {@link FeatureHash#NONE}. */
    public long author() {
        return author;
    }

    /** Hashes of the categories within the surface, most important first; not to be changed. */
    public long[] categories() {
        return categories;
    }

    /** Hash of the most important category, or {@link FeatureHash#NONE}. */
    public long category() {
        return categories.length == 0 ? FeatureHash.NONE : categories[0];
    }

    /** How many words the title has, at most 64. */
    public int titleWords() {
        return words().title().length;
    }

    /** The title's words as hashes, ascending, at most 64; not to be changed. */
    public long[] titleWordHashes() {
        return words().title();
    }

    /** Whether that word stands in the title. */
    boolean hasTitleWord(long word) {
        return Arrays.binarySearch(words().title(), word) >= 0;
    }

    /** How often that word stands in the title. */
    int timesInTitle(long word) {
        long[] title = words().title();
        int place = Arrays.binarySearch(title, word);
        if (place < 0) {
            return 0;
        }
        int from = place;
        while (from > 0 && title[from - 1] == word) {
            from--;
        }
        int to = place + 1;
        while (to < title.length && title[to] == word) {
            to++;
        }
        return to - from;
    }

    /** The title's last word, or 0 for an empty title. */
    long lastTitleWord() {
        return words().lastTitleWord();
    }

    /** The runs of three characters of the title, ascending, each once. */
    long[] titleGrams() {
        return words().grams();
    }

    /** The pairs of neighbouring words of the title, ascending, each once. */
    long[] titlePairs() {
        return words().pairs();
    }

    /** Whether a word anywhere in the item begins so. */
    boolean hasBeginning(long beginning) {
        return Arrays.binarySearch(words().beginnings(), beginning) >= 0;
    }

    /** Whether those characters stand in the title when it is written without spaces. */
    boolean titleContains(String squeezed) {
        return words().squeezedTitle().contains(squeezed);
    }

    private WordSets words() {
        WordSets known = words;
        if (known == null) {
            long[] title = Words.of(item.title(), TITLE_WORDS);
            long last = title.length == 0 ? 0 : title[title.length - 1];
            Arrays.sort(title);
            known = new WordSets(
                    title,
                    last,
                    beginnings(),
                    Words.squeezed(item.title()),
                    Words.gramsOf(item.title()),
                    Words.pairsOf(item.title()));
            words = known;
        }
        return known;
    }

    private long[] beginnings() {
        StringBuilder everything = new StringBuilder(item.title()).append(' ');
        item.author().ifPresent(author -> everything.append(author).append(' '));
        for (String category : item.categories()) {
            everything.append(category).append(' ');
        }
        long[] beginnings = Words.beginningsOf(everything.append(item.text()).toString(), TITLE_WORDS + TEXT_WORDS);
        Arrays.sort(beginnings);
        return beginnings;
    }
}
