package dev.glance.page;

import dev.glance.web.Numbers;
import dev.glance.web.ScriptDoor;
import dev.glance.worker.Answers;

/** What is told of one picture when somebody asks: why, what else there is, what moves, and all of it as large as the window. */
public final class MorePage {
    /** Where it is compiled to. */
    static final String SCRIPT = "more.js";

    private final MoreDoor door;
    private final Words words = new Words(Numbers::local);
    private final HeatView heat = new HeatView(words, new Texts(words));
    private final NamesView names;

    private MorePage(MoreDoor door) {
        this.door = door;
        names = new NamesView(door.getText(), words);
    }

    /** Begins with what the page has left. */
    public static void start() {
        MoreDoor door = ScriptDoor.enter(SCRIPT);
        MorePage page = new MorePage(door);
        page.speak();
        page.heat.listen(cover -> door.getCover().at(cover.x(), cover.y(), cover.side()));
        door.setSpeak(page::speak);
        door.setNames(page.names::open);
        door.setExplain((explanation, predictions) ->
                page.heat.show(Answers.readExplanation(explanation), Answers.read(predictions)));
        door.setCovered(predictions -> page.heat.covered(Answers.read(predictions)));
        door.setClear(page.heat::clear);
        door.setPresent(new PresentView(page.words, door.getStep())::toggle);
        KeepView keep = new KeepView(page.words);
        door.setOffer(keep::offer);
        door.setWithdraw(keep::withdraw);
        door.setWatch(new Feeds(door.getFollow())::open);
    }

    private void speak() {
        words.use(door.getLanguage(), door.getTable());
        heat.refresh();
        names.refresh();
    }
}
