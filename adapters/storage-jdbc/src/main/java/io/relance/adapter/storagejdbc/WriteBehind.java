package io.relance.adapter.storagejdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * H2 writes a commit to its file up to half a second after {@code commit} has returned, unless its setting {@code WRITE_DELAY} is
 * 0: a message could be handed over of which a killed process leaves no trace. What it writes then, in a thread of its own, is one
 * table after the other while transactions go on: a killed process may leave one of which one table has its part and another has
 * not.
 *
 * <p>H2 keeps the setting and shows it, but does not go by it when the file is opened the next time, which without a pool is every
 * connection: so it is set before every transaction. That costs some microseconds.
 */
final class WriteBehind {
    private static final int ADMIN_RIGHTS_REQUIRED = 90_040;

    private WriteBehind() {}

    /** Has every commit written before it returns, as long as the database stays open. Ends a transaction that is open. */
    static void end(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        }
    }

    /**
     * As {@link #end}, where the user may.
     *
     * @return whether the user may; else somebody has seen to it
     * @throws StorageException when the user is no administrator, and the database writes behind
     */
    static boolean isEnded(Connection connection) throws SQLException {
        try {
            end(connection);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != ADMIN_RIGHTS_REQUIRED) {
                throw e;
            }
        }
        int delay = delayMillis(connection);
        if (delay > 0) {
            throw new StorageException("this H2 writes what is committed up to " + delay
                    + " ms later, so that a crash loses it, and only an administrator may change that: have one open the database "
                    + "first with ;WRITE_DELAY=0 in the URL, and keep it open");
        }
        return false;
    }

    /** What was set, and what is gone by: the longer of the two. */
    private static int delayMillis(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT MAX(CAST(SETTING_VALUE AS INTEGER)) FROM INFORMATION_SCHEMA.SETTINGS"
                                + " WHERE SETTING_NAME = 'WRITE_DELAY'");
                ResultSet setting = statement.executeQuery()) {
            return setting.next() ? setting.getInt(1) : 0;
        }
    }
}
