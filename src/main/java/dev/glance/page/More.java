package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.decide.Explanation;
import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;
import dev.glance.image.Cover;
import dev.glance.site.LateScript;
import dev.glance.site.SiteFiles;
import dev.glance.worker.Answers;
import java.util.function.Consumer;
import org.teavm.jso.core.JSObjects;

/** The page's side of what is loaded once somebody asks more of one picture. */
final class More {
    private final MoreDoor door = JSObjects.create();
    private final LateScript script;
    private final Consumer<GlanceException> fail;
    /** Whether it is shown why. */
    private boolean explained;
    /** Whether something waits for the script that a second press takes back. */
    private boolean pressed;

    /** @param fail hears what could not be had */
    More(SiteFiles site, Consumer<GlanceException> fail) {
        this.fail = fail;
        script = new LateScript(site, MorePage.SCRIPT, door);
        speak(PageOptions.LANGUAGES.get(0), "");
        door.setText(LateScript.reader(site, fail));
    }

    /** Tells what a person covers. */
    void listen(Consumer<Cover> listener) {
        door.setCover((x, y, side) -> listener.accept(new Cover(x, y, side)));
    }

    /** What the script is given. */
    MoreDoor door() {
        return door;
    }

    /** What the script does, once it is there. */
    Promise<MoreDoor> load() {
        return script.load().then(loaded -> door);
    }

    /** Does something once it is there. */
    void with(Consumer<MoreDoor> use) {
        load().listen(use, fail);
    }

    /** As {@link #with}, for what a second press takes back: pressed again before it is there, it is meant once. */
    void toggle(Consumer<MoreDoor> use) {
        if (!pressed) {
            pressed = true;
            load().onSettled(() -> pressed = false).listen(use, fail);
        }
    }

    /** Speaks a language from now on, see {@link Words#use}. */
    void speak(String code, String tsv) {
        Spoken.use(script, door, code, tsv);
    }

    /**
     * Shows why, where it is there.
     *
     * @return whether nothing of the kind was shown before
     */
    boolean explain(Explanation explanation, Predictions predictions) {
        boolean first = !explained;
        explained = true;
        door.getExplain().show(Answers.of(explanation), Answers.of(predictions));
        return first;
    }

    /** Says what is answered where a part is covered. */
    void covered(Predictions predictions) {
        door.getCovered().hear(Answers.of(predictions));
    }

    /** Shows why no longer. */
    void clear() {
        if (explained) {
            explained = false;
            door.getClear().run();
        }
    }
}
