package dev.glance.host;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.web.JsErrors;
import org.teavm.jso.core.JSPromise;

/** Between promises and answers. */
public final class Answers {
    private Answers() {
    }

    /** Something that answers later. */
    public interface Question<T> {
        void ask(Answer<T> answer);
    }

    /** Answers with what becomes of a promise. */
    public static <T> void settle(JSPromise<T> promise, Answer<T> answer) {
        promise.then(value -> {
            answer.success(value);
            return null;
        }, reason -> {
            answer.failure(JsErrors.of(reason));
            return null;
        });
    }

    /** A promise of the answer to a question; rejected with a GlanceException. */
    public static <T> JSPromise<T> promise(Question<T> question) {
        return new JSPromise<>((resolve, reject) -> question.ask(new Answer<>() {
            @Override
            public void success(T value) {
                resolve.accept(value);
            }

            @Override
            public void failure(GlanceException error) {
                reject.accept(error);
            }
        }));
    }

    /** How one value becomes another. */
    interface Mapping<T, U> {
        U map(T value);
    }

    /** An answer that takes another type; what the mapping throws is a failure. */
    static <T, U> Answer<T> map(Answer<U> answer, Mapping<T, U> mapping) {
        return new Answer<>() {
            @Override
            public void success(T value) {
                U mapped;
                try {
                    mapped = mapping.map(value);
                } catch (RuntimeException e) {
                    answer.failure(GlanceException.of(e));
                    return;
                }
                answer.success(mapped);
            }

            @Override
            public void failure(GlanceException error) {
                answer.failure(error);
            }
        };
    }

    static GlanceException cancelled() {
        return new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.", "Start it again.");
    }
}
