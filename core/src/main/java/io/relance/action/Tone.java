package io.relance.action;

/** How a message speaks; templates may come in several tones. */
public enum Tone {
    /** As to a good customer who forgot. */
    FRIENDLY,
    /** Plain: the default. */
    NEUTRAL,
    /** Clear that patience ends. */
    FIRM
}
