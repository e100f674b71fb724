package dev.glance.model.formats;

/** Names of files that files contain. A folder is left with a slash. */
final class Names {
    private Names() {
    }

    /**
     * Whether a name leads to a place below the folder that it is taken in, whatever the system: it is not empty, begins with no
     * slash nor drive, goes through no {@code ..} and has neither backslashes nor control characters.
     */
    static boolean inside(String name) {
        if (name.isEmpty() || name.charAt(0) == '/' || name.length() > 1 && name.charAt(1) == ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\') {
                return false;
            }
        }
        for (int at = name.indexOf(".."); at >= 0; at = name.indexOf("..", at + 1)) {
            int end = at + 2;
            if ((at == 0 || name.charAt(at - 1) == '/') && (end == name.length() || name.charAt(end) == '/')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a name is a neighbour's, also where it is taken for an address: it has no scheme, query, fragment nor escapes (in an
     * address {@code %2e%2e} is {@code ..}), and begins with no space, which an address loses.
     *
     * @see <a href="https://url.spec.whatwg.org/#concept-basic-url-parser">URL Standard: basic URL parser</a>
     */
    static boolean neighbour(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (":?#%".indexOf(name.charAt(i)) >= 0) {
                return false;
            }
        }
        return inside(name) && name.charAt(0) != ' ';
    }

    /** The folder that a file lies in, with its slash; empty where that is none. */
    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** A file's name without its folder. */
    static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
