package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glance.error.GlanceException;
import dev.glance.model.JsonText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static String weight(String name, String dtype, String shape) {
        return "{\"name\":\"" + name + "\",\"dtype\":\"" + dtype + "\",\"shape\":[" + shape + "]}";
    }

    private static Manifest manifest(int bytes, String... weights) {
        byte[] data = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            data[i] = (byte) (i + 127);
        }
        return new Manifest(JsonText.parse("[{\"weights\":[" + weights[0] + "]},{\"paths\":[],\"weights\":["
                + String.join(",", Arrays.asList(weights).subList(1, weights.length)) + "]}]"), data);
    }

    private static int word(int at) {
        return (at + 127 & 0xFF) | (at + 128 & 0xFF) << 8 | (at + 129 & 0xFF) << 16 | (at + 130 & 0xFF) << 24;
    }

    @Test
    void findsNumbersBehindWhatLiesBefore() {
        Manifest manifest = manifest(200, weight("f", "float32", "2,3"), weight("h", "float16", "3"), weight("b", "bool",
                "1"),
                weight("u", "uint8", "4"),
                        "{\"name\":\"q\",\"dtype\":\"float32\",\"shape\":[5],\"quantization\":{\"dtype\":\"uint16\"}}",
                weight("i", "int32", "2"), weight("s", "int32", ""));
        assertArrayEquals(new int[] {2, 3}, manifest.shape("f"));
        assertArrayEquals(new int[] {word(45), word(49)}, manifest.ints("i"));
        assertArrayEquals(new int[] {word(53)}, manifest.ints("s"));
        assertNull(manifest.ints("f"));
        assertNull(manifest.ints("none"));
        assertNull(manifest.shape("none"));
    }

    @Test
    void whatIsNotAtHandIsNotKnown() {
        assertEquals(2, manifest(8, weight("i", "int32", "2")).ints("i").length);
        assertNull(manifest(7, weight("i", "int32", "2")).ints("i"));
        assertEquals(16, manifest(64, weight("i", "int32", "16")).ints("i").length);
        assertNull(manifest(68, weight("i", "int32", "17")).ints("i"));
        assertNull(manifest(64, weight("f", "float32", "2000000000,2000000000"), weight("i", "int32", "1")).ints("i"));
        assertNull(new Manifest(null, new byte[0]).shape("i"));
    }

    @Test
    void whatNoWeightIsIsRefused() {
        assertThrows(GlanceException.class, () -> manifest(8, weight("i", "complex", "2")));
        assertThrows(GlanceException.class, () -> manifest(8, weight("i", "int32", "-1")));
    }
}
