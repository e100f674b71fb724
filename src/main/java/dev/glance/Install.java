package dev.glance;

import dev.glance.page.InstallPage;

/** What runs when the script is loaded that keeps the site on this device. */
public final class Install {
    private Install() {
    }

    /** Begins with what the page has left for it. */
    public static void main(String[] args) {
        InstallPage.start();
    }
}
