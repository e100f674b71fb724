package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Addresses of the site's own scripts for pages whose policy demands Trusted Types
 * ({@code require-trusted-types-for 'script'}); everywhere else plain texts.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Trusted_Types_API">Trusted Types</a>
 */
final class TrustedUrls {
    private TrustedUrls() {
    }

    /**
     * An address as a script may be loaded from it.
     *
     * @throws RuntimeException where the page allows policies only by name and {@code glance} is not among them
     */
    @JSBody(params = "url", script = "var types = globalThis.trustedTypes; if (!types) { return url; }"
            + " var policy = globalThis.glancePolicy; if (!policy) { try { policy = types.createPolicy('glance',"
            + " {createScriptURL: function (url) { return url; }}); } catch (e) { throw new Error('the page requires Trusted"
            + " Types and allows no policy of the name glance; add it to trusted-types in its Content-Security-Policy'); }"
            + " globalThis.glancePolicy = policy; } return policy.createScriptURL(url);")
    static native JSObject script(String url);
}
