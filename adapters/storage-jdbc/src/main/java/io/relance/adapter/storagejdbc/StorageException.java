package io.relance.adapter.storagejdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database failed. The text says what was being done, the error's code and SQL state; never what was to be stored, for
 * that is about people. The driver's own exception, which may say more, is not kept: databases put values into their texts.
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The SQL state of the error, as drivers name it; null when the database gave none. */
    @Nullable
    private final String sqlState;

    StorageException(String what, SQLException cause) {
        super(what + " failed: " + cause.getClass().getSimpleName() + ", SQL state " + cause.getSQLState() + ", code "
                + cause.getErrorCode());
        this.sqlState = cause.getSQLState();
        setStackTrace(cause.getStackTrace());
    }

    StorageException(String message) {
        super(message);
        this.sqlState = null;
    }

    /** The five characters by which databases name an error ({@code 40001}: try again); null when there were none. */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
