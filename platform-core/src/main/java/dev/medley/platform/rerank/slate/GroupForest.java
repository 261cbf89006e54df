package dev.medley.platform.rerank.slate;

import java.util.Arrays;

/**
 * The counting rules that are active, as trees: one if all their groups are disjoint or nested, otherwise attributes
 * that cross the ones before them get a tree of their own. Each tree is exact; between trees a row must please all of
 * them, and they may run into a place where none does.
 *
 * <p>A group that no rule can bind, having no more rows than its cap, is no node.
 */
final class GroupForest {
    private static final int NONE = -1;

    private SlateProblem problem;
    private RankedRows rows;
    private RuleTable table;
    private Pins pins;

    private int attributes;
    private int[] firstGroup = new int[0];
    /** Eligible rows of each group of each attribute. */
    private int[] size = new int[0];

    private int trees;
    private GroupTree[] tree = new GroupTree[0];
    private int[][] leafOf = new int[0][];
    private int[] treeOf = new int[0];
    private boolean[] isAsked = new boolean[0];

    private int[] nodeOf = new int[0];
    private int[] bySize = new int[0];
    private int[] pinned = new int[1];
    private int nodes;

    void begin(SlateProblem newProblem, RankedRows newRows, RuleTable newTable, Pins newPins) {
        problem = newProblem;
        rows = newRows;
        table = newTable;
        pins = newPins;
        attributes = problem.attributes();
        if (firstGroup.length < attributes + 1) {
            firstGroup = new int[attributes + 1];
            treeOf = new int[attributes];
            isAsked = new boolean[attributes];
            tree = Arrays.copyOf(tree, attributes);
            leafOf = Arrays.copyOf(leafOf, attributes);
        }
        Arrays.fill(isAsked, 0, attributes, false);
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isCounting(rule)) {
                isAsked[table.attribute(rule)] = true;
            }
        }
        for (int attribute = 0; attribute < attributes; attribute++) {
            firstGroup[attribute + 1] = firstGroup[attribute] + (isAsked[attribute] ? problem.groups(attribute) : 0);
        }
        int groups = firstGroup[attributes];
        if (size.length < groups) {
            size = new int[groups];
            nodeOf = new int[groups];
            pinned = new int[groups + 1];
        }
        if (bySize.length < rows.count() + 2) {
            bySize = new int[rows.count() + 2];
        }
        Arrays.fill(size, 0, groups, 0);
        for (int attribute = 0; attribute < attributes; attribute++) {
            if (isAsked[attribute]) {
                int[] groupOf = problem.groupOf(attribute);
                for (int position = 0; position < rows.count(); position++) {
                    int group = groupOf[rows.row(position)];
                    if (group != SlateProblem.NO_GROUP) {
                        size[firstGroup[attribute] + group]++;
                    }
                }
            }
        }
    }

    /** Eligible rows of the rule's group, placed or not. */
    int size(int rule) {
        return size[firstGroup[table.attribute(rule)] + table.group(rule)];
    }

    /** Rows that can be placed under that cap alone, were it so high. */
    int fill(int rule, int cap) {
        int attribute = table.attribute(rule);
        int count = rows.count();
        for (int group = 0; group < problem.groups(attribute); group++) {
            if (table.group(rule) == SlateRule.EACH_GROUP || table.group(rule) == group) {
                count -= Math.max(0, size[firstGroup[attribute] + group] - cap);
            }
        }
        return count;
    }

    /**
     * Makes the trees of all counting rules, and decides which attributes share one. They stay: a rule that is let go
     * asks nothing of its nodes.
     */
    void arrange() {
        trees = 0;
        Arrays.fill(treeOf, 0, attributes, NONE);
        if (nextAttribute() == NONE) {
            return;
        }
        // One tree of all is what there mostly is; attributes that cross are found one by one.
        for (int attribute = 0; attribute < attributes; attribute++) {
            treeOf[attribute] = isAsked[attribute] ? 0 : NONE;
        }
        if (plant(0)) {
            trees = 1;
            return;
        }
        Arrays.fill(treeOf, 0, attributes, NONE);
        for (int attribute = nextAttribute(); attribute != NONE; attribute = nextAttribute()) {
            int into = 0;
            treeOf[attribute] = into;
            while (!plant(into)) {
                into++;
                treeOf[attribute] = into;
            }
            trees = Math.max(trees, into + 1);
        }
        // Trying has renumbered groups.
        for (int index = 0; index < trees; index++) {
            plant(index);
        }
    }

    /**
     * Counts what there is and what is needed, by what the rules ask now.
     *
     * @param places of the slate
     * @param placeOf each row's place, -1 if it has none
     */
    void count(int places, int[] placeOf) {
        for (int index = 0; index < trees; index++) {
            GroupTree counted = tree[index];
            counted.clear(places);
            Arrays.fill(pinned, 0, counted.nodes(), 0);
            int[] leaf = leafOf[index];
            for (int position = 0; position < rows.count(); position++) {
                int row = rows.row(position);
                if (!pins.isPinned(row)) {
                    counted.count(leaf[row], placeOf[row] >= 0);
                }
            }
            for (int place = 0; place < places; place++) {
                int row = pins.rowAt(place);
                for (int node = row < 0 ? NONE : leaf[row]; node != NONE; node = counted.parent(node)) {
                    pinned[node]++;
                }
            }
            ask(index, places);
            counted.addUp();
        }
    }

    private void ask(int index, int places) {
        GroupTree asked = tree[index];
        for (int rule = 0; rule < table.count(); rule++) {
            if (isIn(rule, index) && table.isFloor(rule)) {
                asked.reserve(nodeOf[firstGroup[table.attribute(rule)] + table.group(rule)]);
            }
        }
        asked.clearDemands();
        for (int rule = 0; rule < table.count(); rule++) {
            if (!isIn(rule, index)) {
                continue;
            }
            int first = firstGroup[table.attribute(rule)];
            if (table.isFloor(rule)) {
                demand(asked, nodeOf[first + table.group(rule)], rule, places);
                continue;
            }
            boolean isEach = table.group(rule) == SlateRule.EACH_GROUP;
            int from = isEach ? first : first + table.group(rule);
            int end = isEach ? firstGroup[table.attribute(rule) + 1] : from + 1;
            for (int group = from; group < end; group++) {
                if (nodeOf[group] != NONE) {
                    asked.cap(nodeOf[group], table.cap(rule) - pinned[nodeOf[group]], rule);
                }
            }
        }
    }

    /** Pinned rows are counted from their places on. */
    private void demand(GroupTree asked, int node, int rule, int places) {
        int[] groupOf = problem.groupOf(table.attribute(rule));
        int ofPins = 0;
        for (int k = 0; k <= places; k++) {
            int row = k == 0 ? NONE : pins.rowAt(k - 1);
            if (row >= 0 && groupOf[row] == table.group(rule)) {
                ofPins++;
            }
            asked.demand(node, k, table.floor(rule, k, places) - ofPins, rule);
        }
    }

    private boolean isIn(int rule, int index) {
        return table.isActive(rule) && table.isCounting(rule) && treeOf[table.attribute(rule)] == index;
    }

    /** Whether each tree's rules can be held to the end from that place on. */
    boolean isFeasible(int place) {
        for (int index = 0; index < trees; index++) {
            if (!tree[index].isFeasible(place, pins)) {
                return false;
            }
        }
        return true;
    }

    /** Gets ready for {@link #blockedBy} at that place, which no pin has. */
    void mark(int place) {
        for (int index = 0; index < trees; index++) {
            tree[index].mark(place, pins);
        }
    }

    boolean allows(int row) {
        for (int index = 0; index < trees; index++) {
            if (!tree[index].allows(leafOf[index][row])) {
                return false;
            }
        }
        return true;
    }

    /** The most important of the rules that keep the row from the place, -1 if none does. */
    int blockedBy(int row) {
        int first = NONE;
        for (int index = 0; index < trees; index++) {
            int rule = tree[index].blockedBy(leafOf[index][row]);
            if (rule != NONE && (first == NONE || rule < first)) {
                first = rule;
            }
        }
        return first;
    }

    /** The row takes a free place. */
    void place(int row) {
        for (int index = 0; index < trees; index++) {
            tree[index].place(leafOf[index][row]);
        }
    }

    /** The attribute of the most important counting rule that has no tree yet. */
    private int nextAttribute() {
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isActive(rule) && table.isCounting(rule) && treeOf[table.attribute(rule)] == NONE) {
                return table.attribute(rule);
            }
        }
        return NONE;
    }

    /** Makes the tree of the attributes that are in it; false if they cross. */
    private boolean plant(int index) {
        if (tree[index] == null) {
            tree[index] = new GroupTree();
        }
        if (leafOf[index] == null || leafOf[index].length < problem.rows()) {
            leafOf[index] = new int[problem.rows()];
        }
        number(index);
        GroupTree growing = tree[index];
        growing.begin(nodes);
        int[] leaf = leafOf[index];
        for (int position = 0; position < rows.count(); position++) {
            int row = rows.row(position);
            int at = GroupTree.ROOT;
            // Nodes are numbered by size, so that a row's go from the outermost to the innermost.
            for (int node = nextNode(index, row, at); node != NONE; node = nextNode(index, row, at)) {
                if (growing.parent(node) == NONE) {
                    growing.setParent(node, at);
                } else if (growing.parent(node) != at) {
                    return false;
                }
                at = node;
            }
            leaf[row] = at;
        }
        growing.adopt();
        return true;
    }

    /** The row's node with the least number above that one. */
    private int nextNode(int index, int row, int after) {
        int next = NONE;
        for (int attribute = 0; attribute < attributes; attribute++) {
            if (treeOf[attribute] == index) {
                int group = problem.groupOf(attribute)[row];
                int node = group == SlateProblem.NO_GROUP ? NONE : nodeOf[firstGroup[attribute] + group];
                if (node > after && (next == NONE || node < next)) {
                    next = node;
                }
            }
        }
        return next;
    }

    /** Numbers the groups that a rule of the tree can bind, large ones first, from 1 on. */
    private void number(int index) {
        for (int attribute = 0; attribute < attributes; attribute++) {
            if (treeOf[attribute] == index) {
                Arrays.fill(nodeOf, firstGroup[attribute], firstGroup[attribute + 1], NONE);
            }
        }
        for (int rule = 0; rule < table.count(); rule++) {
            if (table.isActive(rule) && table.isCounting(rule) && treeOf[table.attribute(rule)] == index) {
                int first = firstGroup[table.attribute(rule)];
                int from = table.group(rule) == SlateRule.EACH_GROUP ? 0 : table.group(rule);
                int end = table.group(rule) == SlateRule.EACH_GROUP ? problem.groups(table.attribute(rule)) : from + 1;
                for (int group = from; group < end; group++) {
                    if (table.isFloor(rule) || size[first + group] > table.cap(rule)) {
                        nodeOf[first + group] = 0;
                    }
                }
            }
        }
        int most = rows.count();
        Arrays.fill(bySize, 0, most + 2, 0);
        for (int attribute = 0; attribute < attributes; attribute++) {
            for (int group = firstGroup[attribute]; group < firstGroup[attribute + 1]; group++) {
                if (treeOf[attribute] == index && nodeOf[group] == 0) {
                    bySize[most - size[group] + 1]++;
                }
            }
        }
        for (int i = 1; i <= most + 1; i++) {
            bySize[i] += bySize[i - 1];
        }
        nodes = 1 + bySize[most + 1];
        for (int attribute = 0; attribute < attributes; attribute++) {
            for (int group = firstGroup[attribute]; group < firstGroup[attribute + 1]; group++) {
                if (treeOf[attribute] == index && nodeOf[group] == 0) {
                    nodeOf[group] = 1 + bySize[most - size[group]]++;
                }
            }
        }
    }
}
