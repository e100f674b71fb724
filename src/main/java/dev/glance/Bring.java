package dev.glance;

import dev.glance.bring.BringDoor;
import dev.glance.bring.Reading;
import dev.glance.page.ModelsDoor;
import dev.glance.page.ModelsPage;
import dev.glance.web.ScriptDoor;
import org.teavm.jso.core.JSObjects;

/** What runs when the script with the models is loaded. */
public final class Bring {
    private Bring() {
    }

    /** Begins with what the page has left, or {@code mobilenet.load}; or both, of which either may have loaded it. */
    public static void main(String[] args) {
        ModelsDoor page = ModelsPage.door();
        if (!JSObjects.isUndefined(page)) {
            ModelsPage.start(page);
        }
        BringDoor others = ScriptDoor.enter(Reading.NAME);
        if (!JSObjects.isUndefined(others)) {
            Reading.start(others);
        }
    }
}
