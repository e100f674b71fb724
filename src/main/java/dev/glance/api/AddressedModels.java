package dev.glance.api;

import dev.glance.bring.BringDoor;
import dev.glance.bring.Reading;
import dev.glance.host.Host;
import dev.glance.host.LoadRequest;
import dev.glance.site.LateScript;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.worker.Answers;
import dev.glance.worker.Trial;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;

/** Models at addresses: once read and tried, each is one as if it lay in the site, as long as somebody uses it. */
final class AddressedModels {
    /** The ones of each site that scripts have used, by its address: who reads models is asked to do so once. */
    private static final Map<String, AddressedModels> SITES = new HashMap<>();

    private final SiteFiles site;
    /** How many use each, by its id. */
    private final Map<String, Integer> users = new HashMap<>();
    private final BringDoor door = JSObjects.create();
    private final LateScript reading;

    private AddressedModels(SiteFiles site) {
        this.site = site;
        reading = new LateScript(site, Reading.SCRIPT, Reading.NAME, door);
        // Without the catalog models are read all the same, as none that it knows.
        door.setText(LateScript.reader(site, failure -> { }));
    }

    /** The ones of a site. */
    static AddressedModels of(SiteFiles site) {
        return SITES.computeIfAbsent(site.address(""), address -> new AddressedModels(site));
    }

    /**
     * Reads one, and tries what it computes.
     *
     * @param wish  see {@link BringDoor.Read}
     * @param hosts gives one to try it on; it is closed here
     * @return its files, see {@link dev.glance.bring.OwnModel#files}; rejected with a GlanceException
     */
    JSPromise<Message> read(Message wish, Supplier<Host<Picture>> hosts) {
        return Promises.js(reading.load()).flatThen(loaded -> door.getRead().model(wish, (files, backend) -> {
            String id = files.text("id");
            hold(files);
            return Promises.js(Trial.of(hosts.get(), new LoadRequest(id, backend)).onSettled(() -> release(id)));
        })).then(answer -> (Message) Answers.require(answer));
    }

    /** Somebody uses one: its files are in the site until each of those has called {@link #release}. */
    void hold(Message files) {
        OwnModels.give(site, files);
        users.merge(files.text("id"), 1, Integer::sum);
    }

    /** One less uses it. */
    void release(String id) {
        if (users.merge(id, -1, Integer::sum) == 0) {
            site.withdraw(OwnModels.folder(id));
        }
    }
}
