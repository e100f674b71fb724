package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageOptionsTest {
    private static PageOptions read(Map<String, String> query) {
        return PageOptions.read(name -> query.getOrDefault(name, ""));
    }

    @Test
    void withoutParametersItIsTheDefault() {
        assertEquals(PageOptions.DEFAULT, read(Map.of()));
    }

    @Test
    void readsEach() {
        assertEquals(new PageOptions("m", 160, "cpu", CropMode.STRETCH, 7, false),
                read(Map.of("model", "m", "size", "160", "backend", "cpu", "crop", "stretch", "k", "7", "worker", "no")));
    }

    @Test
    void nonsenseIsATypedError() {
        for (String k : List.of("0", "-1", "x", "1.5", "99999999999", " 3")) {
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of("k", k)), k).code());
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of("size", k)), k).code());
        }
        for (String name : List.of("crop", "worker")) {
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of(name, "x"))).code());
        }
    }
}
