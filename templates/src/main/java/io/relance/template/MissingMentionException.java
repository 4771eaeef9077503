package io.relance.template;

import java.util.List;

/** A formal notice can't be written since something that it must say is not given. */
public final class MissingMentionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;

    MissingMentionException(List<String> missing) {
        super("a message can't be written with \"" + TemplateCatalogue.FORMAL_NOTICE + "\": it lacks "
                + String.join("; it lacks ", missing));
        this.missing = List.copyOf(missing);
    }

    /** What is missing, each in words. */
    public List<String> missing() {
        return missing;
    }
}
