package io.relance.adapter.channelletterpdf;

import java.util.ArrayList;
import java.util.List;

/** The lines that show in the window of an envelope. */
record PostalAddress(String name, List<String> lines) {
    /** The most lines in the window, the name among them. */
    static final int MAX_LINES = 7;
    /** The most characters of a line that are looked at; far more than fits. */
    private static final int MAX_LINE = 200;

    /**
     * Reads an address as the books have it: lines separated by line ends. A name that is the address's own first line
     * is not repeated.
     *
     * @param name may be empty
     * @throws UnprintableLetterException when it has no lines, more than fit, or characters that can't be printed
     */
    static PostalAddress of(String name, String address, Fonts fonts) throws UnprintableLetterException {
        List<String> lines = new ArrayList<>();
        for (String line : address.split("\\R", -1)) {
            if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                throw new UnprintableLetterException("the recipient's address has control characters in it");
            }
            String printable = Words.line(fonts.printable(line), MAX_LINE);
            if (printable.contains(Fonts.MARK)) {
                throw new UnprintableLetterException("the recipient's address has signs that no font has");
            }
            if (!printable.isEmpty()) {
                lines.add(printable);
            }
        }
        if (lines.isEmpty()) {
            throw new UnprintableLetterException("the recipient has no postal address");
        }
        String first = Words.line(fonts.printable(name), MAX_LINE);
        PostalAddress read = new PostalAddress(first.equalsIgnoreCase(lines.get(0)) ? "" : first, List.copyOf(lines));
        if (read.all().size() > MAX_LINES) {
            throw new UnprintableLetterException("the recipient's name and address have "
                    + read.all().size() + " lines, and the window of an envelope shows " + MAX_LINES);
        }
        return read;
    }

    /** From the top. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        if (!name.isEmpty()) {
            all.add(name);
        }
        all.addAll(lines);
        return all;
    }
}
