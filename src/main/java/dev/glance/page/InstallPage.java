package dev.glance.page;

import dev.glance.offline.Inventory;
import dev.glance.offline.Isolation;
import dev.glance.site.OfflineWorker;
import dev.glance.site.Shelves;
import dev.glance.web.InstallPrompt;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.web.Remembered;
import dev.glance.web.ScriptDoor;
import dev.glance.web.ScriptTable;
import dev.glance.web.ServiceWorkers;
import dev.glance.web.ServiceWorkers.Registration;
import dev.glance.web.ServiceWorkers.Worker;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** Has the site kept on this device, tells of a new version, and offers to install it or to keep nothing. */
public final class InstallPage {
    /** Where it is compiled to. */
    static final String SCRIPT = "install.js";
    private static final String SETTING = "offline";
    private static final String NO = "no";

    private final InstallDoor door;
    private final Words words = new Words(Numbers::local);
    private final Shelves shelves;
    private final InstallView view;

    private InstallPage(InstallDoor door) {
        this.door = door;
        shelves = new Shelves(door.getAddress());
        view = new InstallView(words, Inventory.coreBytes(ScriptTable.inventory()), this::keep, this::forget);
    }

    /** Begins with what the page has left. */
    public static void start() {
        InstallPage page = new InstallPage(ScriptDoor.enter(SCRIPT));
        // Here and not in the page: from disk a browser may not read it, and says so in the console.
        HTMLElement manifest = Html.create("link", "", "");
        manifest.setAttribute("rel", "manifest");
        manifest.setAttribute("href", page.door.getAddress() + "manifest.json");
        Window.current().getDocument().getHead().appendChild(manifest);
        page.speak();
        page.door.setSpeak(page::speak);
        ServiceWorkers.onMessage(page::hear);
        InstallPrompt.onChange(page.view::say);
        page.begin();
    }

    private void speak() {
        words.use(door.getLanguage(), door.getTable());
        view.say();
    }

    /** Keeps it, unless the person does not want that; who asks pages to load little is not asked for so much unheard. */
    private void begin() {
        if (Remembered.decision(SETTING).equals(NO)) {
            view.off();
            return;
        }
        ServiceWorkers.registration(door.getAddress()).then(found -> {
            if (found == null && InstallPrompt.savesData()) {
                view.off();
            } else {
                register();
            }
            return null;
        }, reason -> {
            view.failed("");
            return null;
        });
    }

    private void keep() {
        Remembered.decide(SETTING, "");
        register();
    }

    private void register() {
        view.keeping(0);
        ServiceWorkers.register(new Isolation(door.getIsolation()).address(door.getAddress() + "sw.js")).then(registration -> {
            registration.addEventListener("updatefound", e -> follow(registration));
            follow(registration);
            return null;
        }, reason -> {
            // Such as a host without the script, or a browser that keeps nothing.
            view.failed(JsErrors.text(reason));
            return null;
        });
    }

    private void follow(Registration registration) {
        Worker installing = registration.getInstalling();
        if (installing != null) {
            installing.addEventListener("statechange", e -> show(registration));
        }
        Worker waiting = registration.getWaiting();
        if (waiting != null) {
            waiting.addEventListener("statechange", e -> show(registration));
        }
        show(registration);
    }

    private void show(Registration registration) {
        boolean serves = registration.getActive() != null;
        if (serves && registration.getWaiting() != null) {
            view.news();
        }
        if (serves) {
            shelves.bytes().then(bytes -> {
                view.kept(bytes);
                return null;
            }, reason -> {
                view.failed(JsErrors.text(reason));
                return null;
            });
        }
    }

    private void hear(Message message) {
        String about = message.text(OfflineWorker.ABOUT);
        if (about.equals(OfflineWorker.PROGRESS)) {
            view.keeping((int) message.number("bytes"));
        } else if (about.equals(OfflineWorker.FAILED)) {
            view.failed(message.text("code"));
        }
    }

    /** Keeps nothing any more, and removes what is kept. */
    private void forget() {
        Remembered.decide(SETTING, NO);
        ServiceWorkers.registration(door.getAddress()).<Object>flatThen(registration -> {
            if (registration == null) {
                return JSPromise.resolve(null);
            }
            for (Worker worker : new Worker[] {registration.getActive(), registration.getWaiting(),
                registration.getInstalling()}) {
                if (worker != null) {
                    worker.postMessage(Message.create().set(OfflineWorker.ABOUT, OfflineWorker.FORGET));
                }
            }
            return registration.unregister().then(gone -> null);
        }).flatThen(gone -> shelves.versions()).flatThen(this::remove).<Object>then(gone -> {
            view.off();
            return null;
        }, reason -> {
            view.failed(JsErrors.text(reason));
            return null;
        });
    }

    private JSPromise<Object> remove(List<String> versions) {
        JSArray<JSPromise<Object>> removed = new JSArray<>();
        for (String version : versions) {
            removed.push(shelves.remove(version));
        }
        return JSPromise.all(removed).then(done -> null);
    }
}
