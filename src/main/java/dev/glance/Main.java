package dev.glance;

import dev.glance.api.MobileNetApi;
import dev.glance.page.Page;
import dev.glance.site.SiteFiles;
import dev.glance.web.PageTimer;
import dev.glance.web.Port;
import dev.glance.web.Scripts;
import dev.glance.worker.WorkerMain;

/** What runs when the script is loaded. */
public final class Main {
    private Main() {
    }

    /**
     * In a worker of Glance's own, computes for its page. Else gives JavaScript the global {@code mobilenet}; on the page
     * itself, also starts the page.
     */
    public static void main(String[] args) {
        PageTimer.reportUnheard();
        if (Port.isWorker(WorkerMain.NAME)) {
            WorkerMain.start();
            return;
        }
        String script = Scripts.currentAddress();
        SiteFiles site = new SiteFiles(script.substring(0, script.lastIndexOf('/') + 1));
        MobileNetApi.install(site);
        if (Scripts.currentHas("data-page")) {
            Scripts.afterParsing(() -> Page.start(site));
        }
    }
}
