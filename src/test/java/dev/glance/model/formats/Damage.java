package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.glance.Bounds;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Ten thousand damaged copies of a file, and each of its beginnings. */
public final class Damage {
    /** Fewer where the test runs again and again (the profile {@code mutation}). */
    private static final int COPIES = Integer.getInteger("damaged.files", 10_000);

    private Damage() {
    }

    /** Reads each; all that may happen is that it works or is refused with one of the codes, soon and in little memory. */
    static void survive(byte[] file, Consumer<byte[]> reading, ErrorCode... codes) {
        AtomicInteger refused = new AtomicInteger();
        Bounds.all(() -> {
            for (int length = 0; length < file.length; length++) {
                attempt("cut at " + length, Arrays.copyOf(file, length), reading, Set.of(codes), refused);
            }
            refused.set(0);
            // Each from its own number, so that a failure can be had again alone.
            IntStream.range(0, COPIES).forEach(seed -> attempt("seed " + seed, damage(file, new Random(seed)), reading,
                    Set.of(codes), refused));
        });
        assertTrue(refused.get() > COPIES / 10, "only " + refused + " refused: the damage misses the structure");
    }

    /** As {@link #survive(byte[], Consumer, ErrorCode...)}, of a text. */
    static void survive(String text, Consumer<String> reading, ErrorCode... codes) {
        survive(text.getBytes(StandardCharsets.UTF_8), bytes -> reading.accept(new String(bytes, StandardCharsets.UTF_8)), codes);
    }

    private static void attempt(String which, byte[] damaged, Consumer<byte[]> reading, Set<ErrorCode> codes,
                                AtomicInteger refused) {
        Bounds.each(which, damaged.length, () -> {
            try {
                reading.accept(damaged);
            } catch (GlanceException e) {
                assertTrue(codes.contains(e.code()), which + ": " + e.code() + " " + e.getMessage());
                refused.incrementAndGet();
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                fail(which, e);
            }
        });
    }

    /** Flips bits, overwrites bytes and words, takes one place's bytes for another's, repeats or leaves out a stretch, cuts. */
    public static byte[] damage(byte[] file, Random random) {
        byte[] damaged = file.clone();
        int[] extremes = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0x7fffff, 0xffff};
        for (int i = random.nextInt(6); i >= 0 && damaged.length > 8; i--) {
            int at = random.nextInt(damaged.length - 4);
            int from = random.nextInt(damaged.length - 4);
            int length = 1 + random.nextInt(Math.min(40, damaged.length - Math.max(at, from)));
            switch (random.nextInt(8)) {
                case 0:
                    damaged[at] ^= (byte) (1 << random.nextInt(8));
                    break;
                case 1:
                    damaged[at] = (byte) random.nextInt(256);
                    break;
                case 2:
                    int word = extremes[random.nextInt(extremes.length)];
                    for (int b = 0; b < 4; b++) {
                        damaged[at + b] = (byte) (word >> 8 * b);
                    }
                    break;
                case 3:
                    System.arraycopy(damaged, from, damaged, at, length);
                    break;
                case 4:
                    damaged = join(Arrays.copyOf(damaged, at + length), Arrays.copyOfRange(damaged, at, damaged.length));
                    break;
                case 5:
                    damaged = join(Arrays.copyOf(damaged, at), Arrays.copyOfRange(damaged, at + length, damaged.length));
                    break;
                case 6:
                    // A digit, which in texts is a number.
                    damaged[at] = (byte) ('0' + random.nextInt(10));
                    break;
                default:
                    damaged = random.nextInt(6) == 0 ? Arrays.copyOf(damaged, from) : damaged;
            }
        }
        return damaged;
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
