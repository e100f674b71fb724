package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void namesThatStayInside() {
        for (String name : new String[] {"a", "a/b", "a/", "a..b", "..a", "a..", "a/..b", "a../b", "...", "a b", " a", "\u00e9/\u732b",
            "./a", "aa:b", ".hidden", "~"}) {
            assertTrue(Names.inside(name), name);
        }
    }

    @Test
    void namesThatLeadOutside() {
        for (String name : new String[] {"", "/", "/a", "..", "../a", "a/..", "a/../b", "a/b/../../../c", "...../../a", "\\a",
            "a\\b", "..\\a", "c:", "C:/a", "a\0b", "a\nb", "a\u001fb", "a\u007fb"}) {
            assertFalse(Names.inside(name), name);
            assertFalse(Names.neighbour(name), name);
        }
    }

    @Test
    void neighboursHaveNoAddress() {
        for (String name : new String[] {"a", "a/b", "group1-shard1of2.bin", "a b", "weights (1).bin", "./a"}) {
            assertTrue(Names.neighbour(name), name);
        }
        for (String name : new String[] {"https://e.com/a", "//e.com/a", "data:,a", "aa:b", "a?b", "a#b", "%2e%2e/a", " /a", " a"}) {
            assertFalse(Names.neighbour(name), name);
        }
    }

    @Test
    void folderAndBase() {
        assertEquals("a/b/", Names.folder("a/b/c"));
        assertEquals("", Names.folder("c"));
        assertEquals("c", Names.base("a/b/c"));
        assertEquals("c", Names.base("c"));
        assertEquals("", Names.base("c/"));
    }
}
