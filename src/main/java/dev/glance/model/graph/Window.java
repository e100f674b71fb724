package dev.glance.model.graph;

/**
 * What a convolution or a pooling looks at, and how it moves. In pixels of its input.
 *
 * @param height         rows of the kernel
 * @param width          columns of the kernel
 * @param strideHeight   rows from one place to the next
 * @param strideWidth    columns from one place to the next
 * @param dilationHeight rows from one value of the kernel to the next
 * @param dilationWidth  columns from one value of the kernel to the next
 */
public record Window(int height, int width, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth) {
    private static final int MAX = 4096;

    /**
     * Keeps all within 1 to 4096.
     *
     * @throws dev.glance.error.GlanceException {@code model-format} for others
     */
    public Window {
        Broken.require(fits(height) && fits(width) && fits(strideHeight) && fits(strideWidth) && fits(dilationHeight)
                && fits(dilationWidth), "a stride or window is out of range");
    }

    /** Whether it looks at one place at a time: 1×1. */
    boolean isPoint() {
        return height == 1 && width == 1;
    }

    /** How many values the kernel has for each channel. */
    double area() {
        return (double) height * width;
    }

    /**
     * What remains of a shape.
     *
     * @param same whether the input is padded so that only the stride makes it smaller ({@code SAME}), or not at all
     */
    Shape over(Shape shape, boolean same) {
        return new Shape(length(shape.height(), height, strideHeight, dilationHeight, same),
                length(shape.width(), width, strideWidth, dilationWidth, same), shape.channels());
    }

    private static int length(int size, int kernel, int stride, int dilation, boolean same) {
        int reach = same ? 1 : dilation * (kernel - 1) + 1;
        return size < reach ? 0 : (size - reach) / stride + 1;
    }

    private static boolean fits(int size) {
        return size >= 1 && size <= MAX;
    }
}
