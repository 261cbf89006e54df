package dev.medley.spi.entity;

import dev.medley.spi.id.ItemId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of the catalogue.
 *
 * @param id surface and key
 * @param title what a user reads; may be empty
 * @param text more words about it (description, tags), for search; may be empty
 * @param author who made, hosts or sells it
 * @param categories most important first: genre, game, department; at most 32
 * @param publishedAt when it became available
 * @param attributes the surface's own facts, such as {@code on_air}, {@code price_cents}, {@code stock}
 * @param vector a content vector for vector retrieval, length 0 if there is none; not to be changed
 */
public record Item(
        ItemId id,
        String title,
        String text,
        Optional<String> author,
        List<String> categories,
        Optional<Instant> publishedAt,
        Attributes attributes,
        float[] vector) {
    /** At most so many categories an item. */
    public static final int MAX_CATEGORIES = 32;

    /** At most so many dimensions a content vector. */
    public static final int MAX_DIMENSIONS = 1024;

    private static final float[] NO_VECTOR = {};

    /** @throws IllegalArgumentException if a list is longer than its bound or a vector's element is not finite */
    public Item {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(publishedAt, "publishedAt");
        Objects.requireNonNull(attributes, "attributes");
        categories = List.copyOf(categories);
        if (categories.size() > MAX_CATEGORIES) {
            throw new IllegalArgumentException(
                    "categories: " + categories.size() + " given, at most " + MAX_CATEGORIES + " allowed");
        }
        vector = vector == null ? NO_VECTOR : vector;
        if (vector.length > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "vector: " + vector.length + " dimensions given, at most " + MAX_DIMENSIONS + " allowed");
        }
        for (float element : vector) {
            if (!Float.isFinite(element)) {
                throw new IllegalArgumentException("vector: " + element + " is not a finite number");
            }
        }
    }

    /** An item with nothing but a title: a start for tests and for {@code with...} methods. */
    public static Item of(ItemId id, String title) {
        return new Item(id, title, "", Optional.empty(), List.of(), Optional.empty(), Attributes.none(), NO_VECTOR);
    }

    /** This item by that author. */
    public Item withAuthor(String newAuthor) {
        return new Item(id, title, text, Optional.of(newAuthor), categories, publishedAt, attributes, vector);
    }

    /** This item in those categories. */
    public Item withCategories(String... newCategories) {
        return new Item(id, title, text, author, List.of(newCategories), publishedAt, attributes, vector);
    }

    /** This item published then. */
    public Item withPublishedAt(Instant time) {
        return new Item(id, title, text, author, categories, Optional.of(time), attributes, vector);
    }

    /** This item with those attributes in place of its own. */
    public Item withAttributes(Attributes newAttributes) {
        return new Item(id, title, text, author, categories, publishedAt, newAttributes, vector);
    }

    /** This item with that text. */
    public Item withText(String newText) {
        return new Item(id, title, newText, author, categories, publishedAt, attributes, vector);
    }

    /** This item with that content vector. */
    public Item withVector(float... newVector) {
        return new Item(id, title, text, author, categories, publishedAt, attributes, newVector);
    }

    /** The most important category. */
    public Optional<String> category() {
        return categories.isEmpty() ? Optional.empty() : Optional.of(categories.get(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that
                && id.equals(that.id)
                && title.equals(that.title)
                && text.equals(that.text)
                && author.equals(that.author)
                && categories.equals(that.categories)
                && publishedAt.equals(that.publishedAt)
                && attributes.equals(that.attributes)
                && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
