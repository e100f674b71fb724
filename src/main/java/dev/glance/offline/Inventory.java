package dev.glance.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that one version of the site consists of. Written by the build, read where they are kept. */
public final class Inventory {
    /** The page itself, which its owner may edit: it is known by the mark of its build instead of by its hash. */
    public static final String PAGE = "index.html";

    private final String version;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byPath = new HashMap<>();

    /**
     * One file.
     *
     * @param path   relative to the site's root
     * @param bytes  its length
     * @param sha256 as 64 hex digits
     * @param core   whether page, prediction and many pictures need it: it is kept from the first visit on, others once used
     */
    public record Entry(String path, int bytes, String sha256, boolean core) {
        /** Whether it is the page itself. */
        public boolean isPage() {
            return path.equals(PAGE);
        }
    }

    /** @param version what differs as soon as any file does */
    public Inventory(String version, List<Entry> entries) {
        this.version = version;
        for (Entry entry : entries) {
            this.entries.add(entry);
            byPath.put(entry.path(), entry);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Inventory read(String text) {
        List<Entry> entries = new ArrayList<>();
        int start = text.indexOf('\n') + 1;
        while (start > 0 && start < text.length()) {
            int end = text.indexOf('\n', start);
            int first = text.indexOf('\t', start);
            int second = text.indexOf('\t', first + 1);
            int third = text.indexOf('\t', second + 1);
            if (end < 0 || first < 0 || second < 0 || third < 0 || third > end) {
                throw new IllegalArgumentException("a line that names no file");
            }
            entries.add(new Entry(text.substring(third + 1, end), Integer.parseInt(text.substring(first + 1, second)),
                    text.substring(second + 1, third), text.substring(start, first).equals("core")));
            start = end + 1;
        }
        return new Inventory(head(text), entries);
    }

    private static String head(String text) {
        int end = text.indexOf('\n');
        int tab = text.indexOf('\t');
        if (tab < 0 || end < tab) {
            throw new IllegalArgumentException("a list without a version");
        }
        return text.substring(0, tab);
    }

    /** Version and length of the core in a line, then a file a line. */
    public String write() {
        StringBuilder text = new StringBuilder(version).append('\t').append(coreBytes()).append('\n');
        for (Entry entry : entries) {
            text.append(entry.core() ? "core" : "used").append('\t').append(entry.bytes()).append('\t').append(entry.sha256())
                    .append('\t').append(entry.path()).append('\n');
        }
        return text.toString();
    }

    /** The same for those who only want to know how large it is: no files. */
    public String summary() {
        String text = write();
        return text.substring(0, text.indexOf('\n') + 1);
    }

    /** Length of the core, of which a {@link #summary} tells. */
    public static int coreBytes(String summary) {
        return Integer.parseInt(summary.substring(summary.indexOf('\t') + 1, summary.indexOf('\n')));
    }

    /** The attribute by which a page says which version it is of. */
    public static String mark(String version) {
        return "data-build=\"" + version + "\"";
    }

    /** Whether the page is of a version, whatever its owner wrote into it, and there to its end. */
    public static boolean isPage(String html, String version) {
        return html.contains(mark(version)) && html.trim().endsWith("</html>");
    }

    /** What differs as soon as any file does. */
    public String version() {
        return version;
    }

    /** All files. */
    public List<Entry> entries() {
        return entries;
    }

    /** The file of a path relative to the site's root, where the empty one is the page; null for one that is not the site's. */
    public Entry find(String path) {
        return byPath.get(path.isEmpty() ? PAGE : path);
    }

    /**
     * The file of an address.
     *
     * @param base the address of the site's root, ending in a slash
     * @return null for one that is not the site's
     */
    public Entry find(String base, String address) {
        if (!address.startsWith(base)) {
            return null;
        }
        int end = address.length();
        int query = address.indexOf('?');
        int hash = address.indexOf('#');
        end = query < 0 ? end : Math.min(end, query);
        end = hash < 0 ? end : Math.min(end, hash);
        return end < base.length() ? null : find(address.substring(base.length(), end));
    }

    private int coreBytes() {
        int bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.core() ? entry.bytes() : 0;
        }
        return bytes;
    }
}
