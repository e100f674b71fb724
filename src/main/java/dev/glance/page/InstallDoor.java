package dev.glance.page;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What the page and the script that keeps the site on this device do for each other, see {@link Door}. */
public interface InstallDoor extends SpokenDoor {
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
}
