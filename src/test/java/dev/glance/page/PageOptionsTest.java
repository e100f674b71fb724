package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.image.CropSquare;
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
        assertEquals(new PageOptions("m", 160, "cpu", 2, CropMode.STRETCH, true, 7, PageOptions.Careful.ALWAYS, "zh", false),
                read(Map.of("model", "m", "size", "160", "backend", "cpu", "crop", "stretch", "k", "7", "careful", "1", "lang", "zh",
                        "worker", "no", "threads", "2")));
        assertEquals(PageOptions.Careful.NEVER, read(Map.of("careful", "0")).careful());
        assertEquals(new CropSquare(3, 4, 50), read(Map.of("crop", "3,4,50")).crop());
    }

    @Test
    void nonsenseIsATypedError() {
        for (String k : List.of("0", "-1", "x", "1.5", "99999999999", " 3")) {
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of("k", k)), k).code());
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of("size", k)), k).code());
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of("threads", k)), k).code());
        }
        for (String name : List.of("crop", "careful", "lang", "worker")) {
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> read(Map.of(name, "x"))).code());
        }
    }
}
