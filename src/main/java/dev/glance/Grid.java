package dev.glance;

import dev.glance.page.ManyPage;

/** What runs when the script for many pictures is loaded. */
public final class Grid {
    private Grid() {
    }

    /** Begins with what the page has left for it. */
    public static void main(String[] args) {
        ManyPage.start();
    }
}
