package dev.glance;

import dev.glance.classify.WorkerScripts;
import dev.glance.host.LoadRequest;
import dev.glance.web.EarlyClicks;
import dev.glance.web.EarlyWorker;
import dev.glance.web.Port;
import dev.glance.web.ScriptTable;
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
            String first = backend.isEmpty() ? LoadRequest.FIRST : backend;
            StringBuilder scripts = new StringBuilder();
            StringBuilder integrities = new StringBuilder();
            for (String path : WorkerScripts.of(first, false)) {
                scripts.append(path).append(' ');
                integrities.append(ScriptTable.integrity(path)).append(' ');
            }
            EarlyWorker.start(base, model, first, scripts.toString(), integrities.toString(),
                    model.isEmpty() ? Scripts.currentAttribute("data-files") : "");
        }
    }
}
