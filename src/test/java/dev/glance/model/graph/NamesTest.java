package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static void assertShort(List<String> expected, String... names) {
        assertEquals(expected, Names.shorten(List.of(names)));
    }

    @Test
    void theOperationAtTheEndIsLeftOut() {
        assertShort(List.of("conv", "block/expand", "Relu"), "conv/Conv2D", "block/expand/BiasAdd/Relu6", "Relu");
        assertShort(List.of("/Relu", "b"), "/Relu", "b");
    }

    @Test
    void aPartThatComesTwiceIsSaidOnce() {
        assertShort(List.of("x/add", "pool", "badd/add"), "x/add/add", "pool/pool", "badd/add");
    }

    @Test
    void theFolderOfMostIsLeftOut() {
        assertShort(List.of("a", "b", "output"), "Net/a", "Net/b", "output");
        assertShort(List.of("a", "b", "other"), "Net/Net/a", "Net/Net/b", "other");
        assertShort(List.of("Net/a", "other"), "Net/a", "other");
        assertShort(List.of("Net/a", "b", "c"), "Net/a", "b", "c");
        assertShort(List.of("a", "Net/b", "Net/c"), "a", "Net/b", "Net/c");
        assertShort(List.of("Net/a", "Net/b", "c", "d"), "Net/a", "Net/b", "c", "d");
        assertShort(List.of("Net/a"), "Net/a");
        assertShort(List.of("", ""), "a/", "a/");
    }

    @Test
    void aLongNameKeepsItsEnd() {
        assertShort(List.of("x".repeat(60), "\u2026" + "y".repeat(58) + "z"), "x".repeat(60), "y".repeat(60) + "z");
        assertShort(List.of("\u2026" + "x".repeat(59)), "x".repeat(200) + "end");
    }
}
