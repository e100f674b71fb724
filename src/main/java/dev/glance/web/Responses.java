package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Answers that a script makes.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Response/Response">Response</a>
 */
public final class Responses {
    private Responses() {
    }

    /** @param body a text, bytes, a stream or null */
    @JSBody(params = {"body", "status", "headers"}, script = "return new Response(body, {status: status, headers: headers});")
    public static native Response of(JSObject body, int status, Headers headers);

    /** A page. */
    @JSBody(params = "html", script = "return new Response(html, {headers: {'Content-Type': 'text/html; charset=utf-8'}});")
    public static native Response page(String html);

    /** One that stands for none. */
    @JSBody(script = "return Response.error();")
    public static native Response error();
}
