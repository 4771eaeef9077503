package io.relance.delivery;

/**
 * The name of a channel: {@code email}, {@code sms}, {@code letter} and their variants ({@code email-legal}), or any other
 * that the host registers. The part before the first hyphen tells which kind of address it needs.
 *
 * @param value lower-case letters, digits and hyphens
 */
public record ChannelId(String value) implements Comparable<ChannelId> {
    /** The channel for e-mail. */
    public static final ChannelId EMAIL = new ChannelId("email");
    /** The channel for text messages. */
    public static final ChannelId SMS = new ChannelId("sms");
    /** The channel for paper letters. */
    public static final ChannelId LETTER = new ChannelId("letter");

    /** @throws IllegalArgumentException when the name has other characters */
    public ChannelId {
        if (!value.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "a channel's name is lower-case letters, digits and single hyphens, but was \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
