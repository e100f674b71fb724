package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.classify.Prediction;
import dev.glance.classify.Predictions;
import dev.glance.classify.Receipt;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Answer;
import dev.glance.host.Host;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.host.Source;
import dev.glance.model.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page does, without a browser: every answer comes when the test says so. */
class PresenterTest {
    private static final GlanceException BROKEN = new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "No.", "Do.");
    private static final GlanceException NO_MODEL = new GlanceException(ErrorCode.MODEL_MISSING, "No.", "Do.");

    private final FakeHost host = new FakeHost();
    private final FakeView view = new FakeView();
    private final List<Predictions> reported = new ArrayList<>();
    private final Presenter<String> presenter = new Presenter<>(view, host, PageOptions.DEFAULT, reported::add);
    private final Deque<Answer<Presenter.Opened<String>>> openings = new ArrayDeque<>();

    private void start() {
        presenter.start(openings::add);
    }

    private void open(String picture) {
        openings.remove().success(new Presenter.Opened<>(picture, 4, 3));
    }

    private void startReady() {
        start();
        open("first");
        host.loaded();
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
        presenter.predict();
        assertEquals(PageState.CLASSIFYING, view.state);
        host.answer("cat");
        assertEquals(PageState.DONE, view.state);
        assertEquals("cat", view.predictions.top().get(0).label().name());
        assertEquals(1, reported.size());
        assertTrue(view.spoken.startsWith("cat 75.0 %"), view.spoken);
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
        presenter.choose(openings::add);
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
        presenter.choose(openings::add);
        presenter.choose(openings::add);
        Answer<Presenter.Opened<String>> slow = openings.remove();
        open("third");
        slow.success(new Presenter.Opened<>("second", 1, 1));
        presenter.predict();
        assertEquals(List.of("third"), host.classified);
    }

    @Test
    void aPictureThatCannotBeReadLeavesTheOneBefore() {
        startReady();
        presenter.choose(openings::add);
        openings.remove().failure(BROKEN);
        assertEquals(PageState.FAILED, view.state);
        assertEquals(ErrorCode.PICTURE_UNDECODABLE, view.error.code());
        presenter.predict();
        assertNull(view.error);
        assertEquals(List.of("first"), host.classified);
    }

    @Test
    void whenTheFirstPictureFailsPredictTriesItAgain() {
        start();
        host.loaded();
        openings.remove().failure(BROKEN);
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
        host.load.failure(NO_MODEL);
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
    void aModelNamedInTheAddressThatFailsOffersTheSitesOwn() {
        Presenter<String> special = new Presenter<>(view, host, new PageOptions("other", "", "square", 3, true), reported::add);
        special.start(openings::add);
        assertEquals("other", host.request.model());
        host.load.failure(NO_MODEL);
        assertTrue(view.offered);
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
        host.classify.failure(new GlanceException(ErrorCode.BACKEND_LOST, "Gone.", "Again."));
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
        assertEquals(List.of("wasm: gone"), view.dropped);
    }

    private static final class FakeHost implements Host<String> {
        private LoadRequest request;
        private Answer<Loaded> load;
        private Answer<Predictions> classify;
        private final List<String> classified = new ArrayList<>();
        private int loads;
        private boolean cancelled;

        @Override
        public void load(LoadRequest wanted, LoadProgress progress, Answer<Loaded> answer) {
            request = wanted;
            loads++;
            load = answer;
            progress.progress("Loading the model", 0.5);
        }

        void loaded() {
            load.success(new Loaded("id", "Name", "", "wasm", List.of(), 1000, 224, "worker", 12));
        }

        @Override
        public void cancelLoad() {
            cancelled = true;
        }

        @Override
        public String still(String picture, String crop) {
            throw new AssertionError("what the page shows does not change");
        }

        @Override
        public void classify(String picture, String crop, int topK, Answer<Predictions> answer) {
            classified.add(picture);
            classify = answer;
        }

        @Override
        public Source<Result> classifyAll(Source<Opening<String>> pictures, int expected, String crop, int topK) {
            throw new AssertionError("the page classifies one picture at a time");
        }

        void answer(String name) {
            answer(name, "wasm", List.of());
        }

        void answer(String name, String backend, List<String> dropped) {
            classify.success(new Predictions(List.of(new Prediction(1, new Label("n1", List.of(name)), 0.75)),
                    new Receipt("id", "", backend, "worker", "square", 4, 3, false, 1, 2, dropped)));
        }

        @Override
        public void close() {
            throw new AssertionError("the page never closes its host");
        }
    }

    private static final class FakeView implements View {
        private PageState state;
        private String spoken = "";
        private boolean cancellable;
        private Predictions predictions;
        private GlanceException error;
        private boolean offered;
        private String backend;
        private List<String> dropped = List.of();

        @Override
        public void state(PageState value) {
            state = value;
        }

        @Override
        public void status(String text, String aloud) {
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
        public void picture(int width, int height) {
            assertTrue(width > 0 && height > 0);
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
        public void note(List<String> value, String running) {
            dropped = value;
        }

        @Override
        public void error(GlanceException value, boolean offerDefault) {
            error = value;
            offered = offerDefault;
        }

        @Override
        public void clearError() {
            error = null;
        }
    }
}
