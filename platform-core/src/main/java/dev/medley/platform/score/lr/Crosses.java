package dev.medley.platform.score.lr;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.spi.feature.FeatureHash;
import java.util.List;

/** The pairs of request and item that have a weight of their own: what a linear model cannot see otherwise. */
public final class Crosses {
    private static final long DOMAIN = FeatureHash.of("domain");

    /** A field of the request with one of the item. */
    private record Pair(InputField request, InputField item) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(InputField.USER, InputField.CATEGORY),
            new Pair(InputField.USER, InputField.AUTHOR),
            new Pair(InputField.USER, InputField.ITEM_ATTRIBUTE),
            new Pair(InputField.GENDER, InputField.ITEM),
            new Pair(InputField.GENDER, InputField.CATEGORY),
            new Pair(InputField.AGE_GROUP, InputField.ITEM),
            new Pair(InputField.AGE_GROUP, InputField.CATEGORY),
            new Pair(InputField.COUNTRY, InputField.ITEM),
            new Pair(InputField.LANGUAGE, InputField.ITEM),
            new Pair(InputField.USER_ATTRIBUTE, InputField.ITEM),
            new Pair(InputField.USER_ATTRIBUTE, InputField.CATEGORY),
            new Pair(InputField.QUERY_WORD, InputField.ITEM),
            new Pair(InputField.QUERY_WORD, InputField.CATEGORY));

    private Crosses() {}

    /** Adds all crosses of a row to the bag; those of one pair of fields have a norm of 1 together. */
    public static void add(FieldKeys request, FieldKeys item, int domain, KeyBag bag) {
        long domainKey = FeatureHash.cross(DOMAIN, domain + 1L);
        int userFrom = request.from(InputField.USER);
        int userTo = request.to(InputField.USER);
        for (int i = userFrom; i < userTo; i++) {
            bag.add(FeatureHash.cross(request.keys()[i], domainKey), 1);
        }
        for (Pair pair : PAIRS) {
            int from = request.from(pair.request);
            int to = request.to(pair.request);
            if (from == to) {
                continue;
            }
            int itemFrom = item.from(pair.item);
            int itemTo = item.to(pair.item);
            int count = (to - from) * (itemTo - itemFrom);
            float value = count <= 1 ? 1 : (float) (1 / Math.sqrt(count));
            for (int i = from; i < to; i++) {
                for (int j = itemFrom; j < itemTo; j++) {
                    bag.add(FeatureHash.cross(request.keys()[i], item.keys()[j]), value);
                }
            }
        }
    }
}
