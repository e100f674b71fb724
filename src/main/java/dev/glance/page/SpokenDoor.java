package dev.glance.page;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What page and a script that says something do for each other, see {@link Door}. */
public interface SpokenDoor extends JSObject {
    /** The language in use, see {@link Words#use}. */
    @JSProperty
    String getLanguage();

    @JSProperty
    void setLanguage(String code);

    /** What is said in it, see {@link Words#use}. */
    @JSProperty
    String getTable();

    @JSProperty
    void setTable(String tsv);

    /** Says everything anew, in another language. Set by the script. */
    @JSProperty
    Door.Action getSpeak();

    @JSProperty
    void setSpeak(Door.Action speak);
}
