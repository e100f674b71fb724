package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What tests ask of a table. */
final class Tables {
    private Tables() {
    }

    /** One row in words: what most of the tests are about. */
    static String row(Layer layer) {
        Window window = layer.window();
        StringBuilder row = new StringBuilder();
        row.append(layer.name()).append(' ').append(layer.kind()).append(layer.activation().isEmpty() ? "" : "+"
                + layer.activation());
        row.append(' ').append(layer.inputs()).append(' ').append(text(layer.in())).append("->").append(text(layer.out()));
        if (window != null) {
            row.append(" k").append(window.height()).append('x').append(window.width()).append(" s").append(window.strideHeight())
                    .append('x').append(window.strideWidth()).append(" d").append(window.dilationHeight()).append('x')
                    .append(window.dilationWidth());
        }
        row.append(" p").append((long) layer.parameters()).append(" x").append((long) layer.extras()).append(" m")
                .append((long) layer.multiplyAdds());
        return row.toString();
    }

    private static String text(Shape shape) {
        return shape.height() + "x" + shape.width() + "x" + shape.channels();
    }

    static void assertRows(LayerTable table, String... expected) {
        assertEquals(String.join("\n", expected),
                table.layers().stream().map(Tables::row).collect(Collectors.joining("\n")));
    }

    static void assertRefused(String why, Supplier<LayerTable> table) {
        GlanceException e = assertThrows(GlanceException.class, table::get, why);
        assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        assertTrue(e.what().contains(why), e.what());
    }

    static Layer last(LayerTable table) {
        List<Layer> layers = table.layers();
        return layers.get(layers.size() - 1);
    }
}
