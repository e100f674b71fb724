package dev.glance.page;

import dev.glance.many.Item;
import dev.glance.web.Canvas;
import dev.glance.web.Locks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;

/**
 * Makes files of small pictures, several on one sheet: a file costs a browser time in four processes and threads,
 * whatever is in it. Around each picture is a margin that goes on as the picture ends, so that nothing of its
 * neighbours is seen where edges do not fall between pixels; many.css shows what is inside.
 */
final class Sheets {
    /** Of a picture, in margins. With two of them a place has whole blocks of JPEG: none is shared by two pictures. */
    private static final int SIDE = 46;
    /** In pixels. Where three tiles or more are beside each other, none is wider than 144; two are only on phones. */
    private static final int MARGIN = 3;
    /** On screens with more pixels than CSS has: sharp enough on a phone. */
    private static final int FINE_MARGIN = 4;
    /** So many are on a sheet at most. */
    private static final int MOST = 32;
    /** A picture waits for others so long, in milliseconds; the first ones, which are in view, for less. */
    private static final int WAIT_MS = 200;
    private static final int FIRST_WAIT_MS = 50;
    /** Enough for something that is looked at in passing. */
    private static final double QUALITY = 0.75;

    private final Made made;
    private final Consumer<Object> failed;
    private final Canvas canvas = Canvas.create(1, 1);
    private List<Item> items = new ArrayList<>();
    private List<ImageData> pictures = new ArrayList<>();
    private int sheets;

    /** Who wants them. */
    interface Made {
        /** A picture has its place. */
        void made(Item item, Sheet.Place place);
    }

    /** @param failed hears why a sheet could not be made */
    Sheets(Made made, Consumer<Object> failed) {
        this.made = made;
        this.failed = failed;
    }

    /** Width and height of the pictures, in pixels, on this screen. */
    static int side() {
        return SIDE * (Window.current().getDevicePixelRatio() > 1 ? FINE_MARGIN : MARGIN);
    }

    /** Takes one of {@link #side}, which has its place soon. */
    void add(Item item, ImageData picture) {
        if (!pictures.isEmpty() && pictures.get(0).getWidth() != picture.getWidth()) {
            // The window is on another screen.
            make();
        }
        items.add(item);
        pictures.add(picture);
        if (pictures.size() == MOST) {
            make();
        } else if (pictures.size() == 1) {
            int before = sheets;
            Window.setTimeout(() -> {
                if (sheets == before) {
                    make();
                }
            }, sheets == 0 ? FIRST_WAIT_MS : WAIT_MS);
        }
    }

    private void make() {
        sheets++;
        List<Item> placed = items;
        draw();
        items = new ArrayList<>();
        pictures = new ArrayList<>();
        canvas.toJpeg(QUALITY).then(file -> {
            Sheet sheet = new Sheet(Locks.newName(), file);
            for (int i = 0; i < placed.size(); i++) {
                made.made(placed.get(i), new Sheet.Place(sheet, i));
            }
            return null;
        }).catchError(reason -> {
            failed.accept(reason);
            return null;
        });
    }

    private void draw() {
        int side = pictures.get(0).getWidth();
        int margin = side / SIDE;
        int place = margin * (SIDE + 2);
        canvas.setWidth(place);
        canvas.setHeight(place * pictures.size());
        CanvasRenderingContext2D context = canvas.opaqueContext();
        for (int i = 0; i < pictures.size(); i++) {
            // The whole in the middle, and around it what is at each edge and corner once more.
            for (int y = 0; y <= 2; y++) {
                for (int x = 0; x <= 2; x++) {
                    context.putImageData(pictures.get(i), x * margin, i * place + y * margin, x == 2 ? side - margin : 0,
                            y == 2 ? side - margin : 0, x == 1 ? side : margin, y == 1 ? side : margin);
                }
            }
        }
    }
}
