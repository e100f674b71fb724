package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import org.junit.jupiter.api.function.Executable;

/** What is refused, and how that is said. */
final class Refused {
    private Refused() {
    }

    static GlanceException with(ErrorCode code, String why, Executable reading) {
        GlanceException e = assertThrows(GlanceException.class, reading, why);
        assertEquals(code, e.code(), e.getMessage());
        assertTrue(e.what().contains(why), e.what());
        assertTrue(e.what().endsWith(".") && e.remedy().endsWith("."), e.getMessage());
        return e;
    }
}
