package dev.glance.page;

import dev.glance.many.Album;
import dev.glance.many.Item;
import dev.glance.many.Kept;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.Promises;
import dev.glance.web.Remembered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;

/** What became of pictures, kept on this device if the person asks for that: names and small pictures, not the pictures. */
final class ManyKept {
    private static final String STORE = "glance many";
    private static final String SETTING = "many kept";
    private static final String YES = "yes";
    /** What the keys of sheets begin with; those of results have a model's name there. */
    private static final String SHEET = "sheet ";
    /** So many are written at a time, or what there is after so many milliseconds. */
    private static final int BATCH = 50;
    private static final int WRITE_MS = 1_000;

    private final ManyPage page;
    private final Door door;
    /** Hears where nothing can be kept. */
    private final Consumer<Object> failed;
    private JSPromise<KeyValues> store;
    private JSPromise<String> model;
    private boolean on = Remembered.get(SETTING).equals(YES);
    /** Sheets that are kept, as far as they were met here, by their names. Whatever is forgotten leaves this map with all. */
    private Map<String, Sheet> sheets = new HashMap<>();
    private final List<Item> unwritten = new ArrayList<>();
    private boolean writes;
    /** Whether there is anything to forget. */
    private boolean any;
    private Runnable changed = () -> { };

    /** Something that was kept. */
    record Found(Kept kept, Sheet.Place thumbnail) {
    }

    ManyKept(ManyPage page, Door door, Consumer<Object> failed) {
        this.page = page;
        this.door = door;
        this.failed = failed;
    }

    boolean isOn() {
        return on;
    }

    /** Whether there is anything to forget, of other folders and earlier visits too. */
    boolean hasAny() {
        return any;
    }

    /** Looks whether there is anything, and tells when that changes. */
    void watch(Runnable listener) {
        changed = listener;
        store().flatThen(KeyValues::count).then(count -> {
            any(count.intValue() > 0);
            return null;
        }, reason -> {
            // Where nothing can be kept nothing is. Whoever asks for it is told why.
            store = null;
            return null;
        });
    }

    private void any(boolean now) {
        if (any != now) {
            any = now;
            changed.run();
        }
    }

    /**
     * Keeps from now on, what is there too; or keeps no more.
     *
     * @return whether it is so
     */
    JSPromise<Boolean> turn(boolean keep, Album album) {
        if (!keep) {
            on = false;
            Remembered.set(SETTING, "");
            return JSPromise.resolve(true);
        }
        return store().<Boolean>then(opened -> {
            on = true;
            Remembered.set(SETTING, YES);
            for (Item item : album.items()) {
                keep(item);
            }
            return true;
        }, reason -> {
            store = null;
            failed.accept(reason);
            return false;
        });
    }

    private JSPromise<KeyValues> store() {
        if (store == null) {
            store = Promises.of(() -> KeyValues.open(STORE));
        }
        return store;
    }

    /**
     * What the model is called here that these pictures are for: answers of others are not taken for its own. It is asked for once,
     * since for another model there is another page of the same pictures, while here something is still to be written.
     */
    private JSPromise<String> model() {
        if (model == null) {
            model = door.getModel().ask().then(name -> {
                if (name == null) {
                    model = null;
                    return "";
                }
                return name.stringValue();
            });
        }
        return model;
    }

    private static String key(String model, String path, double bytes, double modified) {
        return model + ' ' + Kept.key(path, bytes, modified);
    }

    /**
     * What is kept of files.
     *
     * @return one for each, null where there is nothing
     */
    JSPromise<List<Found>> find(List<ManyPage.Arriving> files) {
        List<Found> nothing = new ArrayList<>();
        files.forEach(file -> nothing.add(null));
        if (!on || files.isEmpty()) {
            return JSPromise.resolve(nothing);
        }
        return model().flatThen(model -> model.isEmpty() ? JSPromise.resolve(nothing) : store().flatThen(values -> {
            JSArray<JSString> keys = new JSArray<>();
            for (ManyPage.Arriving file : files) {
                keys.push(JSString.valueOf(key(model, file.path(), file.file().getSize(), file.file().getLastModified())));
            }
            Map<String, Sheet> known = sheets;
            return values.get(keys).flatThen(kept -> readSheets(values, kept, known).then(read -> found(kept, known)));
        })).flatCatchError(reason -> {
            failed.accept(reason);
            return JSPromise.resolve(nothing);
        });
    }

    /** Learns the sheets that results are on. */
    private static JSPromise<JSObject> readSheets(KeyValues values, JSArray<JSObject> kept, Map<String, Sheet> known) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < kept.getLength(); i++) {
            String name = JSObjects.isUndefined(kept.get(i)) ? "" : ((Message) kept.get(i)).text("sheet");
            if (!name.isEmpty() && !known.containsKey(name) && !names.contains(name)) {
                names.add(name);
            }
        }
        JSArray<JSString> keys = new JSArray<>();
        names.forEach(name -> keys.push(JSString.valueOf(SHEET + name)));
        return values.get(keys).then(files -> {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                JSObject file = files.get(i);
                if (!JSObjects.isUndefined(file)) {
                    known.computeIfAbsent(name, unknown -> new Sheet(name, (Blob) file));
                }
            }
            return null;
        });
    }

    private static List<Found> found(JSArray<JSObject> values, Map<String, Sheet> known) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < values.getLength(); i++) {
            Message message = values.get(i).cast();
            Kept kept = JSObjects.isUndefined(message) ? null : Kept.read(message.text("kept"));
            // Of one that was written before there were sheets, and of one whose sheet is gone, nothing is known.
            Sheet sheet = kept == null ? null : known.get(message.text("sheet"));
            found.add(sheet == null ? null : new Found(kept, new Sheet.Place(sheet, (int) message.number("place"))));
        }
        return found;
    }

    /** Keeps what became of a picture, soon; one that has no small picture yet is kept when it has one. */
    void keep(Item item) {
        if (!on || item.state() != Item.State.DONE || page.thumbnail(item) == null) {
            return;
        }
        unwritten.add(item);
        if (unwritten.size() >= BATCH) {
            write();
        } else if (!writes) {
            writes = true;
            Window.setTimeout(() -> {
                writes = false;
                write();
            }, WRITE_MS);
        }
    }

    private void write() {
        List<Item> items = new ArrayList<>(unwritten);
        unwritten.clear();
        if (items.isEmpty()) {
            return;
        }
        model().flatThen(model -> store().flatThen(values -> {
            JSArray<JSString> keys = new JSArray<>();
            JSArray<JSObject> kept = new JSArray<>();
            Map<String, Sheet> known = sheets;
            Map<String, Sheet> added = new HashMap<>();
            for (Item item : items) {
                Sheet.Place place = page.thumbnail(item);
                String sheet = place.sheet().name();
                if (!known.containsKey(sheet) && added.put(sheet, place.sheet()) == null) {
                    keys.push(JSString.valueOf(SHEET + sheet));
                    kept.push(place.sheet().file());
                }
                keys.push(JSString.valueOf(key(model, item.path(), item.bytes(), item.modified())));
                kept.push(Message.create().set("kept", Kept.write(item)).set("sheet", sheet).set("place", place.number()));
            }
            return values.set(keys, kept).then(done -> {
                known.putAll(added);
                return null;
            });
        })).<JSObject>then(done -> {
            any(true);
            return null;
        }).catchError(reason -> {
            failed.accept(reason);
            return null;
        });
    }

    /** Forgets all, of other folders too. */
    JSPromise<Object> forget() {
        unwritten.clear();
        // Whoever keeps a picture on one of these once more keeps the sheet too.
        sheets = new HashMap<>();
        return store().flatThen(KeyValues::clear).then(done -> {
            any(false);
            return null;
        });
    }
}
