package io.relance.adapter.storagejdbc;

import io.relance.storage.Body;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a column holds, and how it is given to a driver. */
enum ColumnType {
    /** A text that is compared by the bytes of its UTF-8 form. */
    ID,
    /** A text that is not compared with what people write. */
    LABEL,
    /** 32 bytes; 64 hexadecimal digits outside. */
    HASH,
    /** A body. */
    BYTES,
    LONG,
    INT,
    DAY,
    INSTANT,
    FLAG;

    /** The value as drivers take it. */
    @Nullable
    Object encoded(@Nullable Object value, boolean idsAreBytes) {
        if (value == null) {
            return null;
        }
        return switch (this) {
            case ID -> idsAreBytes ? id(value).getBytes(StandardCharsets.UTF_8) : id(value);
            case HASH -> HexFormat.of().parseHex((String) value);
            case BYTES -> ((Body) value).bytes();
            case INSTANT -> ((Instant) value).atOffset(ZoneOffset.UTC);
            case LABEL, LONG, INT, DAY, FLAG -> value;
        };
    }

    /** PostgreSQL keeps no NUL in texts, and no half of a surrogate pair is UTF-8: refused by any database alike. */
    private static String id(Object value) {
        String text = (String) value;
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "an id with the character U+0000 or half a surrogate pair can't be stored; it has " + text.length()
                            + " characters");
        }
        return text;
    }
}
