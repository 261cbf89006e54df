package dev.medley.platform.score.gbdt;

import dev.medley.platform.score.weights.Tensors;
import java.util.Arrays;

/**
 * Binary trees as flat arrays. A node's right child stands behind its left one, and both behind the node, so that every
 * walk ends. Immutable; the arrays are not to be changed.
 *
 * @param feature for each node the number it splits; -1 for a leaf
 * @param threshold for each node what a number must be below to go left; for a leaf what it adds to the logit; finite
 * @param left for each node its left child; 0 for a leaf
 * @param missingLeft for each node 1 where a missing number goes left, else 0
 * @param roots for each tree its root, in the order in which trees are added up
 */
public record Trees(int[] feature, float[] threshold, int[] left, byte[] missingLeft, int[] roots) {
    /** @throws IllegalArgumentException if the lengths differ, or a root or child is no node behind its parent */
    public Trees {
        int nodes = feature.length;
        if (threshold.length != nodes || left.length != nodes || missingLeft.length != nodes) {
            throw new IllegalArgumentException("trees: " + nodes + " features, " + threshold.length + " thresholds, "
                    + left.length + " children and " + missingLeft.length + " ways of the missing given");
        }
        for (int node = 0; node < nodes; node++) {
            if (feature[node] < -1) {
                throw new IllegalArgumentException(
                        "feature[" + node + "]: " + feature[node] + " is not allowed; -1 and more are");
            }
            if (feature[node] >= 0 && (left[node] <= node || left[node] >= nodes - 1)) {
                throw new IllegalArgumentException("left[" + node + "]: " + left[node] + " is not allowed; "
                        + (node + 1) + " to " + (nodes - 2) + " is");
            }
        }
        for (int tree = 0; tree < roots.length; tree++) {
            if (roots[tree] < 0 || roots[tree] >= nodes) {
                throw new IllegalArgumentException(
                        "roots[" + tree + "]: " + roots[tree] + " is not allowed; 0 to " + (nodes - 1) + " is");
            }
        }
    }

    static Trees of(Tensors tensors) {
        int[] feature = tensors.int32("feature", Tensors.ANY);
        return new Trees(
                feature,
                tensors.float32("threshold", feature.length),
                tensors.int32("left", feature.length),
                tensors.uint8("missing_left", feature.length),
                tensors.int32("roots", Tensors.ANY));
    }

    void addTo(Tensors.Builder tensors) {
        int nodes = feature.length;
        tensors.int32("feature", feature, nodes)
                .float32("threshold", threshold, nodes)
                .int32("left", left, nodes)
                .uint8("missing_left", missingLeft, nodes)
                .int32("roots", roots, roots.length);
    }

    /** What those trees add to a logit that is {@code sum} so far: in float and in order, as they were learnt. */
    float add(float sum, int fromTree, int toTree, float[] numbers) {
        for (int tree = fromTree; tree < toTree; tree++) {
            int node = roots[tree];
            int split = feature[node];
            while (split >= 0) {
                float number = numbers[split];
                boolean goesLeft = Float.isNaN(number) ? missingLeft[node] == 1 : number < threshold[node];
                node = left[node] + (goesLeft ? 0 : 1);
                split = feature[node];
            }
            sum += threshold[node];
        }
        return sum;
    }

    /** The largest feature that is split; -1 if none is. */
    int maxFeature() {
        return Arrays.stream(feature).max().orElse(-1);
    }

    /** The comparisons of the longest walks through all trees. */
    long maxComparisons() {
        // Children stand behind their parents, so one pass from the end sees every node after its children.
        int[] height = new int[feature.length];
        for (int node = feature.length - 1; node >= 0; node--) {
            height[node] = feature[node] < 0 ? 0 : 1 + Math.max(height[left[node]], height[left[node] + 1]);
        }
        long sum = 0;
        for (int root : roots) {
            sum += height[root];
        }
        return sum;
    }
}
