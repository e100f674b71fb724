package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.decide.Explanation;
import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Seen;
import dev.glance.decide.Smoothed;
import dev.glance.decide.Smoothing;
import dev.glance.decide.Verdict;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Classify;
import dev.glance.host.Explain;
import dev.glance.host.Follow;
import dev.glance.host.Host;
import dev.glance.host.Job;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Look;
import dev.glance.host.Loaded;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.image.Cover;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.image.CropSquare;
import dev.glance.model.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;

/** What the page does, without a browser: every answer comes when the test says so. */
class PresenterTest {
    private static final GlanceException BROKEN = new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "No.", "Do.");
    private static final GlanceException NO_MODEL = new GlanceException(ErrorCode.MODEL_MISSING, "No.", "Do.");

    /** Milliseconds. */
    private double clock;
    private final FakeHost host = new FakeHost();
    private final FakeView view = new FakeView();
    private final Words words = new Words(TextsTest::plain);
    private final List<Predictions> reported = new ArrayList<>();
    private final Presenter<String> presenter = new Presenter<>(view, host, PageOptions.DEFAULT, reported::add,
            new Texts(words), () -> this.clock);
    private final Deque<Deferred<Opened<String>>> openings = new ArrayDeque<>();
    /** What is on the stage, first to last. */
    private final List<String> shown = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();

    private final class FakeChoice implements Choice<String> {
        private final String name;
        private final boolean onStage;

        FakeChoice(String name, boolean onStage) {
            this.name = name;
            this.onStage = onStage;
        }

        @Override
        public Promise<Opened<String>> open() {
            Deferred<Opened<String>> opening = new Deferred<>();
            openings.add(opening);
            return opening.promise();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean onStage() {
            return onStage;
        }
    }

    private void start() {
        presenter.start(new FakeChoice("first", true));
    }

    private void choose(String name) {
        presenter.choose(new FakeChoice(name, false));
    }

    private Opened<String> opened(String picture, boolean incomplete) {
        return new Opened<>(picture, 4, 3, incomplete, new Opened.Slot() {
            @Override
            public void show() {
                shown.add(picture);
            }

            @Override
            public void close() {
                closed.add(picture);
            }
        });
    }

    /** The picture that was chosen first of those not there yet arrives. */
    private void open(String picture) {
        openings.remove().resolve(opened(picture, false));
    }

    private void startReady() {
        start();
        open("first");
        host.loaded();
    }

    private String onStage() {
        return shown.get(shown.size() - 1);
    }

    @Test
    void loadsThenIsReadyThenAnswers() {
        start();
        assertEquals(PageState.LOADING, view.state);
        assertTrue(view.cancellable);
        open("first");
        assertEquals(PageState.LOADING, view.state);
        host.loaded();
        assertEquals(PageState.READY, view.state);
        assertFalse(view.cancellable);
        assertEquals("4 \u00d7 3, first", view.facts);
        assertEquals("first", view.name);
        assertEquals("\u2013", view.read);
        assertEquals(0, view.reveals, "nothing moves before somebody does something");
        presenter.predict();
        assertEquals(PageState.CLASSIFYING, view.state);
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
        assertEquals("cat", view.predictions.top().get(0).label().name());
        assertEquals(1, reported.size());
        assertEquals(1, view.reveals);
        assertEquals(3, reported.get(0).top().size(), "the console gets what is shown");
        assertEquals("Sure \u00b7 thing. cat 75.0 %, other 2 1.0 %, other 3 1.0 %", view.spoken);
        assertEquals("4 \u00d7 3, first", view.facts);
        assertEquals("the largest square in the middle", view.read);
        assertEquals("", view.pictureNote);
        assertEquals("", view.note);
    }

    @Test
    void predictBeforeTheModelIsThereWaitsForIt() {
        start();
        presenter.predict();
        open("first");
        assertEquals(PageState.LOADING, view.state);
        host.loaded();
        assertEquals(PageState.CLASSIFYING, view.state);
        assertEquals(List.of("first"), host.classified);
    }

    @Test
    void anotherPictureIsAnsweredAtOnceAndDropsALateAnswer() {
        startReady();
        presenter.predict();
        choose("second");
        assertNull(view.predictions);
        assertEquals(1, view.reveals, "its place comes into view");
        host.answer("late");
        assertNull(view.predictions);
        assertEquals(0, reported.size());
        open("second");
        assertEquals(PageState.CLASSIFYING, view.state);
        host.answer("dog");
        assertEquals(2, view.reveals);
        assertEquals(List.of("first", "second"), host.classified);
        assertEquals("dog", view.predictions.top().get(0).label().name());
    }

    @Test
    void theLastPictureChosenWinsHoweverLateTheOthersArrive() {
        startReady();
        choose("slow");
        choose("third");
        Deferred<Opened<String>> slow = openings.remove();
        open("third");
        assertEquals("third", onStage());
        slow.resolve(opened("slow", false));
        assertEquals("third", onStage(), "what nobody wants any more is not shown");
        assertEquals(List.of("first", "slow"), closed);
        assertEquals(List.of("third"), host.classified);
    }

    @Test
    void aPictureThatIsNotWantedAnyMoreNeverReachesTheStageWhateverArrivesWhen() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            shown.clear();
            openings.clear();
            host.classified.clear();
            host.classify = null;
            view.predictions = null;
            startReady();
            List<Deferred<Opened<String>>> waiting = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        names.add("picture " + step);
                        boolean byOthers = random.nextInt(4) == 0;
                        FakeChoice choice = new FakeChoice("picture " + step, byOthers);
                        if (byOthers) {
                            presenter.replaced(choice);
                        } else {
                            presenter.choose(choice);
                        }
                        waiting.add(openings.removeLast());
                    }
                    case 2, 3 -> {
                        if (!waiting.isEmpty()) {
                            int which = random.nextInt(waiting.size());
                            String name = names.remove(which);
                            Deferred<Opened<String>> answer = waiting.remove(which);
                            if (random.nextInt(4) == 0) {
                                answer.fail(BROKEN);
                                // Whatever is tried again then.
                                openings.forEach(again -> {
                                    waiting.add(again);
                                    names.add("again");
                                });
                                openings.clear();
                            } else {
                                answer.resolve(opened(name, false));
                            }
                        }
                    }
                    case 4 -> {
                        presenter.predict();
                        openings.forEach(again -> {
                            waiting.add(again);
                            names.add("again");
                        });
                        openings.clear();
                    }
                    default -> {
                        if (host.classify != null) {
                            String looked = host.classified.get(host.classified.size() - 1);
                            host.answer(looked);
                            host.classify = null;
                        }
                    }
                }
                if (view.predictions != null) {
                    assertEquals(onStage(), view.predictions.top().get(0).label().name(), "round " + round + ", " + step);
                    assertEquals(PageState.DONE, view.state);
                }
            }
        }
    }

    @Test
    void aPictureThatCannotBeReadLeavesTheOneBefore() {
        startReady();
        choose("notes.txt");
        openings.remove().fail(BROKEN);
        assertEquals(PageState.FAILED, view.state);
        assertEquals(ErrorCode.PICTURE_UNDECODABLE, view.error.code());
        assertTrue(view.instead.contains("\u201cfirst\u201d"), view.instead);
        assertEquals("first", onStage());
        presenter.predict();
        assertNull(view.error);
        assertEquals(List.of("first"), host.classified);
        host.answer("cat");
        assertEquals("Answered in 3 ms, for the picture before", view.status);
        assertTrue(view.pictureNote.contains("\u201cfirst\u201d") && view.pictureNote.contains("\u201cnotes.txt\u201d"),
                view.pictureNote);
        assertTrue(view.spoken.contains("cat 75.0 %") && view.spoken.endsWith(view.pictureNote), view.spoken);
        choose("second");
        open("second");
        host.answer("dog");
        assertEquals("Answered in 3 ms", view.status);
        assertEquals("", view.pictureNote);
    }

    @Test
    void aPictureThatWasOnlyBeingReadIsReadAfterAll() {
        start();
        host.loaded();
        choose("notes.txt");
        Deferred<Opened<String>> first = openings.remove();
        openings.remove().fail(BROKEN);
        first.resolve(opened("first", false));
        assertEquals(List.of("first"), closed, "of the first try");
        assertEquals(PageState.FAILED, view.state);
        open("first");
        assertEquals(PageState.FAILED, view.state);
        assertEquals("first", onStage());
        presenter.predict();
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
        assertTrue(view.pictureNote.contains("notes.txt"), view.pictureNote);
    }

    @Test
    void whatOthersPutOnTheStageIsWhatIsClassified() {
        startReady();
        presenter.predict();
        presenter.replaced(new FakeChoice("theirs", true));
        assertEquals(List.of("first"), closed);
        host.answer("of the one before");
        assertNull(view.predictions);
        assertEquals(PageState.LOADING, view.state);
        presenter.predict();
        open("theirs");
        host.answer("cat");
        assertEquals(List.of("first", "theirs"), host.classified);
        assertEquals(PageState.DONE, view.state);
    }

    @Test
    void whatOthersPutOnTheStageAndCannotBeReadIsNotAnsweredForAnother() {
        startReady();
        presenter.replaced(new FakeChoice("theirs", true));
        openings.remove().fail(BROKEN);
        assertEquals("", view.instead);
        presenter.predict();
        assertEquals(List.of(), host.classified);
        openings.remove().fail(BROKEN);
        assertEquals(PageState.FAILED, view.state);
    }

    @Test
    void anIncompleteFileIsAnsweredForWithANote() {
        startReady();
        choose("cut.jpg");
        openings.remove().resolve(opened("cut", true));
        assertEquals("4 \u00d7 3, file incomplete, cut.jpg", view.facts);
        assertTrue(view.pictureNote.contains("\u201d is incomplete"), view.pictureNote);
        assertTrue(view.spoken.contains("incomplete"), view.spoken);
        host.answer("cat");
        assertEquals("4 \u00d7 3, file incomplete, cut.jpg", view.facts);
        assertTrue(view.pictureNote.contains("incomplete"), view.pictureNote);
    }

    @Test
    void whenTheFirstPictureFailsPredictTriesItAgain() {
        start();
        host.loaded();
        openings.remove().fail(BROKEN);
        assertEquals(PageState.FAILED, view.state);
        presenter.predict();
        assertEquals(PageState.LOADING, view.state);
        open("first");
        assertEquals(List.of("first"), host.classified);
    }

    @Test
    void afterAFailedLoadPredictLoadsAgainAndThenAnswers() {
        start();
        open("first");
        host.load.fail(NO_MODEL);
        assertEquals(PageState.FAILED, view.state);
        assertFalse(view.offered);
        presenter.predict();
        assertEquals(2, host.loads);
        assertEquals(PageState.LOADING, view.state);
        host.loaded();
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
    }

    @Test
    void aMissingModelIsStillMissingWhenAnotherPictureIsChosen() {
        start();
        open("first");
        host.load.fail(NO_MODEL);
        choose("second");
        assertEquals(2, host.loads, "it is tried again");
        host.load.fail(NO_MODEL);
        open("second");
        assertEquals(PageState.FAILED, view.state);
        assertEquals(ErrorCode.MODEL_MISSING, view.error.code());
    }

    @Test
    void aModelNamedInTheAddressThatFailsOffersTheSitesOwn() {
        Presenter<String> special = new Presenter<>(view, host, new PageOptions("other", 0, "", 0, CropMode.SQUARE, true, 3, PageOptions.Careful.AUTO, "", true), reported::add,
                new Texts(words), () -> clock);
        special.start(new FakeChoice("first", true));
        assertEquals("other", host.request.model());
        host.load.fail(NO_MODEL);
        assertTrue(view.offered);
    }

    @Test
    void aComplaintStaysUntilPredict() {
        start();
        presenter.fail(new GlanceException(ErrorCode.OPTION, "No.", "Do."));
        assertEquals(PageState.FAILED, view.state);
        open("first");
        host.loaded();
        assertEquals(PageState.FAILED, view.state);
        presenter.predict();
        assertNull(view.error);
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
    }

    @Test
    void cancelEndsTheLoad() {
        start();
        presenter.cancel();
        assertTrue(host.cancelled);
    }

    @Test
    void aFailedAnswerCanBeTriedAgain() {
        startReady();
        presenter.predict();
        host.classify.fail(new GlanceException(ErrorCode.BACKEND_LOST, "Gone.", "Again."));
        assertEquals(PageState.FAILED, view.state);
        presenter.predict();
        assertEquals(2, host.loads);
        host.loaded();
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
    }

    @Test
    void predictTwiceClassifiesOnce() {
        startReady();
        presenter.predict();
        presenter.predict();
        assertEquals(1, host.classified.size());
    }

    private static final CropSquare LEFT = new CropSquare(0, 0, 3);
    private static final CropSquare RIGHT = new CropSquare(1, 0, 3);

    @Test
    void theAnswerFollowsTheCrop() {
        startReady();
        assertEquals(CropMode.SQUARE, view.crop);
        presenter.crop(LEFT);
        assertEquals(LEFT, view.crop);
        assertEquals(PageState.READY, view.state, "Predict gives the first answer");
        presenter.predict();
        assertEquals(LEFT, host.asked.crop());
        host.answer("cat");
        int reveals = view.reveals;
        presenter.crop(RIGHT);
        assertEquals(PageState.CLASSIFYING, view.state);
        assertEquals("cat", view.predictions.top().get(0).label().name(), "until there is another");
        assertEquals("Answered in 3 ms", view.status, "said once it stays");
        presenter.crop(CropMode.CONTAIN);
        presenter.crop(CropMode.SQUARE);
        host.answer("of the right");
        assertEquals("of the right", view.predictions.top().get(0).label().name());
        assertEquals(PageState.CLASSIFYING, view.state, "not of what is marked now");
        assertEquals(CropMode.SQUARE, host.asked.crop());
        host.answer("dog");
        assertEquals(PageState.DONE, view.state);
        assertEquals(3, host.classified.size());
        assertEquals(2, reported.size(), "what was passed over is not reported");
        assertEquals(reveals, view.reveals, "the page does not move under the finger");
        presenter.crop(RIGHT);
        host.classify.fail(BROKEN);
        assertEquals(PageState.FAILED, view.state);
        assertNull(view.predictions);
    }

    @Test
    void aSquareOfOnePictureMeansNothingForTheNext() {
        startReady();
        presenter.crop(RIGHT);
        choose("second");
        assertNull(view.crop, "of what is not there");
        presenter.crop(LEFT);
        open("second");
        assertEquals(CropMode.SQUARE, view.crop);
        assertEquals(CropMode.SQUARE, host.asked.crop());
    }

    @Test
    void lookingCarefullyCanBeSwitchedOnAndOff() {
        startReady();
        presenter.careful(true);
        assertEquals(List.of(), host.classified, "Predict gives the first answer");
        presenter.predict();
        assertTrue(host.asked.careful());
        host.answer("cat");
        presenter.careful(false);
        assertFalse(host.asked.careful());
        assertEquals("cat", view.predictions.top().get(0).label().name(), "until there is another");
        host.answer("dog");
        assertEquals(PageState.DONE, view.state);
        assertEquals(2, reported.size());
    }

    @Test
    void whyIsShownForTheAnswerThatIsThere() {
        startReady();
        presenter.why();
        assertNull(host.explain, "there is no answer yet");
        presenter.why();
        presenter.predict();
        host.answer("cat");
        presenter.why();
        assertEquals(10, host.explaining.classes().size());
        assertEquals(1, host.explaining.classes().get(0));
        host.explains();
        assertEquals(CropMode.SQUARE, view.explained);
        presenter.crop(LEFT);
        host.answer("dog");
        assertEquals(LEFT, host.explaining.crop());
        presenter.crop(RIGHT);
        host.explains();
        assertEquals(CropMode.SQUARE, view.explained, "not of what is passed already");
        host.answer("dog");
        host.explains();
        assertEquals(RIGHT, view.explained);
        presenter.why();
        assertNull(view.explained);
        presenter.why();
        choose("second");
        host.explains();
        assertNull(view.explained, "of a picture that is gone");
        open("second");
        host.answer("dog");
        assertNull(view.explained);
        presenter.why();
        host.explain.fail(BROKEN);
        assertEquals(BROKEN, view.error);
        presenter.why();
        host.explains();
        assertEquals(CropMode.SQUARE, view.explained, "asked once more");
    }

    @Test
    void whatTheModelSawIsShownWhileThatIsWanted() {
        startReady();
        presenter.look(true);
        assertNull(host.look, "there is no answer yet");
        presenter.predict();
        host.answer("cat");
        Seen first = new Seen(new byte[4], 1, 1);
        host.look.resolve(first);
        assertEquals(first, view.seen);
        presenter.crop(LEFT);
        host.answer("cat");
        Deferred<Seen> late = host.look;
        presenter.crop(RIGHT);
        late.resolve(new Seen(new byte[4], 1, 1));
        assertEquals(first, view.seen, "not of what is passed already");
        host.answer("cat");
        host.look.fail(BROKEN);
        assertEquals(BROKEN, view.error);
        presenter.look(false);
        host.look = null;
        presenter.predict();
        host.answer("cat");
        assertNull(host.look);
    }

    @Test
    void whatACoverChangesIsSaidBesideTheAnswer() {
        Cover cover = new Cover(0.5, 0.5, 0.3);
        startReady();
        presenter.cover(cover);
        assertEquals(List.of(), host.classified, "there is no answer yet");
        presenter.predict();
        host.answer("cat");
        presenter.cover(cover);
        assertEquals(new Classify(CropMode.SQUARE, 10, true, false, cover), host.asked);
        Deferred<Predictions> late = host.classify;
        presenter.cover(cover.at(0, 2));
        assertEquals(new Cover(0, 1, 0.3), host.asked.cover());
        host.answer("dog");
        Predictions last = view.covered;
        assertEquals("dog", last.top().get(0).label().name());
        late.resolve(new Predictions(List.of(), null, null));
        assertEquals(last, view.covered, "what was covered before is of no interest");
        assertEquals("cat", view.predictions.top().get(0).label().name());
        assertEquals(PageState.DONE, view.state);
        assertEquals(1, reported.size());
        presenter.cover(cover);
        host.classify.fail(BROKEN);
        assertEquals(BROKEN, view.error);
    }

    @Test
    void inAnotherLanguageEverythingIsSaidAnew() {
        startReady();
        presenter.predict();
        host.answer("cat");
        words.use("xx", "Answered in {0}\tNach {0}\n{0} ms\t{0} Millisekunden\nn1\tKatze\n");
        Predictions before = view.predictions;
        view.predictions = null;
        presenter.refresh();
        assertEquals(before, view.predictions);
        assertEquals("Nach 3 Millisekunden", view.status);
        assertTrue(view.spoken.contains("Katze 75.0 %"), view.spoken);
        assertEquals(1, reported.size());
    }

    private void predict(PageOptions.Careful careful, Crop crop, Verdict.Kind kind, double milliseconds) {
        Presenter<String> other = new Presenter<>(view, host, new PageOptions("", 0, "", 0, crop, true, 3, careful, "", true), reported::add,
                new Texts(words), () -> clock);
        other.start(new FakeChoice("first", true));
        open("first");
        host.loaded();
        host.classified.clear();
        other.predict();
        host.answer("cat", kind, milliseconds, "wasm", List.of());
    }

    @Test
    void whoIsNotSureLooksAgainWhereThatIsQuick() {
        predict(PageOptions.Careful.AUTO, CropMode.SQUARE, Verdict.Kind.BROADER, 99);
        assertEquals(PageState.CLASSIFYING, view.state);
        assertTrue(host.asked.careful());
        assertNull(view.predictions);
        host.answer("cat", Verdict.Kind.BROADER, 2, "wasm", List.of());
        assertEquals(PageState.DONE, view.state);
        assertEquals(2, host.classified.size());
        assertEquals("the largest square in the middle, looked at 3 times", view.read);
        assertEquals(1, reported.size());
    }

    @Test
    void otherwiseOneLookIsEnoughOrAllAreAskedForAtOnce() {
        predict(PageOptions.Careful.AUTO, CropMode.SQUARE, Verdict.Kind.SURE, 2);
        assertEquals(PageState.DONE, view.state);
        predict(PageOptions.Careful.AUTO, CropMode.SQUARE, Verdict.Kind.UNSURE, 100);
        assertEquals(PageState.DONE, view.state);
        predict(PageOptions.Careful.NEVER, CropMode.SQUARE, Verdict.Kind.NOTHING, 2);
        assertEquals(PageState.DONE, view.state);
        assertTrue(host.asked.calibrated());
        predict(PageOptions.Careful.AUTO, CropMode.STRETCH, Verdict.Kind.UNSURE, 2);
        assertEquals(PageState.DONE, view.state, "the numbers are the reference library's");
        assertFalse(host.asked.calibrated());
        predict(PageOptions.Careful.ALWAYS, CropMode.SQUARE, Verdict.Kind.UNSURE, 2);
        assertEquals(PageState.DONE, view.state);
        assertTrue(host.asked.careful());
        assertEquals(1, host.classified.size());
    }

    @Test
    void theBackendShownIsTheOneThatAnswered() {
        startReady();
        presenter.predict();
        host.answer("cat", "cpu", List.of("wasm: gone"));
        assertEquals("cpu", view.backend);
        assertTrue(view.note.startsWith("Gave up wasm: gone. Running on cpu instead."), view.note);
    }

    @Test
    void whatWasGivenUpWhileLoadingIsStillSaidAfterAnswers() {
        start();
        open("first");
        host.load.resolve(new Loaded("id", "Name", "", "cpu", 1, List.of("worker: refused", "wasm: this browser has no WebAssembly"),
                1000, 224, "page", true, true, "", 12));
        String note = view.note;
        assertTrue(note.contains("worker: refused") && note.contains("on cpu, on the page\u2019s own thread, instead")
                && note.contains("Allow WebAssembly"), note);
        presenter.predict();
        host.answer("cat", "cpu", List.of("wasm: this browser has no WebAssembly"));
        assertEquals(note, view.note);
        choose("second");
        assertEquals(note, view.note);
    }

    /** A camera in the test's hands. */
    private final class FakeFeed implements Feed<String, Choice<String>>, Live.Source<Choice<String>> {
        private final Deferred<Feed<String, Choice<String>>> opening = new Deferred<>();
        private DoubleConsumer frames;
        private Consumer<GlanceException> ended;
        private final List<String> taken = new ArrayList<>();
        private final List<String> freed = new ArrayList<>();
        private boolean plainly;
        private boolean closed;
        private boolean frozen;

        @Override
        public String name() {
            return "Camera";
        }

        @Override
        public Promise<Live<Choice<String>>> open(CropMode crop, int topK, BooleanSupplier ready, Live.Listener listener) {
            return opening.promise().then(feed -> new Watching<>(name(), feed, host::run, crop, topK, () -> clock, ready, listener));
        }

        @Override
        public void show(DoubleConsumer listener, Consumer<GlanceException> endListener) {
            frames = listener;
            ended = endListener;
        }

        @Override
        public int width() {
            return 4;
        }

        @Override
        public int height() {
            return 3;
        }

        @Override
        public Promise<String> take(boolean anyWay) {
            plainly = anyWay;
            String frame = "frame " + (int) clock;
            taken.add(frame);
            return Promise.resolved(frame);
        }

        @Override
        public void free(String frame) {
            freed.add(frame);
        }

        @Override
        public Choice<String> freeze() {
            frozen = true;
            return new FakeChoice("frozen", false);
        }

        @Override
        public void close() {
            closed = true;
        }

        /** A frame is shown. */
        void frame(double time) {
            clock = time;
            frames.accept(time);
        }
    }

    private FakeFeed watch() {
        FakeFeed feed = new FakeFeed();
        presenter.watch(feed);
        return feed;
    }

    private FakeFeed watching() {
        FakeFeed feed = watch();
        feed.opening.resolve(feed);
        return feed;
    }

    @Test
    void aCameraIsAnsweredFrameByFrameTheNewestFirstAndOneAtATime() {
        startReady();
        FakeFeed feed = watch();
        assertEquals(PageState.LOADING, view.state);
        assertEquals("Waiting for \u201cCamera\u201d", view.status);
        feed.opening.resolve(feed);
        assertEquals(PageState.CLASSIFYING, view.state);
        assertTrue(view.live.orElseThrow() instanceof LiveState.Running);
        feed.frame(1000);
        assertEquals(0, host.following.memory().length);
        feed.frame(1010);
        feed.frame(1020);
        assertEquals(List.of("frame 1000"), host.followed);
        clock = 1030;
        host.follows("cat", Verdict.Kind.SURE);
        assertEquals(List.of("frame 1000", "frame 1030"), host.followed, "the newest at once, none in between");
        assertEquals(List.of("frame 1000"), feed.freed);
        assertEquals(1, host.following.memory().length, "what was remembered goes along");
        assertEquals(Smoothing.weight(20), host.following.weight(), 1e-12, "from capture to capture");
        assertEquals(PageState.DONE, view.state);
        assertEquals("cat", view.predictions.top().get(0).label().name());
        assertEquals("webgl", view.backend);
        assertEquals("Sure \u00b7 thing. cat", view.spoken, "without numbers");
        assertEquals("Looking", view.status);
        assertEquals("4 \u00d7 3, Camera", view.facts);
        assertEquals(0, reported.size(), "the console is not flooded");
        clock = 1040;
        host.follows("cat", Verdict.Kind.SURE);
        assertEquals(2, host.followed.size(), "each frame once");
        assertEquals(List.of("frame 1000", "frame 1030"), feed.freed);
    }

    @Test
    void rateAndDelayAreMeasuredOverASecondAndAnotherVerdictIsSpokenAfterTwo() {
        startReady();
        clock = 5000;
        FakeFeed feed = watching();
        for (int i = 0; i < 21; i++) {
            feed.frame(5000 + 100 * i);
            clock += 40;
            host.follows("cat", Verdict.Kind.SURE);
        }
        assertEquals("10 frames a second, 40 ms behind", view.status);
        assertEquals("Sure \u00b7 thing. cat", view.spoken);
        for (int i = 21; i < 24; i++) {
            feed.frame(5000 + 100 * i);
            host.follows("horse", Verdict.Kind.UNSURE);
        }
        assertEquals("horse", view.predictions.verdict().name().text());
        assertTrue(view.spoken.contains("horse"), view.spoken);
        for (int i = 24; i < 41; i++) {
            feed.frame(5000 + 100 * i);
            host.follows("cat", Verdict.Kind.SURE);
        }
        assertEquals("cat", view.predictions.verdict().name().text());
        assertTrue(view.spoken.contains("horse"), "not more often than every two seconds");
        feed.frame(9100);
        host.follows("cat", Verdict.Kind.SURE);
        assertEquals("Sure \u00b7 thing. cat", view.spoken);
        feed.frame(20_000);
        host.follows("lamp", Verdict.Kind.NOTHING);
        assertTrue(view.spoken.contains("does not look like") && !view.spoken.contains("lamp"), view.spoken);
    }

    @Test
    void numbersAreShownTenTimesASecondAtMostAndAnotherNameAtOnce() {
        startReady();
        FakeFeed feed = watching();
        feed.frame(1000);
        host.follows("cat", Verdict.Kind.SURE);
        Predictions first = view.predictions;
        feed.frame(1099);
        host.follows("cat", Verdict.Kind.SURE);
        assertEquals(first, view.predictions);
        feed.frame(1100);
        host.follows("cat", Verdict.Kind.SURE);
        assertTrue(first != view.predictions);
        feed.frame(1110);
        host.follows("horse", Verdict.Kind.SURE);
        assertEquals("horse", view.predictions.top().get(0).label().name());
    }

    @Test
    void predictFreezesAndTheFrameIsAPictureLikeAnyOther() {
        startReady();
        presenter.predict();
        host.answer("shirt");
        FakeFeed feed = watching();
        feed.frame(1000);
        host.follows("cat", Verdict.Kind.SURE);
        feed.frame(1100);
        presenter.predict();
        assertTrue(feed.frozen);
        assertEquals(Optional.empty(), view.live);
        assertNull(view.predictions);
        host.follows("late", Verdict.Kind.SURE);
        assertNull(view.predictions, "what comes of a frame afterwards is dropped");
        assertEquals(feed.taken, feed.freed, "and each is freed");
        assertFalse(feed.closed, "its last frame is seen");
        open("frozen");
        assertTrue(feed.closed, "until the picture is");
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
        assertEquals(List.of("first", "frozen"), host.classified);
        assertEquals("frozen", view.name);
        assertEquals(2, reported.size());
        presenter.why();
        host.explains();
        assertEquals(CropMode.SQUARE, view.explained);
    }

    @Test
    void aFrozenFrameGoesWhereItsPictureDoesNotCome() {
        startReady();
        FakeFeed feed = watching();
        presenter.predict();
        openings.remove().fail(BROKEN);
        assertTrue(feed.closed);
        assertEquals("first", view.name);
        FakeFeed other = watching();
        presenter.predict();
        assertFalse(other.closed);
        choose("second");
        assertTrue(other.closed);
    }

    @Test
    void stopBringsThePictureBeforeBackWithItsAnswer() {
        startReady();
        presenter.predict();
        host.answer("shirt");
        presenter.why();
        FakeFeed feed = watching();
        host.explains();
        assertNull(view.explained, "that is of the picture before");
        feed.frame(1000);
        host.follows("cat", Verdict.Kind.SURE);
        presenter.crop(new CropSquare(0, 0, 2));
        presenter.why();
        presenter.careful(true);
        presenter.predictFirst();
        assertEquals(List.of("first"), host.classified, "nothing of that while it is live");
        presenter.stopWatching();
        assertTrue(feed.closed);
        assertEquals(Optional.empty(), view.live);
        assertEquals("shirt", view.predictions.top().get(0).label().name());
        assertEquals(PageState.DONE, view.state);
        assertEquals("first", view.name);
        feed.frame(1200);
        assertEquals(List.of("frame 1000"), feed.taken, "nothing is looked at any more");
        presenter.stopWatching();
        assertEquals(PageState.DONE, view.state);
    }

    @Test
    void anotherPictureEndsTheCameraEvenOneThatCannotBeRead() {
        startReady();
        FakeFeed feed = watching();
        choose("notes.txt");
        assertTrue(feed.closed, "at once");
        openings.remove().fail(BROKEN);
        assertEquals(ErrorCode.PICTURE_UNDECODABLE, view.error.code());
        assertEquals("first", view.name);
        FakeFeed again = watching();
        assertNull(view.error);
        presenter.replaced(new FakeChoice("theirs", true));
        assertTrue(again.closed);
    }

    @Test
    void aCameraThatIsAllowedTooLateIsClosedAndOneThatIsRefusedSaysWhy() {
        startReady();
        FakeFeed late = watch();
        choose("second");
        open("second");
        late.opening.resolve(late);
        assertTrue(late.closed);
        host.answer("dog");
        FakeFeed refused = watch();
        assertEquals("dog", host.classified.isEmpty() ? "" : "dog");
        refused.opening.fail(CameraErrors.of("NotAllowedError", ""));
        assertEquals(PageState.FAILED, view.state);
        assertEquals(ErrorCode.CAMERA_BLOCKED, view.error.code());
        assertEquals(Optional.empty(), view.live);
        assertEquals("dog", view.predictions.top().get(0).label().name(), "the picture and its answer stay");
        FakeFeed cancelled = watch();
        presenter.stopWatching();
        cancelled.opening.resolve(cancelled);
        assertTrue(cancelled.closed);
        FakeFeed overtaken = watch();
        presenter.predict();
        overtaken.opening.resolve(overtaken);
        assertTrue(overtaken.closed, "whoever presses Predict meanwhile means the picture");
        assertEquals(PageState.CLASSIFYING, view.state);
        FakeFeed first = watching();
        FakeFeed second = watching();
        assertTrue(first.closed && !second.closed);
    }

    @Test
    void whatWasAskedOfThePictureBeforeIsDroppedWhileSomethingMoves() {
        startReady();
        presenter.predict();
        FakeFeed feed = watching();
        host.answer("shirt");
        assertNull(view.predictions);
        feed.frame(1000);
        host.follows("cat", Verdict.Kind.SURE);
        assertEquals("cat", view.predictions.top().get(0).label().name());
        presenter.stopWatching();
        assertEquals(PageState.READY, view.state);
        assertNull(view.predictions);
    }

    @Test
    void aCameraBeforeTheModelIsLookedThroughOnceThatIsThere() {
        start();
        FakeFeed feed = watching();
        open("first");
        feed.frame(1000);
        assertEquals(PageState.LOADING, view.state);
        assertEquals("Loading the model", view.status);
        assertEquals(List.of(), feed.taken);
        host.loaded();
        assertEquals(1, feed.taken.size());
        assertEquals(PageState.CLASSIFYING, view.state);
    }

    @Test
    void withoutAModelACameraSaysSo() {
        start();
        open("first");
        FakeFeed feed = watching();
        feed.frame(1000);
        host.load.fail(NO_MODEL);
        assertEquals(ErrorCode.MODEL_MISSING, view.error.code());
        assertEquals(List.of(), feed.taken);
        presenter.predict();
        assertTrue(feed.frozen);
        assertEquals(2, host.loads, "and Freeze loads again");
    }

    @Test
    void aFrameThatFailsIsSkippedAndWhereAllDoItEnds() {
        startReady();
        FakeFeed feed = watching();
        feed.frame(1000);
        assertFalse(feed.plainly);
        host.followFails(BROKEN);
        assertEquals(PageState.CLASSIFYING, view.state);
        feed.frame(1100);
        assertTrue(feed.plainly, "in the way that works everywhere");
        host.follows("cat", Verdict.Kind.SURE);
        for (int i = 0; i < Watching.FAILURES; i++) {
            assertNull(view.error);
            feed.frame(1200 + i);
            host.followFails(BROKEN);
        }
        assertTrue(feed.closed);
        assertEquals(ErrorCode.PICTURE_UNDECODABLE, view.error.code());
        FakeFeed other = watching();
        other.frame(2000);
        host.followFails(new GlanceException(ErrorCode.BACKEND_NONE, "No.", "Do."));
        assertTrue(other.closed);
        presenter.predict();
        assertEquals(2, host.loads, "nothing is left to compute with");
    }

    @Test
    void aCameraThatIsUnpluggedSaysSo() {
        startReady();
        FakeFeed feed = watching();
        feed.ended.accept(CameraErrors.gone());
        assertTrue(feed.closed);
        assertEquals(ErrorCode.CAMERA_NONE, view.error.code());
        FakeFeed other = watching();
        presenter.stopWatching();
        other.ended.accept(CameraErrors.gone());
        assertNull(view.error, "nobody asked any more");
    }

    @Test
    void browsersReasonsAreToldApart() {
        String[][] all = {{"NotAllowedError", "camera-blocked"}, {"SecurityError", "camera-blocked"},
            {"NotFoundError", "camera-none"},
            {"OverconstrainedError", "camera-none"}, {"NotReadableError", "camera-busy"}, {"AbortError", "camera-busy"},
            {"TypeError", "camera-failed"}};
        for (String[] one : all) {
            assertEquals(one[1], CameraErrors.of(one[0], "why").code().word(), one[0]);
        }
        assertEquals("camera-insecure", CameraErrors.insecure().code().word());
        assertEquals("camera-failed", CameraErrors.unknown().code().word());
    }

    private static final class FakeHost implements Host<String> {
        private LoadRequest request;
        private Deferred<Loaded> load;
        private Deferred<Predictions> classify;
        private final List<String> classified = new ArrayList<>();
        private Classify asked;
        private Explain explaining;
        private Deferred<Seen> look;
        private Follow following;
        /** The answer that is waited for; null where none is. */
        private Deferred<Smoothed> follow;
        private final List<String> followed = new ArrayList<>();
        private Deferred<Explanation> explain;
        private int loads;
        private boolean cancelled;

        @Override
        public Promise<Loaded> load(LoadRequest wanted, LoadProgress progress) {
            request = wanted;
            loads++;
            load = new Deferred<>();
            progress.progress("Loading the model", 0.5);
            return load.promise();
        }

        void loaded() {
            load.resolve(new Loaded("id", "Name", "", "wasm", 1, List.of(), 1000, 224, "worker", true, true, "", 12));
        }

        @Override
        public void cancelLoad() {
            cancelled = true;
        }

        @Override
        public String still(String picture, Job<?> job) {
            throw new AssertionError("what the page shows does not change");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> Promise<A> run(Job<A> job, String picture) {
            if (job instanceof Explain wanted) {
                explain = new Deferred<>();
                explaining = wanted;
                return (Promise<A>) explain.promise();
            }
            if (job instanceof Look) {
                look = new Deferred<>();
                return (Promise<A>) look.promise();
            }
            if (job instanceof Follow wanted) {
                assertNull(follow, "one at a time");
                following = wanted;
                followed.add(picture);
                follow = new Deferred<>();
                return (Promise<A>) follow.promise();
            }
            asked = (Classify) job;
            assertEquals(10, asked.topK());
            classified.add(picture);
            classify = new Deferred<>();
            return (Promise<A>) classify.promise();
        }

        @Override
        public <A> Stream<Result<A>> runAll(Job<A> job, Stream<Opening<String>> pictures, int expected) {
            throw new AssertionError("the page classifies one picture at a time");
        }

        void explains() {
            List<float[]> maps = new ArrayList<>();
            explaining.classes().forEach(index -> maps.add(new float[] {1, 0}));
            explain.resolve(new Explanation(1, 2, maps));
        }

        void follows(String name, Verdict.Kind kind) {
            List<Prediction> top = new ArrayList<>();
            top.add(new Prediction(name.length(), new Label("n1", List.of(name)), 0.75));
            for (int i = 1; i < following.topK(); i++) {
                top.add(new Prediction(20 + i, new Label("n" + i, List.of("other " + i)), 0.01));
            }
            Deferred<Smoothed> answered = follow;
            follow = null;
            answered.resolve(new Smoothed(new Predictions(top, new Verdict(kind, new Name("n1", name), 0.75, Name.NONE,
                    new Name("n2", "thing")), new Receipt("id", "", "webgl", "worker", 1, "square", 4, 3, false, 1, 1, 2,
                    List.of())), new float[] {following.memory().length + 1}));
        }

        void followFails(GlanceException failure) {
            Deferred<Smoothed> answered = follow;
            follow = null;
            answered.fail(failure);
        }

        void answer(String name) {
            answer(name, "wasm", List.of());
        }

        void answer(String name, String backend, List<String> dropped) {
            answer(name, Verdict.Kind.SURE, 2, backend, dropped);
        }

        void answer(String name, Verdict.Kind kind, double milliseconds, String backend, List<String> dropped) {
            List<Prediction> top = new ArrayList<>();
            top.add(new Prediction(1, new Label("n1", List.of(name)), 0.75));
            for (int i = 2; i <= asked.topK(); i++) {
                top.add(new Prediction(i, new Label("n" + i, List.of("other " + i)), 0.01));
            }
            classify.resolve(new Predictions(top, new Verdict(kind, new Name("n1", name), 0.75, Name.NONE, new Name("n2", "thing")), new Receipt("id", "", backend,
                    backend.equals("cpu") ? "page" : "worker", 1, asked.crop().word(), 4, 3, false, asked.careful() ? 3 : 1, 1, milliseconds, dropped)));
        }

        @Override
        public void close() {
            throw new AssertionError("the page never closes its host");
        }
    }

    private static final class FakeView implements View {
        private PageState state;
        private String status = "";
        private String spoken = "";
        private boolean cancellable;
        private Predictions predictions;
        private GlanceException error;
        private String instead = "";
        private boolean offered;
        private String backend;
        private String name;
        private Crop crop;
        private Crop explained;
        private Seen seen;
        private Predictions covered;
        private int reveals;
        private String facts;
        private String read;
        private String pictureNote;
        private String note;
        private Optional<LiveState> live = Optional.empty();

        @Override
        public void state(PageState value) {
            state = value;
        }

        @Override
        public void status(String text, String aloud) {
            status = text;
            spoken = aloud;
        }

        @Override
        public void progress(double fraction) {
            assertTrue(fraction <= 1);
        }

        @Override
        public void cancellable(boolean on) {
            cancellable = on;
        }

        @Override
        public void model(String id, String name, String value, String thread, int threads) {
            backend = value;
        }

        @Override
        public void live(Optional<LiveState> state) {
            live = state;
        }

        @Override
        public void picture(String sample, String label, String line, String seen, String remark) {
            name = label;
            read = seen;
            facts = line;
            pictureNote = remark;
        }

        @Override
        public void reveal() {
            reveals++;
        }

        @Override
        public void crop(Crop value, int width, int height) {
            assertEquals("4 3", width + " " + height);
            crop = value;
        }

        @Override
        public void clearCrop() {
            crop = null;
        }

        @Override
        public void predictions(Predictions value, int count) {
            assertEquals(3, count);
            predictions = value;
        }

        @Override
        public void explanation(Explanation value, Predictions of) {
            assertEquals(of.top().size(), value.maps().size());
            explained = Crop.of(of.receipt().crop());
        }

        @Override
        public void seen(Seen value) {
            seen = value;
        }

        @Override
        public void covered(Predictions value) {
            covered = value;
        }

        @Override
        public void clearExplanation() {
            explained = null;
        }

        @Override
        public void clearPredictions() {
            predictions = null;
        }

        @Override
        public void note(String text) {
            note = text;
        }

        @Override
        public void error(GlanceException value, String otherwise, boolean offerDefault) {
            error = value;
            instead = otherwise;
            offered = offerDefault;
        }

        @Override
        public void clearError() {
            error = null;
            instead = "";
        }
    }
}
