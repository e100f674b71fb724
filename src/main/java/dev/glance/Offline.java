package dev.glance;

import dev.glance.site.OfflineWorker;

/** What runs when the browser starts the service worker. */
public final class Offline {
    private Offline() {
    }

    /** Listens for what the browser asks of it. */
    public static void main(String[] args) {
        OfflineWorker.start();
    }
}
