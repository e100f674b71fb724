package dev.glance;

import dev.glance.classify.WorkerScripts;
import dev.glance.host.LoadRequest;
import dev.glance.site.Arrivals;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.EarlyClicks;
import dev.glance.web.Port;
import dev.glance.web.ScriptTable;
import dev.glance.web.Scripts;
import dev.glance.web.Urls;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page runs first, from a script of its own that is there long before the rest: it asks for what the worker will
 * need, and remembers if Predict is pressed meanwhile.
 */
public final class Start {
    private Start() {
    }

    /** Listens for Predict, and asks for files unless the page is opened from disk or computes itself. */
    public static void main(String[] args) {
        EarlyClicks.watch("predict");
        String script = Scripts.currentAddress();
        String base = script.substring(0, script.lastIndexOf('/') + 1);
        // On a slow line the main script may be here first, and has asked for everything then.
        boolean late = BrowserFeatures.hasGlobal("mobilenet");
        String model = Urls.queryParameter("model");
        // What another default model needs, only the catalog knows.
        boolean known = !model.isEmpty() || !ScriptTable.isSpecial();
        boolean usual = !Urls.queryParameter("worker").equals("no") && !Urls.asksForThreads();
        if (!late && known && base.startsWith("http") && usual && Port.hindrance().isEmpty()) {
            String backend = Urls.queryParameter("backend");
            String first = backend.isEmpty() ? LoadRequest.FIRST : backend;
            List<String> scripts = WorkerScripts.of(first, false);
            // The others come with the script of the page's tag.
            List<String> files = new ArrayList<>(WorkerScripts.missing(scripts, true));
            files.addAll(WorkerScripts.read(scripts, model.isEmpty() ? ScriptTable.modelFiles() : List.of()));
            Arrivals.start(base, files).leave();
        }
    }
}
