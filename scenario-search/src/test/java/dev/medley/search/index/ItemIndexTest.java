package dev.medley.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ItemIndexTest {
    private static final int ROUNDS = 60;
    private static final int ITEMS_A_ROUND = 300;
    private static final int SEARCHERS = 8;

    @Test
    void everyOneOfManySearchersSeesWhatWasToldBeforeTheyAsked() throws Exception {
        try (ItemIndex index = new ItemIndex();
                ExecutorService threads = Executors.newFixedThreadPool(SEARCHERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < ITEMS_A_ROUND; i++) {
                    String key = "i" + (round * ITEMS_A_ROUND + i);
                    index.onItem(Item.of(ItemId.of("search", key), "lamp number " + i + " of round" + round));
                }
                String newWord = "round" + round;
                CountDownLatch together = new CountDownLatch(SEARCHERS);
                List<Future<Boolean>> found = new ArrayList<>();
                for (int i = 0; i < SEARCHERS; i++) {
                    found.add(threads.submit(() -> {
                        together.countDown();
                        together.await();
                        return index.holds(newWord);
                    }));
                }
                for (Future<Boolean> each : found) {
                    assertThat(each.get()).as("round " + round).isTrue();
                }
            }
        }
    }
}
