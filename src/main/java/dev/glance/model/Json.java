package dev.glance.model;

import java.util.List;

/**
 * A value of a JSON text (RFC 8259), whoever has read it: in a page that is the browser, which has a reader already.
 * All throw an {@link IllegalArgumentException} where the value is of another kind.
 */
public interface Json {
    /** What a value is. */
    enum Kind { OBJECT, ARRAY, STRING, NUMBER, BOOLEAN, NULL }

    /** Reads texts. */
    interface Reader {
        /**
         * Reads a text.
         *
         * @throws RuntimeException of any kind where it is no JSON
         */
        Json read(String text);
    }

    /** What this is; of any value. */
    Kind kind();

    /** The names of an object's members, in any order. */
    List<String> names();

    /** A member of an object; null where it has none of that name. */
    Json get(String name);

    /** The values of an array. */
    List<Json> items();

    /** A string. */
    String string();

    /** A number. */
    double number();

    /** A truth value. */
    boolean bool();

    /** A whole number. */
    default int whole() {
        double number = number();
        if ((int) number != number) {
            throw new IllegalArgumentException("a number that is not whole");
        }
        return (int) number;
    }

    /** A member that must be there. */
    default Json require(String name) {
        Json value = get(name);
        if (value == null) {
            throw new IllegalArgumentException("it lacks \u201c" + name + "\u201d");
        }
        return value;
    }
}
