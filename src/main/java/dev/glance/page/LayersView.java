package dev.glance.page;

import dev.glance.decide.LayerMaps;
import dev.glance.model.Format;
import dev.glance.model.graph.Layer;
import dev.glance.model.graph.LayerKind;
import dev.glance.model.graph.LayerTable;
import dev.glance.model.graph.Shape;
import dev.glance.model.graph.Window;
import dev.glance.web.Canvas;
import dev.glance.web.Focus;
import dev.glance.web.Numbers;
import java.util.function.IntConsumer;
import org.teavm.jso.dom.html.HTMLElement;

/** The table of the layers, and what one of them makes of the picture. */
final class LayersView {
    /** More rows than that nobody reads, and the page would be slow. */
    private static final int MOST_ROWS = 1_000;

    private final Words words;
    private final IntConsumer ask;
    private final HTMLElement element = Html.create("section", "inspect-layers", "");
    private final HTMLElement title = Html.create("h2", "", "");
    private final HTMLElement hint = Html.create("p", "hint", "");
    private final HTMLElement scroll = Html.create("div", "inspect-scroll", "");
    private final HTMLElement side = Html.create("div", "inspect-maps", "");
    private final HTMLElement name = Html.create("h3", "", "");
    private final HTMLElement text = Html.create("p", "", "");
    private final HTMLElement canvas = Html.create("canvas", "", "");
    private final HTMLElement legend = Html.create("p", "hint", "");
    private Format.Kind format;
    private LayerTable table;
    private HTMLElement[] buttons = {};
    private int chosen = -1;
    private LayerMaps maps;
    private String lacking = "";

    /** @param ask asks for the maps of a row */
    LayersView(Words words, IntConsumer ask) {
        this.words = words;
        this.ask = ask;
        scroll.setAttribute("tabindex", "0");
        scroll.setAttribute("role", "region");
        canvas.setAttribute("id", "layer-maps");
        canvas.setAttribute("role", "img");
        text.setAttribute("id", "layer-text");
        text.setAttribute("role", "status");
        side.appendChild(name);
        side.appendChild(text);
        side.appendChild(canvas);
        side.appendChild(legend);
        element.appendChild(title);
        element.appendChild(hint);
        element.appendChild(Html.with("div", "inspect-both", scroll, side));
    }

    HTMLElement element() {
        return element;
    }

    /** Which row's maps are shown; negative for none. */
    int chosen() {
        return chosen;
    }

    void show(Format.Kind kind, LayerTable layers) {
        format = kind;
        table = layers;
        chosen = -1;
        maps = null;
        lacking = "";
        refresh();
        scroll.setScrollTop(0);
    }

    /** Says everything anew. */
    void refresh() {
        if (table == null) {
            return;
        }
        title.setTextContent(words.say("Layer by layer"));
        int rows = Math.min(MOST_ROWS, table.layers().size());
        hint.setTextContent(rows == table.layers().size()
                ? words.say("Choose a layer to see what it makes of the picture.")
                : words.say("These are the first {0} of {1} rows; the totals are those of all. Choose a layer to see what it makes of the "
                        + "picture.", words.number(rows, 0), words.number(table.layers().size(), 0)));
        scroll.setAttribute("aria-label", title.getTextContent());
        int top = scroll.getScrollTop();
        scroll.clear();
        scroll.appendChild(sheet(rows));
        scroll.setScrollTop(top);
        draw();
    }

    private HTMLElement sheet(int rows) {
        HTMLElement sheet = Html.create("table", "", "");
        sheet.setAttribute("id", "layers");
        sheet.setAttribute("data-parameters", Numbers.text(table.parameters()));
        sheet.setAttribute("data-multiply-adds", Numbers.text(table.multiplyAdds()));
        sheet.appendChild(Html.create("caption", "hidden", words.say("The layers, in the order in which they are computed, and what "
                + "they cost for one picture")));
        sheet.appendChild(Html.with("thead", "", Html.with("tr", "", column(words.say("Layer")), column(words.say("Output")),
                column(words.say("Kernel")), column(words.say("Stride")), column(words.say("Parameters")),
                column(words.say("Multiply-adds")))));
        double most = 1;
        for (Layer layer : table.layers()) {
            most = Math.max(most, layer.multiplyAdds());
        }
        HTMLElement body = Html.create("tbody", "", "");
        buttons = new HTMLElement[rows];
        for (int i = 0; i < rows; i++) {
            body.appendChild(row(i, most));
        }
        sheet.appendChild(body);
        HTMLElement all = Html.create("th", "", words.say("All layers"));
        all.setAttribute("scope", "row");
        all.setAttribute("colspan", "4");
        sheet.appendChild(Html.with("tfoot", "", Html.with("tr", "", all,
                Html.create("td", "", words.number(table.parameters(), 0)),
                Html.create("td", "", words.number(table.multiplyAdds(), 0)))));
        return sheet;
    }

    private static HTMLElement column(String text) {
        HTMLElement cell = Html.create("th", "", text);
        cell.setAttribute("scope", "col");
        return cell;
    }

    private HTMLElement row(int number, double most) {
        Layer layer = table.layers().get(number);
        boolean shows = !LayerNodes.of(format, table, number).isEmpty();
        HTMLElement label = shows ? Html.button("layer", layer.name()) : Html.create("span", "", layer.name());
        String kind = kind(words, layer.kind());
        HTMLElement head = Html.with("th", "", label, Html.create("span", "kind", layer.activation().isEmpty() ? kind
                : kind + " \u00b7 " + layer.activation()));
        head.setAttribute("scope", "row");
        Window window = layer.window();
        boolean counts = layer.kind().isCounted();
        HTMLElement bar = Html.create("span", "work", "");
        bar.getStyle().setProperty("width", Numbers.fixed(100 * layer.multiplyAdds() / most, 2) + "%");
        bar.setAttribute("data-kind", layer.kind().name());
        bar.setAttribute("aria-hidden", "true");
        HTMLElement work = cell(words.say("Multiply-adds"), "");
        work.appendChild(Html.create("span", "", counts ? Figures.count(words, layer.multiplyAdds()) : "\u2013"));
        work.appendChild(bar);
        HTMLElement row = Html.with("tr", "", head, cell(words.say("Output"), shape(layer.out())),
                cell(words.say("Kernel"), window == null ? "\u2013" : pair(window.height(), window.width())),
                cell(words.say("Stride"), window == null ? "\u2013" : window.strideHeight() == window.strideWidth()
                        ? words.number(window.strideWidth(), 0) : pair(window.strideHeight(), window.strideWidth())),
                cell(words.say("Parameters"), counts ? Figures.count(words, layer.parameters()) : "\u2013"),
                work);
        row.setAttribute("data-kind", layer.kind().name());
        row.setAttribute("data-parameters", Numbers.text(layer.parameters()));
        row.setAttribute("data-multiply-adds", Numbers.text(layer.multiplyAdds()));
        buttons[number] = label;
        if (shows) {
            label.setAttribute("aria-pressed", number == chosen ? "true" : "false");
            label.setAttribute("aria-controls", "layer-maps");
            row.addEventListener("click", e -> choose(number));
        }
        return row;
    }

    /** With the name of its column, for where a row is folded. */
    private static HTMLElement cell(String column, String text) {
        HTMLElement cell = Html.create("td", "", text);
        cell.setAttribute("data-column", column);
        return cell;
    }

    private void choose(int number) {
        if (chosen >= 0) {
            buttons[chosen].setAttribute("aria-pressed", "false");
        }
        chosen = number;
        buttons[number].setAttribute("aria-pressed", "true");
        maps = null;
        lacking = "";
        draw();
        // On a phone it is below.
        Focus.reveal(side);
        ask.accept(number);
    }

    private String shape(Shape shape) {
        return shape.height() == 1 && shape.width() == 1 ? words.number(shape.channels(), 0)
                : pair(shape.height(), shape.width()) + " \u00d7 " + words.number(shape.channels(), 0);
    }

    private String pair(double a, double b) {
        return words.number(a, 0) + " \u00d7 " + words.number(b, 0);
    }

    /** What a kind of layer is called. */
    static String kind(Words words, LayerKind kind) {
        return words.say(switch (kind) {
            case STANDARD -> "Standard convolution";
            case DEPTHWISE -> "Depthwise";
            case POINTWISE -> "Pointwise";
            case FULLY_CONNECTED -> "Fully connected";
            case POOLING -> "Pooling";
            case ADDITION -> "Addition";
            case MULTIPLICATION -> "Multiplication";
            case CONCATENATION -> "Concatenation";
            case ACTIVATION -> "Activation";
            case NORMALIZATION -> "Normalisation";
            case PADDING -> "Padding";
            case RESHAPE -> "Other shape";
            case OTHER -> "Something else";
        });
    }

    /** Shows what the chosen layer makes of the picture. */
    void maps(LayerMaps value) {
        maps = value;
        lacking = "";
        draw();
    }

    /** Says why that cannot be shown. */
    void lacking(String why) {
        maps = null;
        lacking = why;
        draw();
    }

    private void draw() {
        side.setHidden(chosen < 0);
        if (chosen < 0) {
            return;
        }
        Layer layer = table.layers().get(chosen);
        name.setTextContent(layer.name() + " \u00b7 " + kind(words, layer.kind()));
        canvas.setHidden(maps == null);
        legend.setHidden(maps == null);
        if (maps == null) {
            Html.say(text, lacking.isEmpty() ? words.say("Computing") : lacking);
            return;
        }
        MapSheet sheet = MapSheet.of(maps);
        Canvas.paint(canvas, sheet.rgba(), sheet.width(), sheet.height());
        boolean points = maps.rows() * maps.columns() == 1;
        canvas.setAttribute("aria-label", points
                ? words.say("{0} values of the layer {1} as squares", words.number(maps.channels(), 0), layer.name())
                : words.say("{0} maps of the layer {1}", words.number(maps.channels(), 0), layer.name()));
        Html.say(text, words.say("{0} of {1} channels; values from {2} to {3}.", words.number(maps.channels(), 0),
                words.number(layer.out().channels(), 0), words.number(maps.min(), 2), words.number(maps.max(), 2)));
        legend.setTextContent(points
                ? words.say("A square a channel: dark for the least value, yellow for the greatest.")
                : words.say("A map a channel: dark where the layer answers least, yellow where it answers most, each map for itself."));
    }
}
