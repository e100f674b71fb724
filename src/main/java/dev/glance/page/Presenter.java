package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Classify;
import dev.glance.host.Compute;
import dev.glance.host.Explain;
import dev.glance.host.Host;
import dev.glance.host.Job;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.Look;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.host.Survey;
import dev.glance.image.Cover;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.page.StageState.Arriving;
import dev.glance.page.StageState.Refused;
import dev.glance.page.StageState.Shown;
import dev.glance.page.StageState.Unread;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What the page does, without a browser: one model, one picture, one answer. Predict always means "do what is needed":
 * it loads the model again after a failure, waits for what is under way, and then classifies the picture on the stage. What
 * is on the stage is what was classified: a picture gets there only if it is still wanted when it arrives, and an answer is
 * shown only if its picture is still there.
 *
 * @param <P> a picture as the host takes it
 */
public final class Presenter<P> {
    /** More names are asked for than shown, for whoever wants to see them. */
    static final int MORE = 10;
    private static final int MORE_OF_MANY = 5;
    /** Where a look takes longer than this, in milliseconds, a person is not made to wait for others. */
    private static final int QUICK_MS = 100;

    private final View view;
    private final Host<P> host;
    private PageOptions options;
    private final Report report;
    private final Texts texts;
    private final DoubleSupplier clock;

    private Situation<P> now;
    /** The last load. */
    private Promise<Loaded> loading;
    /** Whether pictures are looked at more than once. */
    private PageOptions.Careful careful;
    /** Which part of the picture on the stage is read. */
    private Crop crop;
    /** Whether the answer follows the crop: the one before is shown until the next is there. */
    private boolean following;
    /** Whether it is shown why. */
    private boolean explaining;
    /** Counts what was covered: only the last one is of interest. */
    private int covering;
    /** Whether it is shown what the model saw. */
    private boolean looking;
    /** Whether a person waits for an answer, who is shown where it is. */
    private boolean awaited;
    /** Looks at what moves over the stage; null where nothing does. */
    private Live<Choice<P>> watching;
    /** Shows a frame that was frozen until its picture is there; else null. */
    private Live<Choice<P>> frozen;
    /** Counts what was to move: what opens for one that is no longer wanted is closed. */
    private int watched;
    /** Counts the pictures: what arrives for one that has been replaced is dropped. */
    private int generation;

    /** Hears of every answer shown. */
    public interface Report {
        void report(Predictions predictions);
    }

    /**
     * @param options what the address asks for
     * @param report  gets each answer, for the console
     * @param texts   what the page says
     * @param clock   milliseconds
     */
    Presenter(View view, Host<P> host, PageOptions options, Report report, Texts texts, DoubleSupplier clock) {
        this.view = view;
        this.host = host;
        this.options = options;
        this.report = report;
        this.texts = texts;
        this.clock = clock;
        crop = options.crop();
        careful = options.careful();
    }

    /** Starts to load the model, and opens the first picture meanwhile. */
    public void start(Choice<P> first) {
        now = new Situation<>(new ModelState.Absent(), new Arriving<>(first, Optional.empty(), Optional.empty()),
                new AnswerState.None(), Optional.empty(), Optional.empty());
        load();
        open(first, Optional.empty(), Optional.empty());
    }

    /** Says everything anew, in another language. */
    public void refresh() {
        render();
        now.predictions().ifPresent(predictions -> view.predictions(predictions, options.topK()));
        if (now.model() instanceof ModelState.Ready ready) {
            view.model(ready.loaded().modelId(), ready.loaded().modelName(), ready.backend(), ready.thread(), ready.threads());
        }
    }

    /** Shows a failure that is none of the model or a picture. */
    public void fail(GlanceException failure) {
        now = now.with(Optional.of(failure));
        render();
    }

    /** What went wrong is tried again. */
    public void forgive() {
        now = now.with(Optional.empty());
        render();
    }

    /** Another picture was chosen by a person, who wants to know what it shows. */
    public void choose(Choice<P> choice) {
        endWatching();
        now = now.with(new AnswerState.Wanted());
        awaited = true;
        change(choice);
        loadAgain();
        view.reveal();
    }

    /** Somebody else has put another picture on the stage. */
    public void replaced(Choice<P> choice) {
        endWatching();
        now = now.with(new AnswerState.None());
        change(choice);
    }

    private void change(Choice<P> choice) {
        now = now.with(Optional.empty());
        following = false;
        explaining = false;
        crop = mode();
        Optional<StageState<P>> behind = behind();
        if (choice.onStage()) {
            behind.ifPresent(this::close);
            behind = Optional.empty();
        }
        open(choice, behind, Optional.empty());
    }

    /** What moves is to be looked at: a camera, which may have to be allowed, or a video. */
    public void watch(Live.Source<Choice<P>> source) {
        endWatching();
        int mine = watched;
        if (!(now.answer() instanceof AnswerState.Given)) {
            now = now.with(new AnswerState.None());
        }
        if (now.stage() instanceof Shown) {
            // What is still being asked about it is of no interest any more.
            generation++;
        }
        explaining = false;
        following = false;
        view.clearExplanation();
        now = now.with(Optional.empty()).live(Optional.of(new LiveState.Opening(source.name())));
        awaited = true;
        if (!(now.model() instanceof ModelState.Loading)) {
            view.progress(-1);
        }
        render();
        loadAgain();
        view.reveal();
        source.open(mode(), Math.max(options.topK(), MORE), () -> now.model() instanceof ModelState.Ready, new Live.Listener() {
            @Override
            public void changed(LiveState.Running state) {
                now = now.live(Optional.of(state));
                state.shown().ifPresent(predictions -> {
                    account(predictions.receipt());
                    view.predictions(predictions, options.topK());
                });
                render();
            }

            @Override
            public void failed(GlanceException why) {
                stopWatching(why);
            }
        }).listen(live -> {
            if (mine != watched) {
                live.end();
                return;
            }
            watching = live;
            watching.start();
        }, failure -> {
            if (mine == watched) {
                stopWatching(failure);
            }
        });
    }

    /** Whether something moves over the stage, or is about to. */
    public boolean isLive() {
        return now.live().isPresent();
    }

    private void stopWatching(GlanceException why) {
        stopWatching();
        lose(why);
        fail(why);
    }

    /** What moves is no longer wanted: the picture before is there again, with its answer. */
    public void stopWatching() {
        if (now.live().isEmpty()) {
            return;
        }
        endWatching();
        now.predictions().ifPresent(predictions -> view.predictions(predictions, options.topK()));
        render();
    }

    /** Ends what moves; what it comes from is released when this returns. */
    private void endWatching() {
        watched++;
        if (watching != null) {
            watching.end();
            watching = null;
        }
        endFrozen();
        now = now.live(Optional.empty());
    }

    private void endFrozen() {
        if (frozen != null) {
            frozen.end();
            frozen = null;
        }
    }

    /** What moves becomes a picture like any other: the frame shown now. */
    private void freeze() {
        Live<Choice<P>> before = watching;
        watching = null;
        Choice<P> still = before.freeze();
        choose(still);
        frozen = before;
    }

    /** What the stage shows while nothing else has arrived. */
    private Optional<StageState<P>> behind() {
        if (now.stage() instanceof Arriving<P> arriving && !arriving.choice().onStage()) {
            return arriving.behind();
        }
        return Optional.of(now.stage() instanceof Shown<P> shown
                ? new Shown<>(shown.choice(), shown.picture(), Optional.empty()) : now.stage());
    }

    private void open(Choice<P> choice, Optional<StageState<P>> behind, Optional<Refused> refused) {
        generation++;
        int mine = generation;
        now = now.with(new Arriving<>(choice, behind, refused));
        if (!(now.model() instanceof ModelState.Loading)) {
            view.progress(-1);
        }
        render();
        choice.open().listen(opened -> {
            if (mine != generation) {
                opened.slot().close();
                return;
            }
            opened.slot().show();
            endFrozen();
            behind.ifPresent(this::close);
            now = now.with(new Shown<>(choice, opened, refused));
            proceed();
        }, failure -> {
            if (mine == generation) {
                endFrozen();
                refuse(choice, behind, failure);
            }
        });
    }

    private void close(StageState<P> state) {
        if (state instanceof Shown<P> shown) {
            shown.picture().slot().close();
        }
    }

    /** A picture cannot be read. What the stage shows stays. */
    private void refuse(Choice<P> choice, Optional<StageState<P>> behind, GlanceException failure) {
        Refused refused = new Refused(choice.name(), failure);
        StageState<P> before = behind.orElse(null);
        now = now.with(new AnswerState.None());
        if (before instanceof Shown<P> shown) {
            now = now.with(new Shown<>(shown.choice(), shown.picture(), Optional.of(refused)));
        } else if (before instanceof Arriving<P> arriving) {
            // It was on the stage but not read yet when the other one was chosen.
            open(arriving.choice(), arriving.behind(), Optional.of(refused));
            return;
        } else {
            now = now.with(new Unread<>(choice, failure));
        }
        render();
    }

    /** Predict was pressed. */
    public void predict() {
        if (watching != null) {
            freeze();
            return;
        }
        endWatching();
        if (now.answer() instanceof AnswerState.Computing) {
            return;
        }
        now = now.with(new AnswerState.Wanted()).with(Optional.empty());
        following = false;
        awaited = true;
        loadAgain();
        if (now.stage() instanceof Unread<P> unread) {
            open(unread.choice(), Optional.empty(), Optional.empty());
        }
        proceed();
    }

    /** Predict, where there is no answer yet. */
    public void predictFirst() {
        if (now.answer() instanceof AnswerState.None && now.live().isEmpty()) {
            predict();
        }
    }

    private void loadAgain() {
        if (now.model() instanceof ModelState.Absent || now.model() instanceof ModelState.Failed) {
            load();
        }
    }

    /** Another part of the picture is to be read. An answer follows it; where there is none yet, Predict gives it. */
    public void crop(Crop asked) {
        // The largest square of a model that has it drawn plainly.
        Crop wanted = asked == CropMode.SQUARE && mode() == CropMode.PLAIN ? CropMode.PLAIN : asked;
        if (wanted.equals(crop) || now.picture().isEmpty()) {
            return;
        }
        crop = wanted;
        if (now.answer() instanceof AnswerState.Given) {
            answerAnew();
        } else {
            render();
        }
    }

    /** The picture is looked at in another way; the answer before stays until there is another. */
    private void answerAnew() {
        now = now.with(new AnswerState.Wanted()).with(Optional.empty());
        following = true;
        proceed();
    }

    /** Why that? Pressed again, or with another picture, it is no longer shown. */
    public void why() {
        explaining = !explaining && now.live().isEmpty();
        if (explaining) {
            explain();
        } else {
            view.clearExplanation();
        }
    }

    /** Whether each picture is looked at several times, or only where the first look is not sure. */
    public void careful(boolean always) {
        careful = always ? PageOptions.Careful.ALWAYS : PageOptions.Careful.AUTO;
        if (now.live().isEmpty() && now.answer() instanceof AnswerState.Given) {
            answerAnew();
        }
    }

    /** Shows what the model saw, of this answer and of those that follow, or no longer. */
    public void look(boolean on) {
        looking = on;
        look();
    }

    private void look() {
        about(new Look(crop), () -> looking, view::seen);
    }

    /** What would be answered if a part were covered? */
    public void cover(Cover cover) {
        covering++;
        int mine = covering;
        about(new Classify(crop, MORE, crop != CropMode.STRETCH, false, cover), () -> mine == covering, view::covered);
    }

    private void explain() {
        now.predictions().ifPresent(predictions -> now.picture().ifPresent(picture -> {
            List<Integer> classes = new ArrayList<>();
            predictions.top().forEach(prediction -> classes.add(prediction.index()));
            about(new Explain(crop, classes), () -> explaining, explanation ->
                    view.explanation(explanation, predictions));
        }));
    }

    /**
     * Does something more with the picture whose answer is shown, where there is one. What comes when that is no longer shown, or
     * no longer wanted, is dropped.
     */
    private <A> void about(Job<A> job, BooleanSupplier wanted, Consumer<A> show) {
        BooleanSupplier asked = () -> wanted.getAsBoolean() && now.live().isEmpty();
        if (!(now.answer() instanceof AnswerState.Given given) || !asked.getAsBoolean()) {
            return;
        }
        now.picture().ifPresent(picture -> host.run(job, picture.picture()).listen(answer -> {
            if (asked.getAsBoolean() && now.answer() == given) {
                show.accept(answer);
            }
        }, failure -> {
            if (asked.getAsBoolean() && now.answer() == given) {
                // Pressed again, it is tried again.
                explaining = false;
                fail(failure);
            }
        }));
    }

    /**
     * Looks at many pictures beside the one on the stage, once there is a model, see {@link Host#runAll}. As careful as the
     * person has asked to be with each.
     *
     * @param side     of their thumbnails in pixels
     * @param pictures which
     * @param expected how many there are; negative where that is not known
     */
    public Promise<Stream<Result<Object>>> survey(int side, Stream<Opening<P>> pictures, int expected) {
        loadAgain();
        return loading.then(loaded -> host.runAll(new Survey(mode(), MORE_OF_MANY, isCareful(), side), pictures, expected));
    }

    /**
     * What a layer of the model makes of the picture on the stage.
     *
     * @param node what the model calls the layer's result
     * @return see {@link dev.glance.decide.LayerMaps#read}; null where there is no picture
     */
    public Promise<float[]> activations(String node) {
        return now.picture().isEmpty() ? Promise.resolved(null)
                : host.run(new Compute(crop, node), now.picture().get().picture());
    }

    /**
     * What the model in use and another one answer to the picture at hand, each with one look at the part that it sees.
     *
     * @param other  where the other one is loaded
     * @param loaded what was said of it then
     * @return in this order; null where there is no picture
     */
    public Promise<List<Predictions>> compare(Host<P> other, Loaded loaded) {
        if (now.picture().isEmpty()) {
            return Promise.resolved(null);
        }
        P picture = now.picture().get().picture();
        Crop seen = crop instanceof CropMode ? Crop.of(loaded.crop()) : crop;
        Classify theirs = compared(seen);
        // As it is now: it may be replaced while the first one computes.
        P still = other.still(picture, theirs);
        // The first look of a model that has just been loaded is slower than those after it.
        return other.run(theirs, still).flatThen(cold -> host.run(compared(crop), picture)).flatThen(mine ->
                other.run(theirs, still).then(its -> List.of(mine, its)));
    }

    private Classify compared(Crop seen) {
        return new Classify(seen, options.topK(), seen != CropMode.STRETCH, false);
    }

    /** A square of one picture means nothing for another. */
    private CropMode mode() {
        return options.crop() instanceof CropMode fixed ? fixed : CropMode.SQUARE;
    }

    private boolean isCareful() {
        return careful == PageOptions.Careful.ALWAYS;
    }

    /** What answers of {@link #survey} depend on besides the picture, once there is a model. */
    public Promise<String> surveyed() {
        loadAgain();
        return loading.then(loaded -> loaded.modelId() + ' ' + loaded.modelSha256() + ' ' + loaded.inputSize() + ' ' + mode().word()
                + (isCareful() ? " careful" : ""));
    }

    /** Cancel was pressed. */
    public void cancel() {
        if (now.model() instanceof ModelState.Loading) {
            host.cancelLoad();
        }
    }

    /** The backend to try first from the next model on; empty to choose. */
    public void compute(String backend) {
        options = options.on(backend);
    }

    /** Uses another model from now on; what was answered is answered anew. */
    public void use(String model, Crop seen) {
        endWatching();
        options = options.of(model, seen);
        crop = mode();
        explaining = false;
        generation++;
        now = now.with(now.answer() instanceof AnswerState.None ? new AnswerState.None() : new AnswerState.Wanted())
                .with(Optional.empty());
        following = false;
        load();
    }

    private void load() {
        now = now.with(new ModelState.Loading("Starting"));
        view.progress(-1);
        LoadRequest request = new LoadRequest(options.model(), options.size(), options.backend(), options.threads());
        loading = host.load(request, (name, fraction) -> {
            view.progress(fraction);
            if (now.model() instanceof ModelState.Loading loading && !loading.stage().equals(name)) {
                now = now.with(new ModelState.Loading(name));
                render();
            }
        });
        loading.listen(loaded -> {
            CropMode before = mode();
            options = options.seeing(Crop.of(loaded.crop()));
            crop = crop == before ? mode() : crop;
            now = now.with(new ModelState.Ready(loaded, loaded.backend(), loaded.thread(), loaded.threads(), loaded.dropped()));
            view.model(loaded.modelId(), loaded.modelName(), loaded.backend(), loaded.thread(), loaded.threads());
            proceed();
        }, failure -> {
            now = now.with(new ModelState.Failed(failure)).with(new AnswerState.None());
            render();
        });
        render();
    }

    /** Classifies the picture if that is wanted and everything is there. */
    private void proceed() {
        if (watching != null) {
            watching.look();
        }
        if (now.live().isEmpty() && now.answer() instanceof AnswerState.Wanted && now.model() instanceof ModelState.Ready
                && now.stage() instanceof Shown<P> shown) {
            now = now.with(new AnswerState.Computing());
            render();
            classify(shown.picture().picture(), isCareful());
        } else {
            render();
        }
    }

    private void classify(P picture, boolean carefully) {
        int mine = generation;
        Crop asked = crop;
        boolean calibrated = asked != CropMode.STRETCH;
        host.run(new Classify(asked, Math.max(options.topK(), MORE), calibrated, carefully), picture).listen(predictions -> {
            if (mine != generation) {
                return;
            }
            if (!asked.equals(crop)) {
                // It moves: what is known is shown, and what is there now is looked at.
                view.predictions(predictions, options.topK());
                classify(picture, isCareful());
            } else if (calibrated && !carefully && isWorthAnotherLook(predictions)) {
                classify(picture, true);
            } else {
                answered(predictions);
            }
        }, failure -> {
            if (mine == generation) {
                now = now.with(new AnswerState.Failed(failure));
                lose(failure);
                render();
            }
        });
    }

    /** Where nothing is left to compute with, the next Predict loads afresh. */
    private void lose(GlanceException failure) {
        if (failure.code() == ErrorCode.BACKEND_LOST || failure.code() == ErrorCode.BACKEND_NONE
                || failure.code() == ErrorCode.WORKER_LOST) {
            now = now.with(new ModelState.Absent());
        }
    }

    private boolean isWorthAnotherLook(Predictions predictions) {
        return careful == PageOptions.Careful.AUTO && now.model() instanceof ModelState.Ready ready
                && ready.loaded().severalLooks() && predictions.verdict().kind() != Verdict.Kind.SURE
                && predictions.receipt().inferenceMs() < QUICK_MS;
    }

    /** What computed may be something else than before. */
    private void account(Receipt receipt) {
        if (now.model() instanceof ModelState.Ready ready) {
            Set<String> dropped = new LinkedHashSet<>();
            for (String reason : ready.dropped()) {
                dropped.add(reason);
            }
            for (String reason : receipt.dropped()) {
                dropped.add(reason);
            }
            now = now.with(new ModelState.Ready(ready.loaded(), receipt.backend(), receipt.thread(), receipt.threads(),
                    List.copyOf(dropped)));
            view.model(ready.loaded().modelId(), ready.loaded().modelName(), receipt.backend(), receipt.thread(),
                    receipt.threads());
        }
    }

    private void answered(Predictions value) {
        account(value.receipt());
        now = now.with(new AnswerState.Given(value));
        view.predictions(value, options.topK());
        render();
        if (explaining) {
            explain();
        }
        look();
        report.report(new Predictions(value.top(options.topK()), value.verdict(),
                value.receipt()));
    }

    private void render() {
        now.error().ifPresentOrElse(error -> view.error(error, texts.instead(now),
                now.model() instanceof ModelState.Failed failed && failed.why() == error && options.special()),
                view::clearError);
        if (now.predictions().isEmpty() && (!following || now.state() == PageState.FAILED)) {
            view.clearPredictions();
            view.clearExplanation();
        }
        LiveState.Running live = now.running();
        if (live != null) {
            view.crop(mode(), live.width(), live.height());
        } else {
            now.picture().ifPresentOrElse(opened -> view.crop(crop, opened.width(), opened.height()), view::clearCrop);
        }
        view.note(texts.note(now.model()));
        view.live(now.live());
        view.picture(now.live().isPresent() ? "" : now.stage().choice().sample(), now.name(), texts.facts(now), texts.read(now),
                texts.pictureNote(now));
        view.cancellable(now.model() instanceof ModelState.Loading);
        if (!following || now.state() != PageState.CLASSIFYING) {
            view.status(texts.status(now), texts.spoken(now));
        }
        // Last: whoever waits for the state finds the rest in place.
        view.state(now.state());
        if (awaited && (now.state() == PageState.DONE || now.state() == PageState.FAILED)) {
            awaited = false;
            view.reveal();
        }
    }
}
