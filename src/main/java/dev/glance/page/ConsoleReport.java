package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.web.ClassAndProbability;
import dev.glance.web.Console;
import org.teavm.jso.core.JSArray;

/** Writes each answer to the console as the article does: {@code Predictions: [{className, probability}, ...]}. */
final class ConsoleReport implements Presenter.Report {
    @Override
    public void report(Predictions predictions) {
        JSArray<ClassAndProbability> plain = new JSArray<>();
        for (Prediction prediction : predictions.top()) {
            plain.push(ClassAndProbability.of(prediction.label().className(), prediction.probability()));
        }
        Console.log("Predictions: ", plain);
    }
}
