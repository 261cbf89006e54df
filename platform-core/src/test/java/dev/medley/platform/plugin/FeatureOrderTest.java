package dev.medley.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FloatFeature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureOrderTest {
    private static FeatureSpec feature(int number) {
        return FloatFeature.item("item_" + number, 0, "");
    }

    private static FeatureOrder.Node<Integer> node(int number, Set<FeatureSpec> inputs) {
        return new FeatureOrder.Node<>(number, "provider " + number, inputs, Set.of(feature(number)));
    }

    @Test
    void everyProviderFollowsThoseItReads() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(12);
            List<FeatureOrder.Node<Integer>> nodes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Set<FeatureSpec> inputs = new HashSet<>();
                for (int earlier = 0; earlier < i; earlier++) {
                    if (random.nextInt(3) == 0) {
                        inputs.add(feature(earlier));
                    }
                }
                nodes.add(node(i, inputs));
            }
            Collections.shuffle(nodes, random);
            Problems problems = new Problems();

            List<Integer> order = FeatureOrder.sort(nodes, problems);

            assertThat(problems.isEmpty()).as("seed %d", seed).isTrue();
            assertThat(order).as("seed %d", seed).hasSize(count).doesNotHaveDuplicates();
            for (FeatureOrder.Node<Integer> node : nodes) {
                for (FeatureSpec input : node.inputs()) {
                    int writer = Integer.parseInt(input.name().substring("item_".length()));
                    assertThat(order.indexOf(writer)).as("seed %d", seed).isLessThan(order.indexOf(node.provider()));
                }
            }
        }
    }

    @Test
    void theGivenOrderStaysWhereThereIsAChoice() {
        assertThat(FeatureOrder.sort(List.of(node(2, Set.of()), node(1, Set.of()), node(3, Set.of())), new Problems()))
                .containsExactly(2, 1, 3);
    }

    @Test
    void aCycleIsNamedWithoutThoseThatOnlyWaitForIt() {
        Problems problems = new Problems();
        FeatureOrder.sort(
                List.of(node(0, Set.of(feature(1))), node(1, Set.of(feature(2))), node(2, Set.of(feature(1)))),
                problems);

        RejectedException rejected =
                org.assertj.core.api.Assertions.catchThrowableOfType(RejectedException.class, problems::throwIfAny);
        assertThat(rejected.reasons())
                .singleElement()
                .asString()
                .contains("provider 1 reads item_2 of provider 2", "provider 2 reads item_1 of provider 1")
                .doesNotContain("provider 0");
    }

    @Test
    void whoReadsItsOwnOutputIsACycle() {
        Problems problems = new Problems();
        FeatureOrder.sort(List.of(node(1, Set.of(feature(1)))), problems);

        assertThat(problems.isEmpty()).isFalse();
    }
}
