package dev.glance;

import dev.glance.page.MorePage;

/** What runs when the script is loaded that tells more of one picture. */
public final class More {
    private More() {
    }

    /** Begins with what the page has left for it. */
    public static void main(String[] args) {
        MorePage.start();
    }
}
