package dev.glance;

import dev.glance.page.ModelsPage;

/** What runs when the script with the models is loaded. */
public final class Bring {
    private Bring() {
    }

    /** Begins with what the page has left. */
    public static void main(String[] args) {
        ModelsPage.start();
    }
}
