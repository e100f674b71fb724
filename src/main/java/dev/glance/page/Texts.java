package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Verdict;
import dev.glance.image.Crop;
import dev.glance.image.CropSquare;
import dev.glance.page.StageState.Arriving;

/** Numbers as people read them, and what the page says. */
final class Texts {
    /** So many names are read aloud. */
    private static final int SPOKEN = 3;
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
            String headline = headline(predictions.verdict());
            text.append(headline).append(headline.isEmpty() ? "" : ". ").append(explanation(predictions.verdict()));
            for (Prediction prediction : predictions.top().subList(0, Math.min(SPOKEN, predictions.top().size()))) {
                text.append(text.charAt(text.length() - 1) == '.' ? " " : ", ").append(prediction.label().name()).append(' ')
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
                + (now.picture().isEmpty() || now.stage().choice().name().isEmpty() ? "" : ", " + now.stage().choice().name());
    }

    /** Which part of the picture the model saw. */
    static String read(Situation<?> now) {
        return now.predictions().map(Predictions::receipt).map(receipt -> crop(receipt.crop())
                + (receipt.views() > 1 ? ", looked at " + receipt.views() + " times" : "")).orElse(DASH);
    }

    private static String crop(String word) {
        return switch (word) {
            case "square" -> "the largest square in the middle";
            case "center" -> "the middle of the largest square";
            case "contain" -> "the whole picture, with white beside it";
            case "stretch" -> "the whole picture, squashed to a square";
            default -> square((CropSquare) Crop.of(word));
        };
    }

    /** A square of a picture in words. */
    static String square(CropSquare square) {
        return "a square of " + Math.round(square.side()) + " px, " + Math.round(square.x()) + " from the left, "
                + Math.round(square.y()) + " from the top";
    }

    /** What can be said of the picture, as one line for people; the names follow. */
    static String headline(Verdict verdict) {
        return switch (verdict.kind()) {
            case SURE -> "";
            case BROADER -> "Some kind of " + verdict.name();
            case UNSURE -> "Not sure";
            case NOTHING -> "This does not look like a photo of a thing";
        };
    }

    /** What should be known about that. */
    static String explanation(Verdict verdict) {
        return switch (verdict.kind()) {
            case SURE -> "Sure" + (verdict.broader().isEmpty() ? "" : ": a kind of " + verdict.broader());
            case BROADER -> "Which kind is not certain, perhaps " + verdict.perhaps() + ".";
            case UNSURE -> verdict.perhaps().isEmpty() ? "" : (verdict.name().isEmpty() || verdict.name().equals("thing")
                    ? "It could be many things, " : "It is " + percent(verdict.probability()) + " likely to be some "
                    + verdict.name() + ", ") + "perhaps " + verdict.perhaps() + ".";
            case NOTHING -> "The names below are what comes nearest; they mean little here.";
        };
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
