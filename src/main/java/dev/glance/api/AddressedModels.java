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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;

/** Models at addresses: once read and tried, each is one as if it lay in the site. */
final class AddressedModels {
    private final SiteFiles site;
    private final BringDoor door = JSObjects.create();
    private final LateScript reading;

    AddressedModels(SiteFiles site) {
        this.site = site;
        reading = new LateScript(site, Reading.SCRIPT, Reading.NAME, door);
        // Without the catalog models are read all the same, as none that it knows.
        door.setText(LateScript.reader(site, failure -> { }));
    }

    /**
     * Reads one, and tries what it computes.
     *
     * @param wish  see {@link BringDoor.Read}
     * @param hosts gives one to try it on; it is closed here
     * @param tried gets its id when it has been tried: its files are in the site then
     * @return its files, see {@link dev.glance.bring.OwnModel#files}; rejected with a GlanceException
     */
    JSPromise<Message> read(Message wish, Supplier<Host<Picture>> hosts, Consumer<String> tried) {
        return Promises.js(reading.load()).flatThen(loaded -> door.getRead().model(wish, (files, backend) -> {
            OwnModels.give(site, files);
            String id = files.text("id");
            return Promises.js(Trial.of(hosts.get(), new LoadRequest(id, backend)).onSettled(() -> tried.accept(id)));
        })).then(answer -> (Message) Answers.require(answer));
    }
}
