package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Sha256;
import dev.glance.offline.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A site of one's own: the files of this one, with another model in the place of its own. What vouches for other files, the
 * scripts and the list of what is kept offline, vouches for the new ones then. Where scripts and page are to be changed, the build
 * has left marks.
 */
final class OwnSite {
    /** The page. */
    static final String PAGE = Inventory.PAGE;
    /** The service worker, whose list names all files but twins. */
    static final String LIST = "sw.js";
    private static final String MAIN = "mobilenet.js";
    private static final String START = "start.js";
    private static final String INSTALL = "install.js";
    private static final String MANIFEST = "manifest.json";
    private static final String LICENCES = "LICENSES.txt";
    private static final String CATALOG = "models/catalog.json";
    private static final String SAMPLES = "images/samples.json";
    /** What is on the page at first. */
    private static final String PICTURE = "images/tshirt.jpg";
    /** Files that are changed. */
    static final List<String> TEXTS = List.of(PAGE, MAIN, START, INSTALL, LIST, MANIFEST, LICENCES);
    private static final int VERSION_DIGITS = 16;
    private static final int LENGTH_DIGITS = 8;
    private static final int MOST_OF_NAME = 60;

    private final Model model;
    private final Map<String, String> texts;
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final List<String> copied = new ArrayList<>();
    private final List<Inventory.Entry> entries = new ArrayList<>();

    /**
     * The model that it gets.
     *
     * @param id      of the catalog
     * @param name    for people
     * @param file    path of its file
     * @param bytes   length of that
     * @param sha256  of that, 64 hex digits
     * @param labels  path of its labels
     * @param names   those, if they are its own; else null
     * @param kind    what its file is: tflite, graph or layers
     * @param whole   whether it needs more of TensorFlow.js than MobileNets do
     * @param backend what alone computes it; empty where others do too
     * @param catalog a catalog whose default it is
     */
    record Model(String id, String name, String file, int bytes, String sha256, String labels, String names, String kind,
                 boolean whole, String backend, String catalog) {
    }

    /**
     * @param texts    the files named in {@link #TEXTS}, by path
     * @param fromDisk whether files without a twin cannot be had
     * @throws GlanceException {@code site-file} where they are not as the build writes them
     */
    OwnSite(Model model, Map<String, String> texts, boolean fromDisk) {
        this.model = model;
        this.texts = texts;
        String worker = texts.get(LIST);
        Inventory before = Inventory.read(unquoted(worker, listAt(worker)));
        Map<String, byte[]> vouched = new LinkedHashMap<>();
        for (Inventory.Entry entry : before.entries()) {
            if (!isUsed(entry.path(), fromDisk)) {
                vouched.put(entry.path(), null);
            }
        }
        vouched.put(CATALOG, utf8(model.catalog()));
        vouched.put(SAMPLES, utf8("[]"));
        if (model.names() != null) {
            vouched.put(model.labels(), utf8(model.names()));
        }
        vouched.forEach((path, bytes) -> {
            if (bytes != null) {
                made.put(path, bytes);
            }
        });
        byte[] main = utf8(script(texts.get(MAIN), vouched));
        vouched.put(MAIN, main);
        made.put(MAIN, main);
        made.put(START, utf8(script(texts.get(START), vouched)));
        made.put(MANIFEST, utf8(withName(withName(texts.get(MANIFEST), "\"name\":\""), "\"short_name\":\"")));
        made.put(LICENCES, utf8(texts.get(LICENCES) + "\nThe model of this site, \u201c" + oneLine(model.name())
                + "\u201d, is none of Glance's: it was brought by whoever made this site.\n"));
        offline(before, fromDisk);
    }

    /** Paths of the files that are the same, but for those of the model. */
    List<String> copied() {
        return copied;
    }

    /** The other files by path, but for that of the model. */
    Map<String, byte[]> made() {
        return made;
    }

    /** Whether a file has a twin for pages that are opened from disk. */
    static boolean hasTwin(String path) {
        return !path.startsWith("litert/litert_wasm_compat") && !isThreaded(path);
    }

    /** What the zip is called: the name in letters that no system minds. */
    static String fileName(String name) {
        StringBuilder letters = new StringBuilder("glance");
        boolean gap = true;
        for (int i = 0; i < name.length() && letters.length() < MOST_OF_NAME; i++) {
            char c = name.charAt(i);
            boolean letter = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
                    // Latin, Greek and Cyrillic; kana, Han and Hangul.
                    || c >= '\u00c0' && c < '\u0530' || c >= '\u3041' && c < '\ud7a4';
            if (letter) {
                letters.append(gap ? "-" : "").append(c);
            }
            gap = !letter;
        }
        return letters.append(".zip").toString();
    }

    private boolean isCopied(String path, boolean fromDisk) {
        boolean other = path.startsWith("bench.") || path.startsWith("images/") && !path.equals(PICTURE)
                || path.startsWith("models/") && !path.equals("models/labels/imagenet.tsv");
        return !other && isUsed(path, fromDisk) && !made.containsKey(path) && !TEXTS.contains(path);
    }

    /** Whether a file is there for several threads only, which pages that are opened from disk cannot have. */
    private static boolean isThreaded(String path) {
        return path.startsWith("litert/litert_wasm_threaded") || path.equals("tf/tf-threads.js")
                || path.equals("tf/tfjs-backend-wasm-threaded-simd.wasm");
    }

    /** LiteRT.js computes {@code .tflite} files only, and is larger than all else. */
    private boolean isUsed(String path, boolean fromDisk) {
        return !isThreaded(path) && !path.startsWith("litert/") || model.kind().equals("tflite") && (!fromDisk || hasTwin(path));
    }

    private boolean isCore(Inventory.Entry entry) {
        String path = entry.path();
        if (model.whole()) {
            return entry.core() && !path.equals("tf/tf-mobilenet.js") || path.equals("tf/tf.js") || path.equals("tf/tf-backend-wasm.js")
                    || path.equals("tf/tf-layers.js") && model.kind().equals("layers");
        }
        return entry.core() || path.startsWith("litert/") && model.backend().equals("litert");
    }

    /** The list of what is kept offline, and the mark in the page by which it is known, as the build makes them. */
    private void offline(Inventory before, boolean fromDisk) {
        for (Inventory.Entry entry : before.entries()) {
            if (isCopied(entry.path(), fromDisk)) {
                copied.add(entry.path());
                entries.add(new Inventory.Entry(entry.path(), entry.bytes(), entry.sha256(), isCore(entry)));
            }
        }
        made.forEach((path, bytes) -> entries.add(new Inventory.Entry(path, bytes.length, Sha256.hex(bytes), true)));
        entries.add(new Inventory.Entry(model.file(), model.bytes(), model.sha256(), true));
        String version = Sha256.hex(utf8(new Inventory("", entries).write())).substring(0, VERSION_DIGITS);
        make(PAGE, page(before.version(), version));
        String install = texts.get(INSTALL);
        int at = listAt(install);
        String rest = install.substring(end(install, at));
        // The number is as long whatever it is.
        int own = utf8(install.substring(0, at) + rest).length + ("-\\t\\n").length() + LENGTH_DIGITS;
        int core = own + Inventory.coreBytes(new Inventory(version, entries).write());
        StringBuilder digits = new StringBuilder(Integer.toString(core));
        while (digits.length() < LENGTH_DIGITS) {
            digits.insert(0, '0');
        }
        make(INSTALL, install.substring(0, at) + "-\\t" + digits + "\\n" + rest);
        String worker = texts.get(LIST);
        at = listAt(worker);
        made.put(LIST, utf8(worker.substring(0, at) + quoted(new Inventory(version, entries).write())
                + worker.substring(end(worker, at))));
    }

    private void make(String path, String text) {
        byte[] bytes = utf8(text);
        made.put(path, bytes);
        entries.add(new Inventory.Entry(path, bytes.length, Sha256.hex(bytes), true));
    }

    private String page(String before, String version) {
        String html = texts.get(PAGE);
        // Whoever has edited the page has perhaps taken that out.
        html = html.contains(Inventory.mark(before)) ? replaced(html, Inventory.mark(before), Inventory.mark(version))
                : replaced(html, "<html ", "<html " + Inventory.mark(version) + " ");
        html = html.contains("data-own") ? html : replaced(html, "<html ", "<html data-own ");
        int title = after(html, "<title>");
        html = html.substring(0, title) + escaped(oneLine(model.name())) + " \u00b7 Glance" + html.substring(html.indexOf("</title>", title));
        int source = after(html, "<img id=\"img\" src=\"");
        return html.substring(0, source) + PICTURE + html.substring(html.indexOf('"', source));
    }

    /**
     * A script that vouches for other files, and knows another default model.
     *
     * @param vouched files by path; null for those that the site does not have
     */
    private String script(String script, Map<String, byte[]> vouched) {
        String text = script;
        int table = after(text, "glanceFiles={");
        for (Map.Entry<String, byte[]> file : vouched.entrySet()) {
            String key = '"' + quoted(file.getKey()) + "\":[";
            int start = text.indexOf(key, table);
            if (start >= 0) {
                // With the comma after it, or before the last one.
                int end = text.indexOf(']', start) + 1;
                text = text.charAt(end) == ',' ? text.substring(0, start) + text.substring(end + 1)
                        : text.substring(0, text.charAt(start - 1) == ',' ? start - 1 : start) + text.substring(end);
            }
            if (file.getValue() != null) {
                text = text.substring(0, table) + key + file.getValue().length + ",\"sha256-" + Base64.getEncoder().encodeToString(
                        Sha256.of(file.getValue())) + "\"]" + (text.charAt(table) == '}' ? "" : ",") + text.substring(table);
            }
        }
        int start = after(text, ",glanceModel=[");
        return text.substring(0, start) + '"' + quoted(model.id()) + "\",\"" + quoted(model.labels()) + "\",\"" + quoted(model.file())
                + "\",\"" + quoted(model.backend()) + '"'
                + text.substring(text.indexOf(']', start));
    }

    /** Where the list begins that the build has put into a script. */
    private static int listAt(String script) {
        return after(script, "glanceSite=\"");
    }

    /** Where a text in quotes ends that begins there. */
    private static int end(String script, int start) {
        int at = start;
        while (at < script.length() && script.charAt(at) != '"') {
            at += script.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= script.length()) {
            throw unknown(script);
        }
        return at;
    }

    private static String unquoted(String script, int start) {
        return script.substring(start, end(script, start)).replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }

    private static int after(String text, String mark) {
        int at = text.indexOf(mark);
        if (at < 0) {
            throw unknown(mark);
        }
        return at + mark.length();
    }

    private static String replaced(String text, String mark, String by) {
        int end = after(text, mark);
        return text.substring(0, end - mark.length()) + by + text.substring(end);
    }

    private static GlanceException unknown(String mark) {
        return new GlanceException(ErrorCode.SITE_FILE, "The site is not as it was built: it lacks \u201c" + mark.substring(0, Math.min(30,
                mark.length())) + "\u201d.", GlanceException.COPY_AGAIN);
    }

    private String withName(String json, String key) {
        int start = after(json, key);
        return json.substring(0, start) + quoted(oneLine(model.name())) + json.substring(end(json, start));
    }

    /** A text between the quotes of JSON or JavaScript. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c >= '\ud800' && c < '\ue000') {
                        String hex = Integer.toHexString(c);
                        quoted.append("\\u").append("0000".substring(hex.length())).append(hex);
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.toString();
    }

    private static String oneLine(String name) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            line.append(name.charAt(i) < ' ' ? ' ' : name.charAt(i));
        }
        return line.toString().trim();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
