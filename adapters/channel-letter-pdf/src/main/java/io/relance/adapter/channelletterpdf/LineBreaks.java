package io.relance.adapter.channelletterpdf;

import com.openhtmltopdf.extend.FSTextBreaker;

/**
 * Where a line may end: after blanks (not those that hold together), after a hyphen within a word, after the parts of a
 * web address, and between ideographs. The rules of Java's own would end lines after French apostrophes.
 */
final class LineBreaks implements FSTextBreaker {
    private static final int DONE = -1;

    private String text = "";
    private int at;

    @Override
    public void setText(String newText) {
        this.text = newText;
        this.at = 0;
    }

    @Override
    public int next() {
        if (at >= text.length()) {
            return DONE;
        }
        do {
            at += Character.charCount(text.codePointAt(at));
        } while (at < text.length() && !mayEndAt(at));
        return at;
    }

    private boolean mayEndAt(int index) {
        int before = text.codePointBefore(index);
        int after = text.codePointAt(index);
        if (isBlank(before) || isBlank(after)) {
            return isBlank(before) && !isBlank(after);
        }
        if (before == '-' || before == '/' || before == '?' || before == '&') {
            return Character.isLetter(after) && index >= 2 && !isBlank(text.codePointBefore(index - 1));
        }
        return Character.isIdeographic(before) || Character.isIdeographic(after);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
