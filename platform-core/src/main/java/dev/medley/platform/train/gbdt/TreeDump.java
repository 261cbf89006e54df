package dev.medley.platform.train.gbdt;

import dev.medley.platform.score.gbdt.Trees;
import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Reads XGBoost's text dump, a node a line: {@code 0:[f2<2.45] yes=1,no=2,missing=1} or {@code 3:leaf=0.25}. Numbers
 * stand there with nine digits, enough for every float. One thread.
 */
final class TreeDump {
    private final IntArrayList feature = new IntArrayList();
    private final FloatArrayList threshold = new FloatArrayList();
    private final IntArrayList left = new IntArrayList();
    private final ByteArrayList missingLeft = new ByteArrayList();
    private final IntArrayList roots = new IntArrayList();

    /**
     * Adds a tree.
     *
     * @throws IllegalStateException if the text is no tree as XGBoost writes it
     */
    void add(String text) {
        String[] lines = text.strip().split("\\R");
        String[] byNumber = new String[2 * lines.length + 1];
        for (String line : lines) {
            String node = line.strip();
            int colon = node.indexOf(':');
            int number = Integer.parseInt(node, 0, colon, 10);
            if (number >= byNumber.length) {
                String[] longer = new String[number + 1];
                System.arraycopy(byNumber, 0, longer, 0, byNumber.length);
                byNumber = longer;
            }
            byNumber[number] = node.substring(colon + 1);
        }
        int root = grow(1);
        roots.add(root);
        place(root, 0, byNumber);
    }

    /** What has been added, in order. */
    Trees trees() {
        return new Trees(
                feature.toIntArray(),
                threshold.toFloatArray(),
                left.toIntArray(),
                missingLeft.toByteArray(),
                roots.toIntArray());
    }

    /** Puts a node and all below it in place: as deep as the tree, which is bounded by its setting. */
    private void place(int at, int number, String[] byNumber) {
        String node = number < byNumber.length ? byNumber[number] : null;
        if (node == null) {
            throw new IllegalStateException("tree: node " + number + " is missing from XGBoost's dump");
        }
        if (node.startsWith("leaf=")) {
            feature.set(at, -1);
            threshold.set(at, Float.parseFloat(until(node, "leaf=", ",")));
            return;
        }
        if (!node.startsWith("[f")) {
            throw new IllegalStateException("tree: \"" + node + "\" is no node of XGBoost's dump");
        }
        feature.set(at, Integer.parseInt(until(node, "[f", "<")));
        // Tensors hold finite numbers; a split at infinity parts the missing from the present alone.
        float split = Float.parseFloat(until(node, "<", "]"));
        threshold.set(at, Math.clamp(split, -Float.MAX_VALUE, Float.MAX_VALUE));
        int yes = Integer.parseInt(until(node, "yes=", ","));
        int no = Integer.parseInt(until(node, ",no=", ","));
        int missing = Integer.parseInt(until(node, "missing=", ","));
        missingLeft.set(at, (byte) (missing == yes ? 1 : 0));
        int children = grow(2);
        left.set(at, children);
        place(children, yes, byNumber);
        place(children + 1, no, byNumber);
    }

    private int grow(int nodes) {
        int first = feature.size();
        for (int i = 0; i < nodes; i++) {
            feature.add(-1);
            threshold.add(0);
            left.add(0);
            missingLeft.add((byte) 0);
        }
        return first;
    }

    private static String until(String node, String before, String after) {
        int start = node.indexOf(before);
        if (start < 0) {
            throw new IllegalStateException("tree: \"" + before + "\" is missing from \"" + node + "\"");
        }
        int end = node.indexOf(after, start + before.length());
        return node.substring(start + before.length(), end < 0 ? node.length() : end);
    }
}
