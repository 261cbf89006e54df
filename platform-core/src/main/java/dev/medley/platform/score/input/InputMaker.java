package dev.medley.platform.score.input;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the model's input of users, queries, histories and items: the only place that does. Any thread. */
public final class InputMaker {
    private static final int MAX_ATTRIBUTES = 8;
    private static final int MAX_CATEGORIES = 4;
    private static final int MAX_TITLE_WORDS = 12;
    private static final int MAX_QUERY_WORDS = 8;
    private static final int YEARS_A_DECADE = 10;
    /** Values of at most 1 are shares and have five levels, greater ones are grades and have halves. */
    private static final float SHARE_LEVELS = 5;

    private static final float GRADE_LEVELS = 2;
    private static final float HIGHEST_GRADE = 20;

    private InputMaker() {}

    /**
     * The keys of a request.
     *
     * @param user who asks; empty for a guest
     * @param query what was typed, or null
     */
    public static FieldKeys requestKeys(Optional<UserId> user, UserProfile profile, QueryWords query) {
        Keys keys = new Keys();
        user.ifPresent(id -> keys.add(InputField.USER, FeatureHash.of(id.value())));
        profile.gender().ifPresent(gender -> keys.add(InputField.GENDER, FeatureHash.of(gender)));
        if (profile.age().isPresent()) {
            keys.add(InputField.AGE_GROUP, FeatureHash.of(ageGroup(profile)));
        }
        profile.country().ifPresent(country -> keys.add(InputField.COUNTRY, FeatureHash.of(country)));
        profile.language().ifPresent(language -> keys.add(InputField.LANGUAGE, FeatureHash.of(language)));
        keys.addAttributes(InputField.USER_ATTRIBUTE, "", profile.attributes());
        int words = query == null ? 0 : Math.min(query.count(), MAX_QUERY_WORDS);
        for (int i = 0; i < words; i++) {
            keys.add(InputField.QUERY_WORD, query.word(i));
        }
        return keys.done();
    }

    /** The age group of {@link UserProfile#cohort}. */
    private static String ageGroup(UserProfile profile) {
        String cohort = profile.cohort();
        return cohort.substring(0, cohort.indexOf('|'));
    }

    /** The keys of an item. */
    public static ItemInput item(ItemFacets facets) {
        Keys keys = new Keys();
        Item item = facets.item();
        keys.add(InputField.ITEM, facets.idHash());
        if (facets.author() != FeatureHash.NONE) {
            keys.add(InputField.AUTHOR, facets.author());
        }
        long[] categories = facets.categories();
        for (int i = 0; i < Math.min(categories.length, MAX_CATEGORIES); i++) {
            keys.add(InputField.CATEGORY, categories[i]);
        }
        long[] words = facets.titleWordHashes();
        for (int i = 0; i < Math.min(words.length, MAX_TITLE_WORDS); i++) {
            keys.add(InputField.TITLE_WORD, words[i]);
        }
        String surface = item.id().surface().value();
        item.publishedAt().ifPresent(time -> {
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            keys.add(InputField.ITEM_ATTRIBUTE, FeatureHash.of(surface + " year", Integer.toString(year)));
            keys.add(
                    InputField.ITEM_ATTRIBUTE,
                    FeatureHash.of(surface + " decade", Integer.toString(year / YEARS_A_DECADE)));
        });
        keys.addAttributes(InputField.ITEM_ATTRIBUTE, surface, item.attributes());
        return new ItemInput(keys.done());
    }

    /** The key of an item in the field {@link InputField#ITEM}. */
    public static long itemKey(ItemId id) {
        return InputField.ITEM.key(FeatureHash.of(id.surface().value(), id.key()));
    }

    /** The key of a surface. */
    public static long surfaceKey(SurfaceId surface) {
        return FeatureHash.of("surface", surface.value());
    }

    /** The key of what was done, with the level of its value where that says something. */
    public static long actionKey(InteractionType type, float value) {
        if (value == 1) {
            return FeatureHash.of("action", type.value());
        }
        float levels = Math.abs(value) <= 1 ? SHARE_LEVELS : GRADE_LEVELS;
        int level = Math.round(Math.clamp(value, -HIGHEST_GRADE, HIGHEST_GRADE) * levels);
        return FeatureHash.cross(FeatureHash.of("action", type.value()), FeatureHash.of(levels + "*" + level));
    }

    /**
     * A history.
     *
     * @param interactions oldest first; of more than {@value HistoryInput#MAX_EVENTS} the newest are taken
     * @param items the items that the catalogue still has
     */
    public static HistoryInput history(List<Interaction> interactions, Map<ItemId, Item> items) {
        int from = Math.max(0, interactions.size() - HistoryInput.MAX_EVENTS);
        int count = interactions.size() - from;
        if (count == 0) {
            return HistoryInput.NONE;
        }
        long[] itemKeys = new long[count];
        long[] categories = new long[count];
        long[] surfaces = new long[count];
        long[] actions = new long[count];
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            Interaction interaction = interactions.get(from + i);
            ItemId id = interaction.item();
            itemKeys[i] = itemKey(id);
            Item item = items.get(id);
            if (item != null && item.category().isPresent()) {
                categories[i] = InputField.CATEGORY.key(
                        FeatureHash.of(id.surface().value(), item.category().get()));
            }
            surfaces[i] = surfaceKey(id.surface());
            actions[i] = actionKey(interaction.type(), interaction.value());
            times[i] = interaction.time().map(Instant::getEpochSecond).orElse(0L);
        }
        return new HistoryInput(itemKeys, categories, surfaces, actions, times);
    }

    /** Collects keys, field after field. */
    private static final class Keys {
        private final LongArrayList keys = new LongArrayList();
        private final ByteArrayList fields = new ByteArrayList();

        void add(InputField field, long hash) {
            keys.add(field.key(hash));
            fields.add((byte) field.ordinal());
        }

        /** Texts and flags in order of name; numbers say nothing as categories. */
        void addAttributes(InputField field, String prefix, Attributes attributes) {
            int added = 0;
            for (Map.Entry<String, Object> attribute : attributes.asMap().entrySet()) {
                Object value = attribute.getValue();
                boolean category = value instanceof String || value instanceof Boolean;
                if (category && added < MAX_ATTRIBUTES) {
                    add(field, FeatureHash.of(prefix + " " + attribute.getKey(), value.toString()));
                    added++;
                }
            }
        }

        FieldKeys done() {
            return new FieldKeys(keys.toLongArray(), fields.toByteArray());
        }
    }
}
