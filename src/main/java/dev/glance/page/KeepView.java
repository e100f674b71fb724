package dev.glance.page;

import dev.glance.web.Blobs;
import dev.glance.web.TwinScripts;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.File;

/** Offers the script that makes the page read a file of the site from disk. */
final class KeepView {
    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement box = document.getElementById("keep");
    private final Words words;
    /** Counts what is offered: only the last one is of interest. */
    private int offered;
    private String url = "";

    KeepView(Words words) {
        this.words = words;
    }

    /** @param path of the file, relative to the site's root */
    void offer(String path, File file) {
        withdraw();
        int mine = offered;
        TwinScripts.of(path, file).then(twin -> {
            if (mine != offered) {
                return null;
            }
            int slash = path.lastIndexOf('/');
            box.clear();
            String sentence = slash < 0 ? words.say("To make the page open with it by double-click, save {0} beside index.html.")
                    : words.say("To make the page open with it by double-click, save {0} in the folder {1}, beside the picture.",
                            "{0}", path.substring(0, slash));
            int place = sentence.indexOf("{0}");
            box.appendChild(document.createTextNode(sentence.substring(0, place)));
            String name = path.substring(slash + 1) + ".js";
            HTMLElement link = Html.create("a", "", name);
            url = Blobs.createUrl(twin);
            link.setAttribute("href", url);
            link.setAttribute("download", name);
            box.appendChild(link);
            box.appendChild(document.createTextNode(sentence.substring(place + "{0}".length())));
            box.setHidden(false);
            return null;
            // Whoever shows a file that cannot be read says so.
        }, reason -> null);
    }

    /** Offers it no longer. */
    void withdraw() {
        offered++;
        box.setHidden(true);
        Blobs.revokeUrl(url);
    }
}
