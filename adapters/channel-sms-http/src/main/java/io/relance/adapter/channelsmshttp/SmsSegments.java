package io.relance.adapter.channelsmshttp;

import java.util.BitSet;

/**
 * Into how many text messages a text is cut on its way to a telephone, and is charged as: in the alphabet of 3GPP TS 23.038
 * (GSM 7 bit) 160 characters, or 153 in each of several; with any other character 70, or 67. A character of the extension
 * table counts twice, one outside the Basic Multilingual Plane is two; neither is cut in two.
 *
 * @param count at least 1
 * @param gsm whether the GSM alphabet has all of its characters
 */
record SmsSegments(int count, boolean gsm) {
    private static final String BASIC = "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
            + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
            + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
            + "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
            + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
    private static final String EXTENSION = "\f^{}\\[~]|\u20ac";

    private static final BitSet ONCE = characters(BASIC);
    private static final BitSet TWICE = characters(EXTENSION);

    private static BitSet characters(String all) {
        BitSet set = new BitSet();
        all.chars().forEach(set::set);
        return set;
    }

    static SmsSegments of(String text) {
        boolean gsm = text.chars().allMatch(c -> ONCE.get(c) || TWICE.get(c));
        int one = gsm ? 160 : 70;
        int each = gsm ? 153 : 67;
        int units = text.codePoints().map(c -> units(c, gsm)).sum();
        return new SmsSegments(units <= one ? 1 : cut(text, gsm, each), gsm);
    }

    private static int cut(String text, boolean gsm, int each) {
        int segments = 1;
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int units = units(c, gsm);
            if (used + units > each) {
                segments++;
                used = 0;
            }
            used += units;
        }
        return segments;
    }

    private static int units(int codePoint, boolean gsm) {
        return gsm ? (TWICE.get(codePoint) ? 2 : 1) : Character.charCount(codePoint);
    }
}
