package dev.glance.site;

import dev.glance.async.Promise;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import dev.glance.web.ScriptDoor;
import java.util.function.Consumer;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/** A script of the site that is loaded when it is first needed. Compiled apart, it shares no class with the page at run time. */
public final class LateScript {
    private final SiteFiles site;
    private final String path;
    private final String name;
    private final JSObject door;
    /** Null before it is asked for, and after it could not be had. */
    private Promise<JSUndefined> loading;
    private boolean there;

    /** See {@link #reader}. */
    @JSFunctor
    public interface Text extends JSObject {
        /**
         * @param path relative to the site's root
         * @return null where it cannot be read, of which the reader's maker hears
         */
        JSPromise<JSString> read(String path);
    }

    /**
     * @param path of the script, relative to the site's root
     * @param door what page and script do for each other
     */
    public LateScript(SiteFiles site, String path, JSObject door) {
        this(site, path, path, door);
    }

    /**
     * @param path of the script, relative to the site's root
     * @param name under which it looks for the door
     * @param door what this side and the script do for each other
     */
    public LateScript(SiteFiles site, String path, String name, JSObject door) {
        this.site = site;
        this.path = path;
        this.name = name;
        this.door = door;
    }

    /**
     * Reads texts of the site for a script.
     *
     * @param fail hears why one cannot be read
     */
    public static Text reader(SiteFiles site, Consumer<GlanceException> fail) {
        return path -> site.readText(path).<JSString>then(JSString::valueOf, reason -> {
            fail.accept(JsErrors.of(reason));
            return null;
        });
    }

    /** Whether it has run. */
    public boolean isThere() {
        return there;
    }

    /** Resolved when it has run; rejected where it cannot be had, and tried again when asked again. */
    public Promise<JSUndefined> load() {
        if (loading == null) {
            ScriptDoor.open(name, door);
            loading = Promises.pure(site.run(path)
                    .<JSUndefined>flatCatchError(reason -> JSPromise.reject(failure(JsErrors.text(reason)))));
            loading.listen(loaded -> there = true, failure -> loading = null);
        }
        return loading;
    }

    private GlanceException failure(String why) {
        return BrowserFeatures.isOffline() ? new GlanceException(ErrorCode.SITE_FILE,
                "That needs one more file of the site, and there is no connection.", "Connect, and try it again.")
                : SiteFiles.missing(path, why);
    }
}
