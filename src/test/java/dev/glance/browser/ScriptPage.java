package dev.glance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.glance.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;

/** Somebody's own page, empty but for the scripts that a test adds, on the origin of a site. */
final class ScriptPage implements AutoCloseable {
    private static final String HTML = "<!DOCTYPE html><title>Somebody's page</title><body>";

    private static final int PATIENCE_MS = 150_000;

    private final BrowserContext context;
    private final Page page;
    private final String site;
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param site the address of the site whose {@code mobilenet.js} the page may use
     */
    ScriptPage(String site) {
        this(Browsers.primary(), site);
    }

    /** As {@link #ScriptPage(String)}, in another browser. */
    ScriptPage(Browser browser, String site) {
        this(browser, site, site + "own.html");
    }

    /** As {@link #ScriptPage(String)}, with the headers for isolation. */
    static ScriptPage isolated(String site) {
        return new ScriptPage(Browsers.primary(), site, site + "own.html", Map.of("Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Embedder-Policy", "require-corp"));
    }

    private ScriptPage(Browser browser, String site, String address) {
        this(browser, site, address, Map.of());
    }

    private ScriptPage(Browser browser, String site, String address, Map<String, String> headers) {
        this.site = site;
        context = browser.newContext();
        Browsers.limitCores(context);
        page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onPageError(errors::add);
        page.route(site + "own.html", route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("text/html").setHeaders(headers).setBody(HTML)));
        page.navigate(address);
        page.evaluate("() => { globalThis.picture = async src => { const image = new Image(); image.src = src;"
                + " await image.decode(); return image; };"
                + " globalThis.failure = promise => promise.then(() => 'no failure', e => e); }");
    }

    /** Such a page on disk, beside the folder of the site. */
    static ScriptPage onDisk() throws IOException {
        Path file = Folders.OWN.resolve("own.html");
        Files.writeString(file, HTML);
        return new ScriptPage(Browsers.primary(), Folders.SITE.toUri().toString(), file.toUri().toString());
    }

    Page playwright() {
        return page;
    }

    /** Errors that nobody on the page caught. */
    List<String> errors() {
        return errors;
    }

    /** Adds Glance's script tag. What Playwright adds itself fails where the page's policy refuses anything meanwhile, such as a worker. */
    ScriptPage withGlance() {
        page.evaluate("url => new Promise((resolve, reject) => { const script = document.createElement('script'); script.src = url;"
                + " script.onload = () => resolve(); script.onerror = () => reject(new Error('there is no ' + url));"
                + " document.head.append(script); })", site + "mobilenet.js");
        return this;
    }

    /** Adds a script from npm. */
    ScriptPage withNpm(String file) {
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(Folders.NODE.resolve("node_modules").resolve(file)));
        return this;
    }

    /** Makes a folder's files appear under a path of the page's origin. */
    ScriptPage withFolder(String path, Path folder) {
        page.route(site + path + "/*", route -> {
            String url = route.request().url();
            Path file = folder.resolve(url.substring(url.lastIndexOf('/') + 1));
            try {
                route.fulfill(Files.exists(file) ? new Route.FulfillOptions().setBodyBytes(Files.readAllBytes(file))
                        : new Route.FulfillOptions().setStatus(404));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return this;
    }

    /** Runs a function on the page. What never settles fails. */
    Object run(String function) {
        return run(function, null);
    }

    Object run(String function, Object argument) {
        return page.evaluate("argument => Promise.race([(" + function + ")(argument), new Promise((resolve, reject) =>"
                + " setTimeout(() => reject(new Error('nothing came within " + PATIENCE_MS + " ms')), " + PATIENCE_MS
                + "))])", argument);
    }

    @Override
    public void close() {
        context.close();
    }
}
