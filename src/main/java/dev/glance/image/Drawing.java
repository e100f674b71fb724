package dev.glance.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an SVG file asks of whoever draws it. A few hundred bytes of it can ask for millions of shapes, by references to
 * what refers again; a browser draws them all, and holds its page up for as long as that takes. What refers in a way that
 * no drawing program writes, such as by escapes, is refused without counting.
 *
 * @param excessive whether it would hold a page up for seconds
 * @param holdsHtml whether it contains HTML, which some browsers show but do not let a page read
 * @see <a href="https://www.w3.org/TR/SVG2/struct.html#UseElement">SVG 2, 5.6: use</a>
 */
public record Drawing(boolean excessive, boolean holdsHtml) {
    /** So many copies of shapes take a browser two seconds on a small machine. */
    private static final int MOST_COPIES = 30_000;
    /** Elements that are written out are cheaper than copies, and each costs whoever sends it some bytes. */
    private static final int MOST_ELEMENTS = 200_000;
    /** Elements in elements and references to references; drawing programs stay far below. */
    private static final int DEEPEST = 300;
    private static final int MOST_STEPS = 2_000_000;

    /**
     * Reads a file.
     *
     * @param bytes an SVG file; of anything else nothing is said
     */
    public static Drawing read(byte[] bytes) {
        Reader reader = new Reader(text(bytes), 0);
        reader.read();
        return new Drawing(reader.isExcessive(), reader.html);
    }

    /** One character a byte: names are only compared. UTF-16 is told by its mark, or by the zero beside the first character. */
    private static String text(byte[] bytes) {
        int first = bytes.length < 2 ? -1 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        boolean big = first == 0xfeff || first == '<';
        boolean wide = big || first == 0xfffe || first == '<' << 8;
        StringBuilder text = new StringBuilder(bytes.length);
        for (int i = 0; i + 1 < bytes.length + (wide ? 0 : 1); i += wide ? 2 : 1) {
            text.append((char) (!wide ? bytes[i] & 0xff
                    : (bytes[big ? i : i + 1] & 0xff) << 8 | bytes[big ? i + 1 : i] & 0xff));
        }
        return text.toString();
    }

    /** Whether something is drawn only where something else refers to it. */
    private static boolean isDefinition(String tag) {
        return switch (tag) {
            case "defs", "symbol", "pattern", "mask", "clippath", "marker", "filter", "lineargradient", "radialgradient", "style",
                    "script", "title", "desc", "metadata" -> true;
            default -> false;
        };
    }

    /** An element with all that is drawn because of it. */
    private static final class Node {
        private final String tag;
        private final Node parent;
        private final int depth;
        private final boolean drawnWhereItStands;
        private final List<Node> children = new ArrayList<>();
        private String classes = "";
        /** What it is a copy of. */
        private final List<String> copied = new ArrayList<>();
        /** What it, and each shape inside it, is painted with. */
        private final List<String> painted = new ArrayList<>();
        /** What is done to the whole of it. */
        private final List<String> covered = new ArrayList<>();
        /** Corners of a path, each of which may have a marker. */
        private int corners = 1;
        /** Shapes of a drawing inside it. */
        private double inside;
        private boolean open;
        private double cost = -1;

        Node(String tag, Node parent) {
            this.tag = tag;
            this.parent = parent;
            depth = parent == null ? 0 : parent.depth + 1;
            drawnWhereItStands = parent == null || parent.drawnWhereItStands && !isDefinition(tag);
        }
    }

    private static final class Reader {
        private final String text;
        private final int nesting;
        private final Node root = new Node("", null);
        private final Map<String, Node> byId = new HashMap<>();
        private final List<Node> all = new ArrayList<>();
        private final StringBuilder styles = new StringBuilder();
        private Node current = root;
        private int written;
        private int steps;
        private boolean unusual;
        private boolean html;

        Reader(String text, int nesting) {
            this.text = text;
            this.nesting = nesting;
        }

        boolean isExcessive() {
            return unusual || all.size() > MOST_ELEMENTS || !(cost(root, 0) - written <= MOST_COPIES);
        }

        void read() {
            int at = text.indexOf('<');
            while (at >= 0 && at + 1 < text.length() && !unusual && all.size() <= MOST_ELEMENTS) {
                int end = text.indexOf('<', at + 1);
                if (text.startsWith("<!--", at)) {
                    end = behind("-->", at + 4);
                } else if (text.startsWith("<![CDATA[", at)) {
                    end = behind("]]>", at);
                    style(text.substring(Math.min(end, at + 9), end));
                } else if (text.startsWith("<?", at)) {
                    end = behind("?>", at);
                } else if (text.startsWith("<!", at)) {
                    end = declaration(at);
                } else if (text.charAt(at + 1) == '/') {
                    current = current.parent == null ? root : current.parent;
                } else {
                    end = tag(at + 1);
                    int next = text.indexOf('<', end);
                    style(text.substring(end, next < 0 ? end : next));
                }
                at = end < 0 ? -1 : text.indexOf('<', end);
            }
            rules();
        }

        private int behind(String mark, int from) {
            int at = text.indexOf(mark, from);
            return at < 0 ? text.length() : at + mark.length();
        }

        /** Entities that hold elements or other entities can hold anything, and default attributes can refer. */
        private int declaration(int from) {
            int end = text.indexOf('>', from);
            int inside = text.substring(from, end < 0 ? text.length() : end).indexOf('[') + from;
            if (inside >= from) {
                end = text.indexOf(']', inside);
                String subset = text.substring(inside, end < 0 ? text.length() : end);
                unusual = subset.contains("<!ATTLIST") || subset.contains("%") || subset.contains("&")
                        || subset.replace("<!ENTITY", "").replace("<!--", "").contains("<");
            }
            return end < 0 ? text.length() : end;
        }

        private void style(String part) {
            if (current.tag.equals("style")) {
                styles.append(part);
            }
        }

        private int tag(int from) {
            int at = from;
            while (at < text.length() && " \t\r\n/>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(from, at);
            Node node = new Node(name.substring(name.indexOf(':') + 1).toLowerCase(), current);
            all.add(node);
            html |= node.tag.equals("foreignobject");
            current.children.add(node);
            written += node.drawnWhereItStands ? 1 : 0;
            unusual |= node.depth > DEEPEST;
            int start = at;
            while (at < text.length() && text.charAt(at) != '>') {
                if (text.charAt(at) != '=') {
                    at++;
                    continue;
                }
                String attribute = text.substring(start, at).trim();
                at++;
                while (at < text.length() && text.charAt(at) <= ' ') {
                    at++;
                }
                int end = at < text.length() ? text.indexOf(text.charAt(at), at + 1) : -1;
                if (end < 0) {
                    return text.length();
                }
                attribute(node, attribute.substring(attribute.indexOf(':') + 1).toLowerCase(), text.substring(at + 1, end));
                at = end + 1;
                start = at;
            }
            if (text.charAt(at - 1) != '/') {
                current = node;
            }
            return at;
        }

        private void attribute(Node node, String name, String value) {
            switch (name) {
                case "id" -> byId.putIfAbsent(value, node);
                case "class" -> node.classes = " " + value + " ";
                case "d", "points" -> node.corners = Math.max(1, numbers(value) / 2);
                case "style" -> css(node, value);
                case "href" -> {
                    String address = value.trim();
                    if (address.startsWith("#")) {
                        refer(node.copied, address.substring(1));
                    } else if (address.startsWith("data:image/svg")) {
                        node.inside += inside(address);
                    } else {
                        // An entity may stand for anything.
                        unusual |= address.startsWith("&");
                    }
                }
                case "attributename" -> unusual |= value.endsWith("href");
                default -> {
                    boolean animated = node.tag.equals("set") || node.tag.startsWith("animate");
                    unusual |= animated && value.contains("url(");
                    css(node, name + ":" + value);
                }
            }
        }

        private static int numbers(String value) {
            int count = 0;
            for (int i = 0; i < value.length(); i++) {
                boolean digit = value.charAt(i) >= '0' && value.charAt(i) <= '9';
                count += digit && (i == 0 || " ,-LlMmTtCcSsQqAaHhVvZz\t\r\n".indexOf(value.charAt(i - 1)) >= 0) ? 1 : 0;
            }
            return count;
        }

        /** A drawing inside the drawing, by its address. */
        private double inside(String address) {
            int comma = address.indexOf(',');
            String data = address.substring(comma + 1);
            String body = address.substring(0, Math.max(0, comma)).contains("base64") ? base64(data)
                    : data.replace("%3C", "<").replace("%3c", "<").replace("&lt;", "<").replace("%3E", ">").replace("%3e", ">")
                            .replace("%23", "#").replace("%22", "\"").replace("%27", "'").replace("%20", " ");
            Reader reader = new Reader(body, nesting + 1);
            unusual |= nesting > 2;
            if (!unusual) {
                reader.read();
                unusual = reader.isExcessive();
            }
            return unusual ? 0 : reader.cost(reader.root, 0);
        }

        private static String base64(String data) {
            StringBuilder text = new StringBuilder();
            int bits = 0;
            int count = 0;
            for (int i = 0; i < data.length(); i++) {
                int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(data.charAt(i));
                if (value >= 0) {
                    bits = bits << 6 | value;
                    count += 6;
                    if (count >= 8) {
                        count -= 8;
                        text.append((char) (bits >> count & 0xff));
                    }
                }
            }
            return text.toString();
        }

        /** What the declarations of a style refer to. */
        private void css(Node node, String declarations) {
            int semicolon;
            for (int from = 0; from < declarations.length(); from = semicolon + 1) {
                semicolon = declarations.indexOf(';', from);
                semicolon = semicolon < 0 ? declarations.length() : semicolon;
                String declaration = declarations.substring(from, semicolon).trim().toLowerCase();
                boolean paints = declaration.startsWith("fill") || declaration.startsWith("stroke")
                        || declaration.startsWith("marker");
                // Letters can be written as numbers, and properties of one's own can hold references.
                unusual |= declaration.contains("\\") || declaration.contains("var(");
                String same = declarations.substring(from, semicolon).trim();
                for (int at = declaration.indexOf("url("); at >= 0; at = declaration.indexOf("url(", at + 1)) {
                    int start = at + 4;
                    while (start < same.length() && (same.charAt(start) <= ' ' || "\"'".indexOf(same.charAt(start)) >= 0)) {
                        start++;
                    }
                    int end = start;
                    while (end < same.length() && same.charAt(end) > ' ' && "\"')".indexOf(same.charAt(end)) < 0) {
                        end++;
                    }
                    if (start < end && same.charAt(start) == '#') {
                        refer(paints ? node.painted : node.covered, same.substring(start + 1, end));
                    }
                }
            }
        }

        private void refer(List<String> references, String id) {
            unusual |= id.contains("&") || id.contains("%");
            references.add(id);
        }

        /** Rules of style sheets: whatever has the class, or where a rule names none, everything. */
        private void rules() {
            String sheet = withoutComments();
            int from = 0;
            for (int brace = sheet.indexOf('{'); brace >= 0; brace = sheet.indexOf('{', brace + 1)) {
                int end = sheet.indexOf('}', brace);
                String declarations = sheet.substring(brace + 1, end < 0 ? sheet.length() : end);
                String selectors = sheet.substring(Math.min(from, brace), brace);
                from = end < 0 ? sheet.length() : end + 1;
                if (declarations.contains("(") || declarations.contains("\\")) {
                    steps += all.size();
                    unusual |= steps > MOST_STEPS;
                    for (int i = 0; i < all.size() && !unusual; i++) {
                        if (matches(selectors, all.get(i))) {
                            css(all.get(i), declarations);
                        }
                    }
                }
            }
        }

        private String withoutComments() {
            StringBuilder sheet = new StringBuilder();
            int from = 0;
            while (from < styles.length()) {
                int start = styles.indexOf("/*", from);
                sheet.append(styles.substring(from, start < 0 ? styles.length() : start));
                int end = start < 0 ? -1 : styles.indexOf("*/", start + 2);
                from = end < 0 ? styles.length() : end + 2;
            }
            return sheet.toString();
        }

        private static boolean matches(String selectors, Node node) {
            int dot = selectors.indexOf('.');
            while (dot >= 0) {
                int end = dot + 1;
                while (end < selectors.length() && " \t\r\n,.:>{#[+~".indexOf(selectors.charAt(end)) < 0) {
                    end++;
                }
                if (node.classes.contains(" " + selectors.substring(dot + 1, end) + " ")) {
                    return true;
                }
                dot = selectors.indexOf('.', end);
            }
            return selectors.indexOf('.') < 0;
        }

        /** How many shapes are drawn because of an element. */
        private double cost(Node node, int depth) {
            steps++;
            if (depth > DEEPEST * 2 || steps > MOST_STEPS) {
                return Double.POSITIVE_INFINITY;
            }
            if (node.open) {
                // Browsers follow no reference in a circle.
                return 0;
            }
            if (node.cost >= 0) {
                return node.cost;
            }
            node.open = true;
            double content = 1 + node.inside;
            for (Node child : node.children) {
                content += isDefinition(child.tag) ? 0 : cost(child, depth + 1);
            }
            content += costs(node.copied, depth);
            node.cost = content + content * node.corners * costs(node.painted, depth) + costs(node.covered, depth);
            node.open = false;
            return node.cost;
        }

        private double costs(List<String> references, int depth) {
            double sum = 0;
            for (String id : references) {
                Node target = byId.get(id);
                if (target != null && !target.tag.endsWith("gradient")) {
                    sum += cost(target, depth + 1);
                }
            }
            return sum;
        }
    }
}
