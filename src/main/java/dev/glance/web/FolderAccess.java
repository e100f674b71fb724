package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.file.Blob;

/**
 * A folder that a person has picked to be written to.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/FileSystemDirectoryHandle">FileSystemDirectoryHandle</a>
 */
public abstract class FolderAccess implements JSObject {
    private FolderAccess() {
    }

    /** Whether this browser lets people pick one. */
    @JSBody(script = "return typeof showDirectoryPicker === 'function';")
    public static native boolean available();

    /** Lets the person pick one; rejected with an {@code AbortError} where they do not. */
    @JSBody(script = "return showDirectoryPicker({mode: 'readwrite'});")
    public static native JSPromise<FolderAccess> pick();

    /** A folder in it, which is made where there is none. */
    @JSBody(params = "name", script = "return this.getDirectoryHandle(name, {create: true});")
    public native JSPromise<FolderAccess> folder(String name);

    /** Whether it holds a file or folder of that name. */
    @JSBody(params = "name", script = "var folder = this; return folder.getFileHandle(name).then(function () { return true; },"
            + " function (e) { if (e.name === 'NotFoundError') { return false; } if (e.name === 'TypeMismatchError') {"
            + " return true; } throw e; });")
    public native JSPromise<JSObject> has(String name);

    /** Writes a new file, or over one. */
    @JSBody(params = {"name", "content"}, script = "return this.getFileHandle(name, {create: true}).then(function (file) {"
            + " return file.createWritable(); }).then(function (stream) { return stream.write(content).then(function () {"
            + " return stream.close(); }); });")
    public native JSPromise<JSUndefined> write(String name, Blob content);

    /** Removes a file, or a folder that is empty; rejected where that cannot be. */
    @JSBody(params = "name", script = "return this.removeEntry(name);")
    public native JSPromise<JSUndefined> remove(String name);
}
