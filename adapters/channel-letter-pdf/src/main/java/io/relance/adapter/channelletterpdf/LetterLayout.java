package io.relance.adapter.channelletterpdf;

/** Where the parts of a letter stand on its first page, so that the address shows in the window of the envelope. */
public enum LetterLayout {
    /**
     * As in France (NF Z 10-011): the sender at the top left, the recipient in a window at the right that begins 100 mm
     * from the left and 45 mm from the top and is 100 mm wide and 45 mm high, then place and date.
     */
    FRENCH(new Geometry(105, 90, 45, 25, 20, 105, 95, 102)),

    /**
     * As in Germany (DIN 5008, form B): the recipient in a window at the left that begins 20 mm from the left and 45 mm
     * from the top and is 85 mm wide and 45 mm high, the sender and the date at the right; marks at 105 and 210 mm for
     * folding, at 148.5 mm for punching.
     */
    GERMAN(new Geometry(25, 78, 45, 125, 50, 125, 87, 98.5f));

    /**
     * In millimetres from the left and the top of the page.
     *
     * @param recipientX where the lines in the window begin
     * @param recipientWidth how wide they may be
     * @param windowY where the window begins
     * @param senderX where the sender's lines begin
     * @param senderY the base of the sender's first line
     * @param dateX where place and date begin
     * @param dateY their base
     * @param bodyY where the subject begins
     */
    record Geometry(
            float recipientX,
            float recipientWidth,
            float windowY,
            float senderX,
            float senderY,
            float dateX,
            float dateY,
            float bodyY) {}

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final Geometry geometry;

    LetterLayout(Geometry geometry) {
        this.geometry = geometry;
    }

    Geometry geometry() {
        return geometry;
    }
}
