package dev.glance.page;

import dev.glance.site.LateScript;
import dev.glance.web.Message;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.File;

/**
 * What the page and the script that it loads for many pictures do for each other. The two are compiled apart and share no class
 * at run time, only this plain object.
 */
public interface Door extends JSObject {
    /** Where the site is. */
    @JSProperty
    String getAddress();

    @JSProperty
    void setAddress(String address);

    /** Reads a text of the site. */
    @JSProperty
    LateScript.Text getText();

    @JSProperty
    void setText(LateScript.Text text);

    /** Tells the model in use. */
    @JSProperty
    Model getModel();

    @JSProperty
    void setModel(Model model);

    /** Puts a picture on the stage. */
    @JSProperty
    Choose getChoose();

    @JSProperty
    void setChoose(Choose choose);

    /** Looks at many pictures. */
    @JSProperty
    Survey getSurvey();

    @JSProperty
    void setSurvey(Survey survey);

    /** Shows a failure. */
    @JSProperty
    Fail getFail();

    @JSProperty
    void setFail(Fail fail);

    /** Takes files, and entries of a file system. Set by the script. */
    @JSProperty
    Take getTake();

    @JSProperty
    void setTake(Take take);

    /** Goes so many pictures further. Set by the script. */
    @JSProperty
    Step getStep();

    @JSProperty
    void setStep(Step step);

    /** Something else is on the stage. Set by the script. */
    @JSProperty
    Action getLeave();

    @JSProperty
    void setLeave(Action leave);

    /** Another model is in use: what was answered is answered anew. Set by the script. */
    @JSProperty
    Action getRenew();

    @JSProperty
    void setRenew(Action renew);

    /** Hears the answer for what is on the stage. Set by the script. */
    @JSProperty
    Hear getHear();

    @JSProperty
    void setHear(Hear hear);

    /** Says everything anew, in another language. Set by the script. */
    @JSProperty
    Action getSpeak();

    @JSProperty
    void setSpeak(Action speak);

    /** See {@link Door#getModel}. */
    @JSFunctor
    interface Model extends JSObject {
        /** The model with what else answers depend on, as one text, once it is there; null where it does not come. */
        JSPromise<JSString> ask();
    }

    /** See {@link Door#getChoose}. */
    @JSFunctor
    interface Choose extends JSObject {
        void choose(File file);
    }

    /** See {@link Door#getFail}. */
    @JSFunctor
    interface Fail extends JSObject {
        void fail(Message error);
    }

    /** See {@link Door#getHear}. */
    @JSFunctor
    interface Hear extends JSObject {
        void hear(Message predictions);
    }

    /** See {@link Door#getTake}. */
    @JSFunctor
    interface Take extends JSObject {
        void take(JSArray<JSObject> things);
    }

    /** See {@link Door#getStep}. */
    @JSFunctor
    interface Step extends JSObject {
        void by(int count);
    }

    /** Something without arguments. */
    @JSFunctor
    interface Action extends JSObject {
        void run();
    }

    /** See {@link Door#getSurvey}. */
    @JSFunctor
    interface Survey extends JSObject {
        /**
         * Looks at pictures in their order, several at a time.
         *
         * @param files gives them as they are needed
         * @param count how many there are about
         * @param side  of the thumbnails in pixels
         */
        Run of(Files files, int count, int side);
    }

    /** Gives one file after another, and null at the end. */
    @JSFunctor
    interface Files extends JSObject {
        JSPromise<File> next();
    }

    /** Gives what became of one picture after another, and null at the end. */
    @JSFunctor
    interface Answers extends JSObject {
        JSPromise<Message> next();
    }

    /** Many pictures that are being looked at. */
    interface Run extends JSObject {
        @JSProperty
        Answers getAnswers();

        @JSProperty
        void setAnswers(Answers answers);

        /** Ends it; what is under way is given up. */
        @JSProperty
        Action getStop();

        @JSProperty
        void setStop(Action stop);
    }
}
