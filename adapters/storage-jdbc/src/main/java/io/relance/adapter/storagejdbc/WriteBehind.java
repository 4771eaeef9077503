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
 * not. The setting is the whole database's, which keeps it.
 */
final class WriteBehind {
    private static final int ADMIN_RIGHTS_REQUIRED = 90_040;

    private WriteBehind() {}

    /**
     * Has every commit written before it returns; nothing for a database in memory.
     *
     * @throws StorageException when it is not so yet, and the user is no administrator
     */
    static void end(Connection connection) throws SQLException {
        int delay = delayMillis(connection);
        if (delay == 0) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
        } catch (SQLException e) {
            if (e.getErrorCode() == ADMIN_RIGHTS_REQUIRED) {
                throw new StorageException("this H2 writes what is committed up to " + delay
                        + " ms later, so that a crash loses it: have an administrator execute SET WRITE_DELAY 0 once");
            }
            throw e;
        }
    }

    private static int delayMillis(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'");
                ResultSet setting = statement.executeQuery()) {
            return setting.next() ? setting.getInt(1) : 0;
        }
    }
}
