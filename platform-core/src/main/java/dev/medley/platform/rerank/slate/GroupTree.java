package dev.medley.platform.rerank.slate;

import java.util.Arrays;

/**
 * Groups that are disjoint or nested, and whether their caps and floors can still be held: exactly.
 *
 * <p>Of a node, {@code room} is how many more rows it can take: its cap less what it has, or what its children and its
 * own rows can give, whichever is less. {@code need(k)} is how many of the first k places it must still get: its own
 * floor less what it has, or what its children need, whichever is more. The rest of the slate can be laid exactly when
 * every node's need at the end is within its room, the root's need(k) within the free places up to k for every k, and
 * the root's room reaches to the end. (Take a set with every node between need and room; from the end back to the front
 * there is always a row that no shorter beginning needs: descend from the root, where there are more rows than needed,
 * to a child for which the same is true. That row goes last.)
 *
 * <p>A row may be placed exactly when that stays true, which depends on its deepest node alone: {@link #mark} finds
 * the nodes whose rows may not. Pinned rows have their places; they lower floors from there on, and caps.
 */
final class GroupTree {
    static final int ROOT = 0;
    private static final int NONE = -1;
    private static final byte ANY = 0;
    private static final byte MUST = 1;
    private static final byte BLOCKED = 2;

    private int nodes;
    private int places;
    private int[] parent = new int[0];
    /** Rows that it can take in all, pinned ones apart; large where there is no cap. */
    private int[] cap = new int[0];

    private int[] capRule = new int[0];
    private int[] have = new int[0];
    private int[] supply = new int[0];
    private int[] room = new int[0];
    /** Where the node's floors are, {@link #NONE} if nothing under it has one. */
    private int[] slot = new int[0];

    private int slots;
    private int[] demand = new int[0];
    private int[] demandRule = new int[0];
    private int[] ofChildren = new int[0];
    private int[] need = new int[0];

    private byte[] state = new byte[0];
    private int[] stateRule = new int[0];
    private boolean[] isBlocked = new boolean[0];
    private int[] blockedBy = new int[0];
    private int[] fall = new int[0];

    /** A tree of a root and so many nodes less one, whose parents stand before them. */
    void begin(int newNodes) {
        nodes = newNodes;
        if (parent.length < nodes) {
            parent = new int[nodes];
            cap = new int[nodes];
            capRule = new int[nodes];
            have = new int[nodes];
            supply = new int[nodes];
            room = new int[nodes];
            slot = new int[nodes];
            state = new byte[nodes];
            stateRule = new int[nodes];
            isBlocked = new boolean[nodes];
            blockedBy = new int[nodes];
        }
        Arrays.fill(parent, 0, nodes, NONE);
    }

    /** Nodes that no row has led to hang on the root. */
    void adopt() {
        for (int node = 1; node < nodes; node++) {
            if (parent[node] == NONE) {
                parent[node] = ROOT;
            }
        }
    }

    /** Nothing counted, no caps and no floors, for a slate of so many places. */
    void clear(int newPlaces) {
        places = newPlaces;
        Arrays.fill(cap, 0, nodes, Integer.MAX_VALUE / 2);
        Arrays.fill(capRule, 0, nodes, NONE);
        Arrays.fill(have, 0, nodes, 0);
        Arrays.fill(supply, 0, nodes, 0);
        Arrays.fill(slot, 0, nodes, NONE);
        slots = 0;
    }

    int nodes() {
        return nodes;
    }

    void setParent(int node, int newParent) {
        parent[node] = newParent;
    }

    int parent(int node) {
        return parent[node];
    }

    /** The tighter cap counts, of equal ones the first. */
    void cap(int node, int rows, int rule) {
        if (rows < cap[node]) {
            cap[node] = rows;
            capRule[node] = rule;
        }
    }

    /** A floor will come for the node: it and those above get a slot. */
    void reserve(int node) {
        for (int at = node; at != NONE && slot[at] == NONE; at = parent[at]) {
            slot[at] = slots++;
        }
    }

    /** After the last {@link #reserve}, before the first {@link #demand}. */
    void clearDemands() {
        int length = slots * (places + 1);
        if (demand.length < length) {
            demand = new int[length];
            demandRule = new int[length];
            ofChildren = new int[length];
            need = new int[length];
        }
        if (fall.length < places + 1) {
            fall = new int[places + 1];
        }
        Arrays.fill(demand, 0, length, 0);
        Arrays.fill(demandRule, 0, length, NONE);
    }

    /** So many of the first k places must be the node's, pinned rows apart; the higher floor counts. */
    void demand(int node, int k, int rows, int rule) {
        int at = slot[node] * (places + 1) + k;
        if (rows > demand[at]) {
            demand[at] = rows;
            demandRule[at] = rule;
        }
    }

    /** A row that is to be had, or one that has a free place already. */
    void count(int leaf, boolean isPlaced) {
        if (!isPlaced) {
            supply[leaf]++;
            return;
        }
        for (int at = leaf; at != NONE; at = parent[at]) {
            have[at]++;
        }
    }

    /** Adds up rooms and needs from the leaves to the root. */
    void addUp() {
        Arrays.fill(ofChildren, 0, slots * (places + 1), 0);
        System.arraycopy(supply, 0, room, 0, nodes);
        for (int node = nodes - 1; node >= 0; node--) {
            room[node] = Math.max(0, Math.min(cap[node] - have[node], room[node]));
            if (node != ROOT) {
                room[parent[node]] += room[node];
            }
            if (slot[node] == NONE) {
                continue;
            }
            int own = slot[node] * (places + 1);
            int above = node == ROOT ? NONE : slot[parent[node]] * (places + 1);
            for (int k = 0; k <= places; k++) {
                // What a beginning holds every longer one holds.
                if (k > 0 && demand[own + k] < demand[own + k - 1]) {
                    demand[own + k] = demand[own + k - 1];
                    demandRule[own + k] = demandRule[own + k - 1];
                }
                int most = Math.max(0, Math.max(demand[own + k] - have[node], ofChildren[own + k]));
                need[own + k] = most;
                if (above >= 0) {
                    ofChildren[above + k] += most;
                }
            }
        }
    }

    /**
     * Whether the slate can be laid to its end.
     *
     * @param place the next place
     */
    boolean isFeasible(int place, Pins pins) {
        int taken = pins.free(place);
        if (room[ROOT] < pins.free(places) - taken) {
            return false;
        }
        for (int node = 0; node < nodes; node++) {
            if (slot[node] != NONE && need[slot[node] * (places + 1) + places] > room[node]) {
                return false;
            }
            if (cap[node] < have[node]) {
                return false;
            }
        }
        if (slot[ROOT] != NONE) {
            int root = slot[ROOT] * (places + 1);
            for (int k = Math.min(place + 1, places); k <= places; k++) {
                if (need[root + k] > pins.free(k) - taken) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Finds the nodes whose own rows may not have the next place, which no pin has. */
    void mark(int place, Pins pins) {
        for (int node = 0; node < nodes; node++) {
            if (node != ROOT && isBlocked[parent[node]]) {
                isBlocked[node] = true;
                blockedBy[node] = blockedBy[parent[node]];
            } else {
                isBlocked[node] = cap[node] <= have[node];
                blockedBy[node] = capRule[node];
            }
        }
        if (slots == 0) {
            return;
        }
        int taken = pins.free(place);
        int root = slot[ROOT] * (places + 1);
        for (int k = place + 1; k <= places; k++) {
            boolean isTight = need[root + k] >= pins.free(k) - taken;
            if (isTight || k == places) {
                mark(k, isTight);
            }
        }
    }

    private void mark(int k, boolean isTight) {
        for (int node = 0; node < nodes; node++) {
            int entry = slot[node] == NONE ? NONE : slot[node] * (places + 1) + k;
            int needed = entry == NONE ? 0 : need[entry];
            byte is = node == ROOT ? isTight ? MUST : ANY : inherited(node, k);
            int rule = node == ROOT || is == ANY ? NONE : stateRule[parent[node]];
            if (is == ANY && k == places && needed > 0 && needed >= room[node]) {
                is = MUST;
            }
            if (is == MUST && needed == 0) {
                is = BLOCKED;
            }
            if (is == MUST && (rule == NONE || isOwn(node, entry))) {
                rule = ruleOfNeed(node, k);
            }
            state[node] = is;
            stateRule[node] = rule;
            if (!isBlocked[node] && (is == BLOCKED || is == MUST && !isOwn(node, entry))) {
                isBlocked[node] = true;
                blockedBy[node] = rule;
            }
        }
    }

    /** What the node above asks of this one. */
    private byte inherited(int node, int k) {
        int above = parent[node];
        if (state[above] == MUST && isOwn(above, slot[above] * (places + 1) + k)) {
            return ANY;
        }
        return state[above];
    }

    /** Whether any row of the node lowers its need: its own floor asks for more than its children's. */
    private boolean isOwn(int node, int entry) {
        return demand[entry] - have[node] > ofChildren[entry];
    }

    /** The floor that the need of the node comes from: the one of the neediest of those below. */
    private int ruleOfNeed(int node, int k) {
        int at = node;
        while (!isOwn(at, slot[at] * (places + 1) + k)) {
            int neediest = NONE;
            for (int child = at + 1; child < nodes; child++) {
                if (parent[child] == at && slot[child] != NONE) {
                    int needed = need[slot[child] * (places + 1) + k];
                    if (needed > 0 && (neediest == NONE || needed > need[slot[neediest] * (places + 1) + k])) {
                        neediest = child;
                    }
                }
            }
            if (neediest == NONE) {
                return NONE;
            }
            at = neediest;
        }
        return demandRule[slot[at] * (places + 1) + k];
    }

    /** Whether the node's own rows may have the next place. */
    boolean allows(int node) {
        return !isBlocked[node];
    }

    /** The rule that keeps the node's own rows from the next place, -1 if none does. */
    int blockedBy(int node) {
        return isBlocked[node] ? blockedBy[node] : NONE;
    }

    /** One of the node's own rows takes a free place. */
    void place(int leaf) {
        supply[leaf]--;
        boolean falls = false;
        for (int node = leaf; node != NONE; node = parent[node]) {
            have[node]++;
            room[node]--;
            if (slot[node] == NONE) {
                continue;
            }
            int own = slot[node] * (places + 1);
            boolean fell = falls;
            falls = false;
            for (int k = 1; k <= places; k++) {
                int before = need[own + k];
                ofChildren[own + k] -= fell ? fall[k] : 0;
                int now = Math.max(0, Math.max(demand[own + k] - have[node], ofChildren[own + k]));
                need[own + k] = now;
                fall[k] = before - now;
                falls |= before != now;
            }
        }
    }
}
