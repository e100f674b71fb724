package dev.glance.offline;

/**
 * Cross-origin isolation for hosts that cannot send its headers.
 *
 * @param policy {@code require-corp} or {@code credentialless}; empty for none
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/crossOriginIsolated">crossOriginIsolated</a>
 */
public record Isolation(String policy) {
    /** The word in the address of the service worker. */
    private static final String PARAMETER = "?isolate=";

    /** Anything else than one of the two is none. */
    public Isolation {
        if (!policy.equals("require-corp") && !policy.equals("credentialless")) {
            policy = "";
        }
    }

    /** What a service worker of an address does. */
    public static Isolation of(String address) {
        int at = address.indexOf(PARAMETER);
        return new Isolation(at < 0 ? "" : address.substring(at + PARAMETER.length()));
    }

    /** The address of a service worker that does it. */
    public String address(String script) {
        return policy.isEmpty() ? script : script + PARAMETER + policy;
    }

    /**
     * Whether an answer gets the headers: windows and their workers, but not the page in somebody's frame.
     *
     * @param destination as a request names it
     */
    public boolean isFor(String destination) {
        return !policy.isEmpty() && (destination.equals("document") || destination.equals("worker")
                || destination.equals("sharedworker"));
    }
}
