package demo;

import dev.glance.api.ImageClassifier;
import dev.glance.api.ImageClassifierOptions;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

public final class Demo {
    public static void main(String[] args) {
        HTMLElement image = HTMLDocument.current().getElementById("img");
        HTMLInputElement file = (HTMLInputElement) HTMLDocument.current().getElementById("file");
        ImageClassifier.load(ImageClassifierOptions.builder().topK(3).build()).then(classifier -> {
            classify(classifier, image);
            file.onEvent("change", event -> {
                if (file.getFiles().getLength() > 0) {
                    classify(classifier, file.getFiles().get(0));
                }
            });
            return null;
        }).catchError(reason -> say(ImageClassifier.failure(reason)));
    }

    private static void classify(ImageClassifier classifier, JSObject picture) {
        classifier.classify(picture).then(Demo::say).catchError(reason -> say(ImageClassifier.failure(reason)));
    }

    private static Object say(Predictions answer) {
        StringBuilder text = new StringBuilder();
        for (Prediction prediction : answer.top()) {
            text.append(prediction.label().className()).append(": ").append(prediction.probability()).append('\n');
        }
        return say(text + answer.verdict().kind().word());
    }

    private static Object say(GlanceException failure) {
        return say(failure.code().word() + ": " + failure.getMessage());
    }

    private static Object say(String text) {
        HTMLDocument.current().getElementById("answer").setTextContent(text);
        return null;
    }
}
