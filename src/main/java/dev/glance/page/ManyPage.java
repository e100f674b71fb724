package dev.glance.page;

import dev.glance.decide.Predictions;
import dev.glance.decide.Surveyed;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Result;
import dev.glance.many.Album;
import dev.glance.many.Item;
import dev.glance.many.Natural;
import dev.glance.model.Labels;
import dev.glance.web.Entries;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.web.ScriptDoor;
import dev.glance.web.Videos;
import dev.glance.worker.Answers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.File;

/** Many pictures: takes them, has them looked at, and keeps what became of each. */
public final class ManyPage {
    /** What is seen changes so often at most, in milliseconds; also in a hidden tab, where nothing is drawn. */
    private static final int RENDER_MS = 250;
    /** The same where only the figures change: the rest of the machine is for the pictures. */
    private static final int FIGURES_MS = 1_000;
    /** The order in which pictures are shown changes so often at most while answers come, in milliseconds. */
    private static final int ARRANGE_MS = 1_000;
    /** So many files are taken at a time, in between which the page does other things. */
    private static final int BATCH = 100;
    /** The speed is that of so many milliseconds. */
    private static final int WINDOW_MS = 10_000;
    /** Of less nothing can be told. */
    private static final int LEAST_WINDOW_MS = 2_000;
    private static final String LABELS = "models/labels/imagenet.tsv";
    private static final String STYLE = "many.css";
    /** Where it is compiled to. */
    static final String SCRIPT = "many.js";
    /** Marks the page while there are many pictures. */
    static final String MARK = "data-many";

    private final HTMLDocument document = Window.current().getDocument();
    private final Door door;
    private final HTMLElement style;
    private final Words words = new Words(Numbers::local);
    private final Album album = new Album();
    private final Interned interned = new Interned();
    private final List<File> files = new ArrayList<>();
    private final Map<String, Item> byPath = new HashMap<>();
    private int repeated;
    private final List<Sheet.Place> thumbnails = new ArrayList<>();
    private final Sheets sheets = new Sheets(this::drawn, reason -> fail(JsErrors.of(reason)));
    private final ManyKept kept;
    private final ManyView view;

    /** What is under way; null where nothing is. */
    private Door.Run run;
    private boolean stopped;
    /** They are put away, and may be brought back. */
    private boolean closed;
    /** Whether another model came into use while they were put away. */
    private boolean stale;
    /** Before this place nothing waits. */
    private int cursor;
    /** Whoever looks at pictures waits for more of them; null where nobody does. */
    private JSResolver hungry;
    /** How many takings are under way. */
    private int taking;
    private boolean renders;
    /** Whether tiles in view were written lately. */
    private boolean lively = true;
    private double arranged;
    /** Times and how many were done by then, for the speed. */
    private final Deque<double[]> marks = new ArrayDeque<>();

    /** Whoever waits for a file. */
    private interface JSResolver {
        void resolve(File file);
    }

    /** A file on its way here. */
    record Arriving(String path, File file) {
    }

    private ManyPage(Door door, HTMLElement style) {
        this.door = door;
        this.style = style;
        kept = new ManyKept(this, door, reason -> fail(notKept(reason)));
        view = new ManyView(this, words, new Texts(words), style);
    }

    /** Begins with what the page has left. */
    public static void start() {
        Door door = ScriptDoor.enter(SCRIPT);
        HTMLElement style = Html.create("link", "", "");
        style.setAttribute("rel", "stylesheet");
        style.setAttribute("href", door.getAddress() + STYLE);
        Window.current().getDocument().getHead().appendChild(style);
        begin(door, style);
    }

    private static ManyPage begin(Door door, HTMLElement style) {
        ManyPage page = new ManyPage(door, style);
        door.setTake(page::take);
        door.setStep(page.view::step);
        door.setLeave(page::leave);
        door.setRenew(page::renew);
        door.setHear(page::hear);
        door.setSpeak(page::speak);
        page.speak();
        page.read(LABELS, tsv -> page.view.use(Labels.parse(tsv)));
        return page;
    }

    ManyKept kept() {
        return kept;
    }

    /** So does Chromium with all folders that are dropped on a page that was opened from disk. */
    private static GlanceException closed(JSObject folder) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The browser does not hand over what is in the folder \u201c"
                + Entries.path(folder) + "\u201d.", "Choose the folder with the button, or drop the files in it.");
    }

    private static GlanceException notKept(Object reason) {
        return new GlanceException(ErrorCode.STORAGE, "The results cannot be kept on this device: " + JsErrors.text(reason)
                + ".", "Leave a private window, or free some space; the results of this visit stay.");
    }

    /** The stage may have looked longer: what it says of a picture is said in the grid too. */
    private void hear(Message message) {
        Item item = view.current();
        if (item == null || item.state() != Item.State.DONE) {
            return;
        }
        Predictions predictions = Answers.read(message);
        if (predictions.receipt().crop().equals(item.predictions().receipt().crop())) {
            album.done(item, interned.of(predictions), item.signature());
            kept.keep(item);
            view.fresh(item);
            changed();
        }
    }

    private void fail(GlanceException failure) {
        door.getFail().fail(Answers.of(failure));
    }

    /** Speaks the language of the page. */
    private void speak() {
        String language = document.getDocumentElement().getAttribute("lang");
        int dash = language.indexOf('-');
        String code = dash < 0 ? language : language.substring(0, dash);
        if (code.equals(PageOptions.LANGUAGES.get(0))) {
            words.use(code, "");
            view.speak();
            return;
        }
        read("lang/" + code + ".tsv", tsv -> {
            words.use(code, tsv);
            view.speak();
        });
    }

    private void read(String path, Consumer<String> reader) {
        door.getText().read(path).then(text -> {
            if (text != null) {
                reader.accept(text.stringValue());
            }
            return null;
        }).catchError(reason -> {
            fail(JsErrors.of(reason));
            return null;
        });
    }

    Album album() {
        return album;
    }

    /** The small picture; null where there is none yet. */
    Sheet.Place thumbnail(Item item) {
        return thumbnails.get(item.number());
    }

    File file(Item item) {
        return files.get(item.number());
    }

    boolean isRunning() {
        return run != null;
    }

    /** Whether files are still being listed. */
    boolean isTaking() {
        return taking > 0;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Puts a picture on the stage. */
    void choose(Item item) {
        door.getChoose().choose(file(item));
    }

    private void take(JSArray<JSObject> things) {
        if (closed) {
            forget();
            door.getTake().take(things);
            return;
        }
        view.open();
        // Whoever chooses more wants to know what they show.
        stopped = false;
        taking++;
        each(inOrder(things), 0, new ArrayList<>()).catchError(reason -> {
            fail(JsErrors.of(reason));
            return null;
        }).then(done -> {
            taking--;
            feed();
            changed();
            return null;
        });
    }

    /** Takes things, and what folders hold, from one on; some at a time. */
    private JSPromise<JSObject> each(List<JSObject> things, int from, List<Arriving> arriving) {
        int to = from;
        while (to < things.size() && arriving.size() < BATCH && Entries.isFile(things.get(to))) {
            File file = (File) things.get(to);
            arriving.add(new Arriving(Entries.pathOfFile(file), file));
            to++;
        }
        int next = to;
        if (to == things.size() || arriving.size() >= BATCH) {
            return add(arriving).flatThen(added -> next == things.size() ? JSPromise.resolve(null)
                    : later().flatThen(now -> each(things, next, new ArrayList<>())));
        }
        JSObject entry = things.get(to);
        if (Entries.isFolder(entry)) {
            // Those before it come first.
            return add(arriving).flatThen(added -> Entries.list(entry).<JSArray<JSObject>>flatThen(JSPromise::resolve,
                    reason -> JSPromise.reject(closed(entry))))
                    .flatThen(held -> each(inOrder(held), 0, new ArrayList<>()))
                    .flatThen(done -> each(things, next + 1, new ArrayList<>()));
        }
        return Entries.file(entry).<JSObject>then(file -> {
            arriving.add(new Arriving(Entries.path(entry), file));
            return null;
        }, reason -> {
            // It is gone, or may not be read.
            album.skip(Entries.path(entry), false);
            return null;
        }).flatThen(done -> each(things, next + 1, arriving));
    }

    /** When the page has had time for something else: to learn a file's size takes the browser a moment. */
    private static JSPromise<JSObject> later() {
        return new JSPromise<>((resolve, reject) -> Window.setTimeout(() -> resolve.accept(null), 0));
    }

    /** What somebody has picked in the order in which it comes; what a folder holds, which comes in any, by name. */
    private static List<JSObject> inOrder(JSArray<JSObject> things) {
        Integer[] order = new Integer[things.getLength()];
        String[] paths = new String[order.length];
        boolean picked = false;
        for (int i = 0; i < order.length; i++) {
            JSObject thing = things.get(i);
            order[i] = i;
            paths[i] = (Entries.isFile(thing) ? Entries.pathOfFile((File) thing) : Entries.path(thing)).toLowerCase();
            picked |= paths[i].indexOf('/') < 0;
        }
        if (!picked) {
            Arrays.sort(order, (a, b) -> Natural.compare(paths[a], paths[b]));
        }
        List<JSObject> ordered = new ArrayList<>();
        for (int i : order) {
            ordered.add(things.get(i));
        }
        return ordered;
    }

    /** Adds files, with what is kept of them. */
    private JSPromise<JSObject> add(List<Arriving> arriving) {
        List<Arriving> pictures = new ArrayList<>();
        for (Arriving each : arriving) {
            if (isThere(each)) {
                repeated++;
            } else if (Album.isPicture(each.path(), each.file().getType())) {
                pictures.add(each);
            } else {
                album.skip(each.path(), Videos.isVideo(each.file()));
            }
        }
        return kept.find(pictures).then(found -> {
            for (int i = 0; i < pictures.size(); i++) {
                Arriving each = pictures.get(i);
                Item item = album.add(each.path(), 0, 0);
                files.add(each.file());
                byPath.put(each.path(), item);
                thumbnails.add(found.get(i) == null ? null : found.get(i).thumbnail());
                if (found.get(i) != null) {
                    measure(item);
                    album.done(item, interned.of(found.get(i).kept().predictions()), found.get(i).kept().signature());
                }
            }
            changed();
            feed();
            return null;
        });
    }

    /** Looks at what waits. */
    void go() {
        stopped = false;
        if (run != null) {
            return;
        }
        List<Item> given = new ArrayList<>();
        marks.clear();
        run = door.getSurvey().of(() -> next(given), album.size(), Sheets.side());
        pull(run, given);
        changed();
    }

    /** What is under way is given up; {@link #go} goes on. */
    void stop() {
        stopped = true;
        giveUp();
        changed();
    }

    private void giveUp() {
        end();
        for (Item item : album.items()) {
            if (item.state() == Item.State.WORKING) {
                album.waiting(item);
            }
        }
        cursor = 0;
    }

    /** Looks once more at what failed. */
    void again() {
        for (Item item : album.items()) {
            if (item.state() == Item.State.FAILED) {
                album.waiting(item);
            }
        }
        cursor = 0;
        view.again();
        feed();
        go();
    }

    /** Puts all of them away; until something else is chosen, {@link #reopen} brings them back. */
    void close() {
        closed = true;
        giveUp();
        view.putAway();
    }

    /** Brings them back, and goes on where that was. */
    void reopen() {
        closed = false;
        if (stale) {
            renew();
            return;
        }
        view.open();
        feed();
        changed();
    }

    /** Something else is on the stage. */
    private void leave() {
        if (closed) {
            forget();
        } else {
            view.leave();
        }
    }

    private void forget() {
        view.close();
        // For those that are chosen next.
        begin(door, style);
    }

    /** The same pictures, for another model. */
    private void renew() {
        stale = closed && album.size() > 0;
        if (stale || album.size() == 0) {
            return;
        }
        List<Arriving> same = new ArrayList<>();
        for (Item item : album.items()) {
            same.add(new Arriving(item.path(), file(item)));
        }
        giveUp();
        view.close();
        ManyPage next = begin(door, style);
        next.view.open();
        next.taking++;
        next.add(same).then(done -> {
            next.taking--;
            next.feed();
            next.changed();
            return null;
        });
    }

    private void end() {
        Door.Run ended = run;
        run = null;
        hungry = null;
        if (ended != null) {
            ended.getStop().run();
        }
    }

    private JSPromise<File> next(List<Item> given) {
        Item item = waiting();
        if (item != null) {
            album.working(item);
            measure(item);
            given.add(item);
            return JSPromise.resolve(file(item));
        }
        if (taking == 0) {
            return JSPromise.resolve(null);
        }
        return new JSPromise<>((resolve, reject) -> hungry = file -> resolve.accept(file))
                .flatThen(file -> next(given));
    }

    /** Whether a file of that path, size and date was taken before. */
    private boolean isThere(Arriving arriving) {
        Item item = byPath.get(arriving.path());
        if (item == null) {
            return false;
        }
        measure(item);
        return item.bytes() == arriving.file().getSize() && item.modified() == arriving.file().getLastModified();
    }

    /** How many files were chosen that had been taken before. */
    int repeated() {
        return repeated;
    }

    private void measure(Item item) {
        album.measured(item, file(item).getSize(), file(item).getLastModified());
    }

    private Item waiting() {
        while (cursor < album.size() && album.items().get(cursor).state() != Item.State.WAITING) {
            cursor++;
        }
        return cursor < album.size() ? album.items().get(cursor) : null;
    }

    /** There may be more pictures for whoever waits for them, or there will be no more. */
    private void feed() {
        JSResolver waiter = hungry;
        if (waiter != null && (waiting() != null || taking == 0)) {
            hungry = null;
            waiter.resolve(null);
        } else if (run == null && !stopped && !closed && waiting() != null) {
            go();
        }
    }

    private void pull(Door.Run mine, List<Item> given) {
        mine.getAnswers().next().then(message -> {
            if (run == mine) {
                heard(mine, given, message);
            }
            return null;
        }).catchError(reason -> {
            broken(JsErrors.of(reason));
            return null;
        });
    }

    private void heard(Door.Run mine, List<Item> given, Message message) {
        if (message == null) {
            run = null;
            // What came when it had already been told that there is no more.
            feed();
            render();
            return;
        }
        Result<Surveyed> result;
        try {
            result = Answers.readResult(message);
        } catch (GlanceException e) {
            broken(e);
            return;
        }
        Item item = given.get(result.index());
        if (result.error() != null) {
            album.failed(item, result.error());
        } else {
            album.done(item, interned.of(result.answer().predictions()), result.answer().signature());
            sheets.add(item, (ImageData) result.answer().thumbnail());
        }
        changed();
        pull(mine, given);
    }

    /** There is a small picture. */
    private void drawn(Item item, Sheet.Place place) {
        thumbnails.set(item.number(), place);
        kept.keep(item);
        view.fresh(item);
        changed();
    }

    /** Nothing more can be computed. */
    private void broken(GlanceException failure) {
        stop();
        fail(failure);
    }

    /** Something is to be seen, soon. */
    private void changed() {
        if (!renders) {
            renders = true;
            Window.setTimeout(this::render, lively || run == null ? RENDER_MS : FIGURES_MS);
        }
    }

    private void render() {
        renders = false;
        double now = Performance.now();
        int done = album.count(Item.State.DONE) + album.count(Item.State.FAILED);
        marks.add(new double[] {now, done});
        while (marks.size() > 2 && now - marks.peek()[0] > WINDOW_MS) {
            marks.poll();
        }
        if (run == null || now - arranged > ARRANGE_MS) {
            arranged = now;
            lively = view.arrange();
        } else {
            lively = view.render();
            // So that what came since is arranged too.
            changed();
        }
        // After what asks where things are: asked after a change, the browser would have to lay out the page twice.
        view.progress(speed());
    }

    /** Pictures a second; 0 where that is not known. */
    private double speed() {
        double[] first = marks.peekFirst();
        double[] last = marks.peekLast();
        return run == null || last[0] - first[0] < LEAST_WINDOW_MS ? 0 : (last[1] - first[1]) * 1000 / (last[0] - first[0]);
    }
}
