package dev.glance.model.graph;

import java.util.List;

/** Puts what is computed after what it is computed from. */
final class Order {
    private Order() {
    }

    /**
     * An order in which each comes after all that it needs; where the given one is such, that.
     *
     * @param needs for each the numbers of those that it needs
     * @throws dev.glance.error.GlanceException {@code model-format} where they go in a circle
     */
    static int[] of(List<int[]> needs) {
        int count = needs.size();
        int[] order = new int[count];
        int done = 0;
        // Of each how many of its needs have been looked at; one more than all of them once it has its place.
        int[] seen = new int[count];
        int[] stack = new int[count];
        boolean[] open = new boolean[count];
        for (int start = 0; start < count; start++) {
            int depth = 0;
            if (seen[start] <= needs.get(start).length) {
                stack[depth++] = start;
                open[start] = true;
            }
            while (depth > 0) {
                int top = stack[depth - 1];
                int[] own = needs.get(top);
                if (seen[top] == own.length) {
                    seen[top]++;
                    open[top] = false;
                    order[done++] = top;
                    depth--;
                } else {
                    int need = own[seen[top]++];
                    Broken.require(!open[need], "its layers go in a circle");
                    if (seen[need] <= needs.get(need).length) {
                        stack[depth++] = need;
                        open[need] = true;
                    }
                }
            }
        }
        return order;
    }
}
