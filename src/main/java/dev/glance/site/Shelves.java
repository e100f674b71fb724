package dev.glance.site;

import dev.glance.web.Caches;
import dev.glance.web.Response;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/** What is kept of a site on this device, a cache for each version. Other sites of the origin have theirs. */
public final class Shelves {
    private static final String LENGTH = "content-length";

    private final String base;
    private final String prefix;

    /** @param base address of the site's root, ending in a slash */
    public Shelves(String base) {
        this.base = base;
        prefix = "glance " + base + " ";
    }

    /** The versions of which something is kept. */
    public JSPromise<List<String>> versions() {
        return Caches.names().then(names -> {
            List<String> versions = new ArrayList<>();
            for (int i = 0; i < names.getLength(); i++) {
                String name = names.get(i).stringValue();
                if (name.startsWith(prefix)) {
                    versions.add(name.substring(prefix.length()));
                }
            }
            return versions;
        });
    }

    /** A file that is kept; null where it is not. */
    JSPromise<Response> find(String version, String path) {
        return Caches.match(base + path, prefix + version).then(found -> JSObjects.isUndefined(found) ? null : found);
    }

    /** Keeps a file. */
    JSPromise<JSUndefined> put(String version, String path, Response file) {
        return Caches.open(prefix + version).flatThen(cache -> cache.put(base + path, file));
    }

    /** Keeps a version no longer. */
    public JSPromise<Object> remove(String version) {
        return Caches.delete(prefix + version).then(done -> null);
    }

    /** How many bytes all of it has. */
    public JSPromise<Integer> bytes() {
        return versions().flatThen(versions -> bytes(versions, 0, 0));
    }

    private JSPromise<Integer> bytes(List<String> versions, int index, int sum) {
        return index >= versions.size() ? JSPromise.resolve(sum) : Caches.open(prefix + versions.get(index)).flatThen(cache ->
                cache.keys().flatThen(requests -> {
                    JSArray<JSPromise<Response>> found = new JSArray<>();
                    for (int i = 0; i < requests.getLength(); i++) {
                        found.push(cache.match(requests.get(i)));
                    }
                    return JSPromise.all(found);
                })).flatThen(answers -> {
                    int more = sum;
                    for (int i = 0; i < answers.getLength(); i++) {
                        String length = answers.get(i).getHeaders().get(LENGTH);
                        more += length == null ? 0 : Integer.parseInt(length);
                    }
                    return bytes(versions, index + 1, more);
                });
    }
}
