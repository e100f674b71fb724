package dev.glance.page;

import dev.glance.site.LateScript;

/** In which language late scripts speak. */
final class Spoken {
    private Spoken() {
    }

    /**
     * Has a script speak a language from now on, see {@link Words#use}.
     *
     * @param door what the script was made with
     */
    static void use(LateScript script, SpokenDoor door, String code, String tsv) {
        door.setLanguage(code);
        door.setTable(tsv);
        if (script.isThere()) {
            door.getSpeak().run();
        }
    }
}
