package dev.medley.search.index;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.ThreadInterruptedException;

/**
 * The surface's items in a Lucene index in memory. Follows the catalogue: one writer; any number of searchers, which see
 * every change that was told before they ask.
 *
 * <p>BM25 counts a replaced document until it is merged away, so scores would depend on how often an item was written.
 * Therefore a document is replaced only if its words have changed, and replaced ones are merged away behind the
 * searchers' backs, moments after the last change, as long as the index is small enough for that ({@value #EXACT_UP_TO}
 * items); above it, the last digits of a score may differ until Lucene merges by itself.
 */
public final class ItemIndex implements Catalog.ItemListener, Closeable {
    private static final int EXACT_UP_TO = 200_000;

    /** So many changes, or a tenth of the index, and the writer makes them visible: no search has to do more. */
    private static final int MOST_PENDING = 1_000;

    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Sort BY_SCORE_THEN_KEY =
            new Sort(SortField.FIELD_SCORE, new SortField(Fields.KEY, SortField.Type.STRING));

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final Map<String, Integer> fingerprints = new HashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Analyzer exact = Words.analyzer(false);
    private final Analyzer stemmed = Words.analyzer(true);
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Thread sweeper;

    public ItemIndex() {
        try {
            Analyzer byField = new PerFieldAnalyzerWrapper(stemmed, Map.of(Fields.TITLE_EXACT, exact));
            TieredMergePolicy merging = new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
            writer = new IndexWriter(directory, new IndexWriterConfig(byField).setMergePolicy(merging));
            searchers = new SearcherManager(writer, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the directory is in memory
        }
        sweeper = Thread.ofPlatform().daemon().name("search-index-sweeper").start(this::sweep);
    }

    @Override
    public void onItem(Item item) {
        String key = item.id().key();
        Integer fingerprint = fingerprint(item);
        if (fingerprint.equals(fingerprints.put(key, fingerprint))) {
            return;
        }
        Document document = new Document();
        document.add(new StringField(Fields.KEY, key, Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.KEY, new BytesRef(key)));
        document.add(new TextField(Fields.TITLE, item.title(), Field.Store.NO));
        document.add(new TextField(Fields.TITLE_EXACT, item.title(), Field.Store.NO));
        brand(item).ifPresent(brand -> document.add(new TextField(Fields.BRAND, brand, Field.Store.NO)));
        for (String category : item.categories()) {
            document.add(new TextField(Fields.CATEGORY, category, Field.Store.NO));
        }
        document.add(new TextField(Fields.TEXT, item.text(), Field.Store.NO));
        try {
            writer.updateDocument(new Term(Fields.KEY, key), document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the directory is in memory
        }
        told();
    }

    @Override
    public void onRemoved(ItemId item) {
        fingerprints.remove(item.key());
        try {
            writer.deleteDocuments(new Term(Fields.KEY, item.key()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the directory is in memory
        }
        told();
    }

    /** The query's words as they stand in the stemmed fields. */
    public List<String> words(String query) {
        return Words.of(stemmed, query);
    }

    /** The query's words as typed, but for case and accents. */
    public List<String> exactWords(String query) {
        return Words.of(exact, query);
    }

    /** Whether any item holds that word, in whatever form. */
    public boolean holds(String word) {
        return searching(searcher -> {
            for (String field : Fields.SEARCHED) {
                if (searcher.getIndexReader().docFreq(new Term(field, word)) > 0) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The best items for that query, best first, ties by key. */
    List<Match> search(Query query, int count) {
        if (count == 0) {
            return List.of();
        }
        return searching(searcher -> matches(searcher, query, count));
    }

    /** The scores of those items for that query; who does not match is absent. */
    Map<String, Float> scores(Query query, Collection<String> keys) {
        List<BytesRef> terms = new ArrayList<>(keys.size());
        keys.forEach(key -> terms.add(new BytesRef(key)));
        Query among = new BooleanQuery.Builder()
                .add(query, BooleanClause.Occur.MUST)
                .add(new TermInSetQuery(Fields.KEY, terms), BooleanClause.Occur.FILTER)
                .build();
        Map<String, Float> scores = new HashMap<>();
        for (Match match : search(among, Math.max(1, keys.size()))) {
            scores.put(match.key(), match.score());
        }
        return scores;
    }

    /** The first items in order of key: for when there is nothing better to go by. */
    public List<String> firstKeys(int count) {
        return search(new MatchAllDocsQuery(), count).stream().map(Match::key).toList();
    }

    @Override
    public void close() {
        sweeper.interrupt();
        try {
            sweeper.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        try {
            searchers.close();
            writer.close();
            directory.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the directory is in memory
        }
    }

    private static List<Match> matches(IndexSearcher searcher, Query query, int count) throws IOException {
        List<Match> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, count, BY_SCORE_THEN_KEY).scoreDocs) {
            Object[] sortedBy = ((FieldDoc) hit).fields;
            found.add(new Match(((BytesRef) sortedBy[1]).utf8ToString(), (Float) sortedBy[0]));
        }
        return found;
    }

    private <T> T searching(Search<T> search) {
        try {
            if (pending.get() > 0) {
                refresh();
            }
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.on(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the directory is in memory
        }
    }

    private void told() {
        int most = Math.max(MOST_PENDING, fingerprints.size() / 10);
        if (pending.incrementAndGet() >= most) {
            try {
                refresh();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible); // the directory is in memory
            }
        }
    }

    /** Changes are pending until they can be seen, so that whoever searches meanwhile waits instead of missing them. */
    private synchronized void refresh() throws IOException {
        int seen = pending.get();
        if (seen > 0) {
            searchers.maybeRefreshBlocking();
            pending.addAndGet(-seen);
        }
    }

    /** Merges replaced documents away whenever there are some and no more have come for a moment. */
    private void sweep() {
        try {
            while (true) {
                long before = writer.getMaxCompletedSequenceNumber();
                Thread.sleep(QUIET);
                boolean quiet = writer.getMaxCompletedSequenceNumber() == before;
                if (quiet && writer.hasDeletions() && writer.getDocStats().maxDoc <= EXACT_UP_TO) {
                    writer.forceMergeDeletes();
                    searchers.maybeRefreshBlocking();
                }
            }
        } catch (InterruptedException | ThreadInterruptedException | AlreadyClosedException closing) {
            // Nobody searches any more.
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the directory is in memory
        }
    }

    private static Optional<String> brand(Item item) {
        return item.attributes().text("brand").or(item::author);
    }

    private static Integer fingerprint(Item item) {
        return Objects.hash(item.title(), item.text(), brand(item), item.categories());
    }

    private interface Search<T> {
        T on(IndexSearcher searcher) throws IOException;
    }
}
