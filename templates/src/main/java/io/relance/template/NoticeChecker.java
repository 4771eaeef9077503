package io.relance.template;

import io.relance.template.NoticeMention.Place;
import io.relance.template.TemplateChecker.Finding;
import io.relance.template.TemplateChecker.Use;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a part of a formal notice shows every mandatory mention, whatever the message. */
final class NoticeChecker {
    /** The words without which it is none. */
    static final String WORDS = "mise en demeure";

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern HTML = Pattern.compile("<[^>]*>|&nbsp;");
    private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0\u202f]+");
    /** Flags that hold for every notice that is rendered. */
    private static final Set<TemplateVariable> ALWAYS = EnumSet.of(
            TemplateVariable.HAS_INVOICES, TemplateVariable.INVOICES_LISTED, TemplateVariable.HAS_PAYMENT_DETAILS);

    private NoticeChecker() {}

    /** The mentions that the part lacks, or shows in some messages only. */
    static List<Finding> check(String source, boolean html) {
        TemplateChecker.Reading reading = read(source, html);
        List<Finding> findings = new ArrayList<>();
        for (NoticeMention mention : NoticeMention.all()) {
            if (mention.places().stream().noneMatch(place -> shows(reading, place))) {
                findings.add(missing(mention, reading));
            }
        }
        if (!says(reading, html)) {
            findings.add(new Finding(
                    0,
                    0,
                    "a formal notice needs the words \"" + WORDS + "\"",
                    "write them where they always stand: in no section, tag or comment"));
        }
        return findings;
    }

    /** Which ways to pay the part always shows, if the sender has them. */
    static Set<TemplateVariable> waysToPay(String source, boolean html) {
        TemplateChecker.Reading reading = read(source, html);
        Set<TemplateVariable> ways = EnumSet.noneOf(TemplateVariable.class);
        for (Place place : NoticeMention.WAY_TO_PAY.places()) {
            if (shows(reading, place)) {
                ways.add(place.lists().stream().findFirst().orElse(place.variable()));
            }
        }
        return ways;
    }

    private static TemplateChecker.Reading read(String source, boolean html) {
        // what stands in a comment is not read by anybody; its length stays, for the places of what follows
        String visible = html
                ? COMMENT.matcher(source).replaceAll(comment -> comment.group().replaceAll("[^\n]", " "))
                : source;
        return TemplateChecker.read(visible);
    }

    private static boolean shows(TemplateChecker.Reading reading, Place place) {
        return reading.uses().stream()
                .anyMatch(use -> use.variable() == place.variable()
                        && use.in().containsAll(place.lists())
                        && sometimes(use.in(), place).isEmpty()
                        && !use.inverted());
    }

    /** The sections around it that may be left out. */
    private static List<TemplateVariable> sometimes(List<TemplateVariable> sections, Place place) {
        return sections.stream()
                .filter(section ->
                        !ALWAYS.contains(section) && !place.lists().contains(section) && section != place.variable())
                .toList();
    }

    private static Finding missing(NoticeMention mention, TemplateChecker.Reading reading) {
        String remedy = "write "
                + String.join(" or ", mention.places().stream().map(Place::tag).toList());
        for (Place place : mention.places()) {
            Optional<Use> sometimes = reading.uses().stream()
                    .filter(use ->
                            use.variable() == place.variable() && use.in().containsAll(place.lists()))
                    .findFirst();
            if (sometimes.isPresent()) {
                return new Finding(
                        sometimes.get().line(),
                        sometimes.get().column(),
                        "a formal notice always needs " + mention.what() + ", and here it may be left out",
                        remedy + " outside of other sections");
            }
        }
        return new Finding(0, 0, "a formal notice needs " + mention.what(), remedy);
    }

    private static boolean says(TemplateChecker.Reading reading, boolean html) {
        StringBuilder always = new StringBuilder();
        reading.texts().forEach(text -> {
            boolean stands = !text.inverted() && ALWAYS.containsAll(text.in());
            // a tag between them would part the words
            always.append(stands ? text.words() : "").append('\u0000');
        });
        String words = html ? HTML.matcher(always).replaceAll(" ") : always.toString();
        return BLANKS.matcher(words).replaceAll(" ").toLowerCase(Locale.ROOT).contains(WORDS);
    }
}
