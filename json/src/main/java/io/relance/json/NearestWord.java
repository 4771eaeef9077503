package io.relance.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that somebody probably meant. Two words are as far apart as the letters that must be added, dropped,
 * replaced or swapped with their neighbour to turn one into the other (optimal string alignment); case counts nothing.
 */
public final class NearestWord {
    private NearestWord() {}

    /**
     * The one of {@code known} nearest to {@code word}; empty when none is near: at most one change for words of up to four
     * letters, and one more for every three letters beyond. Of several equally near the first given wins.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int longer = Math.max(candidate.length(), word.length());
            int allowed = Math.min(Math.max(1, (longer + 1) / 3), least - 1);
            if (Math.abs(candidate.length() - word.length()) > allowed) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance <= allowed && distance < longer) {
                nearest = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** A remedy that names the nearest of {@code known}, or else lists them: {@code did you mean "column"?}. */
    public static String remedy(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "leave it out";
        }
        String all = known.size() > 30 ? "" : String.join(", ", known);
        return to(word, known)
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElse(all.isEmpty() ? "none of the " + known.size() + " known is near" : "known here: " + all);
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                current[j] = best;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[b.length()];
    }
}
