package dev.glance.page;

import dev.glance.model.graph.Architecture;
import dev.glance.model.graph.LayerKind;
import dev.glance.model.graph.LayerTable;
import dev.glance.web.Numbers;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** Which network it is, what it costs, and what it would cost otherwise. */
final class CostView {
    /** Those with weights, the greatest of a MobileNet first. */
    private static final LayerKind[] KINDS = {LayerKind.POINTWISE, LayerKind.DEPTHWISE, LayerKind.STANDARD,
        LayerKind.FULLY_CONNECTED};
    private static final int STEP = 32;
    private static final int LEAST_SIDE = 96;
    private static final int MOST_SIDE = 288;

    private final Words words;
    private final HTMLElement element = Html.create("div", "inspect-cost", "");
    private HTMLInputElement alpha;
    private HTMLInputElement side;
    private HTMLElement alphaText;
    private HTMLElement sideText;
    private HTMLElement outcome;
    private HTMLElement outcomeBar;
    private String name;
    private double bytes;
    private LayerTable table;

    CostView(Words words) {
        this.words = words;
    }

    HTMLElement element() {
        return element;
    }

    void show(String model, double size, LayerTable layers) {
        name = model;
        bytes = size;
        table = layers;
        alpha = null;
        refresh();
    }

    /** Says everything anew. */
    void refresh() {
        if (table == null) {
            return;
        }
        double chosenAlpha = alpha == null ? base() : Numbers.read(alpha.getValue());
        double chosenSide = alpha == null ? table.input().height() : Numbers.read(side.getValue());
        element.clear();
        element.appendChild(head());
        element.appendChild(shares());
        element.appendChild(standard());
        element.appendChild(scale(chosenAlpha, chosenSide));
        scaled();
    }

    private double base() {
        double own = table.architecture().alpha();
        return own == 0 ? 1 : own;
    }

    private HTMLElement head() {
        Architecture architecture = table.architecture();
        String pixels = words.number(architecture.side(), 0);
        HTMLElement title = Html.create("p", "inspect-name", switch (architecture.family()) {
            case OTHER -> words.say("A network of a kind that is not known here, {0} px", pixels);
            default -> words.say("{0}, alpha {1}, {2} px (rho {3})", family(architecture), alpha(architecture.alpha()), pixels,
                    Figures.multiplier(words, architecture.rho()));
        });
        title.setAttribute("id", "architecture");
        HTMLElement figures = Html.with("dl", "inspect-figures",
                figure(words.say("Multiply-adds"), Figures.count(words, table.multiplyAdds()), words.say("for one picture")),
                figure(words.say("Parameters"), Figures.count(words, table.parameters()), words.say("{0} with biases and the like",
                        Figures.count(words, table.parameters() + table.extras()))),
                figure(words.say("File"), Figures.bytes(words, bytes), words.say("{0} bytes a parameter",
                        words.number(bytes / Math.max(1, table.parameters()), 1))),
                figure(words.say("Layers"), words.number(counted(), 0), words.say("with weights; {0} rows below",
                        words.number(table.layers().size(), 0))));
        return Html.with("section", "inspect-head", title, Html.create("p", "hint", name), figures);
    }

    private static String family(Architecture architecture) {
        return switch (architecture.family()) {
            case MOBILENET_V1 -> "MobileNet V1";
            case MOBILENET_V2 -> "MobileNet V2";
            case MOBILENET_V3_LARGE -> "MobileNet V3 Large";
            case MOBILENET_V3_SMALL -> "MobileNet V3 Small";
            case EFFICIENTNET_LITE0 -> "EfficientNet-Lite0";
            case OTHER -> "";
        };
    }

    private String alpha(double value) {
        return words.number(value, Math.abs(value * 10 - Math.round(value * 10)) < 1e-9 ? 1 : 2);
    }

    private int counted() {
        int count = 0;
        for (int i = 0; i < table.layers().size(); i++) {
            count += table.layers().get(i).kind().isCounted() ? 1 : 0;
        }
        return count;
    }

    private static HTMLElement figure(String term, String value, String remark) {
        return Html.with("div", "", Html.create("dt", "", term), Html.create("dd", "", value), Html.create("dd", "hint", remark));
    }

    private HTMLElement shares() {
        HTMLElement sheet = Html.create("table", "inspect-shares", "");
        sheet.appendChild(Html.create("caption", "hidden", words.say("What kinds of layers do how much of the work")));
        sheet.appendChild(Html.with("thead", "", Html.with("tr", "", column(words.say("Kind")), column(words.say("Multiply-adds")),
                column(words.say("Parameters")))));
        HTMLElement body = Html.create("tbody", "", "");
        HTMLElement work = Html.create("div", "stack", "");
        HTMLElement weights = Html.create("div", "stack", "");
        for (LayerKind kind : KINDS) {
            double adds = table.multiplyAddShare(kind);
            double parameters = table.parameterShare(kind);
            String word = kind.name();
            HTMLElement row = Html.with("tr", "", row(LayersView.kind(words, kind), word),
                    Html.create("td", "", Figures.share(words, adds)), Html.create("td", "", Figures.share(words, parameters)));
            row.setAttribute("data-kind", word);
            body.appendChild(row);
            work.appendChild(part(word, adds));
            weights.appendChild(part(word, parameters));
        }
        sheet.appendChild(body);
        HTMLElement stacks = Html.with("div", "stacks", Html.create("span", "hint", words.say("Multiply-adds")), work,
                Html.create("span", "hint", words.say("Parameters")), weights);
        stacks.setAttribute("aria-hidden", "true");
        return Html.with("section", "", Html.create("h2", "", words.say("Who does the work")), stacks, sheet,
                Html.create("p", "hint", words.say("Depthwise: a filter looks at each channel by itself. Pointwise: at each place, "
                        + "all channels are mixed, by 1 \u00d7 1. Counted as in the paper: without biases and batch normalisation.")));
    }

    private static HTMLElement column(String text) {
        HTMLElement cell = Html.create("th", "", text);
        cell.setAttribute("scope", "col");
        return cell;
    }

    private static HTMLElement row(String text, String kind) {
        HTMLElement dot = Html.create("span", "dot", "");
        dot.setAttribute("data-kind", kind);
        HTMLElement cell = Html.with("th", "", dot, Html.create("span", "", text));
        cell.setAttribute("scope", "row");
        return cell;
    }

    private static HTMLElement part(String kind, double share) {
        HTMLElement part = Html.create("span", "", "");
        part.setAttribute("data-kind", kind);
        width(part, share);
        return part;
    }

    private static void width(HTMLElement element, double part) {
        element.getStyle().setProperty("width", Numbers.fixed(100 * Math.min(1, part), 3) + "%");
    }

    private HTMLElement standard() {
        double own = table.multiplyAdds();
        double other = table.standardMultiplyAdds();
        HTMLElement section = Html.with("section", "", Html.create("h2", "", words.say("With standard convolutions")));
        section.setAttribute("id", "standard");
        section.setAttribute("data-multiply-adds", Numbers.text(other));
        section.setAttribute("data-parameters", Numbers.text(table.standardParameters()));
        if (table.pairs().isEmpty()) {
            section.appendChild(Html.create("p", "", words.say("This network has no depthwise separable convolutions to compare.")));
            return section;
        }
        section.appendChild(Html.create("p", "", words.say("The same network with standard convolutions would need {0} times the "
                + "multiply-adds and {1} times the parameters. Replaced are {2} pairs of a depthwise and a pointwise one; the rest "
                + "stays.", Figures.times(words, other / own), Figures.times(words, table.standardParameters() / table.parameters()),
                words.number(table.pairs().size(), 0))));
        double most = Math.max(own, other);
        section.appendChild(bar(words.say("This network"), Figures.count(words, own), own / most, "this"));
        section.appendChild(bar(words.say("Standard convolutions"), Figures.count(words, other), other / most, "other"));
        section.appendChild(Html.create("p", "hint", words.say("A standard convolution filters and mixes the channels in one step. A "
                + "depthwise separable one takes two: it first filters each channel by itself, then mixes them. With kernels of "
                + "3 \u00d7 3 that is eight to nine times less work; for MobileNet V1 it cost one point of accuracy (71.7 to 70.6 %, "
                + "table 4).")));
        section.appendChild(formula("D_K\u00b7D_K\u00b7M\u00b7N\u00b7D_F\u00b7D_F", words.say("standard: kernel D_K, M channels in, N out, D_F "
                + "places across and down (eq. 2)")));
        section.appendChild(formula("D_K\u00b7D_K\u00b7M\u00b7D_F\u00b7D_F + M\u00b7N\u00b7D_F\u00b7D_F", words.say("depthwise, then pointwise (eq. 5)")));
        section.appendChild(formula("1/N + 1/D_K\u00b2", words.say("what is left of the work (eq. 6)")));
        section.appendChild(paper());
        return section;
    }

    /** Where the formulas are from. */
    private HTMLElement paper() {
        HTMLElement link = Html.create("a", "", "Howard et al. 2017, MobileNets, arXiv:1704.04861");
        link.setAttribute("href", "https://arxiv.org/abs/1704.04861");
        link.setAttribute("rel", "noopener");
        return Html.with("p", "hint", link);
    }

    private static HTMLElement formula(String text, String meaning) {
        return Html.with("p", "formula", low("code", "", text), low("span", "hint", meaning));
    }

    /** What follows an underscore is set low. */
    private static HTMLElement low(String tag, String name, String text) {
        HTMLElement element = Html.create(tag, name, "");
        int at = 0;
        for (int low = text.indexOf('_'); low >= 0; low = text.indexOf('_', at)) {
            element.appendChild(Html.create("span", "", text.substring(at, low)));
            element.appendChild(Html.create("sub", "", text.substring(low + 1, low + 2)));
            at = low + 2;
        }
        element.appendChild(Html.create("span", "", text.substring(at)));
        return element;
    }

    private static HTMLElement bar(String label, String value, double part, String name) {
        HTMLElement fill = Html.create("span", name, "");
        width(fill, part);
        HTMLElement track = Html.with("span", "track", fill);
        track.setAttribute("aria-hidden", "true");
        return Html.with("p", "inspect-bar", Html.create("span", "", label), Html.create("strong", "", value), track);
    }

    private HTMLElement scale(double chosenAlpha, double chosenSide) {
        int own = table.input().height();
        alphaText = Html.create("output", "", "");
        sideText = Html.create("output", "", "");
        outcome = Html.create("p", "", "");
        outcome.setAttribute("id", "scaled");
        outcome.setAttribute("role", "status");
        outcomeBar = Html.create("span", "this", "");
        alpha = range("inspect-alpha", Math.min(0.25, base()), Math.max(1.4, base()), 0.05, chosenAlpha);
        boolean even = own % STEP == 0;
        side = range("inspect-side", Math.min(LEAST_SIDE, own), Math.max(MOST_SIDE, own), even ? STEP : 1, chosenSide);
        HTMLElement reset = Html.button("quiet", words.say("As it is"));
        reset.onClick(e -> {
            alpha.setValue(Numbers.text(base()));
            side.setValue(Numbers.text(own));
            scaled();
        });
        HTMLElement track = Html.with("span", "track", outcomeBar);
        track.setAttribute("aria-hidden", "true");
        return Html.with("section", "", Html.create("h2", "", words.say("Thinner, or with a smaller picture")),
                Html.create("p", "", words.say("Two numbers trade accuracy for speed: the width multiplier alpha, which leaves channels "
                        + "out, and the resolution multiplier rho, which makes the picture smaller.")),
                slider("inspect-alpha", words.say("Width, alpha"), alpha, alphaText),
                slider("inspect-side", words.say("Picture, rho"), side, sideText), reset, outcome,
                Html.with("p", "inspect-bar", track),
                formula("D_K\u00b7D_K\u00b7\u03b1M\u00b7\u03c1D_F\u00b7\u03c1D_F + \u03b1M\u00b7\u03b1N\u00b7\u03c1D_F\u00b7\u03c1D_F", words.say("alpha counts about "
                        + "twice, since it thins what comes in and what goes out; rho always twice (eq. 7)")));
    }

    private HTMLInputElement range(String id, double min, double max, double step, double value) {
        HTMLInputElement range = (HTMLInputElement) Html.create("input", "", "");
        range.setAttribute("type", "range");
        range.setAttribute("id", id);
        range.setAttribute("min", Numbers.text(min));
        range.setAttribute("max", Numbers.text(max));
        range.setAttribute("step", Numbers.text(step));
        range.setValue(Numbers.text(value));
        range.addEventListener("input", e -> scaled());
        return range;
    }

    private static HTMLElement slider(String id, String label, HTMLElement range, HTMLElement text) {
        HTMLElement name = Html.create("label", "", label);
        name.setAttribute("for", id);
        text.setAttribute("for", id);
        return Html.with("div", "slider", name, range, text);
    }

    /** Says what the sliders ask for. */
    private void scaled() {
        double width = Numbers.read(alpha.getValue());
        double pixels = Numbers.read(side.getValue());
        double relative = width / base();
        double adds = table.multiplyAddsAt(relative, pixels / table.input().height());
        double parameters = table.parametersAt(relative);
        double part = adds / table.multiplyAdds();
        Html.say(alphaText, alpha(width));
        Html.say(sideText, words.say("{0} px (rho {1})", words.number(pixels, 0), Figures.multiplier(words,
                pixels / Architecture.FULL_SIDE)));
        alpha.setAttribute("aria-valuetext", alphaText.getTextContent());
        side.setAttribute("aria-valuetext", sideText.getTextContent());
        Html.say(outcome, words.say("{0} multiply-adds, {1} of this network; {2} parameters, {3}.", Figures.count(words, adds),
                Figures.share(words, part), Figures.count(words, parameters), Figures.share(words, parameters / table.parameters())));
        outcome.setAttribute("data-multiply-adds", Numbers.text(adds));
        double most = Math.max(1, part);
        width(outcomeBar, part / most);
    }
}
