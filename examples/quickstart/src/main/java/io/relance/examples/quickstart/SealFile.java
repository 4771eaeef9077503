package io.relance.examples.quickstart;

import io.relance.ChainSeal;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.json.DocumentProblem.Severity;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.EventHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code verify --format json} wrote; stops at the first thing that is wrong, and says where that is. */
final class SealFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String REMEDY = "name a file that verify --format json wrote";

    private final Path file;
    private final JsonParser parser;
    private @Nullable String creditor;
    private @Nullable String hash;
    private @Nullable List<Found> found;
    /** -1: not told. */
    private long counted = -1;
    /** -1: not told. */
    private long accounts = -1;

    private int problems;

    /** A seal of a creditor that may be told of further down. */
    private record Found(String customer, long events, EventHash hash) {}

    private SealFile(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * The seals of a creditor.
     *
     * @throws DocumentException when the file can't be read, is none of these, is of another creditor or was altered
     */
    static Seals read(Path file, CreditorId creditor) {
        byte[] document;
        try {
            document = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DocumentException(List.of(DocumentProblem.error(
                    "UNREADABLE_FILE",
                    file.toString(),
                    0,
                    "the seals can't be read: " + FileTrouble.of(file, e),
                    "name a file that is there")));
        }
        try (JsonParser parser = MAPPER.createParser(document)) {
            SealFile reading = new SealFile(file, parser);
            reading.document();
            return reading.of(creditor);
        } catch (JacksonException e) {
            throw refused(file, "SYNTAX", e.getLocation(), "", "it is no JSON: " + e.getOriginalMessage(), REMEDY);
        }
    }

    private Seals of(CreditorId asked) {
        String named = creditor;
        String noted = hash;
        List<Found> all = found;
        if (named == null || noted == null || all == null) {
            String missing = named == null ? "creditor" : noted == null ? "hash" : "seals";
            throw refused(file, "MISSING_KEY", null, "", "\"" + missing + "\" is missing", REMEDY);
        }
        if (!named.equals(asked.value())) {
            throw refused(
                    file,
                    "OTHER_CREDITOR",
                    null,
                    "creditor",
                    "the seals are of creditor \"" + named + "\", and that of creditor \"" + asked + "\" is asked for",
                    "name the --creditor, or the file, that is meant");
        }
        Seals seals = new Seals(
                asked,
                all.stream()
                        .map(seal ->
                                new ChainSeal(AccountId.of(asked.value(), seal.customer()), seal.events(), seal.hash()))
                        .toList());
        if (!noted.equals(seals.hash())) {
            throw refused(
                    file,
                    "ALTERED_FILE",
                    null,
                    "hash",
                    "the hash of the seals is " + seals.hash() + ", and " + noted + " was noted: they were altered",
                    "take another copy of the file");
        }
        long sealed = seals.seals().stream().mapToLong(ChainSeal::events).sum();
        boolean allSealed = problems == 0;
        boolean fits = counted >= 0 && (allSealed ? counted == sealed : counted >= sealed);
        if (!fits || accounts < all.size() + problems) {
            throw refused(
                    file,
                    "ALTERED_FILE",
                    null,
                    fits ? "accounts" : "events",
                    "the seals are of " + sealed + " events of " + all.size() + " accounts, and " + counted
                            + " events of " + accounts + " accounts were noted: the file was altered",
                    "take another copy of the file");
        }
        return seals;
    }

    private void document() {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "", "an object");
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (key) {
                case "creditor" -> creditor = text(value, key);
                case "hash" -> hash = text(value, key);
                case "seals" -> found = seals(value);
                case "events" -> counted = count(value, key);
                case "accounts" -> accounts = count(value, key);
                case "problems" -> problems = items(value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw refused("SYNTAX", "", "there is something after its end");
        }
    }

    private long count(JsonToken value, String path) {
        expect(value, JsonToken.VALUE_NUMBER_INT, path, "a whole number");
        if (parser.getBigIntegerValue().bitLength() >= Long.SIZE || parser.getLongValue() < 0) {
            throw refused("INVALID_VALUE", path, parser.getString() + " is no number of " + path);
        }
        return parser.getLongValue();
    }

    private int items(JsonToken begin) {
        expect(begin, JsonToken.START_ARRAY, "problems", "a list");
        int items = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            items++;
        }
        return items;
    }

    private List<Found> seals(JsonToken begin) {
        expect(begin, JsonToken.START_ARRAY, "seals", "a list");
        List<Found> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            all.add(seal("seals[" + all.size() + "]"));
        }
        return all;
    }

    private Found seal(String path) {
        expect(parser.currentToken(), JsonToken.START_OBJECT, path, "an object");
        String customer = null;
        Long events = null;
        EventHash last = null;
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            JsonToken value = parser.nextToken();
            String at = path + "." + key;
            switch (key) {
                case "customer" -> customer = customer(text(value, at), at);
                case "events" -> events = events(value, at);
                case "hash" -> last = hash(text(value, at), at);
                default -> parser.skipChildren();
            }
        }
        if (customer == null || events == null || last == null) {
            String missing = customer == null ? "customer" : events == null ? "events" : "hash";
            throw refused("MISSING_KEY", path, "\"" + missing + "\" is missing");
        }
        return new Found(customer, events, last);
    }

    private String customer(String value, String path) {
        if (value.isBlank()) {
            throw refused("BLANK_TEXT", path, "it is blank");
        }
        return value;
    }

    private long events(JsonToken value, String path) {
        expect(value, JsonToken.VALUE_NUMBER_INT, path, "a whole number");
        if (parser.getBigIntegerValue().bitLength() >= Long.SIZE || parser.getLongValue() < 1) {
            throw refused("INVALID_VALUE", path, parser.getString() + " is no number of events");
        }
        return parser.getLongValue();
    }

    private EventHash hash(String value, String path) {
        try {
            return new EventHash(value);
        } catch (IllegalArgumentException e) {
            throw refused("INVALID_VALUE", path, String.valueOf(e.getMessage()));
        }
    }

    private String text(JsonToken value, String path) {
        expect(value, JsonToken.VALUE_STRING, path, "a text");
        return parser.getString();
    }

    private void expect(@Nullable JsonToken actual, JsonToken wanted, String path, String name) {
        if (actual != wanted) {
            throw refused("WRONG_TYPE", path, "this should be " + name);
        }
    }

    private DocumentException refused(String code, String path, String message) {
        return refused(file, code, parser.currentTokenLocation(), path, message, REMEDY);
    }

    private static DocumentException refused(
            Path file, String code, @Nullable TokenStreamLocation at, String path, String message, String remedy) {
        int line = at == null ? 0 : Math.max(0, at.getLineNr());
        int column = at == null ? 0 : Math.max(0, at.getColumnNr());
        return new DocumentException(List.of(
                new DocumentProblem(Severity.ERROR, code, file.toString(), line, column, path, message, remedy)));
    }
}
