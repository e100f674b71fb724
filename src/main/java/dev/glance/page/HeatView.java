package dev.glance.page;

import dev.glance.decide.Explanation;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.image.Cover;
import dev.glance.image.Crop;
import dev.glance.image.CropPlan;
import dev.glance.image.Heat;
import dev.glance.web.Canvas;
import dev.glance.web.Numbers;
import dev.glance.web.Pointers;
import java.util.List;
import java.util.function.Consumer;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.dom.html.HTMLSelectElement;

/** Why a name was given: the places of the picture that speak for it, drawn over it and in words. */
final class HeatView {
    private static final int SIDE = 112;
    private static final Cover MIDDLE = new Cover(0.5, 0.5, 0.35);
    private static final double STEP = 0.08;

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
    private final HTMLElement frame = document.getElementById("frame");
    private final HTMLElement covering = document.getElementById("cover");
    private final HTMLElement patch = document.getElementById("covered");
    private final HTMLElement coverText = document.getElementById("cover-text");
    private Consumer<Cover> ask;
    /** What is covered; null where nothing is. */
    private Cover cover;
    /** What was answered with it covered; null until that is there. */
    private Predictions answer;
    private boolean dragging;
    /** Where what the model saw lies in the picture, as parts of the picture's width and height. */
    private double left;
    private double top;
    private double across;
    private double down;

    HeatView(Words words, Texts texts) {
        this.words = words;
        this.texts = texts;
        names.addEventListener("change", e -> {
            draw();
            sayCovered();
        });
        opacity.addEventListener("input", e -> fade());
    }

    /**
     * Shows why.
     *
     * @param predictions the answer, whose names are in the explanation's order
     */
    void show(Explanation value, Predictions predictions) {
        // Whoever looks at one name goes on looking at it while the square moves.
        int chosen = explanation == null ? -1 : explained.get(names.getSelectedIndex()).index();
        explanation = value;
        explained = predictions.top();
        int selected = 0;
        for (int i = 0; i < explained.size(); i++) {
            selected = explained.get(i).index() == chosen ? i : selected;
        }
        list(selected);
        int width = predictions.receipt().width();
        int height = predictions.receipt().height();
        CropPlan plan = Crop.of(predictions.receipt().crop()).plan(width, height, 1);
        double scaleX = plan.sourceWidth() / plan.targetWidth();
        double scaleY = plan.sourceHeight() / plan.targetHeight();
        left = (plan.sourceX() - plan.targetX() * scaleX) / width;
        top = (plan.sourceY() - plan.targetY() * scaleY) / height;
        across = scaleX / width;
        down = scaleY / height;
        CropView.place(canvas, left, top, across, down);
        panel.setHidden(false);
        if (cover != null) {
            cover(cover);
        }
        canvas.setHidden(false);
        button.setAttribute("aria-expanded", "true");
        draw();
        fade();
    }

    private void list(int selected) {
        names.clear();
        for (Prediction prediction : explained) {
            HTMLElement option = document.createElement("option");
            option.setInnerText(texts.name(prediction.label()));
            names.appendChild(option);
        }
        names.setSelectedIndex(selected);
    }

    /** Says it in the language in use. */
    void refresh() {
        if (explanation != null) {
            list(names.getSelectedIndex());
            draw();
            sayCovered();
        }
    }

    /** Tells what a person covers. */
    void listen(Consumer<Cover> listener) {
        ask = listener;
        covering.onClick(e -> {
            if (cover == null) {
                cover(MIDDLE);
            } else {
                uncover();
            }
        });
        frame.addEventListener("pointerdown", e -> {
            dragging = cover != null && Pointers.isMain(e);
            if (dragging) {
                Pointers.capture(frame, e);
                follow(e);
            }
        });
        frame.addEventListener("pointermove", e -> {
            if (dragging && cover != null) {
                follow(e);
            }
        });
        frame.addEventListener("pointerup", e -> dragging = false);
        frame.addEventListener("pointercancel", e -> dragging = false);
        patch.addEventListener("keydown", e -> key((KeyboardEvent) e));
    }

    private void follow(Event event) {
        double x = (Pointers.x(event) - Pointers.left(frame)) / Pointers.width(frame);
        double y = (Pointers.y(event) - Pointers.top(frame)) / (Pointers.bottom(frame) - Pointers.top(frame));
        cover(cover.at((x - left) / across, (y - top) / down));
    }

    private void key(KeyboardEvent event) {
        Cover moved = switch (event.getKey()) {
            case "ArrowLeft" -> cover.at(cover.x() - STEP, cover.y());
            case "ArrowRight" -> cover.at(cover.x() + STEP, cover.y());
            case "ArrowUp" -> cover.at(cover.x(), cover.y() - STEP);
            case "ArrowDown" -> cover.at(cover.x(), cover.y() + STEP);
            default -> null;
        };
        if (moved != null) {
            event.preventDefault();
            cover(moved);
        }
    }

    private void cover(Cover wanted) {
        cover = wanted;
        frame.setAttribute(CropView.COVERING, "");
        covering.setAttribute("aria-pressed", "true");
        patch.setHidden(false);
        CropView.place(patch, left + (cover.x() - cover.side() / 2) * across, top + (cover.y() - cover.side() / 2) * down,
                cover.side() * across, cover.side() * down);
        ask.accept(cover);
    }

    private void uncover() {
        cover = null;
        answer = null;
        frame.removeAttribute(CropView.COVERING);
        covering.setAttribute("aria-pressed", "false");
        patch.setHidden(true);
        coverText.setInnerText("");
    }

    /** Says what is answered where a part is covered. */
    void covered(Predictions predictions) {
        if (cover != null) {
            answer = predictions;
            sayCovered();
        }
    }

    private void sayCovered() {
        if (answer == null) {
            return;
        }
        Prediction before = explained.get(names.getSelectedIndex());
        Prediction first = answer.top().get(0);
        String name = texts.name(before.label());
        String likeliest = texts.name(first.label());
        for (Prediction prediction : answer.top()) {
            if (prediction.index() == before.index()) {
                String now = texts.percent(prediction.probability());
                String then = texts.percent(before.probability());
                coverText.setInnerText(first.index() == before.index()
                        ? words.say("With that part covered, \u201c{0}\u201d is {1} likely instead of {2}.", name, now, then)
                        : words.say("With that part covered, \u201c{0}\u201d is {1} likely instead of {2}; likeliest is "
                                + "\u201c{3}\u201d.", name, now, then, likeliest));
                return;
            }
        }
        coverText.setInnerText(words.say("With that part covered, \u201c{0}\u201d is not among the first ten any more; likeliest is "
                + "\u201c{1}\u201d.", name, likeliest));
    }

    private void draw() {
        int which = names.getSelectedIndex();
        Canvas.paint(canvas, Heat.rgba(explanation.heat(which), explanation.rows(), explanation.columns(), Explanation.SHIFT,
                SIDE), SIDE, SIDE);
        String name = texts.name(explained.get(which).label());
        text.setInnerText(switch (explanation.words(which)) {
            case "all of it" -> words.say("It sees \u201c{0}\u201d all over the part that it read.", name);
            case "no part of it" -> words.say("Nothing in the part that it read speaks for \u201c{0}\u201d.", name);
            default -> words.say("It sees \u201c{0}\u201d mostly in {1} of the part that it read.", name,
                    words.say(explanation.words(which)));
        });
    }

    private void fade() {
        canvas.getStyle().setProperty("opacity", Numbers.text(Integer.parseInt(opacity.getValue()) / 100.0));
    }

    /** Shows it no longer. */
    void clear() {
        uncover();
        explanation = null;
        panel.setHidden(true);
        canvas.setHidden(true);
        button.setAttribute("aria-expanded", "false");
    }
}
