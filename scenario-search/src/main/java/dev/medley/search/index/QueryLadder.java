package dev.medley.search.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * One typed query, asked of the index from strict to lenient: all words; all words with spelling forgiven; some words.
 * Made for one request.
 */
public final class QueryLadder {
    private static final float PHRASE_BOOST = 4;
    private static final float FUZZY_BOOST = 0.5f;
    private static final float TIE_BREAK = 0.1f;
    private static final int FUZZY_EXPANSIONS = 30;
    private static final int SHORTEST_FORGIVEN = 4;
    private static final int SHORTEST_FORGIVEN_TWICE = 8;

    private final ItemIndex index;
    private final List<String> words;
    private final List<String> exactWords;
    private final List<String> unknownWords = new ArrayList<>();

    /** A ladder for what was typed. */
    public QueryLadder(ItemIndex index, String query) {
        this.index = index;
        this.words = index.words(query);
        this.exactWords = index.exactWords(query);
        for (int i = 0; i < words.size(); i++) {
            if (!index.holds(words.get(i))) {
                unknownWords.add(exactWords.get(i));
            }
        }
    }

    /** Whether there is no word at all in what was typed. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The words that no item holds, as typed. */
    public List<String> unknownWords() {
        return unknownWords;
    }

    /** Whether the last word is one that some item holds, so that it needs no completion. */
    public boolean endsInWholeWord() {
        return !isEmpty() && !unknownWords.contains(exactWords.getLast());
    }

    /** Items that hold all words. */
    public List<Match> allWords(int count) {
        return isEmpty() ? List.of() : index.search(query(words.size(), false), count);
    }

    /** Items that hold all words, or words that look like those that no item holds. */
    public List<Match> allWordsForgiven(int count) {
        return isEmpty() ? List.of() : index.search(query(words.size(), true), count);
    }

    /** Items that hold at least one word, best first; spelling forgiven. */
    public List<Match> someWords(int count) {
        return isEmpty() ? List.of() : index.search(query(1, true), count);
    }

    /** Items whose title goes on where the last word breaks off, and that hold the words before it. */
    public List<Match> completions(int count) {
        if (isEmpty()) {
            return List.of();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < words.size() - 1; i++) {
            all.add(anyField(i, false), Occur.MUST);
        }
        all.add(new PrefixQuery(new Term(Fields.TITLE_EXACT, exactWords.getLast())), Occur.MUST);
        return index.search(all.build(), count);
    }

    /** How well those items match, whatever rung they were found on; who holds no word is absent. */
    public Map<String, Float> scores(Collection<String> keys) {
        return isEmpty() ? Map.of() : index.scores(query(1, true), keys);
    }

    /** The share of the words that those items hold somewhere, spelling forgiven; who holds none is absent. */
    public Map<String, Float> coverage(Collection<String> keys) {
        Map<String, Float> coverage = new HashMap<>();
        float share = 1f / words.size();
        for (int i = 0; i < words.size(); i++) {
            for (String key : index.scores(anyField(i, true), keys).keySet()) {
                coverage.merge(key, share, Float::sum);
            }
        }
        return coverage;
    }

    private Query query(int atLeast, boolean forgiving) {
        BooleanQuery.Builder some = new BooleanQuery.Builder().setMinimumNumberShouldMatch(atLeast);
        for (int i = 0; i < words.size(); i++) {
            some.add(anyField(i, forgiving), Occur.SHOULD);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(some.build(), Occur.MUST);
        if (words.size() > 1) {
            query.add(new BoostQuery(phrase(), PHRASE_BOOST), Occur.SHOULD);
        }
        return query.build();
    }

    private Query anyField(int word, boolean forgiving) {
        List<Query> fields = new ArrayList<>();
        for (int i = 0; i < Fields.SEARCHED.length; i++) {
            fields.add(new BoostQuery(new TermQuery(new Term(Fields.SEARCHED[i], words.get(word))), Fields.BOOSTS[i]));
        }
        if (forgiving && unknownWords.contains(exactWords.get(word))) {
            lookalike(exactWords.get(word)).ifPresent(fields::add);
        }
        return new DisjunctionMaxQuery(fields, TIE_BREAK);
    }

    private static Optional<Query> lookalike(String word) {
        if (word.length() < SHORTEST_FORGIVEN) {
            return Optional.empty();
        }
        int edits = word.length() < SHORTEST_FORGIVEN_TWICE ? 1 : 2;
        Query fuzzy = new FuzzyQuery(new Term(Fields.TITLE_EXACT, word), edits, 1, FUZZY_EXPANSIONS, true);
        return Optional.of(new BoostQuery(fuzzy, Fields.BOOSTS[0] * FUZZY_BOOST));
    }

    private Query phrase() {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(1);
        words.forEach(word -> phrase.add(new Term(Fields.TITLE, word)));
        return phrase.build();
    }
}
