package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.web.InstallPrompt;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** What is kept of the site on this device, and what can be done about that; and the news that there is another version. */
final class InstallView {
    private static final double MEGABYTE = 1e6;

    private enum State {
        /** Nothing is kept. */
        OFF,
        /** It is being kept. */
        KEEPING,
        /** All of it is. */
        KEPT,
        /** It cannot be. */
        FAILED
    }

    private final Words words;
    private final int whole;
    private final HTMLElement news;
    private final HTMLElement said = Html.create("p", "", "");
    private final HTMLElement more = Html.create("p", "", "");
    private final HTMLElement how = Html.create("p", "", "");
    private final HTMLElement install = Html.button("quiet", "");
    private final HTMLElement keep = Html.button("quiet", "");
    private final HTMLElement forget = Html.button("quiet", "");
    private State state = State.OFF;
    /** How many bytes are kept. */
    private int bytes;
    /** Why it cannot be kept. */
    private String why = "";
    /** Whether another version waits; and whether the person has closed the news. */
    private boolean waits;
    private boolean closed;

    /**
     * @param whole  bytes of what is kept at least
     * @param keep   keeps it
     * @param forget keeps nothing any more
     */
    InstallView(Words words, int whole, Runnable keep, Runnable forget) {
        this.words = words;
        this.whole = whole;
        HTMLDocument document = Window.current().getDocument();
        news = document.getElementById("news");
        HTMLElement panel = document.getElementById("offline-panel");
        said.setAttribute("id", "offline-state");
        said.setAttribute("role", "status");
        install.setAttribute("id", "offline-install");
        this.keep.setAttribute("id", "offline-keep");
        this.forget.setAttribute("id", "offline-forget");
        how.setAttribute("id", "offline-how");
        install.onClick(e -> {
            InstallPrompt.persist();
            InstallPrompt.show();
            say();
            Html.focusStill(panel);
        });
        this.keep.onClick(e -> {
            keep.run();
            Html.focusStill(panel);
        });
        this.forget.onClick(e -> {
            forget.run();
            Html.focusStill(panel);
        });
        panel.setAttribute("tabindex", "-1");
        HTMLElement buttons = Html.create("div", "actions", "");
        buttons.appendChild(install);
        buttons.appendChild(this.keep);
        buttons.appendChild(this.forget);
        for (HTMLElement element : new HTMLElement[] {said, more, buttons, how}) {
            panel.appendChild(element);
        }
    }

    /** Nothing is kept. */
    void off() {
        state = State.OFF;
        waits = false;
        say();
    }

    /** It is being kept, so many bytes of it so far. */
    void keeping(int soFar) {
        // What a new version brings is not missed.
        why = "";
        if (state != State.KEPT) {
            state = State.KEEPING;
            bytes = soFar;
            say();
        }
    }

    /** It is kept, with so many bytes. */
    void kept(int all) {
        state = State.KEPT;
        bytes = all;
        say();
    }

    /** It cannot be kept, or a new version cannot. */
    void failed(String reason) {
        if (state != State.KEPT) {
            state = State.FAILED;
        }
        why = reason;
        say();
    }

    /** Another version is there. */
    void news() {
        waits = true;
        say();
    }

    private String size(int count) {
        return words.say("{0} MB", words.number(count / MEGABYTE, 1));
    }

    /** Says everything in the language in use. */
    void say() {
        Html.say(said, switch (state) {
            case OFF -> words.say("Nothing is kept: without a connection this page does not open.");
            case KEEPING -> words.say("Being kept on this device: {0} of {1}", size(bytes), size(whole));
            case KEPT -> words.say("Kept on this device: {0}. Page, prediction and many pictures work without a connection.",
                    size(bytes));
            case FAILED -> words.say("This browser keeps nothing of the page.");
        });
        String further = "";
        if (waits) {
            further = words.say("A new version is here. It is used from the next start.");
        } else if (state == State.KEPT && !why.isEmpty()) {
            further = words.say("A new version could not be kept; this one stays.");
        } else if (why.equals(ErrorCode.STORAGE.word())) {
            further = words.say("There is no room for it, or it is not allowed.");
        } else if (why.equals(ErrorCode.SITE_FILE.word())) {
            further = words.say("A file did not come, or is not the one that was built. It is tried again at the next start.");
        }
        Html.say(more, further);
        Html.say(install, words.say("Install, {0}", size(Math.max(whole, bytes))));
        install.setHidden(!InstallPrompt.available() || state == State.FAILED);
        Html.say(keep, words.say(state == State.FAILED ? "Try again" : "Keep it, {0}", size(whole)));
        keep.setHidden(state == State.KEEPING || state == State.KEPT);
        Html.say(forget, words.say("Forget"));
        forget.setHidden(state == State.OFF || state == State.FAILED);
        Html.say(how, InstallPrompt.isInstalled() || InstallPrompt.available() || state == State.FAILED ? ""
                : words.say(InstallPrompt.isIos() ? "To install it: Share, then Add to Home Screen."
                : "To install it, look for Install or Add to Home Screen in the browser\u2019s menu."));
        tell();
    }

    private void tell() {
        if (!waits || closed) {
            news.clear();
            return;
        }
        if (!news.hasChildNodes()) {
            HTMLElement close = Html.button("quiet", "");
            close.onClick(e -> {
                closed = true;
                tell();
            });
            news.appendChild(Html.create("span", "", ""));
            news.appendChild(close);
        }
        Html.say(news.querySelector("span"), words.say("A new version is here. It is used from the next start."));
        Html.say(news.querySelector("button"), words.say("Close"));
    }
}
