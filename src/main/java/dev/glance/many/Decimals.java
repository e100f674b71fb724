package dev.glance.many;

/** Writes numbers; a page has the browser's own way, which is smaller and faster than Java's compiled. */
public interface Decimals {
    /** A finite number, such as 0.93. */
    String text(double value);
}
