package dev.glance.page;

import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.site.OwnModels;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.web.Pointers;
import dev.glance.web.ResizeObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLSelectElement;
import org.teavm.jso.dom.xml.Element;

/** The models of this device by time, accuracy and size. */
final class ModelsPlot {
    private static final String WASM = "wasm";
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int HEIGHT = 320;
    private static final int MOST_WIDTH = 760;
    private static final double LETTER = 7;
    private static final int LONGEST_NAME = 16;

    private final Words words;
    private final ModelsDoor door;
    private final Supplier<JSPromise<Catalog>> catalog;
    private final HTMLElement element = Html.create("section", "inspect-plot", "");
    private final HTMLElement title = Html.create("h2", "", "");
    private final HTMLElement intro = Html.create("p", "", "");
    private final HTMLElement measure = Html.button("", "");
    private final HTMLElement status = Html.create("p", "hint", "");
    private final HTMLElement label = Html.create("label", "hint", "");
    private final HTMLSelectElement test = (HTMLSelectElement) Html.create("select", "", "");
    private final HTMLElement field = Html.create("div", "plot", "");
    private final HTMLElement sheet = Html.create("div", "inspect-scroll", "");
    private final HTMLElement source = Html.create("p", "hint", "");
    private final HTMLElement rule = Html.create("p", "hint", "");
    private List<Model> models = new ArrayList<>();
    private String used = "";
    private boolean measuring;
    private double width;

    /**
     * A model of this device.
     *
     * @param known its id in the catalog; empty where it is not of that
     * @param only  what alone can compute it; empty where others can too
     */
    private record Model(String id, String name, String known, String brief, double bytes, String only) {
    }

    ModelsPlot(Words words, ModelsDoor door, Supplier<JSPromise<Catalog>> catalog) {
        this.words = words;
        this.door = door;
        this.catalog = catalog;
        field.setAttribute("id", "models-plot");
        status.setAttribute("role", "status");
        measure.setAttribute("id", "models-measure");
        measure.onClick(e -> measure());
        test.setAttribute("id", "models-test");
        test.addEventListener("change", e -> draw());
        for (int i = 0; i < Accuracy.values().length; i++) {
            test.appendChild(Html.create("option", "", ""));
        }
        label.setAttribute("for", "models-test");
        sheet.setAttribute("tabindex", "0");
        sheet.setAttribute("role", "region");
        for (HTMLElement part : new HTMLElement[] {title, intro, Html.with("div", "row", measure, status),
            Html.with("div", "row", label, test), field, sheet, source, rule}) {
            element.appendChild(part);
        }
        new ResizeObserver(() -> {
            if (Math.abs(Pointers.width(field) - width) >= 1) {
                draw();
            }
        }).observe(field);
    }

    HTMLElement element() {
        return element;
    }

    /** Another model is in use, or it is looked at again. */
    void use(String id) {
        used = id;
        List<Model> found = new ArrayList<>();
        catalog.get().flatThen(all -> {
            for (CatalogEntry entry : all.entries()) {
                if (entry.inSite()) {
                    found.add(new Model(entry.id(), entry.name(), entry.id(), brief(entry), entry.bytes(), ""));
                }
            }
            return kept(found);
        }).then(done -> {
            if (models.isEmpty()) {
                choose(found);
            }
            models = found;
            draw();
            return null;
        }).catchError(reason -> null);
    }

    /** Begins with the test that says something of the model in use. */
    private void choose(List<Model> found) {
        for (Model model : found) {
            if (model.id.equals(used) && Accuracy.values()[0].of(model.known) == PlotLayout.UNKNOWN
                    && Accuracy.values()[1].of(model.known) != PlotLayout.UNKNOWN) {
                test.setSelectedIndex(1);
            }
        }
    }

    private static String brief(CatalogEntry entry) {
        return "V" + entry.version() + " " + Numbers.fixed(entry.alpha(), entry.alpha() * 10 % 1 == 0 ? 1 : 2) + " " + entry.inputSize();
    }

    private JSPromise<JSObject> kept(List<Model> found) {
        return KeyValues.open(OwnModels.STORE).flatThen(store -> store.keys().flatThen(store::get)).<JSObject>then(values -> {
            for (int i = 0; i < values.getLength(); i++) {
                Message model = values.get(i).cast();
                Message known = model.object("known");
                String name = model.text("name");
                found.add(new Model(model.text("id"), name, known == null ? "" : known.text("id"), name.length() <= LONGEST_NAME ? name
                        : name.substring(0, LONGEST_NAME - 1) + "\u2026", model.number("bytes"), model.text("only")));
            }
            return null;
        }, reason -> null);
    }

    private void measure() {
        if (!measuring) {
            measuring = true;
            measure.setAttribute("aria-disabled", "true");
            next(new ArrayList<>(models), 0, 0);
        }
    }

    private void next(List<Model> all, int at, int failed) {
        if (at == all.size()) {
            measuring = false;
            measure.removeAttribute("aria-disabled");
            Html.say(status, failed == 0 ? "" : words.say("{0} could not be measured.", words.number(failed, 0)));
            return;
        }
        Model model = all.get(at);
        Html.say(status, words.say("Measuring {0}", model.name));
        door.getAttempt().with(model.id, model.only.isEmpty() ? WASM : model.only).then(answer -> {
            boolean done = answer.object("failure") == null;
            if (done) {
                Measured.set(model.id, answer.number("milliseconds"));
                draw();
            }
            next(all, at + 1, failed + (done ? 0 : 1));
            return null;
        });
    }

    /** Says everything anew. */
    void refresh() {
        title.setTextContent(words.say("The models of this device"));
        intro.setTextContent(words.say("To the right: more time. Up: more often right. Larger: a larger file. The best ones are small, high up "
                + "and on the left, and none is all three."));
        measure.setTextContent(words.say("Measure"));
        measure.setAttribute("aria-label", words.say("Measure how long each model takes"));
        label.setTextContent(words.say("Right answers among"));
        test.getOptions().item(0).setTextContent(words.say("1,000 pictures (Glance)"));
        test.getOptions().item(1).setTextContent(words.say("ILSVRC 2012 (published)"));
        rule.setTextContent(words.say("The paper\u2019s trade-off, for MobileNet V1 on ILSVRC 2012: half the width (alpha 0.5) costs a quarter of the "
                + "work and 7 points (70.6 to 63.7 %); a picture of 160 px (rho 0.714) costs half of the work and 3 points (67.2 %)."));
        draw();
    }

    private void draw() {
        if (models.isEmpty()) {
            return;
        }
        Accuracy accuracy = Accuracy.values()[test.getSelectedIndex()];
        source.setTextContent(accuracy == Accuracy.MEASURED
                ? words.say("First answers that are right, of 1,000 pictures that none of the models was trained on, measured for Glance: see "
                        + "the model\u2019s card in its source. Milliseconds: measured on this device.")
                : words.say("First answers that are right, of the 50,000 pictures of ILSVRC 2012, as tensorflow.org publishes them for these "
                        + "files. Milliseconds: measured on this device."));
        List<PlotLayout.Point> points = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            Model model = models.get(i);
            double milliseconds = Measured.of(model.id);
            if (milliseconds > 0) {
                points.add(new PlotLayout.Point(i + 1, model.brief, milliseconds, accuracy.of(model.known), model.bytes));
                numbers.add(i);
            }
        }
        field.clear();
        width = Pointers.width(field);
        boolean lacks = false;
        if (points.isEmpty()) {
            field.appendChild(Html.create("p", "plot-empty", words.say("Nothing has been measured yet.")));
        } else if (width > 0) {
            field.appendChild(plot(points, numbers));
            for (PlotLayout.Point point : points) {
                lacks |= point.accuracy() == PlotLayout.UNKNOWN;
            }
        }
        if (lacks) {
            field.appendChild(Html.create("p", "hint", words.say("At the question mark: models of which that accuracy is not known.")));
        }
        sheet.clear();
        sheet.appendChild(table(accuracy));
        sheet.setAttribute("aria-label", title.getTextContent());
    }

    private Element plot(List<PlotLayout.Point> points, List<Integer> numbers) {
        PlotLayout layout = PlotLayout.of(points, (int) Math.min(MOST_WIDTH, width), HEIGHT, LETTER);
        Element svg = svg("svg", "");
        set(svg, "width", layout.width(), "height", layout.height());
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-label", words.say("Plot of time, accuracy and size; the table below has its numbers"));
        for (PlotLayout.Tick tick : layout.up()) {
            line(svg, layout.left(), tick.at(), layout.right(), tick.at());
            text(svg, "end", layout.left() - 6, tick.at() + 4, words.number(100 * tick.value(), 0) + " %");
        }
        for (PlotLayout.Tick tick : layout.across()) {
            line(svg, tick.at(), layout.bottom(), tick.at(), layout.bottom() + 5);
            text(svg, "middle", tick.at(), layout.height() - 22, words.number(tick.value(), tick.value() % 1 == 0 ? 0 : 1));
        }
        text(svg, "middle", (layout.left() + layout.right()) / 2, layout.height() - 5, words.say("milliseconds a picture"));
        if (layout.strip() > 0) {
            text(svg, "end", layout.left() - 6, layout.strip() + 4, "?");
        }
        for (int i = 0; i < points.size(); i++) {
            PlotLayout.Mark mark = layout.marks().get(i);
            Element circle = svg("circle", models.get(numbers.get(i)).id.equals(used) ? "used" : "");
            set(circle, "cx", mark.x(), "cy", mark.y());
            circle.setAttribute("r", Numbers.fixed(mark.radius(), 1));
            svg.appendChild(circle);
        }
        for (int i = 0; i < points.size(); i++) {
            double[] place = layout.marks().get(i).label();
            if (place != null) {
                text(svg, "start", place[0], place[1] + 12, layout.marks().get(i).text()).setAttribute("class", "name");
            }
        }
        return svg;
    }

    private static void line(Element svg, double x1, double y1, double x2, double y2) {
        Element line = svg("line", "");
        set(line, "x1", x1, "y1", y1);
        set(line, "x2", x2, "y2", y2);
        svg.appendChild(line);
    }

    private static Element text(Element svg, String anchor, double x, double y, String text) {
        Element element = svg("text", "");
        set(element, "x", x, "y", y);
        element.setAttribute("text-anchor", anchor);
        element.appendChild(Window.current().getDocument().createTextNode(text));
        svg.appendChild(element);
        return element;
    }

    private static Element svg(String tag, String name) {
        Element element = Window.current().getDocument().createElementNS(SVG, tag);
        if (!name.isEmpty()) {
            element.setAttribute("class", name);
        }
        return element;
    }

    private static void set(Element element, String first, double a, String second, double b) {
        element.setAttribute(first, Numbers.fixed(a, 1));
        element.setAttribute(second, Numbers.fixed(b, 1));
    }

    private HTMLElement table(Accuracy accuracy) {
        HTMLElement body = Html.create("tbody", "", "");
        for (int i = 0; i < models.size(); i++) {
            Model model = models.get(i);
            double right = accuracy.of(model.known);
            double milliseconds = Measured.of(model.id);
            HTMLElement head = Html.create("th", "", (i + 1) + " \u00b7 " + model.name);
            head.setAttribute("scope", "row");
            HTMLElement row = Html.with("tr", "", head,
                    Html.create("td", "", right == PlotLayout.UNKNOWN ? words.say("not of these") : words.number(100 * right, 1) + "\u00a0%"),
                    Html.create("td", "", milliseconds == 0 ? words.say("not measured") : words.number(milliseconds, milliseconds < 10
                            ? 1 : 0)),
                    Html.create("td", "", Figures.bytes(words, model.bytes)));
            row.setAttribute("data-model-id", model.id);
            if (model.id.equals(used)) {
                row.setAttribute("aria-current", "true");
            }
            body.appendChild(row);
        }
        return Html.with("table", "", Html.create("caption", "hidden", title.getTextContent()), Html.with("thead", "", Html.with("tr", "",
                column(words.say("Model")), column(words.say("Right")), column(words.say("Milliseconds")), column(words.say("File")))),
                body);
    }

    private static HTMLElement column(String text) {
        HTMLElement cell = Html.create("th", "", text);
        cell.setAttribute("scope", "col");
        return cell;
    }
}
