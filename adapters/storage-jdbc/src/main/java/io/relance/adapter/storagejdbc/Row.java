package io.relance.adapter.storagejdbc;

import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a result, read from left to right. */
final class Row {
    /** Makes something of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet result;
    private final boolean idsAreBytes;
    private int column;

    Row(ResultSet result, boolean idsAreBytes) {
        this.result = result;
        this.idsAreBytes = idsAreBytes;
    }

    /** Passes over columns. */
    void skip(int columns) {
        column += columns;
    }

    AccountId account() throws SQLException {
        return AccountId.of(id(), id());
    }

    String id() throws SQLException {
        return Objects.requireNonNull(nullableId());
    }

    @Nullable
    String nullableId() throws SQLException {
        column++;
        if (!idsAreBytes) {
            return result.getString(column);
        }
        byte[] bytes = result.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    String label() throws SQLException {
        return result.getString(++column);
    }

    Optional<String> maybeLabel() throws SQLException {
        return Optional.ofNullable(result.getString(++column));
    }

    String hash() throws SQLException {
        return HexFormat.of().formatHex(result.getBytes(++column));
    }

    Optional<String> maybeHash() throws SQLException {
        return Optional.ofNullable(result.getBytes(++column)).map(HexFormat.of()::formatHex);
    }

    Body body() throws SQLException {
        return Body.of(result.getBytes(++column));
    }

    Optional<Body> maybeBody() throws SQLException {
        return Optional.ofNullable(result.getBytes(++column)).map(Body::of);
    }

    /** Whatever a column of this type holds, as it is written into one. */
    @Nullable
    Object value(ColumnType type) throws SQLException {
        return switch (type) {
            case ID -> nullableId();
            case LABEL -> maybeLabel().orElse(null);
            case HASH -> maybeHash().orElse(null);
            case BYTES -> maybeBody().orElse(null);
            case LONG -> nullable(number());
            case INT -> nullable(count());
            case FLAG -> nullable(flag());
            case DAY -> maybeDay().orElse(null);
            case INSTANT -> maybeInstant().orElse(null);
        };
    }

    private @Nullable Object nullable(Object value) throws SQLException {
        return result.wasNull() ? null : value;
    }

    long number() throws SQLException {
        return result.getLong(++column);
    }

    int count() throws SQLException {
        return result.getInt(++column);
    }

    boolean flag() throws SQLException {
        return result.getBoolean(++column);
    }

    LocalDate day() throws SQLException {
        return result.getObject(++column, LocalDate.class);
    }

    Optional<LocalDate> maybeDay() throws SQLException {
        return Optional.ofNullable(result.getObject(++column, LocalDate.class));
    }

    Instant instant() throws SQLException {
        return result.getObject(++column, OffsetDateTime.class).toInstant();
    }

    Optional<Instant> maybeInstant() throws SQLException {
        return Optional.ofNullable(result.getObject(++column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
