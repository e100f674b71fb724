package dev.glance.page;

import dev.glance.many.Album;
import dev.glance.web.WakeLock;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** Whether results are kept on this device, and whether the screen stays on. */
final class ManySettings {
    private final Words words;
    private final ManyKept kept;
    private final Album album;
    private final HTMLElement element = Html.create("div", "many-settings", "");
    private final HTMLInputElement keep = box("many-keep");
    private final HTMLElement keepText = Html.create("span", "", "");
    private final HTMLElement forget = Html.button("quiet", "");
    private final HTMLInputElement awake = box("many-awake");
    private final HTMLElement awakeText = Html.create("span", "", "");
    private WakeLock lock;

    ManySettings(Words words, ManyKept kept, Album album) {
        this.words = words;
        this.kept = kept;
        this.album = album;
        keep.setChecked(kept.isOn());
        keep.addEventListener("change", e -> kept.turn(keep.isChecked(), album).then(so -> {
            if (!so) {
                keep.setChecked(false);
            }
            return null;
        }));
        forget.setAttribute("id", "many-forget");
        forget.onClick(e -> {
            if (kept.hasAny()) {
                forget();
            }
        });
        kept.watch(this::say);
        awake.addEventListener("change", e -> keepAwake());
        element.appendChild(check(keep, keepText));
        element.appendChild(forget);
        if (WakeLock.available()) {
            element.appendChild(check(awake, awakeText));
        }
    }

    private static HTMLInputElement box(String id) {
        HTMLElement box = Html.create("input", "", "");
        box.setAttribute("type", "checkbox");
        box.setAttribute("id", id);
        return (HTMLInputElement) box;
    }

    private static HTMLElement check(HTMLElement box, HTMLElement text) {
        HTMLElement label = Html.create("label", "check", "");
        label.appendChild(box);
        label.appendChild(text);
        return label;
    }

    HTMLElement element() {
        return element;
    }

    /** Says everything in the language in use. */
    void speak() {
        keepText.setTextContent(words.say("Remember the results on this device"));
        awakeText.setTextContent(words.say("Keep the screen on until it is done"));
        say();
    }

    private void say() {
        forget.setTextContent(words.say("Forget all results"));
        // It keeps the keyboard, which is there when it has done what it is for.
        forget.setAttribute("aria-disabled", Boolean.toString(!kept.hasAny()));
    }

    private void forget() {
        kept.forget().then(done -> {
            keep.setChecked(false);
            kept.turn(false, album);
            forget.setTextContent(words.say("Forgotten"));
            return null;
        }, reason -> {
            forget.setTextContent(words.say("Not allowed here"));
            return null;
        });
    }

    private void keepAwake() {
        if (!awake.isChecked()) {
            rest();
            return;
        }
        WakeLock.request().then(granted -> {
            lock = granted;
            return null;
        }, reason -> {
            // Such as with a low battery: the box tells that it is not so.
            awake.setChecked(false);
            return null;
        });
    }

    /** Nothing is waited for any more: the screen may go off. */
    void rest() {
        if (lock != null) {
            lock.release();
            lock = null;
        }
    }
}
