package io.relance.channel;

/**
 * A document that goes with a message: the invoice, for one. Immutable.
 *
 * <p>Nothing in it is interpreted on the way: a channel gives the debtor these bytes under this name, or refuses the message.
 */
public final class Attachment {
    /** The most characters of a name: what common file systems and mail programs take. */
    public static final int MAX_NAME = 120;

    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,100}";

    private final String name;
    private final String mediaType;
    private final byte[] bytes;

    /**
     * @param name the name of the file, for people; no path: without slashes, backslashes and control characters, 1 to
     *     {@value #MAX_NAME} characters
     * @param mediaType such as {@code application/pdf}, without parameters
     * @param bytes what is in it; copied
     * @throws IllegalArgumentException when the name or the media type is another
     */
    public Attachment(String name, String mediaType, byte[] bytes) {
        if (name.isBlank() || name.length() > MAX_NAME || !name.chars().allMatch(Attachment::mayStandInAName)) {
            throw new IllegalArgumentException("an attachment's name has 1 to " + MAX_NAME
                    + " characters without slashes, backslashes and line breaks, but was \"" + name + "\"");
        }
        if (!mediaType.matches(TOKEN + "/" + TOKEN)) {
            throw new IllegalArgumentException(
                    "an attachment's media type is like application/pdf, but was \"" + mediaType + "\"");
        }
        this.name = name;
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    private static boolean mayStandInAName(int c) {
        return c != '/' && c != '\\' && !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
    }

    /** The name of the file, for people. */
    public String name() {
        return name;
    }

    /** Such as {@code application/pdf}. */
    public String mediaType() {
        return mediaType;
    }

    /** A copy of what is in it. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** For logs: name, type and size, never the contents. */
    @Override
    public String toString() {
        return name + " (" + mediaType + ", " + bytes.length + " bytes)";
    }
}
