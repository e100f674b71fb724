package dev.glance.bench;

import dev.glance.api.ImageClassifier;
import dev.glance.api.ImageClassifierOptions;
import dev.glance.host.Loaded;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Canvas;
import dev.glance.web.Clipboard;
import dev.glance.web.Gpu;
import dev.glance.web.JsErrors;
import dev.glance.web.Scripts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLButtonElement;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.NodeList;
import org.teavm.jso.file.Blob;

/** The page {@code bench.html}: how fast this site is on the device that opens it. */
public final class Bench {
    private static final List<String> BACKENDS = List.of("wasm", "litert", "webgl", "webgpu");
    private static final int WARM = 3;
    private static final int ROUNDS = 15;
    private static final int MANY = 40;

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement table = document.getElementById("results");
    private final HTMLElement status = document.getElementById("status");
    private final HTMLElement report = document.getElementById("report");
    private final HTMLButtonElement start = (HTMLButtonElement) document.getElementById("start");
    private final StringBuilder text = new StringBuilder();
    private final String site;
    private Canvas small;
    private Blob smallFile;
    private Blob largeFile;

    private Bench(String site) {
        this.site = site;
    }

    /** Makes the page work. */
    public static void main(String[] args) {
        String script = Scripts.currentAddress();
        Bench bench = new Bench(script.substring(0, script.lastIndexOf('/') + 1));
        Scripts.afterParsing(bench::listen);
    }

    private void listen() {
        start.onClick(e -> {
            if (!start.isDisabled()) {
                start.setDisabled(true);
                measure();
            }
        });
        document.getElementById("copy").onClick(e -> Clipboard.write(text.toString()).then(done -> say("Copied"),
                reason -> say("Not copied (" + JsErrors.text(reason) + "): select the text below")));
    }

    private Object say(String what) {
        status.setInnerText(what);
        return null;
    }

    private void measure() {
        table.clear();
        text.setLength(0);
        text.append("Glance on ").append(BrowserFeatures.userAgent()).append(", ").append(BrowserFeatures.cores())
                .append(" cores\n\n| engine | start | 1280x720 img | 1280x720 file | 4032x3024 file | a file of ").append(MANY)
                .append(" |\n|---|---|---|---|---|---|\n");
        say("Making pictures");
        small = picture(1280, 720);
        small.toJpeg(0.9).flatThen(file -> {
            smallFile = file;
            return picture(4032, 3024).toJpeg(0.9);
        }).flatThen(file -> {
            largeFile = file;
            return next(0);
        }).then(done -> finished("Done"), reason -> finished("Failed: " + JsErrors.of(reason).getMessage()));
    }

    private Object finished(String how) {
        start.setDisabled(false);
        report.setInnerText(text.toString());
        document.getElementById("outcome").setHidden(false);
        return say(how);
    }

    private JSPromise<Object> next(int index) {
        if (index == BACKENDS.size()) {
            return JSPromise.resolve("");
        }
        String backend = BACKENDS.get(index);
        if (backend.startsWith("web") && !hasGpu()) {
            row(backend, List.of("no graphics processor here, or a browser that does not use it"));
            return next(index + 1);
        }
        say("Measuring " + backend);
        ImageClassifierOptions options = ImageClassifierOptions.builder().site(site).backend(backend).crop("square").build();
        return ImageClassifier.load(options).<Object>flatThen(classifier -> measure(classifier, backend).onSettled(() -> {
            classifier.close();
            return null;
        }), reason -> {
            row(backend, List.of(JsErrors.of(reason).what()));
            return JSPromise.resolve("");
        }).flatThen(done -> next(index + 1));
    }

    private static boolean hasGpu() {
        String renderer = Gpu.webGlRenderer();
        return !renderer.isEmpty() && !Gpu.isSoftware(renderer);
    }

    private JSPromise<Object> measure(ImageClassifier classifier, String backend) {
        Loaded loaded = classifier.model();
        if (!loaded.backend().equals(backend)) {
            row(backend, List.of(String.join("; ", loaded.dropped())));
            return JSPromise.resolve("");
        }
        List<String> cells = new ArrayList<>(List.of(milliseconds(loaded.loadMs())));
        return median(classifier, small).flatThen(ms -> {
            cells.add(milliseconds(ms));
            return median(classifier, smallFile);
        }).flatThen(ms -> {
            cells.add(milliseconds(ms));
            return median(classifier, largeFile);
        }).flatThen(ms -> {
            cells.add(milliseconds(ms));
            // The first time starts the workers.
            return many(classifier);
        }).flatThen(ms -> many(classifier)).then(ms -> {
            cells.add(milliseconds(ms / MANY));
            row(backend, cells);
            return "";
        });
    }

    private static JSPromise<Double> median(ImageClassifier classifier, JSObject picture) {
        return round(classifier, picture, new ArrayList<>(), 0);
    }

    private static JSPromise<Double> round(ImageClassifier classifier, JSObject picture, List<Double> times, int count) {
        if (count == WARM + ROUNDS) {
            Collections.sort(times);
            return JSPromise.resolve(times.get(ROUNDS / 2));
        }
        double begin = Performance.now();
        return classifier.classify(picture).flatThen(done -> {
            if (count >= WARM) {
                times.add(Performance.now() - begin);
            }
            return round(classifier, picture, times, count + 1);
        });
    }

    private JSPromise<Double> many(ImageClassifier classifier) {
        double begin = Performance.now();
        return classifier.classifyAll(Collections.nCopies(MANY, smallFile)).forEach(result -> {
            if (result.error() != null) {
                throw result.error();
            }
        }).then(done -> Performance.now() - begin);
    }

    private void row(String backend, List<String> cells) {
        HTMLElement row = document.createElement("tr");
        HTMLElement head = document.createElement("th");
        head.setAttribute("scope", "row");
        head.setInnerText(backend);
        row.appendChild(head);
        text.append("| ").append(backend);
        NodeList<? extends HTMLElement> columns = document.querySelectorAll("thead th");
        for (int i = 0; i < cells.size(); i++) {
            String value = cells.get(i);
            HTMLElement cell = document.createElement("td");
            cell.setInnerText(value);
            if (cells.size() == 1) {
                cell.setAttribute("colspan", "5");
                cell.setClassName("why");
            } else {
                // Where the table is shown as a list, for want of room.
                cell.setAttribute("data-column", columns.get(i + 1).getInnerText());
            }
            row.appendChild(cell);
            text.append(" | ").append(value);
        }
        text.append(" |\n");
        table.appendChild(row);
    }

    private static String milliseconds(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10 + " ms";
    }

    /** Coloured discs, as many as a photo has things in it. */
    private static Canvas picture(int width, int height) {
        Canvas canvas = Canvas.create(width, height);
        CanvasRenderingContext2D context = canvas.readableContext();
        context.setFillStyle("#d3d3d3");
        context.fillRect(0, 0, width, height);
        for (int i = 0; i < 400; i++) {
            context.setFillStyle("hsl(" + i * 37 % 360 + " 70% " + (30 + i % 5 * 10) + "%)");
            context.beginPath();
            context.arc(i * 131 % width, i * 89 % height, width / 25.0, 0, 2 * Math.PI);
            context.fill();
        }
        return canvas;
    }
}
