package dev.glance.page;
public final class InspectPage {
    /** Where it is compiled to. */
    static final String SCRIPT = "inspect.js";
    private InspectPage() { }
    public static void start() { }
}
