package dev.glance.page;

import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.image.CropPlan;
import dev.glance.image.CropSquare;
import dev.glance.web.Numbers;
import dev.glance.web.Pointers;
import java.util.function.Consumer;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The square over the picture that shows which part is read: what lies outside is shaded, and it can be moved and resized. */
final class CropView {
    /** Parts of the picture's shorter side by which arrow keys move the square; with Shift. */
    private static final double STEP = 1 / 20.0;
    private static final double SMALL_STEP = 1 / 100.0;
    /** By how much plus and minus change its side. */
    private static final double GROWTH = 1.15;

    /** Marks the frame while a part is covered: a press moves the cover then, not the square. */
    static final String COVERING = "data-covering";

    private final HTMLElement frame = element("frame");
    private final HTMLElement square = element("crop");
    private final HTMLElement tools = element("crop-tools");
    private final HTMLElement largest = element("crop-square");
    private final HTMLElement whole = element("crop-whole");
    private Crop shown = CropMode.SQUARE;
    private final Words words;
    private final Texts texts;
    private int width;
    private int height;
    /** What is being dragged, as it was when that began; null where nothing is. */
    private CropSquare dragged;
    private boolean resizing;
    private double fromX;
    private double fromY;

    CropView(Words words, Texts texts) {
        this.words = words;
        this.texts = texts;
    }

    private static HTMLElement element(String id) {
        HTMLDocument document = Window.current().getDocument();
        return document.getElementById(id);
    }

    /** Shows which part of a picture of the given size is read. */
    void show(Crop crop, int pictureWidth, int pictureHeight) {
        shown = crop;
        if (crop instanceof CropMode) {
            // Of a picture that is gone, or given up by a button.
            dragged = null;
        }
        width = pictureWidth;
        height = pictureHeight;
        // To a pixel, plain is the same.
        CropPlan plan = (crop == CropMode.PLAIN ? CropMode.SQUARE : crop).plan(width, height, 1);
        boolean all = plan.sourceWidth() >= width && plan.sourceHeight() >= height && width != height
                || crop == CropMode.CONTAIN || crop == CropMode.STRETCH;
        frame.setHidden(false);
        tools.setHidden(false);
        frame.getStyle().setProperty("--ratio", Numbers.text((double) width / height));
        place(square, plan.sourceX() / width, plan.sourceY() / height, plan.sourceWidth() / width,
                plan.sourceHeight() / height);
        square.setClassName(all ? "all" : "");
        // A finger scrolls the page in the direction in which the square has no room.
        boolean wide = plan.sourceWidth() >= width;
        boolean high = plan.sourceHeight() >= height;
        square.getStyle().setProperty("touch-action", all || wide && high ? "auto" : high ? "pan-y" : wide ? "pan-x" : "none");
        largest.setAttribute("aria-pressed", Boolean.toString(crop == CropMode.SQUARE || crop == CropMode.PLAIN));
        whole.setAttribute("aria-pressed", Boolean.toString(crop == CropMode.CONTAIN));
        double side = all ? Math.max(width, height) : plan.sourceWidth();
        square.setAttribute("data-x", Numbers.text(Math.round(plan.sourceX())));
        square.setAttribute("data-y", Numbers.text(Math.round(plan.sourceY())));
        square.setAttribute("data-side", Numbers.text(Math.round(side)));
        square.setAttribute("aria-valuemin", Numbers.text(CropSquare.least(width, height)));
        square.setAttribute("aria-valuemax", Numbers.text(all ? side : Math.min(width, height)));
        square.setAttribute("aria-valuenow", Numbers.text(Math.round(side)));
        square.setAttribute("aria-valuetext", all ? words.say("the whole picture") : texts.square(square()));
    }

    /** Lays something over the picture; all in parts of the picture's width and height. */
    static void place(HTMLElement element, double left, double top, double width, double height) {
        place(element, "left", left);
        place(element, "top", top);
        place(element, "width", width);
        place(element, "height", height);
    }

    private static void place(HTMLElement element, String property, double fraction) {
        element.getStyle().setProperty(property, Numbers.text(fraction * 100) + "%");
    }

    /** There is no picture. */
    void clear() {
        frame.setHidden(true);
        tools.setHidden(true);
    }

    private boolean isAll() {
        return square.getClassName().equals("all");
    }

    /** What is read now; the largest square where that is all. */
    private CropSquare square() {
        CropPlan plan = (isAll() || shown == CropMode.PLAIN ? CropMode.SQUARE : shown).plan(width, height, 1);
        return new CropSquare(plan.sourceX(), plan.sourceY(), plan.sourceWidth()).rounded();
    }

    /** Tells what a person asks to be read instead. */
    void listen(Consumer<Crop> listener) {
        largest.onClick(e -> listener.accept(CropMode.SQUARE));
        whole.onClick(e -> listener.accept(CropMode.CONTAIN));
        square.addEventListener("pointerdown", this::begin);
        // Not before the finger is up: it may be about to scroll the page.
        frame.onClick(e -> {
            if (e.getTarget() == frame && !isAll() && !frame.hasAttribute(COVERING)) {
                comeTo(e, listener);
            }
        });
        frame.addEventListener("pointermove", e -> drag(e, listener));
        frame.addEventListener("pointerup", e -> dragged = null);
        frame.addEventListener("pointercancel", e -> dragged = null);
        square.addEventListener("keydown", e -> key((KeyboardEvent) e, listener));
    }

    private double scale() {
        return width / Pointers.width(frame);
    }

    private void begin(Event event) {
        if (!Pointers.isMain(event) || isAll() || frame.hasAttribute(COVERING)) {
            return;
        }
        event.preventDefault();
        square.focus();
        // Not by the frame: a click on that, which a release would be, means something else.
        Pointers.capture(square, event);
        dragged = square();
        fromX = Pointers.x(event);
        fromY = Pointers.y(event);
        HTMLElement target = (HTMLElement) event.getTarget();
        resizing = target.getClassName().equals("corner");
    }

    /** Beside the square was pressed: its middle comes there. */
    private void comeTo(Event event, Consumer<Crop> listener) {
        double side = square().side();
        listener.accept(new CropSquare((Pointers.x(event) - Pointers.left(frame)) * scale() - side / 2,
                (Pointers.y(event) - Pointers.top(frame)) * scale() - side / 2, side).within(width, height).rounded());
    }

    private void drag(Event event, Consumer<Crop> listener) {
        if (dragged == null) {
            return;
        }
        double x = (Pointers.x(event) - fromX) * scale();
        double y = (Pointers.y(event) - fromY) * scale();
        CropSquare wanted = resizing ? dragged.resized(dragged.side() + Math.max(x, y), width, height)
                : dragged.moved(x, y, width, height);
        listener.accept(wanted.rounded());
    }

    private void key(KeyboardEvent event, Consumer<Crop> listener) {
        double step = Math.max(1, Math.min(width, height) * (event.isShiftKey() ? SMALL_STEP : STEP));
        CropSquare now = square();
        Crop wanted = switch (event.getKey()) {
            case "ArrowLeft" -> now.moved(-step, 0, width, height).rounded();
            case "ArrowRight" -> now.moved(step, 0, width, height).rounded();
            case "ArrowUp" -> now.moved(0, -step, width, height).rounded();
            case "ArrowDown" -> now.moved(0, step, width, height).rounded();
            case "+", "=" -> now.grown(GROWTH, width, height).rounded();
            case "-" -> now.grown(1 / GROWTH, width, height).rounded();
            case "Home" -> CropMode.SQUARE;
            default -> null;
        };
        if (wanted != null && !event.isCtrlKey() && !event.isMetaKey() && !event.isAltKey()) {
            event.preventDefault();
            listener.accept(wanted);
        }
    }
}
