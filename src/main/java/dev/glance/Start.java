package dev.glance;

import dev.glance.host.LoadRequest;
import dev.glance.web.EarlyClicks;
import dev.glance.web.EarlyWorker;
import dev.glance.web.Port;
import dev.glance.web.Scripts;
import dev.glance.web.Urls;

/**
 * What the page runs first, from a script of its own that is there long before the rest: it starts the worker, which
 * begins to load the model while the page is still being drawn, and remembers if Predict is pressed meanwhile.
 */
public final class Start {
    private Start() {
    }

    /** Listens for Predict, and starts the worker unless the page is opened from disk or computes itself. */
    public static void main(String[] args) {
        EarlyClicks.watch("predict");
        String script = Scripts.currentAddress();
        String base = script.substring(0, script.lastIndexOf('/') + 1);
        if (base.startsWith("http") && !Urls.queryParameter("worker").equals("no") && Port.available()) {
            String model = Urls.queryParameter("model");
            String backend = Urls.queryParameter("backend");
            EarlyWorker.start(base, model, backend.isEmpty() ? LoadRequest.FIRST : backend,
                    model.isEmpty() ? Scripts.currentAttribute("data-files") : "");
        }
    }
}
