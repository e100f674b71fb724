package dev.glance.many;

/**
 * Where the tiles of a grid are, so that only those in view have to exist. Tiles come in groups, each with a heading above it
 * where there is more than one group or the group has a name; a group that is folded shows its heading only. All in pixels.
 */
public final class Layout {
    /** A heading in place of a tile's number. */
    public static final int HEADING = -1;

    private final int columns;
    private final double side;
    private final double gap;
    /** Each row's upper edge; one more at the end, which is the height. */
    private final double[] tops;
    /** The group that each row belongs to. */
    private final int[] groups;
    /** The first tile of each row within its group, or {@link #HEADING}. */
    private final int[] firsts;
    private final int[] sizes;

    /**
     * @param width    of the grid
     * @param least    width of a tile; it grows until whole columns fill the grid
     * @param caption  height of what is written below a tile
     * @param gap      between tiles
     * @param heading  height of a heading; 0 for none
     * @param sizes    how many tiles each group has
     * @param folded   which groups show none of them
     */
    public Layout(double width, double least, double caption, double gap, double heading, int[] sizes, boolean[] folded) {
        columns = Math.max(1, (int) ((width + gap) / (least + gap)));
        side = Math.max(1, (width - gap * (columns - 1)) / columns);
        this.gap = gap;
        this.sizes = sizes.clone();
        int rows = 0;
        for (int i = 0; i < sizes.length; i++) {
            rows += (heading > 0 ? 1 : 0) + (folded[i] ? 0 : rows(sizes[i]));
        }
        tops = new double[rows + 1];
        groups = new int[rows];
        firsts = new int[rows];
        int row = 0;
        double top = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (heading > 0) {
                groups[row] = i;
                firsts[row] = HEADING;
                tops[row++] = top;
                top += heading;
            }
            for (int first = 0; first < sizes[i] && !folded[i]; first += columns) {
                groups[row] = i;
                firsts[row] = first;
                tops[row++] = top;
                top += side + caption + gap;
            }
        }
        tops[row] = top;
    }

    private int rows(int size) {
        return (size + columns - 1) / columns;
    }

    /** How many tiles are beside each other. */
    public int columns() {
        return columns;
    }

    /** Width of a tile. */
    public double side() {
        return side;
    }

    /** How high all of it is. */
    public double height() {
        return tops[groups.length];
    }

    /** How many rows there are, headings among them. */
    public int rows() {
        return groups.length;
    }

    /** The row at a height; the first or the last one outside. */
    public int rowAt(double y) {
        int low = 0;
        int high = Math.max(0, rows() - 1);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tops[middle] <= y) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Upper edge of a row. */
    public double top(int row) {
        return tops[row];
    }

    /** Lower edge of a row. */
    public double bottom(int row) {
        return tops[row + 1];
    }

    /** The group of a row. */
    public int group(int row) {
        return groups[row];
    }

    /** The number, within its group, of a row's first tile; or {@link #HEADING}. */
    public int first(int row) {
        return firsts[row];
    }

    /** How many tiles a row has; 0 for a heading. */
    public int count(int row) {
        return firsts[row] == HEADING ? 0 : Math.min(columns, sizes[groups[row]] - firsts[row]);
    }

    /** Left edge of a column. */
    public double left(int column) {
        return column * (side + gap);
    }

    /** The row of a tile; negative where its group is folded. */
    public int rowOf(int group, int tile) {
        for (int row = 0; row < rows(); row++) {
            if (groups[row] == group && firsts[row] != HEADING && tile < firsts[row] + columns) {
                return row;
            }
        }
        return HEADING;
    }
}
