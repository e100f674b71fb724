package dev.glance.model;

/** IEEE 754 binary16, for which Java 17 has no conversion. */
final class Half {
    private Half() {
    }

    /** The value of the low 16 bits. */
    static float toFloat(int bits) {
        int exponent = bits >> 10 & 31;
        int mantissa = bits & 1023;
        int sign = (bits & 0x8000) << 16;
        if (exponent == 0) {
            float tiny = mantissa * 0x1p-24f;
            return sign != 0 ? -tiny : tiny;
        }
        int wide = exponent == 31 ? 255 : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }
}
