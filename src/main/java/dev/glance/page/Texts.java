package dev.glance.page;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Verdict;
import dev.glance.image.Crop;
import dev.glance.image.CropSquare;
import dev.glance.model.Label;
import dev.glance.page.StageState.Arriving;

/** Numbers as people read them, and what the page says, in the language of the page. */
final class Texts {
    /** So many names are read aloud. */
    private static final int SPOKEN = 3;
    /** From so many answers a second on, tenths mean nothing. */
    private static final int TEN = 10;
    private static final String DASH = "\u2013";

    private final Words words;

    Texts(Words words) {
        this.words = words;
    }

    /** A probability in per cent with one decimal, such as "93.4 %"; never 100 or 0 for what is not. */
    String percent(double probability) {
        if (probability > 0 && probability < 0.0005) {
            return words.say("under 0.1 %");
        }
        if (probability < 1 && probability >= 0.9995) {
            return words.say("over 99.9 %");
        }
        return words.say("{0} %", words.number(100 * probability, 1));
    }

    /** Milliseconds without a fraction, such as "31 ms"; "under 1 ms" for less. */
    String milliseconds(double ms) {
        return ms < 1 ? words.say("under 1 ms") : words.say("{0} ms", words.number(ms, 0));
    }

    /** The name of a class. */
    String name(Label label) {
        return words.name(label.wordNetId(), label.name());
    }

    private String name(Name name) {
        return words.name(name.wordNetId(), name.text());
    }

    /** What goes on, in one line. */
    String status(Situation<?> now) {
        if (now.error().isEmpty() && now.live().isPresent()) {
            return live(now);
        }
        boolean before = now.refused().isPresent();
        return switch (now.state()) {
            case LOADING -> {
                String what = now.model() instanceof ModelState.Loading loading ? words.say(loading.stage())
                        : words.say("Opening {0}", named(now.stage().choice().name(), "the picture"));
                yield now.answer() instanceof AnswerState.Wanted ? words.say("{0}; the answer follows by itself", what) : what;
            }
            case READY -> words.say("Ready");
            case CLASSIFYING -> words.say(before ? "Looking at the picture before" : "Looking at the picture");
            case FAILED -> words.say(now.predictions().isEmpty() ? "No answer" : "The answer before stays");
            case DONE -> words.say(before ? "Answered in {0}, for the picture before" : "Answered in {0}",
                    now.predictions().map(this::time).orElse(DASH));
        };
    }

    private String live(Situation<?> now) {
        LiveState.Running live = now.running();
        if (live == null) {
            return words.say("Waiting for {0}", named(now.name(), "Camera"));
        }
        if (now.model() instanceof ModelState.Loading loading) {
            return words.say(loading.stage());
        }
        return live.lateMs() < 0 ? words.say("Looking") : words.say("{0} frames a second, {1} behind",
                words.number(live.rate(), live.rate() < TEN ? 1 : 0), milliseconds(live.lateMs()));
    }

    /** The same to be read aloud, with what is seen elsewhere on the page. */
    String spoken(Situation<?> now) {
        LiveState.Running live = now.running();
        if (live != null && live.spoken().isPresent() && now.error().isEmpty()) {
            // Numbers that change all the time are for the eye.
            Predictions known = live.spoken().get();
            String said = said(known.verdict());
            return known.verdict().kind() == Verdict.Kind.NOTHING ? said : sentences(said, name(known.top().get(0).label()));
        }
        String text = now.predictions().map(this::spoken).orElseGet(() -> status(now));
        String note = pictureNote(now);
        return note.isEmpty() ? text : sentences(text, note);
    }

    private String spoken(Predictions predictions) {
        String names = "";
        for (Prediction prediction : predictions.top(SPOKEN)) {
            String name = words.say("{0} {1}", name(prediction.label()), percent(prediction.probability()));
            names = names.isEmpty() ? name : enumerated(names, name);
        }
        return sentences(said(predictions.verdict()), names);
    }

    /** What can be said of the picture, in one line. */
    String said(Verdict verdict) {
        String headline = headline(verdict);
        String explanation = explanation(verdict);
        return headline.isEmpty() ? explanation : explanation.isEmpty() ? headline : sentences(headline, explanation);
    }

    private String sentences(String first, String second) {
        return words.say(first.endsWith(".") || first.endsWith("\u3002") ? "{0} {1}" : "{0}. {1}", first, second);
    }

    private String enumerated(String first, String second) {
        return words.say("{0}, {1}", first, second);
    }

    private String time(Predictions predictions) {
        return milliseconds(predictions.receipt().preprocessMs() + predictions.receipt().inferenceMs());
    }

    /** The picture's size and name. */
    String facts(Situation<?> now) {
        String facts = now.predictions().map(Predictions::receipt).map(receipt -> size(receipt.width(), receipt.height()))
                .or(() -> now.picture().map(picture -> size(picture.width(), picture.height()))).orElse(DASH);
        if (isIncomplete(now)) {
            facts = enumerated(facts, words.say("file incomplete"));
        }
        String name = now.name();
        return now.picture().isEmpty() && now.running() == null || name.isEmpty() ? facts : enumerated(facts, words.say(name));
    }

    /** Which part of the picture the model saw. */
    String read(Situation<?> now) {
        return now.predictions().map(Predictions::receipt).map(receipt -> receipt.views() > 1
                ? words.say("{0}, looked at {1} times", crop(receipt.crop()), words.number(receipt.views(), 0))
                : crop(receipt.crop())).orElse(DASH);
    }

    private String crop(String word) {
        return switch (word) {
            case "square", "plain" -> words.say("the largest square in the middle");
            case "center" -> words.say("the middle of the largest square");
            case "contain" -> words.say("the whole picture, with white beside it");
            case "stretch" -> words.say("the whole picture, squashed to a square");
            default -> square((CropSquare) Crop.of(word));
        };
    }

    /** A square of a picture in words. */
    String square(CropSquare square) {
        return words.say("a square of {0} px, {1} from the left, {2} from the top", words.number(square.side(), 0),
                words.number(square.x(), 0), words.number(square.y(), 0));
    }

    /** What can be said of the picture, as one line for people; the names follow. */
    String headline(Verdict verdict) {
        return switch (verdict.kind()) {
            case SURE -> "";
            case BROADER -> words.say("Some kind of {0}", name(verdict.name()));
            case UNSURE -> words.say("Not sure");
            case NOTHING -> words.say("This does not look like a photo of a thing it knows");
        };
    }

    /** What a picture among many shows, in few words. */
    String inShort(Predictions predictions) {
        Verdict verdict = predictions.verdict();
        return switch (verdict.kind()) {
            case SURE -> name(predictions.top().get(0).label());
            case BROADER -> name(verdict.name());
            case UNSURE -> words.say("Not sure");
            case NOTHING -> words.say("Nothing known");
        };
    }

    /** How sure that is, or what it could be. */
    String share(Verdict verdict) {
        return switch (verdict.kind()) {
            case SURE, BROADER -> percent(verdict.probability());
            case UNSURE -> words.say("perhaps {0}", name(verdict.perhaps()));
            case NOTHING -> "";
        };
    }

    /** What should be known about that. */
    String explanation(Verdict verdict) {
        return switch (verdict.kind()) {
            case SURE -> verdict.broader().text().isEmpty() ? words.say("Sure")
                    : words.say("Sure \u00b7 {0}", name(verdict.broader()));
            case BROADER -> words.say("Which kind is not certain, perhaps {0}.", name(verdict.perhaps()));
            case UNSURE -> verdict.name().text().isEmpty() || verdict.name().text().equals("thing")
                    ? words.say("It could be many things, perhaps {0}.", name(verdict.perhaps()))
                    : words.say("As far as can be told: {1} ({0}), perhaps {2}.", percent(verdict.probability()),
                            name(verdict.name()), name(verdict.perhaps()));
            case NOTHING -> words.say("Perhaps noise, text or a drawing, or something that has no name here. The names below are what comes nearest.");
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
    String pictureNote(Situation<?> now) {
        if (now.live().isPresent()) {
            return "";
        }
        String stage = now.stage().choice().name();
        String text = now.answer() instanceof AnswerState.None ? "" : now.refused().map(refused ->
                words.say("This is about the picture before, {0}: {1} could not be read.", named(stage, "which is still there"),
                        named(refused.name(), "what was chosen after it"))).orElse("");
        if (!isIncomplete(now)) {
            return text;
        }
        String incomplete = words.say("{0} is incomplete: its end is missing. The answer can only be about the part that is "
                + "shown.", named(stage, "The file"));
        return text.isEmpty() ? incomplete : sentences(text, incomplete);
    }

    /** What is on the stage where what was chosen is not; empty where nothing is. */
    String instead(Situation<?> now) {
        if (now.refused().isEmpty() || now.stage() instanceof Arriving<?>) {
            return "";
        }
        return words.say("The picture before, {0}, stays; Predict looks at that one.",
                named(now.stage().choice().name(), "which is still there"));
    }

    /** What people should know about what computes; empty where that is nothing. */
    String note(ModelState model) {
        if (!(model instanceof ModelState.Ready ready) || ready.dropped().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        boolean wasm = false;
        boolean worker = false;
        boolean threads = false;
        for (String reason : ready.dropped()) {
            text.append(words.say("Gave up {0}.", reason)).append(' ');
            wasm |= reason.startsWith("wasm");
            worker |= reason.startsWith("worker");
            threads |= reason.startsWith("threads");
        }
        boolean onPage = worker && ready.thread().equals("page");
        text.append(threads && ready.threads() == 1 && !onPage ? words.say("Running on {0}, on one thread, instead.", ready.backend())
                : words.say(onPage ? "Running on {0}, on the page\u2019s own thread, instead." : "Running on {0} instead.",
                ready.backend()));
        if (wasm && ready.backend().equals("cpu")) {
            text.append(' ').append(words.say("Answers take many times longer so. Allow WebAssembly for this page, which strict "
                    + "and lockdown modes of browsers switch off, or open it in another browser; if the site is yours, see "
                    + "that it serves the .wasm files in its folder tf."));
        }
        return text.toString();
    }

    /** A picture's name in quotes, or what else to call it. */
    private String named(String name, String otherwise) {
        return name.isEmpty() ? words.say(otherwise) : words.say("\u201c{0}\u201d", words.say(name));
    }
}
