package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphArtifactsTest {
    private static final GraphArtifacts.Weight FLOATS = new GraphArtifacts.Weight("f", new int[] {2}, new float[] {1, -2.5f},
            null, null);
    private static final GraphArtifacts.Weight INTS = new GraphArtifacts.Weight("i", new int[] {1, 3}, null,
            new int[] {1, -2, 0x12345678}, null);

    private static GraphArtifacts artifacts(String topology, String signature, GraphArtifacts.Weight... weights) {
        return new GraphArtifacts(topology, signature, List.of(weights), 224, 1000, 1280, true, false);
    }

    private static String hex(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String hex(String text) throws GeneralSecurityException {
        return hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theHashIsOverTopologySignatureSpecsAndBytes() throws GeneralSecurityException {
        ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(1).putFloat(-2.5f).putInt(1).putInt(-2).putInt(0x12345678);
        assertEquals(hex(hex("t") + hex("s") + hex("ffloat32[2]iint32[1, 3]") + hex(bytes.array())),
                artifacts("t", "s", FLOATS, INTS).sha256());
    }

    @Test
    void anyDifferenceIsAnotherHash() {
        GraphArtifacts.Weight other = new GraphArtifacts.Weight("f", new int[] {2}, new float[] {1, -2.25f}, null, null);
        GraphArtifacts.Weight named = new GraphArtifacts.Weight("g", new int[] {2}, new float[] {1, -2.5f}, null, null);
        GraphArtifacts.Weight shaped = new GraphArtifacts.Weight("f", new int[] {1, 2}, new float[] {1, -2.5f}, null, null);
        List<GraphArtifacts> all = new ArrayList<>(List.of(artifacts("t", "s", FLOATS, INTS), artifacts("u", "s", FLOATS,
                INTS), artifacts("t", "r", FLOATS, INTS), artifacts("t", "s", INTS, FLOATS), artifacts("t", "s", FLOATS),
                artifacts("t", "s", other, INTS), artifacts("t", "s", named, INTS), artifacts("t", "s", shaped, INTS)));
        Set<String> hashes = new HashSet<>();
        all.forEach(artifacts -> hashes.add(artifacts.sha256()));
        assertEquals(all.size(), hashes.size());
    }

    @Test
    void packedOrNotIsTheSameModel() {
        GraphArtifacts.Packed packed = new GraphArtifacts.Packed(new byte[] {9, 2, -5}, 1, true, 1, 2, new float[] {0.5f}, 0);
        assertEquals(artifacts("t", "s", FLOATS).sha256().length(), 64);
        assertEquals(artifacts("t", "s", FLOATS).sha256(),
                artifacts("t", "s", new GraphArtifacts.Weight("f", new int[] {2}, null, null, packed)).sha256());
    }

    @Test
    void unpackingTransposesAndScales() {
        byte[] file = {99, 99, 0, 1, 2, 127, -128, -1};
        assertArrayEquals(new float[] {-2, 252, 0, -258, 2, -4},
                new GraphArtifacts.Packed(file, 2, true, 2, 3, new float[] {2}, 1).floats());
        assertArrayEquals(new float[] {-1, 1260, 0, 1270, 1, 2540},
                new GraphArtifacts.Packed(file, 2, false, 2, 3, new float[] {1, 10}, 1).floats());
    }

    @Test
    void aLongMatrixIsUnpackedWhole() {
        int rows = 37;
        int columns = 5;
        byte[] file = new byte[rows * columns];
        float[] scales = new float[rows];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) i;
        }
        for (int row = 0; row < rows; row++) {
            scales[row] = row + 1;
        }
        float[] floats = new GraphArtifacts.Packed(file, 0, false, rows, columns, scales, 7).floats();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertEquals((row * columns + column - 7) * (row + 1), floats[column * rows + row]);
            }
        }
    }

    @Test
    void unpackedValuesAreTheCallers() {
        GraphArtifacts.Weight packed = new GraphArtifacts.Weight("f", new int[] {1}, null, null,
                new GraphArtifacts.Packed(new byte[] {3}, 0, true, 1, 1, new float[] {1}, 0));
        assertNotSame(packed.floats(), packed.floats());
        assertArrayEquals(new float[] {3}, packed.floats());
    }
}
