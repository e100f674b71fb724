package dev.glance.page;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.PageHost;
import dev.glance.page.Presenter.Opening;
import dev.glance.web.Blobs;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.SiteFiles;
import dev.glance.web.Transfer;
import dev.glance.web.Urls;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLImageElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.file.File;

/** Puts the page together: elements, pictures, model, and what the person does. */
public final class Page {
    private final SiteFiles site;
    private final DomView view = new DomView();
    private final List<HTMLElement> sampleButtons = new ArrayList<>();
    private final Pictures pictures;
    private final Presenter<Picture> presenter;
    /** Entered and not yet left, while something is dragged over the page; its children count too. */
    private int dragDepth;

    private Page(SiteFiles site, PageOptions options) {
        this.site = site;
        pictures = new Pictures((HTMLImageElement) view.element("img"), site);
        presenter = new Presenter<>(view, new PageHost(site), options, new ConsoleReport());
    }

    /** Makes the page of {@code index.html} work. */
    public static void start(SiteFiles site) {
        Window.current().getDocument().getDocumentElement().setAttribute("data-script", "");
        PageOptions.Query query = Urls::queryParameter;
        PageOptions options = PageOptions.DEFAULT;
        GlanceException complaint = null;
        try {
            options = PageOptions.read(query);
        } catch (GlanceException e) {
            complaint = e;
        }
        Page page = new Page(site, options);
        page.listen();
        page.loadSamples();
        String src = query.get("src");
        page.presenter.start(src.isEmpty() ? page.pictures.ofElement() : page.pictures.at(src));
        if (complaint != null) {
            page.presenter.fail(complaint);
        }
    }

    private void listen() {
        view.element("predict").onClick(e -> {
            if (pictures.changedByOthers()) {
                presenter.choose(pictures.ofElement());
            }
            presenter.predict();
        });
        view.element("cancel").onClick(e -> presenter.cancel());
        HTMLInputElement file = (HTMLInputElement) view.element("file");
        file.addEventListener("change", e -> {
            if (file.getFiles().getLength() > 0) {
                choose(pictures.of(file.getFiles().get(0)), null);
                // So that the same file can be chosen again.
                file.setValue("");
            }
        });
        HTMLInputElement address = (HTMLInputElement) view.element("address");
        view.element("address-form").addEventListener("submit", e -> {
            e.preventDefault();
            choose(pictures.at(address.getValue()), null);
        });
        listenForDrops();
        HTMLElement body = Window.current().getDocument().getBody();
        body.addEventListener("paste", e -> {
            if (e.getTarget() != address && take(e)) {
                e.preventDefault();
            }
        });
    }

    private void listenForDrops() {
        HTMLElement body = Window.current().getDocument().getBody();
        HTMLElement overlay = view.element("drop");
        body.addEventListener("dragenter", e -> {
            e.preventDefault();
            dragDepth++;
            overlay.setHidden(false);
        });
        body.addEventListener("dragover", Event::preventDefault);
        body.addEventListener("dragleave", e -> {
            dragDepth = Math.max(0, dragDepth - 1);
            overlay.setHidden(dragDepth == 0);
        });
        body.addEventListener("drop", e -> {
            e.preventDefault();
            dragDepth = 0;
            overlay.setHidden(true);
            if (!take(e)) {
                presenter.fail(new GlanceException(ErrorCode.PICTURE_MISSING, "What was dropped holds no picture.",
                        "Drop a picture file, or a picture from another page."));
            }
        });
    }

    /** Takes the picture that was dropped or pasted, if there is one. */
    private boolean take(Event event) {
        Transfer transfer = Transfer.of(event);
        File file = transfer.firstFile();
        if (file != null) {
            choose(pictures.of(file), null);
            return true;
        }
        String address = transfer.address();
        if (!address.isEmpty()) {
            choose(pictures.at(address), null);
        }
        return !address.isEmpty();
    }

    private void choose(Opening<Picture> opening, HTMLElement button) {
        for (HTMLElement other : sampleButtons) {
            other.setAttribute("aria-pressed", Boolean.toString(other == button));
        }
        presenter.choose(opening);
    }

    private void loadSamples() {
        site.readText("images/samples.json").then(text -> {
            for (JsonValue sample : Json.parse(text).asArray()) {
                addSample(sample.asObject());
            }
            return null;
        }).catchError(reason -> {
            presenter.fail(JsErrors.of(reason));
            return null;
        });
    }

    private void addSample(JsonObject sample) {
        String path = "images/" + sample.get("file").asString();
        HTMLElement button = view.text("button", "", "");
        button.setAttribute("type", "button");
        button.setAttribute("data-sample", sample.get("file").asString());
        button.setAttribute("aria-pressed",
                Boolean.toString(site.address(path).equals(((HTMLImageElement) view.element("img")).getSrc())));
        HTMLImageElement thumbnail = (HTMLImageElement) view.text("img", "", "");
        thumbnail.setAlt(sample.get("alt").asString());
        thumbnail.setSrc("images/small/" + sample.get("file").asString());
        button.appendChild(thumbnail);
        button.onClick(e -> choose(pictures.at(path), button));
        sampleButtons.add(button);
        HTMLElement item = view.text("li", "", "");
        item.appendChild(button);
        view.element("samples").appendChild(item);
    }
}
