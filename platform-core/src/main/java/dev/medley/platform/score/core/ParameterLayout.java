package dev.medley.platform.score.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each of a network's matrices stands in one array of all its dense weights. Immutable. */
public final class ParameterLayout {
    private final Map<String, Block> blocks;
    private final int size;

    private ParameterLayout(Map<String, Block> blocks, int size) {
        this.blocks = blocks;
        this.size = size;
    }

    /**
     * A matrix.
     *
     * @param shape its dimensions, the last one running fastest
     * @param from index of its first number
     * @param count how many numbers it has
     * @param byDomain whether its rows are one for each domain
     */
    public record Block(String name, int[] shape, int from, int count, boolean byDomain) {}

    /** Collects matrices; one thread. */
    static final class Builder {
        private final Map<String, Block> blocks = new LinkedHashMap<>();
        private int size;

        /** Adds a matrix; one without numbers is left out. */
        Builder add(String name, int... shape) {
            return add(name, false, shape);
        }

        /** Adds a matrix with a row for each domain. */
        Builder addByDomain(String name, int domains, int columns) {
            return add(name, true, domains, columns);
        }

        private Builder add(String name, boolean byDomain, int... shape) {
            int count = 1;
            for (int dimension : shape) {
                count = Math.multiplyExact(count, dimension);
            }
            if (count > 0) {
                blocks.put(name, new Block(name, shape, size, count, byDomain));
                size = Math.addExact(size, count);
            }
            return this;
        }

        ParameterLayout build() {
            return new ParameterLayout(blocks, size);
        }
    }

    /** The matrices in their order. */
    public List<Block> blocks() {
        return new ArrayList<>(blocks.values());
    }

    /** Whether there is a matrix of that name. */
    public boolean has(String name) {
        return blocks.containsKey(name);
    }

    /** The matrix of that name. */
    public Block block(String name) {
        Block block = blocks.get(name);
        if (block == null) {
            throw new IllegalArgumentException("name: " + name + " is not known; there are " + blocks.keySet());
        }
        return block;
    }

    /** Index of the first number of that matrix; 0 if it has none. */
    int from(String name) {
        Block block = blocks.get(name);
        return block == null ? 0 : block.from;
    }

    /** How many numbers there are in all. */
    public int size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterLayout layout && toString().equals(layout.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The names and shapes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks.values()) {
            text.append(text.isEmpty() ? "" : ", ").append(block.name).append(Arrays.toString(block.shape));
        }
        return text.toString();
    }
}
