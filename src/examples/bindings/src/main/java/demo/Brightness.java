package demo;

import dev.glance.tfjs.Browser;
import dev.glance.tfjs.DataType;
import dev.glance.tfjs.NumberArray;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

public final class Brightness {
    public static void main(String[] args) {
        HTMLElement canvas = Window.current().getDocument().getElementById("canvas");
        Tensor brightness = Tf.tidy(() -> {
            Tensor pixels = Tf.cast(Browser.fromPixels(canvas), DataType.FLOAT32);     // [height, width, 3], 0..255
            return Tf.mean(Tf.div(pixels, 255), NumberArray.of(0, 1), false);          // [3], 0..1
        });
        brightness.dataFloat().then(rgb -> {
            System.out.println("red " + rgb.get(0) + ", green " + rgb.get(1) + ", blue " + rgb.get(2));
            brightness.dispose();
            return null;
        });
    }
}
