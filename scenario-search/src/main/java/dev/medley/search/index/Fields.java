package dev.medley.search.index;

/** The index's fields. Stemmed ones match words in any form, exact ones serve prefixes and spelling. */
final class Fields {
    static final String KEY = "key";
    static final String TITLE = "title";
    static final String TITLE_EXACT = "title_exact";
    static final String BRAND = "brand";
    static final String CATEGORY = "category";
    static final String TEXT = "text";

    /** The fields that a query's words are looked for in, with what a match there is worth. */
    static final String[] SEARCHED = {TITLE, BRAND, CATEGORY, TEXT};

    static final float[] BOOSTS = {3, 2, 1.5f, 1};

    private Fields() {}
}
