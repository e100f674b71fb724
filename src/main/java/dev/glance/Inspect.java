package dev.glance;

import dev.glance.page.InspectPage;

/** What runs when the script is loaded that looks into the model in use. */
public final class Inspect {
    private Inspect() {
    }

    /** Begins with what the page has left. */
    public static void main(String[] args) {
        InspectPage.start();
    }
}
