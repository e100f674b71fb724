package dev.glance.page;

import dev.glance.decide.Explanation;
import dev.glance.decide.Prediction;
import dev.glance.image.Crop;
import dev.glance.image.CropPlan;
import dev.glance.image.Heat;
import dev.glance.web.Canvas;
import dev.glance.web.Numbers;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.dom.html.HTMLSelectElement;

/** Why a name was given: the places of the picture that speak for it, drawn over it and in words. */
final class HeatView {
    private static final int SIDE = 112;

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement canvas = document.getElementById("heat");
    private final HTMLElement panel = document.getElementById("why-panel");
    private final HTMLElement text = document.getElementById("heat-text");
    private final HTMLElement button = document.getElementById("why");
    private final HTMLSelectElement names = (HTMLSelectElement) document.getElementById("heat-class");
    private final HTMLInputElement opacity = (HTMLInputElement) document.getElementById("heat-opacity");
    private final Words words;
    private final Texts texts;
    private Explanation explanation;
    private List<Prediction> explained = List.of();

    HeatView(Words words, Texts texts) {
        this.words = words;
        this.texts = texts;
        names.addEventListener("change", e -> draw());
        opacity.addEventListener("input", e -> fade());
    }

    /**
     * Shows why.
     *
     * @param top  the names that are explained, in the explanation's order
     * @param crop which part of the picture the model saw
     */
    void show(Explanation value, List<Prediction> top, Crop crop, int width, int height) {
        // Whoever looks at one name goes on looking at it while the square moves.
        int chosen = explanation == null ? -1 : explained.get(names.getSelectedIndex()).index();
        explanation = value;
        explained = top;
        names.clear();
        int selected = 0;
        for (int i = 0; i < top.size(); i++) {
            HTMLElement option = document.createElement("option");
            option.setInnerText(texts.name(top.get(i).label()));
            names.appendChild(option);
            selected = top.get(i).index() == chosen ? i : selected;
        }
        names.setSelectedIndex(selected);
        CropPlan plan = crop.plan(width, height, 1);
        double scaleX = plan.sourceWidth() / plan.targetWidth();
        double scaleY = plan.sourceHeight() / plan.targetHeight();
        place("left", (plan.sourceX() - plan.targetX() * scaleX) / width);
        place("top", (plan.sourceY() - plan.targetY() * scaleY) / height);
        place("width", scaleX / width);
        place("height", scaleY / height);
        panel.setHidden(false);
        canvas.setHidden(false);
        button.setAttribute("aria-expanded", "true");
        draw();
        fade();
    }

    private void place(String property, double fraction) {
        canvas.getStyle().setProperty(property, Numbers.text(fraction * 100) + "%");
    }

    private void draw() {
        int which = names.getSelectedIndex();
        Canvas.paint(canvas, Heat.rgba(explanation.heat(which), explanation.rows(), explanation.columns(), Explanation.SHIFT,
                SIDE), SIDE, SIDE);
        String name = texts.name(explained.get(which).label());
        text.setInnerText(switch (explanation.words(which)) {
            case "all of it" -> words.say("For \u201c{0}\u201d speaks all of what is read.", name);
            case "no part of it" -> words.say("For \u201c{0}\u201d speaks nothing of what is read.", name);
            default -> words.say("For \u201c{0}\u201d speaks mostly {1} of what is read.", name,
                    words.say(explanation.words(which)));
        });
    }

    private void fade() {
        canvas.getStyle().setProperty("opacity", Numbers.text(Integer.parseInt(opacity.getValue()) / 100.0));
    }

    /** Shows it no longer. */
    void clear() {
        explanation = null;
        panel.setHidden(true);
        canvas.setHidden(true);
        button.setAttribute("aria-expanded", "false");
    }
}
