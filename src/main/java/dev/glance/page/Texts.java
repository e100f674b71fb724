package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.page.StageState.Arriving;

/** Numbers as people read them, and what the page says. */
final class Texts {
    private static final String DASH = "\u2013";

    private Texts() {
    }

    /** A probability in per cent with one decimal, such as "93.4 %"; never 100 or 0 for what is not. */
    static String percent(double probability) {
        if (probability > 0 && probability < 0.0005) {
            return "under 0.1 %";
        }
        if (probability < 1 && probability >= 0.9995) {
            return "over 99.9 %";
        }
        long tenths = Math.round(probability * 1000);
        return tenths / 10 + "." + tenths % 10 + " %";
    }

    /** Milliseconds without a fraction, such as "31 ms"; "under 1 ms" for less. */
    static String milliseconds(double ms) {
        return ms < 1 ? "under 1 ms" : Math.round(ms) + " ms";
    }

    /** What goes on, in one line. */
    static String status(Situation<?> now) {
        return switch (now.state()) {
            case LOADING -> (now.model() instanceof ModelState.Loading loading ? loading.stage()
                    : "Opening " + named(now.stage().choice().name(), "the picture"))
                    + (now.answer() instanceof AnswerState.Wanted ? "; the answer follows by itself" : "");
            case READY -> "Ready";
            case CLASSIFYING -> "Looking at " + picture(now);
            case FAILED -> "No answer";
            case DONE -> "Answered in " + now.predictions().map(Texts::time).orElse("no time")
                    + (now.refused().isPresent() ? ", for the picture before" : "");
        };
    }

    /** The same to be read aloud, with what is seen elsewhere on the page. */
    static String spoken(Situation<?> now) {
        StringBuilder text = new StringBuilder();
        now.predictions().ifPresentOrElse(predictions -> {
            for (Prediction prediction : predictions.top()) {
                text.append(text.length() == 0 ? "" : ", ").append(prediction.label().name()).append(' ')
                        .append(percent(prediction.probability()));
            }
        }, () -> text.append(status(now)));
        String note = pictureNote(now);
        return note.isEmpty() ? text.toString() : text.append(". ").append(note).toString();
    }

    private static String time(Predictions predictions) {
        return milliseconds(predictions.receipt().preprocessMs() + predictions.receipt().inferenceMs());
    }

    private static String picture(Situation<?> now) {
        return now.refused().isPresent() ? "the picture before" : "the picture";
    }

    /** The picture's size, and what the model saw of it once that is known. */
    static String facts(Situation<?> now) {
        String size = now.predictions().map(Predictions::receipt).map(receipt -> size(receipt.width(), receipt.height()))
                .or(() -> now.picture().map(picture -> size(picture.width(), picture.height()))).orElse(DASH);
        return size + (isIncomplete(now) ? ", file incomplete" : "")
                + now.predictions().map(known -> ", crop " + known.receipt().crop()).orElse("");
    }

    private static boolean isIncomplete(Situation<?> now) {
        return now.picture().map(Opened::incomplete).orElse(false)
                || now.predictions().map(known -> known.receipt().incomplete()).orElse(false);
    }

    private static String size(int width, int height) {
        return width + " \u00d7 " + height;
    }

    /** What people should know about the picture on the stage; empty where that is nothing. */
    static String pictureNote(Situation<?> now) {
        StringBuilder text = new StringBuilder();
        if (!(now.answer() instanceof AnswerState.None)) {
            now.refused().ifPresent(refused -> text.append("This is about the picture before, ")
                    .append(named(now.stage().choice().name(), "which is still there")).append(": ")
                    .append(named(refused.name(), "what was chosen after it")).append(" could not be read."));
        }
        if (isIncomplete(now)) {
            text.append(text.length() > 0 ? " " : "").append(named(now.stage().choice().name(), "The file"))
                    .append(" is incomplete: its end is missing. The answer can only be about the part that is shown.");
        }
        return text.toString();
    }

    /** What is on the stage where what was chosen is not; empty where nothing is. */
    static String instead(Situation<?> now) {
        if (now.refused().isEmpty() || now.stage() instanceof Arriving<?>) {
            return "";
        }
        return "The picture before, " + named(now.stage().choice().name(), "which is still there")
                + ", stays; Predict looks at that one.";
    }

    /** What people should know about what computes; empty where that is nothing. */
    static String note(ModelState model) {
        if (!(model instanceof ModelState.Ready ready) || ready.dropped().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        boolean wasm = false;
        boolean worker = false;
        for (String reason : ready.dropped()) {
            text.append("Gave up ").append(reason).append(". ");
            wasm |= reason.startsWith("wasm");
            worker |= reason.startsWith("worker");
        }
        text.append("Running on ").append(ready.backend())
                .append(worker && ready.thread().equals("page") ? ", on the page\u2019s own thread," : "")
                .append(" instead.");
        if (wasm && ready.backend().equals("cpu")) {
            text.append(" Answers take many times longer so. Allow WebAssembly for this page, which strict and lockdown "
                    + "modes of browsers switch off, or open it in another browser; if the site is yours, see that it "
                    + "serves the .wasm files in its folder tf.");
        }
        return text.toString();
    }

    private static String named(String name, String otherwise) {
        return name.isEmpty() ? otherwise : "\u201c" + name + "\u201d";
    }
}
