package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on which anyone measures their own device. */
class BenchPageIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itMeasuresEveryEngineThatWorks(boolean http) {
        try (GlancePage glance = new GlancePage(Browsers.primary(), new Browser.NewContextOptions().setViewportSize(320, 700))) {
            Page page = glance.playwright();
            page.navigate(http ? Sites.http() + "bench.html" : Sites.disk().replace("index.html", "bench.html"));
            page.locator("#start").press("Enter");
            page.waitForFunction("() => /Done|Failed/.test(document.getElementById('status').textContent)", null,
                    new Page.WaitForFunctionOptions().setTimeout(120_000));
            assertEquals("Done", page.locator("#status").textContent());
            assertEquals(4, page.locator("#results tr").count());
            assertEquals(5, page.locator("#results tr").first().locator("td").count());
            String report = page.locator("#report").textContent();
            assertTrue(report.contains("| wasm | ") && report.contains("| litert | ") && report.contains("cores"), report);
            assertTrue(report.matches("(?s).*\\| wasm \\| [\\d.]+ ms.*\\| litert \\| [\\d.]+ ms.*"), "from disk too: " + report);
            assertTrue((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"),
                    "the page itself does not scroll sideways");
        }
    }
}
