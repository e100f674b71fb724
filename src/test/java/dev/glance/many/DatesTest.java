package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatesTest {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private static void assertDate(long milliseconds) {
        assertEquals(ISO.format(Instant.ofEpochMilli(milliseconds)), Dates.iso(milliseconds));
    }

    @Test
    void everyDayOfTenThousandYearsIsAsInJava() {
        for (long day = -719_528; day <= 2_932_896; day++) {
            assertDate(day * 86_400_000 + Math.floorMod(day * 7919, 86_400_000L));
        }
    }

    @Test
    void everyTimeOfDayIs() {
        Random random = new Random(29);
        for (int i = 0; i < 50_000; i++) {
            assertDate((long) ((random.nextDouble() - 0.3) * 4e12));
        }
        assertEquals("1970-01-01T00:00:00.000Z", Dates.iso(0));
        assertEquals("1969-12-31T23:59:59.999Z", Dates.iso(-1));
        assertEquals("2024-02-29T23:59:59.999Z", Dates.iso(1709251199999.9));
        assertEquals("0000-01-01T00:00:00.000Z", Dates.iso(-62167219200000.0));
        assertEquals("9999-12-31T23:59:59.999Z", Dates.iso(253402300799999.0));
    }

    @Test
    void whatHasNoFourDigitsIsNone() {
        for (double none : new double[] {-62167219200001.0, 253402300800000.0, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 1e300, -1e300}) {
            assertEquals("", Dates.iso(none));
        }
    }
}
