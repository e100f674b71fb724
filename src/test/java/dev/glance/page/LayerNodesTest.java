package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.model.Format;
import dev.glance.model.JsonText;
import dev.glance.model.Tflite;
import dev.glance.model.graph.LayerTable;
import dev.glance.model.graph.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerNodesTest {
    static List<Path> files() throws IOException {
        return Folders.modelFiles();
    }

    /** The graph's own table has the same rows, and knows its nodes. */
    @ParameterizedTest
    @MethodSource("files")
    void everyLayerOfAFileHasItsNodeInTheGraph(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String topology = Tflite.read(bytes).topology();
        LayerTable table = Layers.ofTflite(bytes, 0);
        LayerTable graph = Layers.ofTensorFlowJs(JsonText.parse("{\"modelTopology\":" + topology + "}"), new byte[0],
                table.input().height());
        int nodes = 0;
        for (int i = 0; i < table.layers().size(); i++) {
            String node = LayerNodes.of(Format.Kind.TFLITE, table, i);
            if (!node.isEmpty()) {
                nodes++;
                assertTrue(topology.contains("\"name\":\"" + node + "\""), node);
                if (!node.equals("logits")) {
                    // Logits that are no row are made one, after the layer.
                    assertEquals(graph.layers().get(i).output(), node);
                }
            }
            assertEquals(graph.layers().size() > i ? graph.layers().get(i).output() : "",
                    i < graph.layers().size() ? LayerNodes.of(Format.Kind.GRAPH, graph, i) : "");
        }
        // All but what comes after the logits.
        assertTrue(nodes >= table.layers().size() - 3, nodes + " of " + table.layers().size());
    }
}
