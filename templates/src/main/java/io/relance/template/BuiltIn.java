package io.relance.template;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The templates that come with the library. Each is one letter per language; plain text, HTML for mails and XHTML for
 * paper are made from it, so that they can't differ: the first line is the subject, paragraphs are separated by empty
 * lines, and a paragraph {@code [name]} stands for the block {@code blocks/name}, which is written once for each of the
 * three forms with {@code @word@} where the language's word goes. A block may stand on a line of another, with
 * arguments: {@code [list invoices amount]} is {@code blocks/list} with {@code invoices} for {@code $1} and {@code
 * amount} for {@code $2}.
 */
enum BuiltIn {
    PRE_DUE("pre-due", MessageKind.PREVENTIVE, Spread.ENGLISH_AND_FRENCH),
    REMINDER("reminder", MessageKind.OVERDUE, Spread.ALL),
    FIRM("firm", MessageKind.OVERDUE, Spread.ALL),
    LAST_REMINDER("last-reminder", MessageKind.OVERDUE, Spread.ENGLISH_AND_FRENCH),
    FORMAL_NOTICE(TemplateCatalogue.FORMAL_NOTICE, MessageKind.OVERDUE, Spread.FRENCH) {
        @Override
        String around(String part) {
            return part + "-notice";
        }
    },
    HAND_OVER("hand-over", MessageKind.OVERDUE, Spread.ENGLISH_AND_FRENCH),
    THANK_YOU("thank-you", MessageKind.THANK_YOU, Spread.ENGLISH_AND_FRENCH),
    PROMISE_CONFIRMED("promise-confirmed", MessageKind.PROMISE, Spread.ENGLISH_AND_FRENCH),
    PLAN_CONFIRMED("plan-confirmed", MessageKind.PLAN, Spread.ENGLISH_AND_FRENCH),
    STATEMENT("statement", MessageKind.STATEMENT, Spread.ALL),
    INTERNAL("internal", MessageKind.INTERNAL, Spread.ENGLISH_AND_FRENCH) {
        @Override
        String around(String part) {
            return part + "-internal";
        }
    },
    OVERDUE_NO_AMOUNTS("overdue-no-amounts", MessageKind.OVERDUE, Spread.ALL, true),
    PRE_DUE_NO_AMOUNTS("pre-due-no-amounts", MessageKind.PREVENTIVE, Spread.ALL, true),
    THANK_YOU_NO_AMOUNTS("thank-you-no-amounts", MessageKind.THANK_YOU, Spread.ALL, true),
    AGREED_NO_AMOUNTS("agreed-no-amounts", EnumSet.of(MessageKind.PROMISE, MessageKind.PLAN), Spread.ALL, true),
    CALL_US("call-us", EnumSet.complementOf(EnumSet.of(MessageKind.INTERNAL)), Spread.ALL, true);

    private enum Spread {
        FRENCH,
        ENGLISH_AND_FRENCH,
        ALL
    }

    private static final Pattern BLOCK = Pattern.compile("\\[([a-z-]+)]");
    private static final Pattern CALL = Pattern.compile("(?m)^\\[([a-z-]+)((?: [A-Za-z]+)+)]$");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that can't be changed
    private final Set<MessageKind> kinds;

    private final Spread spread;
    /** Its plain text is a sentence or two, for a text message: nobody's address stands around it. */
    private final boolean brief;

    BuiltIn(String id, MessageKind kind, Spread spread) {
        this(id, kind, spread, false);
    }

    BuiltIn(String id, MessageKind kind, Spread spread, boolean brief) {
        this(id, EnumSet.of(kind), spread, brief);
    }

    BuiltIn(String id, Set<MessageKind> kinds, Spread spread, boolean brief) {
        this.id = id;
        this.kinds = Set.copyOf(kinds);
        this.spread = spread;
        this.brief = brief;
    }

    static Optional<BuiltIn> of(String id) {
        return Arrays.stream(values())
                .filter(template -> template.id.equals(id))
                .findFirst();
    }

    String id() {
        return id;
    }

    /** The kinds of messages that it has words for. */
    Set<MessageKind> kinds() {
        return kinds;
    }

    /** The languages that it is written in. */
    Set<Language> languages() {
        return switch (spread) {
            case FRENCH -> EnumSet.of(Language.FRENCH);
            case ENGLISH_AND_FRENCH -> EnumSet.of(Language.ENGLISH, Language.FRENCH);
            case ALL -> EnumSet.allOf(Language.class);
        };
    }

    /** The block for the {@code head} (to whom it goes and when) or the {@code foot} (who writes). */
    String around(String part) {
        return part;
    }

    /** The parts, free of blocks and words to fill in: as a host would write them. */
    TemplateSource source(Language language, Wording wording) {
        String letter = Resources.read(language.code() + "/" + id + ".letter").strip();
        int end = letter.indexOf('\n');
        String body = letter.substring(end).strip();
        return new TemplateSource(
                letter.substring(0, end).strip(),
                compose(body, "txt", paragraph -> paragraph, wording),
                Optional.of(compose(body, "html", BuiltIn::htmlParagraph, wording)),
                Optional.of(compose(body, "paper", BuiltIn::paperParagraph, wording)));
    }

    private String compose(String body, String form, UnaryOperator<String> paragraphs, Wording wording) {
        String composed = Arrays.stream(body.split("\n\n+"))
                .map(paragraph -> {
                    Matcher block = BLOCK.matcher(paragraph.strip());
                    return block.matches() ? block(block.group(1), form) : paragraphs.apply(paragraph.strip());
                })
                .collect(Collectors.joining("\n\n"));
        if (brief && form.equals("txt")) {
            return wording.fill(composed);
        }
        return wording.fill(Resources.read("blocks/layout." + form)
                .replace("[head]", block(around("head"), form))
                .replace("[foot]", block(around("foot"), form))
                .replace("[annexes]", form.equals("paper") && !brief ? block("annexes", form) : "")
                .replace("[letter]", composed));
    }

    private static String block(String name, String form) {
        String text = Resources.read("blocks/" + name + "." + form).stripTrailing();
        return CALL.matcher(text).replaceAll(call -> {
            String called = block(call.group(1), form);
            String[] arguments = call.group(2).strip().split(" ", -1);
            for (int i = 0; i < arguments.length; i++) {
                called = called.replace("$" + (i + 1), arguments[i]);
            }
            return Matcher.quoteReplacement(called);
        });
    }

    private static String htmlParagraph(String paragraph) {
        return "<p style=\"margin:0 0 16px 0;\">" + escaped(paragraph).replace("\n", "<br>\n") + "</p>";
    }

    /** The name at the end stands where people sign, and never alone at the top of a page. */
    private static String paperParagraph(String paragraph) {
        String signature = paragraph.equals("{{creditorName}}") ? " class=\"signature\"" : "";
        return "<p" + signature + ">" + escaped(paragraph).replace("\n", "<br/>\n") + "</p>";
    }

    private static String escaped(String paragraph) {
        return paragraph.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
