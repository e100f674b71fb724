package dev.glance.model;

/** JSON on a JVM. */
public final class JsonText {
    private JsonText() {
    }

    /** Reads a text. */
    public static Json parse(String text) {
        return dev.glance.build.JsonText.parse(text);
    }

    /** Reads a site's catalog. */
    public static Catalog catalog(String text) {
        return Catalog.of(parse(text));
    }
}
