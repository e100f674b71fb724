package dev.glance.page;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.many.Album;
import dev.glance.many.Alike;
import dev.glance.many.Finder;
import dev.glance.many.Group;
import dev.glance.many.Item;
import dev.glance.model.Labels;
import dev.glance.web.Pointers;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** What is seen of many pictures: how far they are, the grid, and what can be done with it. It takes the place of the samples. */
final class ManyView {
    /** The least cosine of copies; shades of grey decide then, see README for where it comes from. */
    private static final double COPIES = 0.5;
    private static final int MOST_ALIKE = 200;
    /** How long pictures are compared at a time, in milliseconds. */
    private static final int COMPARING_MS = 20;
    /** In larger windows there is room for what is needed seldom, in CSS pixels. */
    private static final int WIDE = 576;
    private static final int HIGH = 544;

    private final HTMLDocument document = Window.current().getDocument();
    private final ManyPage page;
    private final HTMLElement style;
    private final Words words;
    private final Texts texts;
    private final Finder finder;
    private final Alike alike = Alike.withShades(COPIES);
    private final HTMLElement sources = document.querySelector(".sources");
    private final HTMLElement panel = Html.create("section", "many", "");
    private final HTMLElement progress = Html.create("div", "many-progress", "");
    private final HTMLElement bar = Html.create("progress", "", "");
    private final HTMLElement count = Html.create("p", "", "");
    private final HTMLElement stop = Html.button("quiet", "");
    private final HTMLElement again = Html.button("quiet", "");
    private final HTMLElement found = Html.create("p", "hint", "");
    private final HTMLElement empty = Html.create("p", "hint", "");
    private final HTMLElement skipped = Html.create("details", "", "");
    private final HTMLElement skippedTitle = Html.create("summary", "", "");
    private final HTMLElement skippedList = Html.create("ul", "", "");
    private final HTMLElement steps = Html.create("div", "steps", "");
    private final HTMLElement back = Html.button("", "");
    private final HTMLElement next = Html.button("", "\u203a");
    private final HTMLElement previous = Html.button("", "\u2039");
    private final HTMLElement similar = Html.button("quiet", "");
    /** In the place of the pictures while they are put away. */
    private final HTMLElement closed = Html.create("div", "many-closed", "");
    private final HTMLElement closedText = Html.create("p", "", "");
    private final HTMLElement reopen = Html.button("quiet", "");
    private final ManyTools tools;
    private final ManyOut out;
    private final ManySettings settings;
    private final GridView grid;
    /** What is said in the language of the page. */
    private final List<Runnable> said = new ArrayList<>();
    /** Whose like are shown; null where all are. */
    private Item like;
    private int skippedShown;
    /** How many pictures, from the first one on, were compared with those before. */
    private int compared;
    private boolean comparing;
    private List<Group> shown = List.of();
    private final EventListener<Event> pressed = e -> key((KeyboardEvent) e);
    /** A style that comes later changes where everything is. */
    private final EventListener<Event> styled = e -> {
        arrange();
        reveal();
    };

    /** @param style the element that loads the style of all this */
    ManyView(ManyPage page, Words words, Texts texts, HTMLElement style) {
        this.page = page;
        this.words = words;
        this.texts = texts;
        finder = new Finder(page.album());
        this.style = style;
        HTMLElement list = Html.create("ul", "grid", "");
        grid = new GridView(list, page::thumbnail, words, texts, this::opened);
        tools = new ManyTools(words, texts, this::arrangeAnew);
        out = new ManyOut(page, this, words, texts);
        settings = new ManySettings(words, page.kept(), page.album());
        build(list);
        buildSteps();
        buildClosed();
        style.addEventListener("load", styled);
        document.addEventListener("keydown", pressed);
    }

    private void build(HTMLElement list) {
        panel.setAttribute("id", "many-panel");
        panel.setAttribute("aria-labelledby", "many-title");
        panel.setHidden(true);
        skipped.setAttribute("id", "many-skipped");
        skipped.appendChild(skippedTitle);
        skipped.appendChild(skippedList);
        skipped.addEventListener("toggle", e -> listSkipped());
        skipped.setHidden(true);
        found.setAttribute("role", "status");
        found.setAttribute("id", "many-found");
        list.setAttribute("id", "many");
        said.add(() -> list.setAttribute("aria-label", words.say("Pictures")));
        for (HTMLElement element : List.of(head(), skipped, tools.often(), seldom(), found, list, empty)) {
            panel.appendChild(element);
        }
    }

    private HTMLElement head() {
        HTMLElement title = Html.create("h2", "", "");
        title.setAttribute("id", "many-title");
        stop.setAttribute("id", "many-stop");
        stop.onClick(e -> {
            if (page.isRunning()) {
                page.stop();
            } else {
                page.go();
            }
        });
        again.setAttribute("id", "many-again");
        again.onClick(e -> page.again());
        HTMLElement close = Html.button("quiet", "");
        close.setAttribute("id", "many-close");
        close.onClick(e -> page.close());
        said.add(() -> {
            title.setTextContent(words.say("Pictures"));
            again.setTextContent(words.say("Try again"));
            close.setTextContent(words.say("Close"));
        });
        HTMLElement head = Html.create("div", "many-head", "");
        for (HTMLElement element : List.of(title, progress(), stop, again, close)) {
            head.appendChild(element);
        }
        return head;
    }

    /** The tables, and beside them what opens for all that is needed seldom. */
    private HTMLElement seldom() {
        HTMLElement more = Html.create("details", "", "");
        more.setAttribute("id", "many-more");
        HTMLElement title = Html.create("summary", "", "");
        HTMLElement opened = Html.create("div", "many-opened", "");
        for (HTMLElement element : List.of(tools.seldom(), out.seldom(), settings.element())) {
            opened.appendChild(element);
        }
        more.appendChild(title);
        more.appendChild(opened);
        if (Window.current().getInnerWidth() >= WIDE && Window.current().getInnerHeight() > HIGH) {
            more.setAttribute("open", "");
        }
        said.add(() -> title.setTextContent(words.say("More options")));
        HTMLElement row = Html.create("div", "many-seldom", "");
        row.appendChild(out.often());
        row.appendChild(more);
        return row;
    }

    private HTMLElement progress() {
        progress.setAttribute("id", "many-progress");
        count.setAttribute("role", "status");
        progress.appendChild(bar);
        progress.appendChild(count);
        said.add(() -> bar.setAttribute("aria-label", words.say("Pictures looked at")));
        return progress;
    }

    /** What is said and done on the stage, where one of them is there. */
    private void buildSteps() {
        previous.onClick(e -> step(-1));
        next.onClick(e -> step(1));
        back.onClick(e -> grid.focusOn(grid.current()));
        similar.onClick(e -> {
            like = like == null ? grid.current() : null;
            arrange();
            if (like != null) {
                grid.focusOn(like);
            }
        });
        steps.setHidden(true);
        steps.setAttribute("role", "group");
        for (HTMLElement element : List.of(previous, back, next)) {
            steps.appendChild(element);
        }
        similar.setHidden(true);
        document.getElementById("actions").appendChild(similar);
        document.getElementById("stage").appendChild(steps);
        said.add(() -> {
            steps.setAttribute("aria-label", words.say("Pictures"));
            previous.setAttribute("aria-label", words.say("Previous picture"));
            next.setAttribute("aria-label", words.say("Next picture"));
            say();
        });
    }

    private void buildClosed() {
        closedText.setAttribute("role", "status");
        reopen.setAttribute("id", "many-reopen");
        reopen.onClick(e -> page.reopen());
        closed.appendChild(closedText);
        closed.appendChild(reopen);
        said.add(() -> {
            reopen.setTextContent(words.say("Bring them back"));
            sayClosed();
        });
    }

    private void sayClosed() {
        if (closed.getParentNode() != null) {
            closedText.setTextContent(words.say("Pictures closed: {0}", words.number(page.album().size(), 0)));
        }
    }

    /** Says everything in the language in use. */
    void speak() {
        finder.use(words::name);
        said.forEach(Runnable::run);
        tools.speak();
        out.speak();
        settings.speak();
        progress(0);
        arrange();
    }

    /** Knows broader names from now on. */
    void use(Labels labels) {
        finder.use(labels);
        arrange();
    }

    /** Pictures come, or come back. */
    void open() {
        if (panel.isHidden()) {
            closed.delete();
            panel.setHidden(false);
            sources.getParentNode().insertBefore(panel, sources);
            document.getDocumentElement().setAttribute(ManyPage.MARK, "");
        }
        reveal();
    }

    /** Nothing is seen of them but the way back. */
    void putAway() {
        hide();
        like = null;
        grid.leave();
        say();
        sources.insertBefore(closed, sources.getFirstChild());
        sayClosed();
        Html.focusStill(reopen);
    }

    private void hide() {
        panel.setHidden(true);
        panel.delete();
        document.getDocumentElement().removeAttribute(ManyPage.MARK);
        settings.rest();
    }

    private void reveal() {
        double top = Pointers.top(panel);
        if (top > Window.current().getInnerHeight() / 2.0 || top < 0) {
            Window.current().scrollBy(0, (int) top - 8);
        }
    }

    /** The pictures are gone. */
    void close() {
        hide();
        document.removeEventListener("keydown", pressed);
        style.removeEventListener("load", styled);
        grid.close();
        closed.delete();
        steps.delete();
        similar.delete();
    }

    /** What failed is looked at once more, and is to be compared then. */
    void again() {
        compared = 0;
    }

    /** Compares pictures for a moment, and goes on later where that does not suffice: nobody else has to wait. */
    private void compare() {
        double end = Performance.now() + COMPARING_MS;
        List<Item> items = page.album().items();
        while (compared < items.size() && Performance.now() < end && items.get(compared).state() != Item.State.WAITING
                && items.get(compared).state() != Item.State.WORKING) {
            Item item = items.get(compared);
            compared++;
            if (item.state() == Item.State.DONE) {
                List<Prediction> top = item.predictions().top();
                int[] classes = new int[top.size()];
                for (int i = 0; i < classes.length; i++) {
                    classes[i] = top.get(i).index();
                }
                alike.add(item, classes);
            }
        }
        if (Performance.now() >= end && !comparing) {
            comparing = true;
            Window.setTimeout(() -> {
                comparing = false;
                arrange();
            }, COMPARING_MS);
        }
    }

    /**
     * How far it is.
     *
     * @param speed pictures a second; 0 where that is not known
     */
    void progress(double speed) {
        Album album = page.album();
        int done = album.count(Item.State.DONE);
        int failed = album.count(Item.State.FAILED);
        int left = album.size() - done - failed;
        progress.setAttribute("data-done", Integer.toString(done));
        progress.setAttribute("data-failed", Integer.toString(failed));
        progress.setAttribute("data-total", Integer.toString(album.size()));
        bar.setAttribute("max", Integer.toString(Math.max(1, album.size())));
        bar.setAttribute("value", Integer.toString(done + failed));
        StringBuilder text = new StringBuilder(words.say("{0} of {1}", words.number(done + failed, 0),
                words.number(album.size(), 0)));
        if (page.isTaking()) {
            text.append(' ').append(words.say("and more to come"));
        }
        if (failed > 0) {
            text.append(" \u00b7 ").append(words.say("{0} not read", words.number(failed, 0)));
        }
        if (page.repeated() > 0) {
            text.append(" \u00b7 ").append(words.say("{0} were there already", words.number(page.repeated(), 0)));
        }
        if (speed > 0 && left > 0) {
            text.append(" \u00b7 ").append(words.say("{0} a second", words.number(speed, speed < 10 ? 1 : 0)))
                    .append(" \u00b7 ").append(words.say("{0} left", time(left / speed)));
        }
        boolean running = page.isRunning();
        progress.setClassName(running && left > 0 ? "many-progress running" : "many-progress");
        // Said aloud at the beginning and at the end only.
        count.setAttribute("aria-live", running ? "off" : "polite");
        Html.say(count, text.toString());
        stop.setHidden(left == 0);
        Html.say(stop, words.say(running ? "Stop" : "Go on"));
        again.setHidden(failed == 0 || running);
        skipped.setHidden(album.skipped().isEmpty());
        String others = words.number(album.skipped().size(), 0);
        Html.say(skippedTitle, album.videos() == 0 ? words.say("Not pictures: {0}", others)
                : words.say("Not pictures: {0}, videos among them: {1}", others, words.number(album.videos(), 0)));
        listSkipped();
        if (!running) {
            settings.rest();
        }
    }

    private String time(double seconds) {
        int whole = (int) Math.ceil(seconds);
        return whole < 60 ? words.say("{0} s", words.number(whole, 0))
                : words.say("{0} min {1} s", words.number(whole / 60, 0), words.number(whole % 60, 0));
    }

    private void listSkipped() {
        List<Album.Skipped> files = page.album().skipped();
        while (skipped.hasAttribute("open") && skippedShown < files.size()) {
            Album.Skipped file = files.get(skippedShown);
            skippedList.appendChild(Html.create("li", "", file.video()
                    ? words.say("{0}: a video. Choose it alone, and it is looked at as it plays.", file.path()) : file.path()));
            skippedShown++;
        }
    }

    private void arrangeAnew() {
        like = null;
        arrange();
    }

    /**
     * Finds, sorts and groups what is to be seen.
     *
     * @return as {@link #render}
     */
    boolean arrange() {
        if (panel.isHidden()) {
            return false;
        }
        boolean duplicates = tools.duplicates() && like == null;
        List<Group> groups = finder.find(tools.query());
        List<String> titles = new ArrayList<>();
        if (like != null) {
            groups = List.of(new Group(Group.Kind.ALL, Name.NONE, likes(groups)));
        } else if (duplicates) {
            compare();
            groups = duplicates(groups.get(0).items());
        }
        int size = 0;
        for (Group each : groups) {
            size += each.items().size();
            if (each.kind() != Group.Kind.ALL || duplicates) {
                titles.add(title(each));
            }
        }
        shown = groups;
        boolean other = grid.show(groups, titles);
        Html.say(found, duplicates && comparing ? words.say("Comparing") : size == page.album().size() && like == null ? ""
                : like != null ? words.say("Most like {0} first", like.name())
                : words.say("{0} of {1}", words.number(size, 0), words.number(page.album().size(), 0)));
        Html.say(empty, size > 0 || duplicates && comparing ? "" : duplicates ? words.say("No two are nearly the same.")
                : words.say("Nothing like that is among them."));
        empty.setHidden(size > 0);
        out.enable(size > 0);
        say();
        return other;
    }

    /**
     * Only what exists in the grid is brought up to date.
     *
     * @return whether something else is to be seen there than before
     */
    boolean render() {
        return grid.render();
    }

    private List<Item> likes(List<Group> groups) {
        List<Item> wanted = new ArrayList<>();
        for (Group each : groups) {
            wanted.addAll(each.items());
        }
        List<Item> likes = new ArrayList<>();
        likes.add(like);
        for (Item item : alike.like(like, page.album().items(), MOST_ALIKE)) {
            if (wanted.contains(item)) {
                likes.add(item);
            }
        }
        return likes;
    }

    private List<Group> duplicates(List<Item> wanted) {
        List<Group> groups = new ArrayList<>();
        boolean[] isWanted = new boolean[page.album().size()];
        wanted.forEach(item -> isWanted[item.number()] = true);
        for (List<Item> same : alike.groups()) {
            List<Item> rest = new ArrayList<>(same);
            rest.removeIf(item -> !isWanted[item.number()]);
            if (rest.size() > 1) {
                // Its own name tells a group from the others.
                groups.add(new Group(Group.Kind.ALL, new Name(Integer.toString(rest.get(0).number()), ""), rest));
            }
        }
        return groups;
    }

    private String title(Group each) {
        String name = switch (each.kind()) {
            case ALL -> words.say("Nearly the same");
            case NAME -> words.name(each.name().wordNetId(), each.name().text());
            case UNSURE -> words.say("Not sure");
            case NOTHING -> words.say("Nothing known");
            case FAILED -> words.say("Not read");
            case WAITING -> words.say("Waiting");
        };
        return words.say("{0} \u00b7 {1}", name, words.number(each.items().size(), 0));
    }

    /** The pictures that are shown, in their order. */
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Group each : shown) {
            items.addAll(each.items());
        }
        return items;
    }

    private void opened(Item item) {
        page.choose(item);
        say();
    }

    /** Where the picture on the stage is among the others. */
    private void say() {
        Item current = grid.current();
        steps.setHidden(current == null);
        similar.setHidden(like == null && (current == null || current.signature() == null));
        similar.setTextContent(like == null ? words.say("More like this") : words.say("In the order before"));
        if (current != null) {
            int at = grid.position();
            back.setTextContent(at == 0 ? words.say("All pictures") : words.say("{0} of {1}", words.number(at, 0),
                    words.number(grid.size(), 0)));
            back.setAttribute("aria-label", words.say("Back to the pictures"));
        }
    }

    /** The picture on the stage; null where that is none of these. */
    Item current() {
        return grid.current();
    }

    /** There is another answer for a picture. */
    void fresh(Item item) {
        grid.fresh(item);
    }

    /** Goes so many pictures further. */
    void step(int by) {
        grid.step(by);
        say();
    }

    /** Something else is on the stage. */
    void leave() {
        grid.leave();
        say();
    }

    /** Arrow keys step from picture to picture where nothing else has a use for them. */
    private void key(KeyboardEvent event) {
        HTMLElement active = document.getActiveElement();
        String tag = active == null ? "" : active.getTagName().toLowerCase();
        boolean free = tag.equals("body") || active.getParentNode() == steps;
        if (grid.current() == null || !free || event.isCtrlKey() || event.isMetaKey() || event.isAltKey()
                || document.getDocumentElement().hasAttribute("data-present")) {
            return;
        }
        if (event.getKey().equals("ArrowRight") || event.getKey().equals("ArrowLeft")) {
            event.preventDefault();
            step(event.getKey().equals("ArrowRight") ? 1 : -1);
        }
    }
}
