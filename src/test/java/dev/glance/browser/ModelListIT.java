package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import dev.glance.browser.GlancePage.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of models: two compared on one picture, and those that can be fetched. */
class ModelListIT {
    private static final TeachableProject PROJECT = TeachableProject.get();
    private static final String SMALL = "mobilenet_v1_0.25_128_quant";
    private static final String FIRST_HOST = "https://raw.githubusercontent.com/**";
    private static final String OTHER_HOST = "https://rawcdn.githack.com/**";

    private static GlancePage page() {
        return new GlancePage(Browsers.primary());
    }

    private static String address(String from) {
        return from.equals("http") ? Sites.http() : Sites.disk();
    }

    private static byte[] published() throws IOException {
        assumeTrue(Folders.mirror().isPresent(), "no published models here");
        return Files.readAllBytes(Folders.mirror().get().resolve(SMALL + ".tflite"));
    }

    private static Locator item(GlancePage page, String state) {
        return page.playwright().locator("#models [data-state=" + state + "]");
    }

    private static Locator button(Locator item, String text) {
        return item.locator("button").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static List<Double> compared(Locator half) {
        List<Double> probabilities = new ArrayList<>();
        for (Locator row : half.locator("li[data-probability]").all()) {
            probabilities.add(Double.parseDouble(row.getAttribute("data-probability")));
        }
        return probabilities;
    }

    private static List<Double> probabilities(List<Answer> answers) {
        return answers.stream().map(Answer::probability).toList();
    }

    /** What is said side by side is what each says alone, whichever is in use; another picture ends it. */
    @ParameterizedTest
    @CsvSource({"http, ''", "http, worker=no", "file, ''"})
    void twoModelsAreComparedOnThePictureAtHand(String from, String query) throws IOException {
        Path picture = Folders.SITE.resolve("images/balloon.jpg");
        try (GlancePage page = page().open(address(from) + "?careful=0&" + query)) {
            List<Answer> site = Brought.ask(page, picture);
            String siteId = page.attribute("data-model");
            String id = Way.CHOSEN.bring(page, PROJECT.paths());
            List<Answer> own = Brought.ask(page, picture);
            for (int i = 0; i < 2; i++) {
                // Twice in a row.
                button(item(page, "here"), "Compare").click();
                page.playwright().locator("[data-compared='" + siteId + "']").waitFor();
                assertEquals(probabilities(own), compared(page.playwright().locator("[data-compared='" + id + "']")));
                assertEquals(probabilities(site), compared(page.playwright().locator("[data-compared='" + siteId + "']")));
            }
            assertEquals(id, page.attribute("data-model"), "the one in use stays in use");
            Brought.ask(page, Folders.SITE.resolve("images/mug.jpg"));
            assertEquals(0, page.playwright().locator("[data-compared]").count(), "it was about another picture");
            button(item(page, "here"), "Use").click();
            page.playwright().waitForFunction("id => document.documentElement.dataset.model === id", siteId);
            page.awaitState("done");
            button(item(page, "mine"), "Compare").click();
            page.playwright().locator("[data-compared='" + id + "']").waitFor();
            Brought.assertNoStrangers(page, address(from));
        }
    }

    /** Host and size are said, and nothing is asked of a host before a person wants it; where the first one fails, there is another. */
    @ParameterizedTest
    @CsvSource({"http, missing", "http, altered", "file, missing"})
    void aPublishedModelIsFetchedWhereItCanBeHad(String from, String fault) throws IOException {
        byte[] file = published();
        List<String> asked = new ArrayList<>();
        try (GlancePage page = page()) {
            page.playwright().route(FIRST_HOST, route -> {
                asked.add(route.request().url());
                byte[] altered = file.clone();
                altered[altered.length / 2] ^= 1;
                route.fulfill(fault.equals("missing") ? new Route.FulfillOptions().setStatus(404) : answer(altered));
            });
            page.playwright().route(OTHER_HOST, route -> {
                asked.add(route.request().url());
                route.fulfill(answer(file));
            });
            // The browser says of a 404 what it is.
            page.expectComplaints().open(address(from));
            Brought.openModels(page);
            Locator away = item(page, "away").and(page.playwright().locator("[data-model-id='" + SMALL + "']"));
            away.waitFor();
            assertTrue(away.textContent().contains("raw.githubusercontent.com, else rawcdn.githack.com"), away.textContent());
            assertTrue(away.textContent().contains("0.5 MB"), away.textContent());
            assertEquals(List.of(), asked);
            String before = page.attribute("data-model");
            button(away, "Fetch").click();
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " && ['ready', 'done'].includes(document.documentElement.dataset.state)", before);
            assertEquals(2, asked.size(), asked::toString);
            assertEquals(page.attribute("data-model"), item(page, "kept").getAttribute("data-model-id"));
            assertEquals(0, away.count(), "it is here now");
            // The labels and all else are the catalog's.
            assertEquals(417, Brought.ask(page, Folders.SITE.resolve("images/balloon.jpg")).get(0).index());
            assertTrue(item(page, "kept").textContent().contains("computes the same"), item(page, "kept").textContent());
        }
    }

    /** On the smallest phone too, and far from the page's top, where the error stands for everything else. */
    @Test
    void whatGoesWrongIsToldWhereOneIs() throws IOException {
        Path broken = Files.write(Files.createTempFile("broken", ".tflite"), new byte[1000]);
        try (GlancePage page = page()) {
            page.playwright().setViewportSize(320, 640);
            page.open(Sites.http());
            Way.CHOSEN.bring(page, PROJECT.paths());
            assertEquals(320, page.playwright().evaluate("document.documentElement.scrollWidth"));
            item(page, "away").last().scrollIntoViewIfNeeded();
            Way.CHOSEN.refused(page, "model-format", broken);
            assertTrue((Boolean) page.playwright().locator("#models .problem").evaluate("problem => { const box ="
                    + " problem.getBoundingClientRect(); return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }"));
            assertEquals(Brought.error(page).locator("strong").textContent(), page.playwright().locator("#models .problem")
                    .textContent().substring(0, Brought.error(page).locator("strong").textContent().length()));
            // Over with the next thing that one does.
            button(item(page, "mine"), "Forget").click();
            assertEquals("", page.playwright().locator("#models .problem").textContent());
            page.playwright().locator("#models [role=status]:text('is forgotten.')").waitFor();
            assertEquals("BUTTON", page.playwright().evaluate("document.activeElement.tagName"), "the keyboard is not lost");
        } finally {
            Files.delete(broken);
        }
    }

    /** After the first click the next model lies under the pointer. */
    @Test
    void twoClicksForgetOneModelWhichCanBeBroughtBack() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, Folders.EMBEDDED);
            Way.CHOSEN.bring(page, PROJECT.paths());
            page.playwright().waitForCondition(() -> Brought.kept(page).equals(2));
            item(page, "mine").first().locator("button:text-is('Forget')").dblclick();
            page.playwright().locator("#models [role=status]:text('is forgotten.')").waitFor();
            assertEquals(1, item(page, "mine").count());
            page.playwright().waitForCondition(() -> Brought.kept(page).equals(1));
            page.playwright().locator("#models button:text-is('Bring it back')").click();
            assertEquals(2, item(page, "mine").count());
            page.playwright().waitForCondition(() -> Brought.kept(page).equals(2));
            button(item(page, "mine").last(), "Use").click();
            page.playwright().waitForFunction("() => { const {model, state} = document.documentElement.dataset;"
                    + " return state === 'ready' && model === [...document.querySelectorAll('#models [data-state=mine]')].pop().dataset.modelId; }");
        }
    }

    /** What was on its way is not given up without a word, nor because of something else. */
    @Test
    void aModelOnItsWayIsOnlyStoppedByAnotherAndThatIsSaid() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, PROJECT.paths());
            Route[] held = new Route[1];
            page.playwright().route("**/slow.tflite", route -> held[0] = route);
            Locator address = page.playwright().locator("#models input[type=url]");
            address.fill(Sites.http() + "slow.tflite");
            page.playwright().locator("#models button:text-is('Load')").click();
            page.playwright().waitForCondition(() -> held[0] != null);
            button(item(page, "mine"), "Forget").click();
            page.playwright().locator("#models [role=status]:text('is forgotten.')").waitFor();
            held[0].fulfill(new Route.FulfillOptions().setBodyBytes(Files.readAllBytes(Folders.EMBEDDED)));
            item(page, "mine").waitFor();
            held[0] = null;
            address.fill(Sites.http() + "slow.tflite");
            page.playwright().locator("#models button:text-is('Load')").click();
            page.playwright().waitForCondition(() -> held[0] != null);
            button(item(page, "mine"), "Use").click();
            page.playwright().locator("#models [role=status]:text('What was being loaded before was stopped.')").waitFor();
        }
    }

    /** Two pages of a site, of which one forgets what the other shows, and is closed as soon as it says so. */
    @Test
    void whatIsForgottenInOneTabGoesFromTheOther() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, PROJECT.paths());
            page.playwright().waitForCondition(() -> Brought.kept(page).equals(1));
            Page other = page.playwright().context().newPage();
            other.navigate(Sites.http());
            other.locator("#models-open").click();
            Locator there = other.locator("#models [data-state=mine]");
            there.waitFor();
            there.locator("button:text-is('Forget')").click();
            other.locator("#models [role=status]:text('is forgotten')").waitFor();
            other.close();
            assertEquals(0, Brought.kept(page), "said when it was done, not before");
            page.playwright().evaluate("() => window.dispatchEvent(new Event('focus'))");
            page.playwright().waitForFunction("() => !document.querySelector('#models [data-state=mine]')");
        }
    }

    /** What is kept of pictures, each with its key; without the sheets of small pictures. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> kept(GlancePage page) {
        return (List<Map<String, String>>) page.playwright().evaluate("() => new Promise(resolve => {"
                + " const open = indexedDB.open('glance many'); open.onsuccess = () => { const all = [];"
                + " const cursor = open.result.transaction('values').objectStore('values').openCursor();"
                + " cursor.onsuccess = () => { const at = cursor.result; if (at) { if (at.value.kept) {"
                + " all.push({key: at.key, kept: at.value.kept}); } at.continue(); } else { open.result.close(); resolve(all); } }; }; })");
    }

    /** Results of pictures are kept a moment after the answer: under the name of the model that gave it, whichever is in use by then. */
    @Test
    void whatWasAnsweredIsKeptUnderItsModel() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            String mine = Way.CHOSEN.bring(page, PROJECT.paths());
            page.playwright().locator("#file").setInputFiles(new Path[] {Folders.SITE.resolve("images/mug.jpg"),
                Folders.SITE.resolve("images/apple.jpg")});
            page.playwright().locator("#many-keep").check();
            page.playwright().waitForCondition(() -> kept(page).size() == 2);
            page.playwright().evaluate("() => { const grid = document.getElementById('many'), use = [...document.querySelectorAll("
                    + "'#models [data-state=here] button')].find(button => button.textContent === 'Use');"
                    + " const watch = new MutationObserver(() => { if (grid.querySelectorAll('[data-state=done]').length === 4) {"
                    + " watch.disconnect(); use.click(); } });"
                    + " watch.observe(grid, {subtree: true, childList: true, attributes: true}); }");
            page.playwright().locator("#file").setInputFiles(new Path[] {Folders.SITE.resolve("images/clock.jpg"),
                Folders.SITE.resolve("images/lemon.jpg")});
            page.playwright().waitForCondition(() -> kept(page).size() == 8);
            List<Map<String, String>> all = kept(page);
            assertEquals(4, all.stream().filter(one -> one.get("key").startsWith(mine)).count(), all::toString);
            for (Map<String, String> one : all) {
                assertEquals(one.get("key").startsWith(mine), one.get("kept").contains(mine), one::toString);
            }
        }
    }

    /** Pictures that were put away meanwhile are looked at anew. */
    @Test
    void picturesThatArePutAwayAreForTheOtherModelToo() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            page.playwright().locator("#file").setInputFiles(new Path[] {Folders.SITE.resolve("images/mug.jpg"),
                Folders.SITE.resolve("images/apple.jpg")});
            page.playwright().locator("#many [data-name='mug.jpg'][data-index='504']").waitFor();
            page.playwright().locator("#many-close").click();
            Way.CHOSEN.bring(page, PROJECT.paths());
            page.playwright().locator("#many-reopen").click();
            page.playwright().waitForFunction("() => +document.querySelector('#many [data-name=\"mug.jpg\"]')?.dataset.index < 3");
            assertEquals(2, page.playwright().locator("#many [data-state=done]").count());
        }
    }

    /** What is not what was published is neither used nor kept; how it differs is said. */
    @ParameterizedTest
    @CsvSource({"http, flipped, SHA-256", "http, longer, bytes", "http, shorter, bytes", "http, another, bytes", "file, longer, bytes"})
    void anAlteredModelIsRefused(String from, String how, String said) throws IOException {
        byte[] file = published();
        byte[] altered = switch (how) {
            case "longer" -> Arrays.copyOf(file, file.length + 1);
            case "shorter" -> Arrays.copyOf(file, file.length - 1);
            case "another" -> "<!DOCTYPE html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8);
            default -> file.clone();
        };
        altered[altered.length / 3] ^= how.equals("flipped") ? 64 : 0;
        List<String> asked = new ArrayList<>();
        try (GlancePage page = page()) {
            for (String host : List.of(FIRST_HOST, OTHER_HOST)) {
                page.playwright().route(host, route -> {
                    asked.add(route.request().url());
                    route.fulfill(answer(altered));
                });
            }
            page.open(address(from));
            Brought.openModels(page);
            String before = page.attribute("data-model");
            button(item(page, "away").and(page.playwright().locator("[data-model-id='" + SMALL + "']")), "Fetch").click();
            page.playwright().locator("#error[data-code=model-altered]").waitFor();
            assertTrue(Brought.error(page).textContent().contains(said), Brought.error(page).textContent());
            assertEquals(2, asked.size(), asked::toString);
            assertEquals(before, page.attribute("data-model"));
            assertEquals(0, item(page, "kept").count());
            assertEquals(0, Brought.kept(page));
        }
    }

    private static Route.FulfillOptions answer(byte[] bytes) {
        return new Route.FulfillOptions().setBodyBytes(bytes).setHeaders(Map.of("access-control-allow-origin", "*"));
    }
}
