package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {
    private static final String HEAD = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'";
    private static final int COPIES = 10;

    private static String svg(String body) {
        return HEAD + ">" + body + "</svg>";
    }

    /** Ten of the level before on each level. */
    private static String levels(int levels, String first, IntFunction<String> level) {
        StringBuilder body = new StringBuilder("<defs>").append(first);
        for (int i = 1; i < levels; i++) {
            body.append(level.apply(i));
        }
        return body.append("</defs>").toString();
    }

    static String laughs(int levels) {
        return svg(levels(levels, "<g id='a0'><rect width='9' height='9'/></g>",
                i -> "<g id='a" + i + "'>" + ("<use href='#a" + (i - 1) + "'/>").repeat(COPIES) + "</g>")
                + "<use href='#a" + (levels - 1) + "'/>");
    }

    private static boolean excessive(String svg) {
        return excessive(svg, StandardCharsets.UTF_8);
    }

    private static boolean excessive(String svg, Charset charset) {
        return assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Drawing.read(svg.getBytes(charset)).excessive());
    }

    @Test
    void copiesOfCopiesAreCounted() {
        assertFalse(excessive(laughs(3)));
        assertFalse(excessive(laughs(4)));
        for (int levels = 6; levels < 300; levels += 7) {
            assertTrue(excessive(laughs(levels)), levels + " levels");
        }
    }

    @Test
    void theOneThatHoldsAPageUpForHalfAMinuteIsSmall() {
        String svg = laughs(7).replace("xmlns=", "xmlns:x='http://www.w3.org/1999/xlink' xmlns=").replace("<use h", "<use x:h");
        assertTrue(svg.length() < 1500, svg.length() + " bytes");
        assertTrue(excessive(svg));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask", "clip-path", "fill", "filter"})
    void whateverRefersIsCounted(String attribute) {
        String tag = switch (attribute) {
            case "clip-path" -> "clipPath";
            case "fill" -> "pattern";
            default -> attribute;
        };
        String shape = "<rect width='3' height='3' " + attribute + "='url(#a%d)'/>";
        String many = levels(6, "<" + tag + " id='a0'><rect width='3' height='3'/></" + tag + ">", i -> "<" + tag + " id='a" + i
                + "'>" + shape.formatted(i - 1).repeat(COPIES) + "</" + tag + ">") + shape.formatted(5);
        assertTrue(excessive(svg(many)));
        assertTrue(excessive(svg(many.replace(attribute + "='url(#a", "style='" + attribute + ": URL( \"#a").replace(")'/>",
                "\")'/>"))), "as a style");
        assertTrue(excessive(svg(many.replace("url(", "u\\72 l("))), "with a number for a letter");
        assertFalse(excessive(svg(many.replace("url(#a", "url(#b"))), "to nothing");
    }

    @Test
    void aMarkerIsDrawnAtEachCorner() {
        String path = "<path d='M0 0" + " L1 1".repeat(COPIES) + "' marker-mid='url(#a%d)'/>";
        assertTrue(excessive(svg(levels(6, "<marker id='a0'><rect width='3' height='3'/></marker>",
                i -> "<marker id='a" + i + "'>" + path.formatted(i - 1) + "</marker>") + path.formatted(5))));
    }

    @Test
    void patternsAndMarkersAreHandedDown() {
        assertTrue(excessive(svg(levels(6, "<pattern id='a0'><rect/></pattern>", i -> "<pattern id='a" + i + "'><g fill='url(#a"
                + (i - 1) + ")'>" + "<rect/>".repeat(COPIES) + "</g></pattern>") + "<g fill='url(#a5)'><g><rect/></g></g>")));
        assertTrue(excessive(svg("<g id='ten'>" + "<rect/>".repeat(COPIES) + "</g>" + levels(7, "<pattern id='a0'><rect/></pattern>",
                i -> "<pattern id='a" + i + "'><use href='#ten' fill='url(#a" + (i - 1) + ")'/></pattern>")
                + "<rect fill='url(#a6)'/>")));
    }

    @Test
    void rulesOfStyleSheetsReferToo() {
        String masks = levels(6, "<mask id='a0'><rect/></mask>", i -> "<mask id='a" + i + "'>"
                + ("<rect class='other c" + (i - 1) + "'/>").repeat(COPIES) + "</mask>") + "<rect class='c5'/>";
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            rules.append("g > rect.c").append(i).append(", #none { opacity: 1; mask: url(#a").append(i).append(") } ");
        }
        assertTrue(excessive(svg("<style>" + rules + "</style>" + masks)));
        assertTrue(excessive(svg("<style><![CDATA[ q{content:'</'} " + rules + "]]></style>" + masks)));
        assertTrue(excessive(svg("<style>@media all { " + rules + "}</style>" + masks)));
        assertFalse(excessive(svg("<style>/* " + rules + "*/</style>" + masks)));
        assertFalse(excessive(svg("<style>" + rules.toString().replace("rect.c", "rect.d") + "</style>" + masks)));
    }

    @Test
    void whatIsNotWrittenWhereItCountsIsRefused() {
        assertTrue(excessive(svg("<style>:root { --m: url(#a) } * { mask: var(--m) }</style>")));
        assertTrue(excessive(svg("<use href='#a'><set attributeName='href' to='#b'/></use>")));
        assertTrue(excessive(svg("<rect><set attributeName='mask' to='url(#a)'/></rect>")));
        assertTrue(excessive("<!DOCTYPE svg [<!ATTLIST use href CDATA '#a'>]>" + svg("<use/>")));
        assertFalse(excessive(svg("<rect><animate attributeName='x' values='1;2'/></rect>")));
        assertFalse(excessive(svg("<style>.icon--large { fill: url(#b) }</style>")));
    }

    @Test
    void entitiesStandForWhatTheySay() {
        StringBuilder type = new StringBuilder("<!DOCTYPE svg [<!-- <!ENTITY a0 ''> --><!ENTITY a0 \"<use href='#b'/>\">");
        for (int i = 1; i < 7; i++) {
            type.append("<!ENTITY a").append(i).append(" '").append(("&a" + (i - 1) + ";").repeat(COPIES)).append("'>");
        }
        assertTrue(excessive(type + "]>" + svg("<g id='b'/>&a6;")));
        assertTrue(excessive(type.toString().replace("<use", "&#60;use") + "]>" + svg("<g id='b'>" + "<g/>".repeat(99)
                + "</g>&a3;")));
        assertFalse(excessive("<!DOCTYPE svg [<!-- of a program --><!ENTITY ns 'http://www.w3.org/2000/svg'>]>" + svg("")));
        assertTrue(excessive("<!DOCTYPE svg [<!ENTITY % a 'x'>]>" + svg("")));
        assertTrue(excessive("<!DOCTYPE svg [<!ENTITY x '#a5'>]>" + laughs(6).replace("'#a5'", "'&x;'")));
    }

    /** As drawing programs write it. */
    @Test
    void ordinaryFilesAreNot() {
        assertFalse(excessive("<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- Generator: Adobe Illustrator -->"
                + "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [\n"
                + "<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n]>\n<svg xmlns=\"&ns_svg;\" width=\"9\" height=\"9\">"
                + "<style type=\"text/css\"><![CDATA[.st0{fill:url(#SVGID_1_);} .st1{clip-path:url(#SVGID_2_);}]]></style>"
                + "<linearGradient id=\"SVGID_1_\"><stop offset=\"0\"/><stop offset=\"1\"/></linearGradient>"
                + "<clipPath id=\"SVGID_2_\"><rect width=\"9\" height=\"9\"/></clipPath>"
                + "<path class=\"st0\" d=\"M0 0h9v9z\"/><path class=\"st1\" d=\"M0 0h9v9z\"/>".repeat(2000) + "</svg>"));
        assertFalse(excessive(svg("<symbol id='tree'>" + "<path d='M0 0h9'/>".repeat(4) + "</symbol>"
                + "<use href='#tree' x='3'/>".repeat(5000))), "a map of five thousand trees");
        assertFalse(excessive(svg("<path d='M0 0h9'/>".repeat(100_000))), "a map drawn out");
        assertFalse(excessive(""));
        assertFalse(excessive("no drawing at all <"));
    }

    @Test
    void aCircleOfReferencesIsNot() {
        assertFalse(excessive(svg("<g id='a'><use href='#a'/><use href='#b'/></g><g id='b'><use href='#a'/></g>")));
        assertFalse(excessive(svg("<pattern id='p'><rect fill='url(#p)'/></pattern><rect fill='url(#p)'/>")));
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            chain.append("<use id='a").append(i).append("' href='#a").append(i + 1).append("'/>");
        }
        assertTrue(excessive(svg(chain.toString())));
    }

    @Test
    void drawingsInsideCountToo() {
        String laughs = laughs(6);
        assertTrue(excessive(svg("<image href='data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(laughs.getBytes(StandardCharsets.UTF_8)) + "'/>")));
        assertTrue(excessive(svg("<image href=\"data:image/svg+xml," + laughs.replace("#", "%23").replace("<", "&lt;") + "\"/>")));
        String icon = "<image href='data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(laughs(3).getBytes(StandardCharsets.UTF_8)) + "'/>";
        assertFalse(excessive(svg(icon.repeat(9))));
        assertTrue(excessive(svg(icon.repeat(900))));
        assertFalse(excessive(svg("<image href='data:image/svg+xml;base64,!'/><image href='data:image/png;base64,AAAA'/>")));
    }

    @Test
    void otherEncodingsHideNothing() {
        String laughs = laughs(6);
        assertTrue(excessive("\ufeff" + laughs, StandardCharsets.UTF_16LE));
        assertTrue(excessive("\ufeff" + laughs, StandardCharsets.UTF_16BE));
        assertTrue(excessive(laughs, StandardCharsets.UTF_16LE));
        assertTrue(excessive("\ufeff" + laughs));
        String accents = laughs.replace("id='a", "id='\u00e4").replace("'#a", "'#&#228;");
        assertTrue(excessive(accents));
        assertTrue(excessive("<?xml version='1.0' encoding='iso-8859-1'?>" + accents, StandardCharsets.ISO_8859_1));
        assertTrue(excessive(accents.replace("&#228;", "%C3%A4")));
    }

    @Test
    void htmlInsideIsSeen() {
        assertTrue(Drawing.read(svg("<foreignObject width='9' height='9'><p xmlns='http://www.w3.org/1999/xhtml'>Hi</p>"
                + "</foreignObject>").getBytes(StandardCharsets.UTF_8)).holdsHtml());
        assertFalse(Drawing.read(svg("<!-- <foreignObject> --><rect/>").getBytes(StandardCharsets.UTF_8)).holdsHtml());
    }

    /** What a reader that looks ahead too far takes minutes for. */
    @Test
    void hostileFilesAreReadInTheirLength() {
        for (String part : new String[] {"<a>", "<a/>", "<!a>", "<a b>", "<a =", "<style>/**/", "<style>.a{b:url(c)}", "<![CDATA[",
            "<a b='url(", "<a style='fill:url(#a", "</a>", "<style>{", "<a href='data:image/svg+xml,"}) {
            excessive(svg(part.repeat(50_000)));
        }
        excessive(svg("<style>" + ".a{fill:url(#b)}".repeat(2_000) + "</style>" + "<a class='a'/>".repeat(100_000)));
    }

    @Test
    void damagedFilesAreReadToTheEnd() {
        Random random = new Random(5);
        String whole = "<!DOCTYPE svg [<!ENTITY a \"use\">]>" + laughs(4) + "<style>.a,b{mask:url(#a1)}</style>"
                + "<path style='marker:url(#a0)' d='M1 2'/>&a;&#65;<image href='data:image/svg+xml,%3Csvg/>'/>";
        int read = 0;
        for (int i = 0; i < 4_000; i++) {
            char[] damaged = whole.substring(0, random.nextInt(whole.length() + 1)).toCharArray();
            for (int j = random.nextInt(6); j > 0 && damaged.length > 0; j--) {
                damaged[random.nextInt(damaged.length)] = "<>&;'\"/=!-[]()#{}%:, a1".charAt(random.nextInt(23));
            }
            read += Drawing.read(new String(damaged).getBytes(StandardCharsets.UTF_8)).excessive() ? 0 : 1;
        }
        assertTrue(read > 2_000, "read " + read);
        assertEquals(new Drawing(false, false), Drawing.read(new byte[0]));
    }
}
