package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.file.File;

/**
 * Files and folders as a person hands them over.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/FileSystemDirectoryEntry">FileSystemDirectoryEntry</a>
 */
public final class Entries {
    private Entries() {
    }

    /** The files that were chosen. */
    @JSBody(params = "input", script = "return Array.from(input.files);")
    public static native JSArray<JSObject> of(HTMLInputElement input);

    /** Whether it is a file; else it is the entry of a folder or of a file in one. */
    @JSBody(params = "thing", script = "return thing instanceof Blob;")
    public static native boolean isFile(JSObject thing);

    /** Whether they are files of a model, by their names: one is, and none is a picture. */
    @JSBody(params = "things", script = "return things.some(function (thing) {"
            + " return /(\\.tflite|\\.zip|\\.h5|\\.keras|\\.onnx|\\.pb|\\.pth?|(^|[-_])model[^.]*\\.json)$/i.test(thing.name); })"
            + " && !things.some(function (thing) { return /^image/.test(thing.type) || thing.isDirectory; });")
    public static native boolean isModel(JSArray<JSObject> things);

    /** Whether they are one folder that holds a model and no pictures. */
    @JSBody(params = "things", script = "return new Promise(function (resolve) { var folder = things[0];"
            + " if (things.length > 1 || !folder.isDirectory) { resolve(false); return; }"
            + " folder.createReader().readEntries(function (some) { var names = some.map(function (entry) { return entry.name; });"
            + " resolve(names.some(function (name) { return /\\.tflite$|^model\\.json$/i.test(name); })"
            + " && !names.some(function (name) { return /\\.(jpe?g|png|webp|avif|gif|heic)$/i.test(name); })); },"
            + " function () { resolve(false); }); });")
    public static native JSPromise<Object> isModelFolder(JSArray<JSObject> things);

    /** Whether an entry is that of a folder. */
    @JSBody(params = "entry", script = "return entry.isDirectory;")
    public static native boolean isFolder(JSObject entry);

    /** What an entry's folder holds: entries, in the order in which the system gives them. */
    @JSBody(params = "entry", script = "var reader = entry.createReader(), all = [];"
            + " return new Promise(function (resolve, reject) { function more() { reader.readEntries(function (some) {"
            + " if (some.length) { all.push.apply(all, some); more(); } else { resolve(all); } }, reject); } more(); });")
    public static native JSPromise<JSArray<JSObject>> list(JSObject entry);

    /** The file of an entry. */
    @JSBody(params = "entry", script = "return new Promise(function (resolve, reject) { entry.file(resolve, reject); });")
    public static native JSPromise<File> file(JSObject entry);

    /** The path of an entry, without a slash before it. */
    @JSBody(params = "entry", script = "return entry.fullPath.replace(/^\\/+/, '');")
    public static native String path(JSObject entry);

    /** The path of a file in the folder that was chosen; else its name. */
    @JSBody(params = "file", script = "return file.webkitRelativePath || file.name;")
    public static native String pathOfFile(File file);
}
