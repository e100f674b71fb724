package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/**
 * Values by name, kept on this device until they are cleared.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/IndexedDB_API">IndexedDB</a>
 */
public abstract class KeyValues implements JSObject {
    private KeyValues() {
    }

    /** Those of a name; rejected where this browser keeps nothing, as in some private windows. */
    @JSBody(params = "name", script = "return new Promise(function (resolve, reject) {"
            + " var request = indexedDB.open(name, 1); request.onupgradeneeded = function () {"
            + " request.result.createObjectStore('values'); }; request.onsuccess = function () { resolve(request.result); };"
            + " request.onerror = request.onblocked = function () { reject(request.error || new Error('blocked')); }; });")
    public static native JSPromise<KeyValues> open(String name);

    /** The values of some keys, in the same order; undefined where there is none. */
    @JSBody(params = "keys", script = "var store = this.transaction('values').objectStore('values');"
            + " return Promise.all(keys.map(function (key) { return new Promise(function (resolve, reject) {"
            + " var request = store.get(key); request.onsuccess = function () { resolve(request.result); };"
            + " request.onerror = function () { reject(request.error); }; }); }));")
    public native JSPromise<JSArray<JSObject>> get(JSArray<JSString> keys);

    /** Sets the values of some keys, all or none. */
    @JSBody(params = {"keys", "values"}, script = "var transaction = this.transaction('values', 'readwrite');"
            + " var store = transaction.objectStore('values'); keys.forEach(function (key, i) { store.put(values[i], key); });"
            + " return new Promise(function (resolve, reject) { transaction.oncomplete = function () { resolve(); };"
            + " transaction.onerror = transaction.onabort = function (event) { reject(event.target.error); }; });")
    public native JSPromise<JSUndefined> set(JSArray<JSString> keys, JSArray<JSObject> values);

    /** The names of all. */
    @JSBody(script = "var store = this.transaction('values').objectStore('values');"
            + " return new Promise(function (resolve, reject) { var request = store.getAllKeys();"
            + " request.onsuccess = function () { resolve(request.result); };"
            + " request.onerror = function () { reject(request.error); }; });")
    public native JSPromise<JSArray<JSString>> keys();

    /** Forgets one. */
    @JSBody(params = "key", script = "var transaction = this.transaction('values', 'readwrite');"
            + " transaction.objectStore('values').delete(key);"
            + " return new Promise(function (resolve, reject) { transaction.oncomplete = function () { resolve(); };"
            + " transaction.onerror = transaction.onabort = function (event) { reject(event.target.error); }; });")
    public native JSPromise<JSUndefined> remove(String key);

    /** How many there are. */
    @JSBody(script = "var store = this.transaction('values').objectStore('values');"
            + " return new Promise(function (resolve, reject) { var request = store.count();"
            + " request.onsuccess = function () { resolve(request.result); };"
            + " request.onerror = function () { reject(request.error); }; });")
    public native JSPromise<JSNumber> count();

    /** Forgets all. */
    @JSBody(script = "var transaction = this.transaction('values', 'readwrite'); transaction.objectStore('values').clear();"
            + " return new Promise(function (resolve, reject) { transaction.oncomplete = function () { resolve(); };"
            + " transaction.onerror = transaction.onabort = function (event) { reject(event.target.error); }; });")
    public native JSPromise<JSUndefined> clear();
}
