package dev.glance;

import dev.glance.api.MobileNetApi;
import dev.glance.host.LoadRequest;
import dev.glance.page.Page;
import dev.glance.site.SiteFiles;
import dev.glance.web.PageTimer;
import dev.glance.web.Port;
import dev.glance.web.ScriptTable;
import dev.glance.web.Scripts;
import dev.glance.web.Urls;
import dev.glance.worker.BrowserWorkshop;
import dev.glance.worker.WorkerMain;

/** What runs when the script is loaded. */
public final class Main {
    private Main() {
    }

    /**
     * In a worker of Glance's own, computes for its page. Else gives JavaScript the global {@code mobilenet}, and on the page
     * itself starts the page. A worker begins to load the default model meanwhile, unless the script's tag has
     * {@code data-start="no"}.
     */
    public static void main(String[] args) {
        PageTimer.reportUnheard();
        if (Port.isOwnWorker()) {
            WorkerMain.start();
            return;
        }
        String script = Scripts.currentAddress();
        SiteFiles site = new SiteFiles(script.substring(0, script.lastIndexOf('/') + 1));
        boolean isPage = Scripts.currentHas("data-page");
        if (isPage ? !Urls.queryParameter("worker").equals("no") && !Urls.asksForThreads()
                : Scripts.currentHas("src") && !Scripts.currentAttribute("data-start").equals("no")) {
            BrowserWorkshop.of(site).begin(new LoadRequest(isPage ? Urls.queryParameter("model") : "",
                    isPage ? Urls.backend() : ScriptTable.backend("")));
        }
        MobileNetApi.install(site);
        if (isPage) {
            String isolation = Scripts.currentAttribute("data-isolate");
            Scripts.afterParsing(() -> Page.start(site, isolation));
        }
    }
}
