package dev.glance.page;

import dev.glance.decide.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Host;
import dev.glance.host.WorkerHost;
import dev.glance.model.Json;
import dev.glance.site.SiteFiles;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.EarlyClicks;
import dev.glance.web.Entries;
import dev.glance.web.JsErrors;
import dev.glance.web.Numbers;
import dev.glance.web.Picture;
import dev.glance.web.Transfer;
import dev.glance.web.Urls;
import dev.glance.web.Videos;
import dev.glance.worker.BrowserWorkshop;
import dev.glance.worker.LocalHost;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLImageElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.dom.html.HTMLSelectElement;
import org.teavm.jso.file.File;

/** Puts the page together: elements, pictures, model, and what the person does. */
public final class Page {
    private final SiteFiles site;
    private final Words words = new Words(Numbers::local);
    private final More more;
    private final DomView view;
    private final Pictures pictures;
    private final Filming filming;
    private final Presenter<Picture> presenter;
    private final Panels panels;
    private final Shelf shelf;
    private final Offline offline;
    private final ConsoleReport console = new ConsoleReport();
    /** Entered and not yet left, while something is dragged over the page; its children count too. */
    private int dragDepth;

    private Page(SiteFiles site, String isolation, PageOptions options) {
        this.site = site;
        more = new More(site, this::fail);
        view = new DomView(words, more);
        pictures = new Pictures(view.element("stage"), site);
        Supplier<Host<Picture>> hosts = () -> options.worker() ? new WorkerHost<>(BrowserWorkshop.of(site)) : new LocalHost(site);
        Host<Picture> host = hosts.get();
        presenter = new Presenter<>(view, host, options, this::report, new Texts(words), Performance::now);
        filming = new Filming(pictures, more, host, presenter);
        panels = new Panels(site, pictures, presenter);
        shelf = new Shelf(site, presenter, hosts, panels::renew);
        offline = new Offline(site, isolation, this::fail);
    }

    /**
     * Makes the page of {@code index.html} work.
     *
     * @param isolation what its tag asks for, see {@link dev.glance.offline.Isolation}; mostly empty
     */
    public static void start(SiteFiles site, String isolation) {
        PageOptions.Query query = Urls::queryParameter;
        PageOptions options = PageOptions.DEFAULT;
        GlanceException complaint = null;
        try {
            options = PageOptions.read(query).on(Urls.backend());
        } catch (GlanceException e) {
            complaint = e;
        }
        Page page = new Page(site, isolation, options);
        String src = query.get("src");
        page.loadSamples();
        page.presenter.start(src.isEmpty() ? page.pictures.onStage() : page.pictures.at(src));
        page.listen(options);
        page.speak(options.language().isEmpty() ? browsersLanguage() : options.language());
        if (complaint != null) {
            page.presenter.fail(complaint);
        }
        if (EarlyClicks.take() && complaint == null) {
            page.presenter.predict();
        }
        page.offline.start(page.view);
        // From here on it can be heard, and the notice that it cannot is no longer needed.
        Window.current().getDocument().getDocumentElement().setAttribute("data-script", "");
    }

    private static String browsersLanguage() {
        String language = Urls.language();
        for (String spoken : PageOptions.LANGUAGES) {
            if (language.equals(spoken) || language.startsWith(spoken + "-")) {
                return spoken;
            }
        }
        return PageOptions.LANGUAGES.get(0);
    }

    /** Says everything in a language, once its words are there. */
    private void speak(String language) {
        HTMLSelectElement select = (HTMLSelectElement) view.element("lang");
        select.setSelectedIndex(PageOptions.place(language));
        if (language.equals(words.language())) {
            return;
        }
        JSPromise<String> table = language.equals(PageOptions.LANGUAGES.get(0)) ? JSPromise.resolve("")
                : site.readText("lang/" + language + ".tsv");
        table.then(tsv -> {
            words.use(language, tsv);
            view.translate();
            presenter.refresh();
            more.speak(language, tsv);
            shelf.speak(language, tsv);
            offline.speak(language, tsv);
            panels.refresh();
            return null;
        }).catchError(reason -> {
            presenter.fail(JsErrors.of(reason));
            return null;
        });
    }

    private void listen(PageOptions options) {
        HTMLSelectElement language = (HTMLSelectElement) view.element("lang");
        language.addEventListener("change", e -> {
            String chosen = PageOptions.LANGUAGES.get(language.getSelectedIndex());
            Urls.keepParameter("lang", chosen);
            speak(chosen);
        });
        HTMLElement names = view.element("names");
        names.addEventListener("toggle", e -> {
            if (names.hasAttribute("open")) {
                more.with(door -> door.getNames().run());
            }
        });
        for (String id : Shelf.PANELS) {
            HTMLElement panel = view.element(id);
            panel.addEventListener("toggle", e -> {
                if (panel.hasAttribute("open")) {
                    shelf.open(id);
                }
            });
        }
        view.element("present").onClick(e -> more.toggle(door -> {
            door.getPresent().run();
            presenter.predictFirst();
        }));
        more.door().setStep(by -> {
            if (!panels.step(by)) {
                view.samplesView().step(by);
            }
        });
        view.element("predict").onClick(e -> {
            pictures.lookForOthers();
            presenter.predict();
        });
        pictures.onOthers(() -> presenter.replaced(pictures.onStage()));
        view.cropView().listen(presenter::crop);
        more.listen(presenter::cover);
        HTMLInputElement careful = (HTMLInputElement) view.element("careful");
        careful.setChecked(options.careful() == PageOptions.Careful.ALWAYS);
        careful.addEventListener("change", e -> presenter.careful(careful.isChecked()));
        HTMLElement details = view.element("details");
        details.addEventListener("toggle", e -> presenter.look(details.hasAttribute("open")));
        view.element("why").onClick(e -> more.toggle(door -> presenter.why()));
        view.listen();
        view.answerView().listen();
        view.element("cancel").onClick(e -> presenter.cancel());
        HTMLInputElement file = (HTMLInputElement) view.element("file");
        file.addEventListener("change", e -> {
            take(Entries.of(file));
            // So that the same file can be chosen again.
            file.setValue("");
        });
        HTMLInputElement folder = (HTMLInputElement) view.element("folder");
        folder.addEventListener("change", e -> {
            if (folder.getFiles().getLength() > 0) {
                JSArray<JSObject> held = Entries.of(folder);
                if (Entries.isModel(held)) {
                    shelf.take(held);
                } else {
                    takeMany(held);
                }
                folder.setValue("");
            }
        });
        HTMLInputElement address = (HTMLInputElement) view.element("address");
        view.element("address-form").addEventListener("submit", e -> {
            e.preventDefault();
            choose(pictures.at(address.getValue()));
        });
        listenForDrops();
        filming.listen();
        view.element("camera").onClick(e -> panels.leave());
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

    private void fail(GlanceException failure) {
        presenter.fail(failure);
    }

    private void report(Predictions predictions) {
        console.report(predictions);
        panels.answered(predictions);
    }

    private void choose(Choice<Picture> choice) {
        panels.leave();
        presenter.choose(choice);
    }

    private void takeMany(JSArray<JSObject> things) {
        presenter.stopWatching();
        Entries.isModelFolder(things).then(model -> {
            if (BrowserFeatures.isTrue(model)) {
                shelf.take(things);
            } else {
                panels.take(things);
            }
            return null;
        });
    }

    /** Takes files, and entries of folders, if there are any: one goes on the stage, several into the grid. */
    private boolean take(JSArray<JSObject> things) {
        if (Entries.isModel(things)) {
            shelf.take(things);
        } else if (things.getLength() == 1 && Entries.isFile(things.get(0))) {
            File chosen = (File) things.get(0);
            view.offerTwin(chosen);
            if (Videos.isVideo(chosen)) {
                panels.leave();
                presenter.watch(filming.of(chosen));
            } else {
                choose(pictures.of(chosen));
            }
        } else if (things.getLength() > 0) {
            takeMany(things);
        }
        return things.getLength() > 0;
    }

    /** Takes what was dropped or pasted, if that holds any picture. */
    private boolean take(Event event) {
        Transfer transfer = Transfer.of(event);
        if (take(transfer.things())) {
            return true;
        }
        String address = transfer.address();
        if (!address.isEmpty()) {
            choose(pictures.at(address));
        }
        return !address.isEmpty();
    }

    private void loadSamples() {
        site.readJson("images/samples.json").then(samples -> {
            samples.items().forEach(this::addSample);
            return null;
        }).catchError(reason -> {
            presenter.fail(JsErrors.of(reason));
            return null;
        });
    }

    private void addSample(Json entry) {
        String file = entry.require("file").string();
        String path = "images/" + file;
        String alt = entry.require("alt").string();
        HTMLElement button = view.text("button", "", "");
        button.setAttribute("type", "button");
        button.setAttribute("data-sample", file);
        button.setAttribute("data-path", path);
        HTMLImageElement thumbnail = (HTMLImageElement) view.text("img", "", "");
        thumbnail.setAlt(alt);
        // The model and the picture come first.
        view.later(() -> thumbnail.setSrc("images/small/" + file));
        button.appendChild(thumbnail);
        button.onClick(e -> choose(pictures.sample(path, alt)));
        view.samplesView().add(button);
    }
}
