package dev.medley.platform.score.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserTasteTest {
    private static ItemFacets item(String key, String author, String... categories) {
        return ItemFacets.of(
                Item.of(ItemId.of("video", key), key).withAuthor(author).withCategories(categories));
    }

    @Test
    void sharesAreSmoothedByFive() {
        UserTaste taste = new UserTaste();
        ItemFacets comedy = item("1", "Ann", "comedy", "drama");
        taste.add(comedy);
        taste.add(item("2", "Bob", "comedy"));
        taste.add(item("3", "Ann", "horror"));

        assertThat(taste.size()).isEqualTo(3);
        assertThat(taste.authorAffinity(comedy.author())).isEqualTo(2 / 8f);
        // Two of three are in comedy or drama; one of them is in both and counts once.
        assertThat(taste.categoryAffinity(comedy.categories())).isEqualTo(2 / 8f);
        assertThat(taste.categoryAffinity(item("4", "Cid", "drama").categories()))
                .isEqualTo(1 / 8f);
        assertThat(taste.categoryAffinity(item("5", "Cid", "western").categories()))
                .isZero();
        assertThat(taste.authorAffinity(FeatureHash.NONE)).isZero();
    }

    @Test
    void nothingAddedIsNoTaste() {
        UserTaste taste = new UserTaste();
        assertThat(taste.authorAffinity(FeatureHash.of("video", "Ann"))).isZero();
        assertThat(taste.categoryAffinity(new long[] {1, 2})).isZero();
    }

    @Test
    void onlyTheNewestCount() {
        long seed = 20260101;
        Random random = new Random(seed);
        UserTaste taste = new UserTaste();
        List<ItemFacets> added = new ArrayList<>();
        for (int i = 0; i < 3 * UserTaste.WINDOW + 17; i++) {
            Set<String> categories = new HashSet<>();
            for (int c = random.nextInt(4); c > 0; c--) {
                categories.add("c" + random.nextInt(9));
            }
            ItemFacets item = item("i" + i, "a" + random.nextInt(5), categories.toArray(String[]::new));
            added.add(item);
            taste.add(item);
        }
        List<ItemFacets> window = added.subList(added.size() - UserTaste.WINDOW, added.size());
        ItemFacets candidate = item("x", "a3", "c1", "c7");
        long sameAuthor = window.stream()
                .filter(item -> item.author() == candidate.author())
                .count();
        long sameCategory = window.stream()
                .filter(item -> {
                    for (long category : item.categories()) {
                        if (category == candidate.categories()[0]
                                || category == candidate.categories()[1]) {
                            return true;
                        }
                    }
                    return false;
                })
                .count();
        assertThat(taste.authorAffinity(candidate.author()))
                .as("seed %d", seed)
                .isCloseTo(sameAuthor / (UserTaste.WINDOW + 5f), within(1e-6f));
        assertThat(taste.categoryAffinity(candidate.categories()))
                .as("seed %d", seed)
                .isCloseTo(sameCategory / (UserTaste.WINDOW + 5f), within(1e-6f));
    }
}
