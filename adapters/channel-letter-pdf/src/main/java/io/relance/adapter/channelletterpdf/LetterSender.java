package io.relance.adapter.channelletterpdf;

import java.util.List;
import java.util.Optional;

/**
 * Who writes, as a letter shows it.
 *
 * @param layout which envelopes the sender uses
 * @param name the first line
 * @param address the lines of the postal address, 1 to {@value #MAX_LINES}
 * @param place what stands before the date; empty for the date alone
 * @param logo at the top right of the first page
 */
public record LetterSender(
        LetterLayout layout, String name, List<String> address, Optional<String> place, Optional<LetterLogo> logo) {
    /** The most lines of an address. */
    public static final int MAX_LINES = 6;

    /**
     * @throws IllegalArgumentException when the name or a line of the address is blank, or the address has 0 or more
     *     than 6 lines
     */
    public LetterSender {
        address = List.copyOf(address);
        if (name.isBlank() || address.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "the name and the lines of the address of a letter's sender say something");
        }
        if (address.isEmpty() || address.size() > MAX_LINES) {
            throw new IllegalArgumentException(
                    "a sender's address has 1 to " + MAX_LINES + " lines, but this one has " + address.size());
        }
    }

    /** A sender whose letters bear the date alone, and no logo. */
    public static LetterSender of(LetterLayout layout, String name, String... address) {
        return new LetterSender(layout, name, List.of(address), Optional.empty(), Optional.empty());
    }

    /** The same, writing from a place ({@code Lyon}). */
    public LetterSender from(String place) {
        return new LetterSender(layout, name, address, Optional.of(place), logo);
    }

    /** The same, with a logo. */
    public LetterSender with(LetterLogo logo) {
        return new LetterSender(layout, name, address, place, Optional.of(logo));
    }
}
