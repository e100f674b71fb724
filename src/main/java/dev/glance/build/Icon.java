package dev.glance.build;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The site's icon as PNG, for systems that take no SVG. It is made of {@code rect}, {@code circle} and {@code path} (M, c, s, S
 * and Z) with a fill each, the first of which is the ground.
 */
final class Icon {
    private static final Pattern STEP = Pattern.compile("[A-Za-z]|-?(?:\\d+\\.?\\d*|\\.\\d+)");

    private final Element svg;

    /** @throws BuildException for a text that is no such icon */
    Icon(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            svg = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new BuildException("webapp/favicon.svg cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Draws it.
     *
     * @param side in pixels
     * @param full whether the ground fills all corners, for systems that cut them themselves
     * @param size of what is on the ground, 1 for as large as in the SVG
     */
    byte[] png(int side, boolean full, double size) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        String[] box = svg.getAttribute("viewBox").split(" ");
        double unit = side / Double.parseDouble(box[2]);
        AffineTransform whole = AffineTransform.getScaleInstance(unit, unit);
        AffineTransform smaller = new AffineTransform(whole);
        double middle = Double.parseDouble(box[2]) / 2;
        smaller.translate(middle, middle);
        smaller.scale(size, size);
        smaller.translate(-middle, -middle);
        boolean ground = true;
        for (Node node = svg.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                graphics.setColor(Color.decode(color(element.getAttribute("fill"))));
                graphics.fill(ground && full ? new Rectangle2D.Double(0, 0, side, side)
                        : (ground ? whole : smaller).createTransformedShape(shape(element)));
                ground = false;
            }
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** {@code #fff} is {@code #ffffff}. */
    private static String color(String fill) {
        return fill.length() == 4 ? "#" + fill.charAt(1) + fill.charAt(1) + fill.charAt(2) + fill.charAt(2) + fill.charAt(3)
                + fill.charAt(3) : fill;
    }

    private static Shape shape(Element element) {
        switch (element.getTagName()) {
            case "rect":
                double round = 2 * number(element, "rx");
                return new RoundRectangle2D.Double(number(element, "x"), number(element, "y"), number(element, "width"),
                        number(element, "height"), round, round);
            case "circle":
                double radius = number(element, "r");
                return new Ellipse2D.Double(number(element, "cx") - radius, number(element, "cy") - radius, 2 * radius,
                        2 * radius);
            case "path":
                return path(element.getAttribute("d"));
            default:
                throw new BuildException("webapp/favicon.svg has a " + element.getTagName() + ", which is not drawn here.");
        }
    }

    private static double number(Element element, String name) {
        return element.hasAttribute(name) ? Double.parseDouble(element.getAttribute(name)) : 0;
    }

    private static Path2D path(String steps) {
        Path2D path = new Path2D.Double();
        Matcher step = STEP.matcher(steps);
        char command = 'M';
        double[] at = {0, 0};
        // Where the last curve came from, as seen from its end.
        double[] before = {0, 0};
        while (step.find()) {
            String word = step.group();
            if (Character.isLetter(word.charAt(0))) {
                command = word.charAt(0);
                if (command == 'Z') {
                    path.closePath();
                    continue;
                }
                if (!step.find()) {
                    break;
                }
                word = step.group();
            }
            double x = Double.parseDouble(word);
            double y = next(step);
            if (command == 'M') {
                at = new double[] {x, y};
                path.moveTo(x, y);
                before = new double[] {0, 0};
                continue;
            }
            boolean relative = Character.isLowerCase(command);
            double[] origin = relative ? at.clone() : new double[] {0, 0};
            double[] first;
            double[] second;
            if (command == 's' || command == 'S') {
                first = new double[] {at[0] - before[0], at[1] - before[1]};
                second = new double[] {origin[0] + x, origin[1] + y};
            } else if (command == 'c' || command == 'C') {
                first = new double[] {origin[0] + x, origin[1] + y};
                second = new double[] {origin[0] + next(step), origin[1] + next(step)};
            } else {
                throw new BuildException("webapp/favicon.svg has a path with " + command + ", which is not drawn here.");
            }
            at = new double[] {origin[0] + next(step), origin[1] + next(step)};
            path.curveTo(first[0], first[1], second[0], second[1], at[0], at[1]);
            before = new double[] {second[0] - at[0], second[1] - at[1]};
        }
        return path;
    }

    private static double next(Matcher step) {
        if (!step.find()) {
            throw new BuildException("webapp/favicon.svg has a path that ends too soon.");
        }
        return Double.parseDouble(step.group());
    }
}
