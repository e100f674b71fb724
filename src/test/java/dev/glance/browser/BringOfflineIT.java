package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.model.Nets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that is brought on the first visit answers where the site's server is gone. */
class BringOfflineIT {
    private static final TeachableProject PROJECT = TeachableProject.get();

    @TempDir
    private static Path temp;

    private static Path[] model(String kind) throws IOException {
        switch (kind) {
            case "teachable":
                return PROJECT.paths();
            case "graph":
                ReferenceModel.write(Folders.EMBEDDED, temp.resolve("graph"));
                return new Path[] {temp.resolve("graph/model.json"), temp.resolve("graph/weights.bin")};
            case "litert":
                return new Path[] {Files.write(temp.resolve("beyond.tflite"), Nets.beyond())};
            case "keras":
                return new Path[] {Files.write(temp.resolve("keras.tflite"), Nets.all().get("v3-keras"))};
            default:
                return new Path[] {Folders.EMBEDDED};
        }
    }

    private static void awaitKept(Page page) {
        page.waitForFunction("() => document.getElementById('offline-state')?.textContent.startsWith('Kept on this device')");
    }

    /** @param last   what of the site the model needs that is kept last; empty for nothing
     *  @param before whether it is brought before the site is kept */
    @ParameterizedTest
    @CsvSource({"teachable, tf/tf-backend-wasm.js, false", "teachable, tf/tf-backend-wasm.js, true", "graph, tf/tf-backend-wasm.js, false",
        "litert, litert/litert_wasm_internal.wasm, false", "keras, tf/tf-backend-wasm.js, true", "tflite, '', false"})
    void itAnswersWithoutTheServer(String kind, String last, boolean before) throws IOException {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary()).expectComplaints()) {
            // How carefully the page looks by itself is a matter of how fast the machine is at that moment.
            Page playwright = page.open(host.address() + "?careful=0").playwright();
            if (!before) {
                awaitKept(playwright);
            }
            String id = Way.CHOSEN.bring(page, model(kind));
            Path picture = PROJECT.pictures().get(0).file();
            List<Answer> expected = Brought.ask(page, picture);
            awaitKept(playwright);
            if (!last.isEmpty()) {
                playwright.waitForCondition(() -> Boolean.TRUE.equals(playwright.evaluate(
                        "path => caches.match(path).then(found => !!found)", last)));
            }
            String address = playwright.url();
            host.down();
            playwright.navigate("about:blank");
            page.open(address);
            assertEquals("ready", page.state(), () -> playwright.locator("#error").textContent());
            assertEquals(id, page.attribute("data-model"));
            List<Answer> answers = Brought.ask(page, picture);
            assertEquals(expected.size(), answers.size());
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(expected.get(i).index(), answers.get(i).index());
                assertEquals(expected.get(i).probability(), answers.get(i).probability(), 1e-4);
            }
            String runs = playwright.locator("#receipt-backend").textContent();
            assertTrue(runs.contains("in a worker"), runs);
        }
    }
}
