package dev.glance.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.offline.Inventory.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {
    private static final Entry PAGE = new Entry("index.html", 10, "a1", true);
    private static final Entry SCRIPT = new Entry("tf/a b.js", 200, "b2", true);
    private static final Entry LARGE = new Entry("litert/x.wasm", 3_000, "c3", false);
    private static final Inventory INVENTORY = new Inventory("v1", List.of(PAGE, SCRIPT, LARGE));

    @Test
    void whatIsWrittenIsReadAgain() {
        Inventory read = Inventory.read(INVENTORY.write());
        assertEquals("v1", read.version());
        assertEquals(List.of(PAGE, SCRIPT, LARGE), read.entries());
        assertEquals(210, Inventory.coreBytes(INVENTORY.write()));
        assertEquals("v1\t210\n", INVENTORY.summary());
        assertEquals(210, Inventory.coreBytes(INVENTORY.summary()));
        assertEquals(List.of(), Inventory.read(INVENTORY.summary()).entries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1\n", "v1\t0\ncore\t1\ta", "v1\t0\ncore\t1\n", "v1\t0\ncore\t1\ta\n", "v1\t0\ncore\n",
        "v1\t0\ncore\tone\ta\tb\n", "\nv1\t0\n"})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Inventory.read(text));
    }

    @Test
    void aFileIsFoundByItsAddress() {
        String base = "https://host/folder/";
        assertEquals(PAGE, INVENTORY.find(base, base));
        assertEquals(PAGE, INVENTORY.find(base, base + "?src=a.jpg"));
        assertEquals(PAGE, INVENTORY.find(base, base + "index.html?a=b#c"));
        assertEquals(PAGE, INVENTORY.find(base, base + "#c?d"));
        assertEquals(SCRIPT, INVENTORY.find(base, base + "tf/a b.js"));
        assertNull(INVENTORY.find(base, base + "other.js"));
        assertNull(INVENTORY.find(base, "https://host/index.html"));
        assertNull(INVENTORY.find(base, "https://host/folder"));
        assertNull(INVENTORY.find(base, "https://other/folder/index.html"));
    }

    @Test
    void thePageIsKnownByItsMarkAndItsEnd() {
        String html = "<html " + Inventory.mark("v1") + "><body></body></html>\n";
        assertTrue(Inventory.isPage(html, "v1"));
        assertTrue(Inventory.isPage(html.replace("<body>", "<body>mine"), "v1"));
        assertFalse(Inventory.isPage(html, "v2"));
        assertFalse(Inventory.isPage(html.substring(0, html.length() - 4), "v1"));
        assertTrue(PAGE.isPage() && !SCRIPT.isPage());
    }

    @ParameterizedTest
    @CsvSource({"sw.js, '', document, false", "sw.js?isolate=credentialless, credentialless, document, true",
        "sw.js?isolate=require-corp, require-corp, worker, true", "sw.js?isolate=require-corp, require-corp, sharedworker, true",
        "sw.js?isolate=credentialless, credentialless, iframe, false", "sw.js?isolate=require-corp, require-corp, script, false",
        "sw.js?isolate=anything, '', document, false"})
    void isolationIsForWindowsThatAskForIt(String address, String policy, String destination, boolean isolated) {
        Isolation isolation = Isolation.of("https://host/" + address);
        assertEquals(policy, isolation.policy());
        assertEquals(isolated, isolation.isFor(destination));
        assertEquals(policy.isEmpty() ? "sw.js" : address, isolation.address("sw.js"));
    }
}
