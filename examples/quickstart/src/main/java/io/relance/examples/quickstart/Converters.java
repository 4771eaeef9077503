package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.history.AccountEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read; each failure says what would be right. */
final class Converters {
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    /** A file of H2 that begins with a name; one letter and a colon begin a path on Windows, more letters another kind. */
    private static final Pattern RELATIVE = Pattern.compile("jdbc:h2:(?:file:)?([^./~\\\\:;][^:;]*)(?:;.*)?");

    /** Somebody before the host: no address of PostgreSQL, and a password perhaps. */
    private static final Pattern WITH_USER = Pattern.compile("jdbc:postgresql://[^?]*@.*");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private Converters() {}

    /** A day, {@code 2026-03-31}. */
    static final class Date implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String value) {
            try {
                if (ISO_DATE.matcher(value).matches()) {
                    return LocalDate.parse(value);
                }
            } catch (DateTimeException e) {
                // no such day: said below
            }
            throw new TypeConversionException("\"" + value + "\" is no date; write it as in 2026-03-31");
        }
    }

    /** A time zone, {@code Europe/Paris}. */
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String value) {
            try {
                return ZoneId.of(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException("\"" + value + "\" is no time zone; write it as in Europe/Paris");
            }
        }
    }

    /** A country, {@code FR}. */
    static final class Country implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            String code = value.toUpperCase(Locale.ROOT);
            if (COUNTRIES.contains(code)) {
                return code;
            }
            throw new TypeConversionException(
                    "\"" + value + "\" is no country; write its ISO 3166 alpha-2 code, as in FR");
        }
    }

    /** A language, {@code fr}. */
    static final class Language implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (LANGUAGE.matcher(value).matches()) {
                return value;
            }
            throw new TypeConversionException("\"" + value + "\" is no language; write its ISO 639 code, as in fr");
        }
    }

    /** Some text. */
    static final class Id implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (value.isBlank()) {
                throw new TypeConversionException("it is blank");
            }
            return value;
        }
    }

    /** A person's name. */
    static final class Person implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (value.isBlank() || value.equals(AccountEvent.ENGINE)) {
                throw new TypeConversionException("\"" + value + "\" is no person; write a name, as in jane");
            }
            return value;
        }
    }

    /** A directory, there or not. */
    static final class Directory implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            if (value.isBlank()) {
                throw new TypeConversionException("it is blank");
            }
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("\"" + value + "\" is no name of a directory");
            }
        }
    }

    /** The forms of a preview. */
    static final class Forms implements ITypeConverter<PreviewCommand.Form> {
        @Override
        public PreviewCommand.Form convert(String value) {
            for (PreviewCommand.Form form : PreviewCommand.Form.values()) {
                if (form.toString().equals(value)) {
                    return form;
                }
            }
            throw new TypeConversionException("\"" + value + "\" is none of text, html, eml and pdf");
        }
    }

    /** {@code fail} or {@code skip}. */
    static final class BadRows implements ITypeConverter<OnBadRow> {
        @Override
        public OnBadRow convert(String value) {
            return switch (value) {
                case "fail" -> OnBadRow.FAIL;
                case "skip" -> OnBadRow.SKIP;
                default -> throw new TypeConversionException("\"" + value + "\" is neither fail nor skip");
            };
        }
    }

    /** {@code now} or {@code forever}. */
    static final class Rejections implements ITypeConverter<WordOnMessage.Rejection> {
        @Override
        public WordOnMessage.Rejection convert(String value) {
            return switch (value) {
                case "now" -> WordOnMessage.Rejection.NOW;
                case "forever" -> WordOnMessage.Rejection.FOREVER;
                default -> throw new TypeConversionException("\"" + value + "\" is neither now nor forever");
            };
        }
    }

    /** A database of a kind that this program can use, or {@value Database#NONE}. */
    static final class DatabaseUrl implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            Matcher relative = RELATIVE.matcher(value);
            if (relative.matches()) {
                throw new TypeConversionException("H2 takes no path that is relative without saying so; write it as in"
                        + " jdbc:h2:file:./" + relative.group(1));
            }
            if (WITH_USER.matcher(value).matches()) {
                throw new TypeConversionException("who asks stands behind the database; write it as in"
                        + " jdbc:postgresql://localhost/relance?user=...&password=...");
            }
            if (value.equals(Database.NONE) || value.startsWith("jdbc:h2:") || value.startsWith("jdbc:postgresql:")) {
                return value;
            }
            // the address is not repeated: it may hold a password
            throw new TypeConversionException("it is no database; write it as in jdbc:postgresql://localhost/relance or"
                    + " jdbc:h2:file:./relance, or none");
        }
    }

    /** A mail server. */
    static final class MailServerUrl implements ITypeConverter<MailServer> {
        @Override
        public MailServer convert(String value) {
            // the address is not repeated: it may hold a password
            return MailServer.of(value)
                    .orElseThrow(() -> new TypeConversionException("it is no mail server; write it as in "
                            + MailServer.FORM
                            + " (smtps for TLS from the beginning, %40 for an @ in the user or the password; the one"
                            + " other option is tls=none or tls=starttls)"));
        }
    }

    /** A gateway for text messages. */
    static final class TextGatewayUrl implements ITypeConverter<TextGateway> {
        @Override
        public TextGateway convert(String value) {
            // the address is not repeated: it may hold a key
            return TextGateway.of(value)
                    .orElseThrow(
                            () -> new TypeConversionException("it is no gateway; write it as in " + TextGateway.FORM
                                    + " (http on this machine alone; the key is in " + TextGateway.TOKEN + ")"));
        }
    }

    /** {@code stripe}, {@code sepa} or {@code none}. */
    static final class WaysToPay implements ITypeConverter<PayBy> {
        @Override
        public PayBy convert(String value) {
            for (PayBy way : PayBy.values()) {
                if (way.toString().equals(value)) {
                    return way;
                }
            }
            throw new TypeConversionException("\"" + value + "\" is none of stripe, sepa and none");
        }
    }

    /** A page for payers. */
    static final class Page implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI page = new URI(value);
                if ("https".equalsIgnoreCase(page.getScheme()) && page.getHost() != null) {
                    return page;
                }
            } catch (URISyntaxException e) {
                // said below
            }
            throw new TypeConversionException(
                    "\"" + value + "\" is no page; write it as in https://vendor.example/paid");
        }
    }

    /** How many, from 1. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.matches("[1-9][0-9]{0,8}")) {
                return Integer.valueOf(value);
            }
            throw new TypeConversionException("\"" + value + "\" is no number from 1");
        }
    }

    /** A TCP port, or 0. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
                return Integer.valueOf(value);
            }
            throw new TypeConversionException("\"" + value + "\" is no port; write 0 to 65535, 0 for any free one");
        }
    }

    /** {@code text} or {@code json}. */
    static final class Formats implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return switch (value) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                default -> throw new TypeConversionException("\"" + value + "\" is neither text nor json");
            };
        }
    }
}
