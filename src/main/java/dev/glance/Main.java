package dev.glance;

import dev.glance.classify.Predictions;
import dev.glance.error.GlanceException;
import dev.glance.host.Answer;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.PageHost;
import dev.glance.web.Picture;
import dev.glance.web.Scripts;
import dev.glance.web.SiteFiles;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLImageElement;

public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        String base = Scripts.currentAddress().substring(0, Scripts.currentAddress().lastIndexOf('/') + 1);
        PageHost host = new PageHost(new SiteFiles(base));
        String search = Window.current().getLocation().getSearch();
        host.load(new LoadRequest("", search.length() > 1 ? search.substring(1) : ""), (s, f) -> System.out.println(s + f), new Answer<Loaded>() {
            @Override
            public void success(Loaded value) {
                System.out.println(value.toString());
                HTMLImageElement img = (HTMLImageElement) Window.current().getDocument().getElementById("img");
                for (String crop : new String[] {"square", "stretch", "center", "square"})
                host.classify(new Picture(img, img.getNaturalWidth(), img.getNaturalHeight()), crop, 3, new Answer<Predictions>() {
                    @Override
                    public void success(Predictions value) {
                        System.out.println(value.toString());
                    }

                    @Override
                    public void failure(GlanceException error) {
                        System.out.println("F " + error.code() + error.getMessage());
                    }
                });
            }

            @Override
            public void failure(GlanceException error) {
                System.out.println("F " + error.code() + error.getMessage());
            }
        });
    }
}
