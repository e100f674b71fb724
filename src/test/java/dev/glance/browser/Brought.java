package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.browser.TeachableProject.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What people do with models of their own, on the page. */
final class Brought {
    /** Something has gone wrong since {@link #markError}. */
    private static final String NEW_ERROR = "(error => !error.hidden && ![undefined, 'before'].includes(error.dataset.code))"
            + "(document.getElementById('error'))";

    private Brought() {
    }

    /** How files come to the page. */
    enum Way {
        /** Chosen under Models. */
        CHOSEN {
            @Override
            void give(GlancePage page, Path... files) {
                openModels(page);
                page.playwright().locator("#model-file").setInputFiles(files);
            }
        },
        /** Dropped as files that a script has made: without folders. */
        DROPPED {
            @Override
            void give(GlancePage page, Path... files) {
                page.playwright().evaluate("() => { if (!document.getElementById('to-drop')) { const input ="
                        + " document.createElement('input'); input.id = 'to-drop'; input.type = 'file'; input.multiple = true;"
                        + " input.hidden = true; document.body.append(input); } }");
                page.playwright().locator("#to-drop").setInputFiles(files);
                page.playwright().evaluate("() => { const data = new DataTransfer();"
                        + " for (const file of document.getElementById('to-drop').files) { data.items.add(file); }"
                        + " document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }");
            }
        },
        /** Dropped by a hand, as far as the page can tell; folders too. Only Chromium lets tests do it. */
        DRAGGED {
            @Override
            void give(GlancePage page, Path... files) {
                CDPSession session = page.playwright().context().newCDPSession(page.playwright());
                for (String type : List.of("dragEnter", "dragOver", "drop")) {
                    JsonArray paths = new JsonArray();
                    for (Path file : files) {
                        paths.add(file.toAbsolutePath().toString());
                    }
                    JsonObject data = new JsonObject();
                    data.add("items", new JsonArray());
                    data.add("files", paths);
                    data.addProperty("dragOperationsMask", 1);
                    JsonObject event = new JsonObject();
                    event.addProperty("type", type);
                    event.addProperty("x", 200);
                    event.addProperty("y", 200);
                    event.add("data", data);
                    session.send("Input.dispatchDragEvent", event);
                }
                session.detach();
            }
        };

        abstract void give(GlancePage page, Path... files);

        /**
         * Gives the files of a model and waits until it is in use.
         *
         * @return its id
         */
        String bring(GlancePage page, Path... files) {
            String before = page.attribute("data-model");
            markError(page);
            give(page, files);
            return awaitUse(page, before);
        }

        /**
         * Gives files that are refused.
         *
         * @return what the page says
         */
        String refused(GlancePage page, String code, Path... files) {
            String before = page.attribute("data-model");
            markError(page);
            give(page, files);
            page.playwright().waitForFunction("before => " + NEW_ERROR + " || (document.documentElement.dataset.model || '') !== before", before == null ? "" : before,
                    new Page.WaitForFunctionOptions().setPollingInterval(20));
            assertEquals(before, page.attribute("data-model"), "what is broken is not used");
            assertTrue(error(page).isVisible(), "the page says what is wrong");
            assertEquals(code, error(page).getAttribute("data-code"), () -> error(page).textContent());
            return error(page).textContent();
        }
    }

    /** The page that is asked to be open there. */
    static void openModels(GlancePage page) {
        if (page.playwright().locator("#models[open]").count() == 0) {
            page.playwright().locator("#models-open").click();
        }
        page.playwright().locator("#model-file").waitFor(new Locator.WaitForOptions().setState(
                com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    }

    static Locator error(GlancePage page) {
        return page.playwright().locator("#error");
    }

    /** Those of the list, by id. */
    static List<String> listed(GlancePage page) {
        openModels(page);
        // The site's come with those that are kept.
        page.playwright().locator("#models [data-state=here]").first().waitFor();
        List<String> ids = new ArrayList<>();
        for (Locator item : page.playwright().locator("#models [data-state=mine]").all()) {
            ids.add(item.getAttribute("data-model-id"));
        }
        return ids;
    }

    /** How many models lie on this device. */
    static Object kept(GlancePage page) {
        return page.playwright().evaluate("() => new Promise((resolve, reject) => { const open = indexedDB.open('glance-models');"
                + " open.onerror = () => reject(open.error); open.onsuccess = () => { const database = open.result;"
                + " if (!database.objectStoreNames.contains('values')) { database.close(); resolve(0); return; }"
                + " const all = database.transaction('values').objectStore('values').count();"
                + " all.onsuccess = () => { database.close(); resolve(all.result); }; }; })");
    }

    /** Changes a bit of the model that lies on this device. */
    static void damage(GlancePage page) {
        page.playwright().evaluate("async () => { const database = await new Promise((resolve, reject) => {"
                + " const open = indexedDB.open('glance-models'); open.onsuccess = () => resolve(open.result);"
                + " open.onerror = () => reject(open.error); });"
                + " const store = () => database.transaction('values', 'readwrite').objectStore('values');"
                + " const result = request => new Promise((resolve, reject) => { request.onsuccess = () =>"
                + " resolve(request.result); request.onerror = () => reject(request.error); });"
                + " const [key] = await result(store().getAllKeys()); const value = await result(store().get(key));"
                + " for (const each of value.files) { if (each.path.endsWith('/model')) {"
                + " const bytes = new Uint8Array(await each.file.arrayBuffer()); bytes[bytes.length - 4000] ^= 1;"
                + " each.file = new Blob([bytes]); } } await result(store().put(value, key)); database.close(); }");
    }

    /** So that an error that is shown again can be told from one that stayed. */
    private static void markError(GlancePage page) {
        error(page).evaluate("error => { error.dataset.code = 'before'; }");
    }

    private static String awaitUse(GlancePage page, String before) {
        page.playwright().waitForFunction("before => { const root = document.documentElement.dataset;"
                + " return (root.model || '') !== before && ['ready', 'done'].includes(root.state)"
                + " || " + NEW_ERROR + "; }", before == null ? "" : before,
                new Page.WaitForFunctionOptions().setPollingInterval(20));
        assertTrue(List.of("ready", "done").contains(page.state()), () -> error(page).textContent());
        String id = page.attribute("data-model");
        assertTrue(id.matches("mine-[0-9a-f]{12}"), () -> id + ": " + error(page).textContent());
        assertTrue(page.playwright().url().contains("model=" + id), page.playwright().url());
        return id;
    }

    /** Chooses a picture and waits for its answer. */
    static List<Answer> ask(GlancePage page, Path picture) {
        int before = page.reports();
        String shown = page.playwright().locator("#img").getAttribute("src");
        page.playwright().locator("#file").setInputFiles(picture);
        page.playwright().waitForCondition(() -> page.state().equals("failed") || page.reports() > before
                && page.state().equals("done") && !page.playwright().locator("#img").getAttribute("src").equals(shown));
        assertEquals("done", page.state(), () -> error(page).textContent());
        return page.shown();
    }

    /** Expects that the page says of pictures what the library of the project says, to a thousandth. */
    static void assertAnswers(GlancePage page, List<Picture> pictures) {
        List<String> off = new ArrayList<>();
        for (Picture picture : pictures) {
            List<Answer> answers = ask(page, picture.file());
            assertEquals(TeachableProject.LABELS.size(), answers.size(), picture.name());
            for (Answer answer : answers) {
                assertEquals(TeachableProject.LABELS.get(answer.index()), answer.label());
                double expected = picture.probabilities()[answer.index()];
                if (!(Math.abs(expected - answer.probability()) <= 1e-3)) {
                    off.add(picture.name() + " " + answer.label() + " " + answer.probability() + " for " + expected);
                }
            }
        }
        assertEquals(Collections.emptyList(), off);
    }

    /** Expects that nobody but the site was asked for anything; from disk nobody at all. */
    static void assertNoStrangers(GlancePage page, String address) {
        String site = address.startsWith("http") ? Sites.http() : "file:///";
        for (String request : page.requests()) {
            assertTrue(request.startsWith(site) || request.startsWith("data:") || request.startsWith("blob:"), request);
        }
    }
}
