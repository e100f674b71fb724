package dev.glance.page;

import dev.glance.decide.Verdict;
import dev.glance.many.Group;
import dev.glance.many.Item;
import dev.glance.many.Layout;
import dev.glance.web.Blobs;
import dev.glance.web.Numbers;
import dev.glance.web.Pointers;
import dev.glance.web.ResizeObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLImageElement;

/**
 * The grid: one tile a picture, of which only those near the window exist. It is one stop for Tab; arrow keys go from tile to
 * tile.
 */
final class GridView {
    /** By then a tile's picture is loaded, in milliseconds. */
    private static final int LOADED_MS = 10_000;
    /** In CSS pixels: see many.css. */
    private static final double LEAST_SIDE = 104;
    private static final double CAPTION = 46;
    private static final double GAP = 8;
    private static final double HEADING = 44;
    /** So much above and below the window exists too. */
    private static final double MARGIN = 400;

    /** What the grid has to know of a picture beside what it is. */
    interface Source {
        /** The small picture; null where there is none yet. */
        Sheet.Place thumbnail(Item item);
    }

    /** A tile that exists. */
    private static final class Tile {
        private final HTMLElement item;
        private final HTMLElement button;
        private final HTMLElement picture;
        private final HTMLElement caption;
        private final HTMLElement share;
        private boolean hasPicture;
        private Item.State state;
        private String language = "";
        /** Where it was put, see {@link Layout}; null before. */
        private Layout layout;
        private int row;
        private int column;
        private boolean isEntry;

        Tile() {
            item = Html.create("li", "tile", "");
            button = Html.button("", "");
            picture = Html.create("span", "thumb", "");
            caption = Html.create("span", "what", "");
            share = Html.create("span", "share", "");
            button.appendChild(picture);
            button.appendChild(caption);
            button.appendChild(share);
            button.setTabIndex(-1);
            item.appendChild(button);
        }
    }

    private final HTMLElement list;
    private final Source source;
    private final Words words;
    private final Texts texts;
    private final Consumer<Item> opened;
    private final Map<Item, Tile> tiles = new HashMap<>();
    /** Of sheets with small pictures that were seen: to make one takes the browser a fifth of a millisecond, each time. */
    private final Map<Sheet, String> urls = new HashMap<>();
    private final Map<Integer, HTMLElement> headings = new HashMap<>();
    /** Keys of the groups that are folded. */
    private final Set<String> folded = new HashSet<>();
    private List<Group> groups = List.of();
    private List<String> titles = List.of();
    /** All that can be reached, in order; each with its place. */
    private final List<Item> order = new ArrayList<>();
    private final List<Integer> groupOf = new ArrayList<>();
    private final List<Integer> placeOf = new ArrayList<>();
    private Layout layout = new Layout(1, 1, 0, 0, 0, new int[0], new boolean[0]);
    private double width;
    /** How many tiles were written by the last {@link #render}. */
    private int filled;
    private final EventListener<Event> scrolled = e -> render();
    private final EventListener<Event> resized = e -> fit();
    /** What is above the grid may grow and shrink: other tiles are in view then. */
    private final ResizeObserver moved = new ResizeObserver(this::render);
    /** Where Tab goes. */
    private Item focus;
    /** On the stage. */
    private Item current;
    /** At the top of the window, and how much of it is above that; null where that is none. */
    private Item anchor;
    private double aboveAnchor;

    GridView(HTMLElement list, Source source, Words words, Texts texts, Consumer<Item> opened) {
        this.list = list;
        this.source = source;
        this.words = words;
        this.texts = texts;
        this.opened = opened;
        Window window = Window.current();
        window.addEventListener("scroll", scrolled);
        window.addEventListener("resize", resized);
        moved.observe(window.getDocument().getBody());
        list.addEventListener("keydown", e -> key((KeyboardEvent) e));
    }

    /**
     * Shows pictures.
     *
     * @param found    in groups
     * @param headings what to write above each group; none at all for a single group without a name
     * @return as {@link #render}
     */
    boolean show(List<Group> found, List<String> headings) {
        boolean same = headings.equals(titles) && isShown(found);
        groups = found;
        titles = headings;
        if (!same || Pointers.width(list) != width) {
            arrange();
        }
        return render();
    }

    /** Whether these are the pictures that are shown, in the same groups and the same order. */
    private boolean isShown(List<Group> found) {
        if (found.size() != groups.size()) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).items().equals(groups.get(i).items())) {
                return false;
            }
        }
        return true;
    }

    /** In another width, what was at the top of the window stays there. */
    private void fit() {
        if (Pointers.width(list) != width) {
            Item kept = anchor;
            double above = aboveAnchor;
            arrange();
            int at = kept == null ? -1 : order.indexOf(kept);
            if (at >= 0) {
                double top = Pointers.top(list) + layout.top(layout.rowOf(groupOf.get(at), placeOf.get(at)));
                Window.current().scrollBy(0, (int) Math.round(top + above));
            }
        }
        render();
    }

    /** Remembers what is at the top of the window; by the time the width is another one, it is not there any more. */
    private void remember(double hidden) {
        anchor = null;
        if (hidden > 0 && hidden < layout.height()) {
            int row = layout.rowAt(hidden);
            row += layout.first(row) == Layout.HEADING && row + 1 < layout.rows() ? 1 : 0;
            if (layout.first(row) != Layout.HEADING) {
                anchor = groups.get(layout.group(row)).items().get(layout.first(row));
                aboveAnchor = hidden - layout.top(row);
            }
        }
    }

    /** The grid is gone. */
    void close() {
        Window.current().removeEventListener("scroll", scrolled);
        Window.current().removeEventListener("resize", resized);
        moved.disconnect();
        // A tile may still be loading its picture, and browsers complain of one that is gone.
        Window.setTimeout(() -> urls.values().forEach(Blobs::revokeUrl), LOADED_MS);
    }

    private String keyOf(int group) {
        return groups.get(group).kind() + groups.get(group).name().wordNetId();
    }

    private void arrange() {
        width = Pointers.width(list);
        int[] sizes = new int[groups.size()];
        boolean[] hidden = new boolean[groups.size()];
        order.clear();
        groupOf.clear();
        placeOf.clear();
        for (int i = 0; i < sizes.length; i++) {
            List<Item> items = groups.get(i).items();
            sizes[i] = items.size();
            hidden[i] = !titles.isEmpty() && folded.contains(keyOf(i));
            for (int j = 0; j < sizes[i] && !hidden[i]; j++) {
                order.add(items.get(j));
                groupOf.add(i);
                placeOf.add(j);
            }
        }
        layout = new Layout(width, LEAST_SIDE, CAPTION, GAP, titles.isEmpty() ? 0 : HEADING, sizes, hidden);
        list.getStyle().setProperty("height", Numbers.text(layout.height()) + "px");
        headings.values().forEach(HTMLElement::delete);
        headings.clear();
        if (!order.contains(focus)) {
            focus = order.isEmpty() ? null : order.get(0);
        }
    }

    /**
     * Makes what is in view exist, as it is now.
     *
     * @return whether something else is to be seen than before
     */
    boolean render() {
        filled = 0;
        double hidden = -Pointers.top(list);
        if (Pointers.width(list) == width) {
            remember(hidden);
        }
        double top = hidden - MARGIN;
        double bottom = top + Window.current().getInnerHeight() + 2 * MARGIN;
        Item first = null;
        Set<Item> wanted = new HashSet<>();
        Set<Integer> wantedHeadings = new HashSet<>();
        HTMLElement active = Html.active();
        if (layout.rows() > 0 && bottom > 0 && top < layout.height()) {
            for (int row = layout.rowAt(top); row < layout.rows() && layout.top(row) < bottom; row++) {
                int group = layout.group(row);
                if (layout.first(row) == Layout.HEADING) {
                    wantedHeadings.add(group);
                    heading(group, row);
                }
                for (int i = 0; i < layout.count(row); i++) {
                    Item item = groups.get(group).items().get(layout.first(row) + i);
                    wanted.add(item);
                    first = first == null ? item : first;
                    place(tile(item), row, i);
                }
            }
        }
        for (Item item : new ArrayList<>(tiles.keySet())) {
            Tile tile = tiles.get(item);
            if (!wanted.contains(item) && (tile.button != active || !order.contains(item))) {
                tile.item.delete();
                tiles.remove(item);
            }
        }
        for (Integer group : new ArrayList<>(headings.keySet())) {
            if (!wantedHeadings.contains(group)) {
                headings.remove(group).delete();
            }
        }
        // Tab goes to one of them, wherever the window is.
        Item entry = tiles.containsKey(focus) ? focus : first;
        tiles.forEach((item, tile) -> {
            if (tile.isEntry != (item == entry)) {
                tile.isEntry = item == entry;
                tile.button.setTabIndex(tile.isEntry ? 0 : -1);
            }
        });
        return filled > 0;
    }

    private void heading(int group, int row) {
        HTMLElement heading = headings.get(group);
        if (heading == null) {
            heading = Html.create("li", "group", "");
            HTMLElement button = Html.button("", titles.get(group));
            button.setAttribute("aria-expanded", Boolean.toString(!folded.contains(keyOf(group))));
            button.onClick(e -> {
                String key = keyOf(group);
                if (!folded.remove(key)) {
                    folded.add(key);
                }
                arrange();
                render();
                if (headings.containsKey(group)) {
                    ((HTMLElement) headings.get(group).getFirstChild()).focus();
                }
            });
            heading.appendChild(button);
            list.appendChild(heading);
            headings.put(group, heading);
        }
        heading.getStyle().setProperty("top", Numbers.text(layout.top(row)) + "px");
    }

    private Tile tile(Item item) {
        Tile tile = tiles.get(item);
        if (tile == null) {
            tile = new Tile();
            tile.item.setAttribute("data-name", item.path());
            tile.button.onClick(e -> open(item));
            list.appendChild(tile.item);
            tiles.put(item, tile);
        }
        fill(tile, item);
        return tile;
    }

    private void place(Tile tile, int row, int column) {
        if (tile.layout == layout && tile.row == row && tile.column == column) {
            return;
        }
        tile.layout = layout;
        tile.row = row;
        tile.column = column;
        tile.item.getStyle().setProperty("top", Numbers.text(layout.top(row)) + "px");
        tile.item.getStyle().setProperty("left", Numbers.text(layout.left(column)) + "px");
        tile.item.getStyle().setProperty("width", Numbers.text(layout.side()) + "px");
    }

    private void fill(Tile tile, Item item) {
        if (current == item) {
            tile.button.setAttribute("aria-current", "true");
        } else {
            tile.button.removeAttribute("aria-current");
        }
        if (tile.state == item.state() && tile.language.equals(words.language())) {
            return;
        }
        filled++;
        tile.state = item.state();
        tile.language = words.language();
        tile.item.setAttribute("data-state", item.state().word());
        for (String name : new String[] {"data-index", "data-probability", "data-verdict", "data-code"}) {
            tile.item.removeAttribute(name);
        }
        String what = "";
        String share = "";
        switch (item.state()) {
            case DONE -> {
                Verdict verdict = item.predictions().verdict();
                tile.item.setAttribute("data-index", Integer.toString(item.predictions().top().get(0).index()));
                tile.item.setAttribute("data-probability", Numbers.text(item.predictions().top().get(0).probability()));
                tile.item.setAttribute("data-verdict", verdict.kind().word());
                what = texts.inShort(item.predictions());
                share = texts.share(verdict);
            }
            case FAILED -> {
                tile.item.setAttribute("data-code", item.error().code().word());
                what = words.say("Not read");
                share = words.isEnglish() ? item.error().what() : words.say("what " + item.error().code().word());
            }
            case WORKING -> what = "\u2026";
            default -> { }
        }
        tile.caption.setTextContent(what.isEmpty() ? item.name() : what);
        tile.share.setTextContent(share);
        tile.button.setAttribute("aria-label", item.path() + (what.isEmpty() ? "" : ": " + what) + (share.isEmpty() ? ""
                : ", " + share));
        tile.button.setTitle(item.path());
        Sheet.Place thumbnail = source.thumbnail(item);
        if (thumbnail != null && !tile.hasPicture) {
            tile.hasPicture = true;
            HTMLImageElement image = (HTMLImageElement) Html.create("img", "", "");
            image.setAlt("");
            image.setAttribute("decoding", "async");
            image.getStyle().setProperty("--place", Integer.toString(thumbnail.number()));
            image.setSrc(urls.computeIfAbsent(thumbnail.sheet(), sheet -> Blobs.createUrl(sheet.file())));
            tile.picture.appendChild(image);
        }
    }

    /** There is something new to say of a picture. */
    void fresh(Item item) {
        if (tiles.containsKey(item)) {
            tiles.get(item).state = null;
        }
    }

    private void open(Item item) {
        focus = item;
        current = item;
        opened.accept(item);
        render();
    }

    /** Opens the picture so many further in the order shown; the first or last one where none is open. */
    void step(int by) {
        int at = order.indexOf(current);
        int to = at < 0 ? by > 0 ? 0 : order.size() - 1 : at + by;
        if (to >= 0 && to < order.size()) {
            open(order.get(to));
        }
    }

    /** The place of the picture that is open, from 1; 0 where none is. */
    int position() {
        return order.indexOf(current) + 1;
    }

    /** How many pictures can be reached. */
    int size() {
        return order.size();
    }

    /** The picture on the stage; null where that is none of these. */
    Item current() {
        return current;
    }

    /** Something else is on the stage. */
    void leave() {
        current = null;
        render();
    }

    /** Brings a tile into view and the keyboard there. */
    void focusOn(Item item) {
        int at = order.indexOf(item);
        if (at < 0) {
            return;
        }
        focus = item;
        int row = layout.rowOf(groupOf.get(at), placeOf.get(at));
        double top = Pointers.top(list) + layout.top(row);
        double bottom = Pointers.top(list) + layout.bottom(row);
        int height = Window.current().getInnerHeight();
        if (top < 0) {
            Window.current().scrollBy(0, (int) Math.floor(top - GAP));
        } else if (bottom > height) {
            Window.current().scrollBy(0, (int) Math.ceil(bottom - height + GAP));
        }
        render();
        if (tiles.containsKey(item)) {
            Html.focusStill(tiles.get(item).button);
        }
    }

    private void key(KeyboardEvent event) {
        if (event.isCtrlKey() || event.isMetaKey() || event.isAltKey()) {
            return;
        }
        HTMLElement active = Html.active();
        int at = -1;
        for (int i = 0; i < order.size(); i++) {
            Tile tile = tiles.get(order.get(i));
            if (tile != null && tile.button == active) {
                at = i;
            }
        }
        if (at < 0) {
            return;
        }
        int page = layout.columns() * (int) Math.max(1, Window.current().getInnerHeight() / (layout.side() + CAPTION + GAP));
        int to = switch (event.getKey()) {
            case "ArrowRight" -> at + 1;
            case "ArrowLeft" -> at - 1;
            case "ArrowDown" -> at + layout.columns();
            case "ArrowUp" -> at - layout.columns();
            case "PageDown" -> at + page;
            case "PageUp" -> at - page;
            case "Home" -> 0;
            case "End" -> order.size() - 1;
            default -> at;
        };
        if (to != at) {
            event.preventDefault();
            focusOn(order.get(Math.max(0, Math.min(order.size() - 1, to))));
        }
    }
}
