package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.host.Classify;
import dev.glance.host.Compute;
import dev.glance.host.Explain;
import dev.glance.host.Follow;
import dev.glance.host.Job;
import dev.glance.host.Look;
import dev.glance.host.Survey;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;

/**
 * How one kind of job is done, and how it is sent. A new kind is a {@link Job}, one of these, and its line in
 * {@link #of(String)}.
 *
 * @param <J> the job
 * @param <A> its answer
 */
abstract class Work<J extends Job<A>, A> {
    /** The work for a job. */
    @SuppressWarnings("unchecked")
    static <A> Work<Job<A>, A> of(Job<A> job) {
        return (Work<Job<A>, A>) of(job.word());
    }

    /**
     * The work of the given name.
     *
     * @throws IllegalStateException where there is none
     */
    static Work<?, ?> of(String word) {
        return switch (word) {
            case Classify.WORD -> new ClassifyWork();
            case Explain.WORD -> new ExplainWork();
            case Look.WORD -> new LookWork();
            case Follow.WORD -> new FollowWork();
            case Compute.WORD -> new ComputeWork();
            case Survey.WORD -> new SurveyWork();
            default -> throw new IllegalStateException("nobody knows how to " + word);
        };
    }

    /** Does it. */
    abstract JSPromise<A> run(J job, Classifier classifier, Prepared picture);

    /** Writes what the job has to know, but for the crop, into a message. */
    abstract void ask(J job, Message body);

    /** The job that a message asks for. */
    abstract J asked(Message body);

    abstract Message answer(A answer);

    abstract A answer(Message body);
}
