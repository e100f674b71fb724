package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Classify;
import dev.glance.host.Host;
import dev.glance.host.Job;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.image.CropMode;
import dev.glance.model.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the page does, without a browser: every answer comes when the test says so. */
class PresenterTest {
    private static final GlanceException BROKEN = new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "No.", "Do.");
    private static final GlanceException NO_MODEL = new GlanceException(ErrorCode.MODEL_MISSING, "No.", "Do.");

    private final FakeHost host = new FakeHost();
    private final FakeView view = new FakeView();
    private final List<Predictions> reported = new ArrayList<>();
    private final Presenter<String> presenter = new Presenter<>(view, host, PageOptions.DEFAULT, reported::add);
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
        assertEquals("4 \u00d7 3", view.facts);
        presenter.predict();
        assertEquals(PageState.CLASSIFYING, view.state);
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
        assertEquals("cat", view.predictions.top().get(0).label().name());
        assertEquals(1, reported.size());
        assertTrue(view.spoken.startsWith("cat 75.0 %"), view.spoken);
        assertEquals("4 \u00d7 3, crop square", view.facts);
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
    void anotherPictureGoesBackToReadyAndDropsALateAnswer() {
        startReady();
        presenter.predict();
        choose("second");
        assertNull(view.predictions);
        host.answer("late");
        assertNull(view.predictions);
        assertEquals(0, reported.size());
        open("second");
        assertEquals(PageState.READY, view.state);
        presenter.predict();
        host.answer("dog");
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
        presenter.predict();
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
                        presenter.choose(new FakeChoice("picture " + step, random.nextInt(4) == 0));
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
        assertTrue(view.spoken.startsWith("cat 75.0 %") && view.spoken.endsWith(view.pictureNote), view.spoken);
        choose("second");
        open("second");
        presenter.predict();
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
        presenter.choose(new FakeChoice("theirs", true));
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
        presenter.choose(new FakeChoice("theirs", true));
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
        assertEquals("4 \u00d7 3, file incomplete", view.facts);
        assertTrue(view.pictureNote.contains("\u201d is incomplete"), view.pictureNote);
        assertTrue(view.spoken.contains("incomplete"), view.spoken);
        presenter.predict();
        host.answer("cat");
        assertEquals("4 \u00d7 3, file incomplete, crop square", view.facts);
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
        open("second");
        assertEquals(PageState.FAILED, view.state);
        assertEquals(ErrorCode.MODEL_MISSING, view.error.code());
    }

    @Test
    void aModelNamedInTheAddressThatFailsOffersTheSitesOwn() {
        Presenter<String> special = new Presenter<>(view, host, new PageOptions("other", 0, "", CropMode.SQUARE, 3, true), reported::add);
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
        host.load.resolve(new Loaded("id", "Name", "", "cpu", List.of("worker: refused", "wasm: this browser has no WebAssembly"),
                1000, 224, "page", 12));
        String note = view.note;
        assertTrue(note.contains("worker: refused") && note.contains("on cpu, on the page\u2019s own thread, instead")
                && note.contains("Allow WebAssembly"), note);
        presenter.predict();
        host.classify.resolve(new Predictions(List.of(new Prediction(1, new Label("n1", List.of("cat")), 0.75)),
                new Receipt("id", "", "cpu", "page", "square", 4, 3, false, 1, 2, List.of("wasm: this browser has no WebAssembly"))));
        assertEquals(note, view.note);
        choose("second");
        assertEquals(note, view.note);
    }

    private static final class FakeHost implements Host<String> {
        private LoadRequest request;
        private Deferred<Loaded> load;
        private Deferred<Predictions> classify;
        private final List<String> classified = new ArrayList<>();
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
            load.resolve(new Loaded("id", "Name", "", "wasm", List.of(), 1000, 224, "worker", 12));
        }

        @Override
        public void cancelLoad() {
            cancelled = true;
        }

        @Override
        public String still(String picture, CropMode crop) {
            throw new AssertionError("what the page shows does not change");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> Promise<A> run(Job<A> job, String picture) {
            assertEquals(new Classify(CropMode.SQUARE, 3), job);
            classified.add(picture);
            classify = new Deferred<>();
            return (Promise<A>) classify.promise();
        }

        @Override
        public <A> Stream<Result<A>> runAll(Job<A> job, Stream<Opening<String>> pictures, int expected) {
            throw new AssertionError("the page classifies one picture at a time");
        }

        void answer(String name) {
            answer(name, "wasm", List.of());
        }

        void answer(String name, String backend, List<String> dropped) {
            classify.resolve(new Predictions(List.of(new Prediction(1, new Label("n1", List.of(name)), 0.75)),
                    new Receipt("id", "", backend, "worker", "square", 4, 3, false, 1, 2, dropped)));
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
        private String facts;
        private String pictureNote;
        private String note;

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
        public void model(String id, String name, String value, String thread) {
            backend = value;
        }

        @Override
        public void picture(String sample, String line, String remark) {
            facts = line;
            pictureNote = remark;
        }

        @Override
        public void predictions(Predictions value) {
            predictions = value;
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
