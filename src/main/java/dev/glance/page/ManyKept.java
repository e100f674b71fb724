package dev.glance.page;

import dev.glance.many.Album;
import dev.glance.many.Item;
import dev.glance.many.Kept;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.Promises;
import dev.glance.web.Remembered;
import java.util.ArrayList;
import java.util.List;
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
    /** So many are written at a time, or what there is after so many milliseconds. */
    private static final int BATCH = 50;
    private static final int WRITE_MS = 1_000;

    private final ManyPage page;
    private final Door door;
    /** Hears where nothing can be kept. */
    private final Consumer<Object> failed;
    private JSPromise<KeyValues> store;
    private boolean on = Remembered.get(SETTING).equals(YES);
    private final List<Item> unwritten = new ArrayList<>();
    /** Whose answers those are: another model may be in use when they are written. */
    private JSPromise<String> answering;
    private boolean writes;
    /** Whether there is anything to forget. */
    private boolean any;
    private Runnable changed = () -> { };

    /** Something that was kept. */
    record Found(Kept kept, Blob thumbnail) {
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

    /** What a model in use is called here: answers of others are not taken for its own. */
    private JSPromise<String> model() {
        return door.getModel().ask().then(name -> name == null ? "" : name.stringValue());
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
        return model().flatThen(model -> model.isEmpty() ? JSPromise.resolve(new JSArray<>()) : store().flatThen(values -> {
            JSArray<JSString> keys = new JSArray<>();
            for (ManyPage.Arriving file : files) {
                keys.push(JSString.valueOf(key(model, file.path(), file.file().getSize(), file.file().getLastModified())));
            }
            return values.get(keys);
        })).<List<Found>>then(values -> {
            List<Found> found = new ArrayList<>();
            // None at all where there is no model.
            for (int i = 0; i < files.size(); i++) {
                found.add(i < values.getLength() ? read(values.get(i)) : null);
            }
            return found;
        }, reason -> {
            failed.accept(reason);
            return nothing;
        });
    }

    private static Found read(JSObject value) {
        if (JSObjects.isUndefined(value)) {
            return null;
        }
        Message message = value.cast();
        Kept kept = Kept.read(message.text("kept"));
        return kept == null ? null : new Found(kept, message.object("thumbnail"));
    }

    /** Keeps what became of a picture, soon. */
    void keep(Item item) {
        if (!on || item.state() != Item.State.DONE) {
            return;
        }
        if (unwritten.isEmpty()) {
            answering = model();
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
        answering.flatThen(model -> store().flatThen(values -> {
            JSArray<JSString> keys = new JSArray<>();
            JSArray<JSObject> kept = new JSArray<>();
            for (Item item : items) {
                keys.push(JSString.valueOf(key(model, item.path(), item.bytes(), item.modified())));
                kept.push(Message.create().set("kept", Kept.write(item)).set("thumbnail", page.thumbnail(item)));
            }
            return values.set(keys, kept);
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
        return store().flatThen(KeyValues::clear).then(done -> {
            any(false);
            return null;
        });
    }
}
