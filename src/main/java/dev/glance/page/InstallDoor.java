package dev.glance.page;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What the page and the script that keeps the site on this device do for each other, see {@link Door}. */
public interface InstallDoor extends JSObject {
    /** Where the site is. */
    @JSProperty
    String getAddress();

    @JSProperty
    void setAddress(String address);

    /** See {@link Page#start}. */
    @JSProperty
    String getIsolation();

    @JSProperty
    void setIsolation(String isolation);

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
