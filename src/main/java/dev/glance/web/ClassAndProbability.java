package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** One answer as JavaScript callers of {@code @tensorflow-models/mobilenet} know it. */
public abstract class ClassAndProbability implements JSObject {
    private ClassAndProbability() {
    }

    /**
     * A new plain object.
     *
     * @param className   the class's name or names
     * @param probability 0..1
     */
    @JSBody(params = {"className", "probability"},
            script = "return {className: className, probability: probability};")
    public static native ClassAndProbability of(String className, double probability);
}
