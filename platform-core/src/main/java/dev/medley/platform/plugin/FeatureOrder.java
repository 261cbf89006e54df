package dev.medley.platform.plugin;

import dev.medley.spi.feature.FeatureSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders feature providers so that each follows those whose outputs it reads. Pure. */
final class FeatureOrder {
    /**
     * What the order needs to know of a provider.
     *
     * @param <P> the provider
     */
    record Node<P>(P provider, String name, Set<FeatureSpec> inputs, Set<FeatureSpec> outputs) {}

    private FeatureOrder() {}

    /**
     * The providers in such an order; where there is a choice, in the given one. If there is a cycle, it becomes a
     * problem and the given order is the result.
     */
    static <P> List<P> sort(List<Node<P>> nodes, Problems problems) {
        Map<FeatureSpec, Node<P>> writers = new HashMap<>();
        nodes.forEach(node -> node.outputs().forEach(output -> writers.putIfAbsent(output, node)));
        List<Node<P>> waiting = new ArrayList<>(nodes);
        Set<Node<P>> placed = new HashSet<>();
        List<P> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Node<P> next = firstReady(waiting, placed, writers);
            if (next == null) {
                problems.add(
                        "feature providers wait for each other: " + describeCycle(waiting.getFirst(), placed, writers));
                return nodes.stream().map(Node::provider).toList();
            }
            waiting.remove(next);
            placed.add(next);
            ordered.add(next.provider());
        }
        return List.copyOf(ordered);
    }

    private static <P> Node<P> firstReady(
            List<Node<P>> waiting, Set<Node<P>> placed, Map<FeatureSpec, Node<P>> writers) {
        for (Node<P> node : waiting) {
            boolean ready = node.inputs().stream()
                    .map(writers::get)
                    .allMatch(writer -> writer == null || placed.contains(writer));
            if (ready) {
                return node;
            }
        }
        return null;
    }

    /** Everybody left waits for somebody left: following the first such wait must come back to where it has been. */
    private static <P> String describeCycle(Node<P> start, Set<Node<P>> placed, Map<FeatureSpec, Node<P>> writers) {
        List<Node<P>> path = new ArrayList<>();
        List<String> reads = new ArrayList<>();
        Node<P> at = start;
        while (!path.contains(at)) {
            path.add(at);
            FeatureSpec awaited = at.inputs().stream()
                    .filter(input -> writers.get(input) != null && !placed.contains(writers.get(input)))
                    .min(Comparator.comparing(FeatureSpec::name))
                    .orElseThrow();
            reads.add(at.name() + " reads " + awaited.name() + " of "
                    + writers.get(awaited).name());
            at = writers.get(awaited);
        }
        return String.join(", ", reads.subList(path.indexOf(at), reads.size()));
    }
}
