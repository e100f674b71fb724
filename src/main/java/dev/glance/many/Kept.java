package dev.glance.many;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.model.Label;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What is kept of a picture between visits: the answer, not the picture.
 *
 * @param predictions the answer
 * @param signature   see {@link Alike#signature}; null where there was none
 */
public record Kept(Predictions predictions, byte[] signature) {
    /** Whoever changes what is written changes this, so that what was written before is not kept. */
    private static final String VERSION = "1";
    /** Digits of the checksum. */
    private static final int CHECKSUM = 8;
    /** No length has more digits. */
    private static final int DIGITS = 7;

    /**
     * The key under which a picture's answer is kept, so that a file that changed has no answer. Whose model it is, is in the
     * answer's receipt.
     *
     * @param path     folders and file
     * @param bytes    the file's length
     * @param modified milliseconds since 1970; 0 where that is not known
     */
    public static String key(String path, double bytes, double modified) {
        return Long.toString((long) modified) + ' ' + (long) bytes + ' ' + path;
    }

    /**
     * A picture's answer as text.
     *
     * @param item one that is done
     */
    public static String write(Item item) {
        return new Kept(item.predictions(), item.signature()).text();
    }

    /**
     * The answer that was written.
     *
     * @param text anything
     * @return null where this is not exactly what {@link #write} gives
     */
    public static Kept read(String text) {
        try {
            Kept kept = new Reader(text).kept();
            // Whatever may be written in several ways was written in another one.
            return kept.text().equals(text) ? kept : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        field(out, VERSION);
        field(out, predictions.top().size());
        for (Prediction prediction : predictions.top()) {
            field(out, prediction.index());
            field(out, prediction.label().wordNetId());
            field(out, prediction.label().names().size());
            for (String name : prediction.label().names()) {
                field(out, name);
            }
            field(out, prediction.probability());
        }
        Verdict verdict = predictions.verdict();
        field(out, verdict.kind().word());
        field(out, verdict.name());
        field(out, verdict.probability());
        field(out, verdict.perhaps());
        field(out, verdict.broader());
        Receipt receipt = predictions.receipt();
        field(out, receipt.modelId());
        field(out, receipt.modelSha256());
        field(out, receipt.backend());
        field(out, receipt.thread());
        field(out, receipt.crop());
        field(out, receipt.width());
        field(out, receipt.height());
        field(out, receipt.incomplete() ? 1 : 0);
        field(out, receipt.views());
        field(out, receipt.preprocessMs());
        field(out, receipt.inferenceMs());
        field(out, receipt.dropped().size());
        for (String reason : receipt.dropped()) {
            field(out, reason);
        }
        field(out, signature == null ? 0 : 1);
        field(out, signature == null ? "" : Base64.getEncoder().encodeToString(signature));
        String body = out.toString();
        return hex(body.hashCode()) + body;
    }

    /** Texts have their lengths before them, so that whatever they consist of is no matter. */
    private static void field(StringBuilder out, String text) {
        out.append(text.length()).append(':').append(text);
    }

    private static void field(StringBuilder out, int value) {
        field(out, Integer.toString(value));
    }

    /** By its bits, since it is to be read as exactly the same. */
    private static void field(StringBuilder out, double value) {
        long bits = Double.doubleToLongBits(value);
        field(out, hex((int) (bits >>> 32)) + hex((int) bits));
    }

    private static void field(StringBuilder out, Name name) {
        field(out, name.wordNetId());
        field(out, name.text());
    }

    private static String hex(int value) {
        StringBuilder hex = new StringBuilder();
        for (int shift = 28; shift >= 0; shift -= 4) {
            hex.append(Character.forDigit(value >> shift & 15, 16));
        }
        return hex.toString();
    }

    /** Throws an IllegalArgumentException where something is not as it should be. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Kept kept() {
            require(text != null && text.length() > CHECKSUM && text.startsWith(hex(text.substring(CHECKSUM).hashCode())));
            at = CHECKSUM;
            // Another version is not written as this one is.
            string();
            List<Prediction> top = new ArrayList<>();
            for (int count = whole(); count > 0; count--) {
                top.add(prediction());
            }
            Verdict verdict = new Verdict(Verdict.Kind.of(string()), name(), probability(), name(), name());
            // Of many pictures each is computed by one thread, but for the first few.
            Receipt receipt = new Receipt(string(), string(), string(), string(), 1, string(), whole(), whole(), whole() == 1,
                    whole(), number(), number(), strings());
            boolean signed = whole() == 1;
            byte[] signature = Base64.getDecoder().decode(string());
            return new Kept(new Predictions(top, verdict, receipt), signed ? signature : null);
        }

        private Prediction prediction() {
            int index = whole();
            String wordNetId = string();
            List<String> names = strings();
            require(!names.isEmpty());
            return new Prediction(index, new Label(wordNetId, names), probability());
        }

        private List<String> strings() {
            List<String> strings = new ArrayList<>();
            for (int count = whole(); count > 0; count--) {
                strings.add(string());
            }
            return strings;
        }

        private Name name() {
            return new Name(string(), string());
        }

        private String string() {
            int colon = text.indexOf(':', at);
            require(colon > at && colon - at <= DIGITS);
            int length = digits(text.substring(at, colon), 10);
            require(length <= text.length() - colon - 1);
            at = colon + 1 + length;
            return text.substring(colon + 1, at);
        }

        /** 0 and more. */
        private int whole() {
            String digits = string();
            require(!digits.isEmpty() && digits.length() <= DIGITS);
            return digits(digits, 10);
        }

        private double probability() {
            double value = number();
            require(value >= 0 && value <= 1);
            return value;
        }

        private double number() {
            String digits = string();
            require(digits.length() == 16);
            return Double.longBitsToDouble((long) digits(digits.substring(0, 8), 16) << 32
                    | digits(digits.substring(8), 16) & 0xffffffffL);
        }

        private static int digits(String digits, int radix) {
            int value = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = "0123456789abcdef".indexOf(digits.charAt(i));
                require(digit >= 0 && digit < radix);
                value = radix * value + digit;
            }
            return value;
        }

        private static void require(boolean right) {
            if (!right) {
                throw new IllegalArgumentException();
            }
        }
    }
}
