package dev.glance.page;

import dev.glance.classify.Prediction;
import dev.glance.classify.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Answer;
import dev.glance.host.Host;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import java.util.List;

/**
 * What the page does, without a browser: one model, one picture, one answer. Predict always means "do what is needed":
 * it loads the model again after a failure, waits for what is under way, and then classifies the picture shown.
 *
 * @param <P> a picture as the host takes it
 */
public final class Presenter<P> {
    private final View view;
    private final Host<P> host;
    private final PageOptions options;
    private final Report report;

    private Loaded loaded;
    private boolean loading;
    private String stage = "";
    private Opening<P> lastOpening;
    private P picture;
    private boolean opening;
    private boolean wanted;
    private boolean classifying;
    private Predictions predictions;
    private GlanceException error;
    private boolean loadFailed;
    /** Counts the pictures: an answer for one that has been replaced is dropped. */
    private int generation;

    /** Brings a picture onto the page, ready to be read. */
    public interface Opening<P> {
        void open(Answer<Opened<P>> answer);
    }

    /**
     * A picture that is on the page.
     *
     * @param picture as the host takes it
     * @param width   natural width in pixels, upright
     * @param height  natural height in pixels, upright
     */
    public record Opened<P>(P picture, int width, int height) {
    }

    /** Hears of every answer shown. */
    public interface Report {
        void report(Predictions predictions);
    }

    /**
     * @param options what the address asks for
     * @param report  gets each answer, for the console
     */
    public Presenter(View view, Host<P> host, PageOptions options, Report report) {
        this.view = view;
        this.host = host;
        this.options = options;
        this.report = report;
    }

    /** Starts to load the model, and opens the first picture meanwhile. */
    public void start(Opening<P> first) {
        load();
        choose(first);
    }

    /** Shows a failure that came up before there was anything to do. */
    public void fail(GlanceException failure) {
        error = failure;
        render();
    }

    /** Another picture was chosen. */
    public void choose(Opening<P> chosen) {
        generation++;
        int mine = generation;
        lastOpening = chosen;
        opening = true;
        wanted = false;
        classifying = false;
        predictions = null;
        clearError();
        render();
        chosen.open(new Answer<>() {
            @Override
            public void success(Opened<P> opened) {
                if (mine == generation) {
                    opening = false;
                    picture = opened.picture();
                    view.picture(opened.width(), opened.height());
                    proceed();
                }
            }

            @Override
            public void failure(GlanceException failure) {
                if (mine == generation) {
                    opening = false;
                    fail(failure);
                }
            }
        });
    }

    /** Predict was pressed. */
    public void predict() {
        if (classifying) {
            return;
        }
        clearError();
        if (loaded == null && !loading) {
            load();
        }
        if (picture == null && !opening) {
            choose(lastOpening);
        }
        wanted = true;
        proceed();
    }

    /** Cancel was pressed. */
    public void cancel() {
        if (loading) {
            host.cancelLoad();
        }
    }

    private void load() {
        loading = true;
        loadFailed = false;
        stage = "Starting";
        view.progress(-1);
        host.load(new LoadRequest(options.model(), options.backend()), (name, fraction) -> {
            view.progress(fraction);
            if (!name.equals(stage)) {
                stage = name;
                render();
            }
        }, new Answer<>() {
            @Override
            public void success(Loaded value) {
                loading = false;
                loaded = value;
                view.model(value.modelId(), value.modelName(), value.backend(), value.thread());
                view.note(value.dropped(), value.backend());
                proceed();
            }

            @Override
            public void failure(GlanceException failure) {
                loading = false;
                loadFailed = true;
                wanted = false;
                fail(failure);
            }
        });
        render();
    }

    /** Classifies the picture if that is wanted and everything is there. */
    private void proceed() {
        if (wanted && loaded != null && !opening && picture != null && error == null) {
            classify();
        }
        render();
    }

    private void classify() {
        int mine = generation;
        wanted = false;
        classifying = true;
        predictions = null;
        host.classify(picture, options.crop(), options.topK(), new Answer<>() {
            @Override
            public void success(Predictions value) {
                if (mine == generation) {
                    classifying = false;
                    predictions = value;
                    view.predictions(value);
                    view.model(loaded.modelId(), loaded.modelName(), value.receipt().backend(),
                            value.receipt().thread());
                    view.note(value.receipt().dropped(), value.receipt().backend());
                    render();
                    report.report(value);
                }
            }

            @Override
            public void failure(GlanceException failure) {
                if (mine == generation) {
                    classifying = false;
                    if (failure.code() == ErrorCode.BACKEND_LOST || failure.code() == ErrorCode.BACKEND_NONE
                            || failure.code() == ErrorCode.WORKER_LOST) {
                        // Nothing is left to compute with: the next Predict loads afresh.
                        loaded = null;
                    }
                    fail(failure);
                }
            }
        });
    }

    private void clearError() {
        error = null;
    }

    private void render() {
        PageState state = state();
        if (error != null) {
            view.error(error, loadFailed && options.special());
        } else {
            view.clearError();
        }
        if (predictions == null) {
            view.clearPredictions();
        }
        view.cancellable(loading);
        String status = status(state);
        view.status(status, state == PageState.DONE ? sentence(predictions.top()) : status);
        // Last: whoever waits for the state finds the rest in place.
        view.state(state);
    }

    private PageState state() {
        if (error != null) {
            return PageState.FAILED;
        }
        if (loading || opening) {
            return PageState.LOADING;
        }
        if (classifying) {
            return PageState.CLASSIFYING;
        }
        return predictions != null ? PageState.DONE : PageState.READY;
    }

    private String status(PageState state) {
        return switch (state) {
            case LOADING -> (loading ? stage : "Opening the picture") + (wanted ? "; the answer follows by itself" : "");
            case READY -> "Ready";
            case CLASSIFYING -> "Looking at the picture";
            case FAILED -> "No answer";
            case DONE -> "Answered in " + Texts.milliseconds(predictions.receipt().preprocessMs()
                    + predictions.receipt().inferenceMs());
        };
    }

    private static String sentence(List<Prediction> top) {
        StringBuilder text = new StringBuilder();
        for (Prediction prediction : top) {
            text.append(text.length() == 0 ? "" : ", ").append(prediction.label().name()).append(' ')
                    .append(Texts.percent(prediction.probability()));
        }
        return text.toString();
    }
}
