package dev.glance.page;

import dev.glance.error.GlanceException;
import dev.glance.site.LateScript;
import dev.glance.site.SiteFiles;
import dev.glance.web.InstallPrompt;
import dev.glance.web.ServiceWorkers;
import dev.glance.web.Urls;
import java.util.function.Consumer;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.dom.html.HTMLElement;

/** The page's side of what keeps the site on this device: it is loaded once nothing else is to be done, or asked for. */
final class Offline {
    private final InstallDoor door = JSObjects.create();
    private final LateScript script;
    private final Consumer<GlanceException> fail;

    /**
     * @param isolation see {@link Page#start}
     * @param fail      hears what could not be had and was asked for
     */
    Offline(SiteFiles site, String isolation, Consumer<GlanceException> fail) {
        this.fail = fail;
        script = new LateScript(site, InstallPage.SCRIPT, door);
        door.setAddress(site.address(""));
        door.setIsolation(isolation);
        speak(PageOptions.LANGUAGES.get(0), "");
    }

    /** Begins, where a page may be kept: it came from a server, is nobody's frame, and its address does not forbid it. */
    void start(DomView view) {
        if (!ServiceWorkers.available() || Urls.queryParameter("offline").equals("no")) {
            return;
        }
        InstallPrompt.watch();
        HTMLElement panel = view.element("offline");
        panel.setHidden(false);
        panel.addEventListener("toggle", e -> script.load().listen(loaded -> { }, fail));
        // Where it cannot be had nobody misses it.
        view.whenQuiet(() -> script.load().listen(loaded -> { }, failure -> { }));
    }

    /** Speaks a language from now on, see {@link Words#use}. */
    void speak(String code, String tsv) {
        Spoken.use(script, door, code, tsv);
    }
}
