package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page in a browser, by its stable contract. Closing it fails the test if the console had an error or warning. */
final class GlancePage implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final BrowserContext context;
    private final Page page;
    /** Console errors and warnings, and exceptions nobody caught. */
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<ConsoleMessage> reports = Collections.synchronizedList(new ArrayList<>());
    private boolean complaintsExpected;

    GlancePage(Browser browser) {
        this(browser, new Browser.NewContextOptions());
    }

    /** As in a browser without service workers: what a test says of requests holds for all of them, however often it opens. */
    GlancePage(Browser browser, Browser.NewContextOptions options) {
        this(browser, options, false);
    }

    /** A page that is kept on the device. */
    static GlancePage kept(Browser browser) {
        return new GlancePage(browser, new Browser.NewContextOptions(), true);
    }

    private GlancePage(Browser browser, Browser.NewContextOptions options, boolean kept) {
        context = browser.newContext(options);
        Browsers.limitCores(context);
        if (!kept) {
            context.addInitScript("delete Navigator.prototype.serviceWorker");
        }
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onConsoleMessage(message -> {
            if (message.text().startsWith("Predictions:")) {
                reports.add(message);
            } else if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.onRequest(request -> requests.add(request.url()));
    }

    /** The Playwright page, for what has no name here. */
    Page playwright() {
        return page;
    }

    /** Opens a site where a script runs before Glance's, on the page before all others and in each worker. */
    GlancePage openWith(String script, String query) {
        page.addInitScript(script);
        return open(Sites.http(script) + query);
    }

    /** The worker that computes, once the one that tries the graphics after the first answer, or the one replaced, is gone. */
    Worker worker() {
        page.waitForCondition(() -> page.workers().size() == 1);
        return page.workers().get(0);
    }

    /** Opens an address and waits until the page has stopped loading. */
    GlancePage open(String url) {
        page.navigate(url);
        awaitState("ready", "failed", "done");
        return this;
    }

    /** For a failure that the browser itself writes to the console, such as a 404. */
    GlancePage expectComplaints() {
        complaintsExpected = true;
        return this;
    }

    String state() {
        return attribute("data-state");
    }

    String attribute(String name) {
        return page.locator("html").getAttribute(name);
    }

    /** Waits for one of the given states. */
    void awaitState(String... states) {
        // By the clock: a page in the background gets no frames. A page that is only arriving has no root yet.
        page.waitForFunction("states => states.includes(document.documentElement?.dataset.state)", List.of(states),
                new Page.WaitForFunctionOptions().setPollingInterval(20));
    }

    /** Waits until all sample pictures are there. */
    void awaitPictures() {
        page.waitForFunction("() => document.querySelectorAll('#samples li').length > 7"
                + " && [...document.images].every(image => image.naturalWidth > 0)");
    }

    /** Presses Predict and waits for the outcome. */
    GlancePage predict() {
        page.locator("#predict").click();
        awaitState("done", "failed");
        return this;
    }

    /** Presses Predict and expects an answer. */
    List<Answer> answers() {
        predict();
        assertEquals("done", state(), () -> page.locator("#error").textContent());
        return shown();
    }

    /** One line of the answer. */
    record Answer(int index, double probability, String label) {
    }

    /** The answer on the page. */
    List<Answer> shown() {
        return page.locator("#predictions > li").all().stream().map(item -> new Answer(
                Integer.parseInt(item.getAttribute("data-index")),
                Double.parseDouble(item.getAttribute("data-probability")),
                item.locator(".label").textContent())).collect(Collectors.toList());
    }

    /** How many answers the console has got. */
    int reports() {
        return reports.size();
    }

    /** The answer that the console got last: className to probability, in order. */
    List<Map<String, Object>> reported() {
        ConsoleMessage last = reports.get(reports.size() - 1);
        List<Map<String, Object>> result = new ArrayList<>();
        assertEquals(2, last.args().size());
        for (JSHandle item : last.args().get(1).getProperties().values()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> plain = (Map<String, Object>) item.jsonValue();
            result.add(plain);
        }
        return result;
    }

    /** Expects a failure with the given code, shown with what happened and what to do. */
    String assertFailed(String code) {
        assertEquals("failed", state());
        assertEquals(code, page.locator("#error").getAttribute("data-code"));
        assertEquals("alert", page.locator("#error").getAttribute("role"));
        assertEquals(true, page.locator("#error").isVisible());
        return page.locator("#error").textContent();
    }

    /** All addresses asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        context.close();
        if (!complaintsExpected) {
            assertEquals(List.of(), List.copyOf(complaints), "the console stays clean");
        }
    }
}
