package io.relance.adapter.storagejdbc;

import java.sql.SQLException;

/** Where connections come from, and who ends transactions. */
sealed interface Connections permits OwnConnections, JoinedConnections {
    /** What is done with a session. */
    @FunctionalInterface
    interface Work<T> {
        T with(Session session) throws SQLException;
    }

    /** The most often that work is done again because others were faster. */
    int ATTEMPTS = 10;

    /** The SQL state of a key that is there already. */
    String KEY_IS_THERE = "23505";

    /** Of what database they are. */
    Dialect dialect();

    /** One statement, which needs no transaction around it. */
    <T> T single(String what, Work<T> work);

    /** Several statements that are stored together or not at all; done again when somebody else was faster to add a row. */
    <T> T together(String what, Work<T> work);

    /** Whether work is to be done again after this error, in the transaction that was under way: a row was added by another. */
    static boolean isWorthAnotherAttempt(SQLException error, int attempt) {
        return KEY_IS_THERE.equals(error.getSQLState()) && attempt < ATTEMPTS;
    }
}
