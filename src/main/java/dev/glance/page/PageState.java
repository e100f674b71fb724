package dev.glance.page;

/** What the page is doing, as the word in {@code data-state}. */
public enum PageState {
    /** The model or a picture is being loaded. */
    LOADING("loading"),
    /** Predict would classify the picture shown. */
    READY("ready"),
    CLASSIFYING("classifying"),
    /** The answer shown belongs to the picture shown. */
    DONE("done"),
    FAILED("failed");

    private final String word;

    PageState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
