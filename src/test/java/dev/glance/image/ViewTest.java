package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {
    @Test
    void oneLookIsTheCropAtTheModelsSize() {
        for (CropMode crop : CropMode.values()) {
            assertEquals(List.of(new View(crop, 224, false)), View.of(crop, 224, false, true));
        }
    }

    @Test
    void aCarefulLookIsAtSeveralSizesWhereTheEngineCan() {
        assertEquals(List.of(new View(CropMode.SQUARE, 224, false), new View(CropMode.SQUARE, 288, false),
                new View(CropMode.CENTER, 256, true)), View.of(CropMode.SQUARE, 224, true, true));
        assertEquals(List.of(new View(CropMode.CONTAIN, 160, false), new View(CropMode.CONTAIN, 192, true)),
                View.of(CropMode.CONTAIN, 160, true, true));
        CropSquare part = new CropSquare(8, 16, 320);
        assertEquals(new View(new CropSquare(28, 36, 280), 256, true), View.of(part, 224, true, true).get(2));
    }

    @Test
    void elseAtSeveralPartsOfThePicture() {
        assertEquals(List.of(new View(CropMode.SQUARE, 224, false), new View(CropMode.SQUARE, 224, true),
                new View(CropMode.CENTER, 224, false), new View(CropMode.CENTER, 224, true)),
                View.of(CropMode.SQUARE, 224, true, false));
        for (boolean anySize : new boolean[] {true, false}) {
            assertEquals(List.of(new View(CropMode.STRETCH, 224, false), new View(CropMode.STRETCH, 224, true)),
                    View.of(CropMode.STRETCH, 224, true, anySize));
        }
    }

    /** A mirrored look would tell left from right no more. */
    @Test
    void whatIsDrawnAsAnotherLibraryDoesIsLookedAtOnce() {
        assertEquals(List.of(new View(CropMode.PLAIN, 224, false)), View.of(CropMode.PLAIN, 224, true, true));
        assertEquals(List.of(new View(CropMode.PLAIN, 224, false)), View.of(CropMode.PLAIN, 224, true, false));
    }
}
