package io.relance.adapter.storagejdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Supplier;

/** Connections of the host, in its transaction: never committed, rolled back or closed here. */
record JoinedConnections(Supplier<Connection> transaction, Dialect dialect) implements Connections {
    @Override
    public <T> T single(String what, Work<T> work) {
        try {
            return work.with(new Session(transaction.get(), dialect));
        } catch (SQLException e) {
            throw new StorageException(what, e);
        }
    }

    @Override
    public <T> T together(String what, Work<T> work) {
        Connection connection = transaction.get();
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        what + " needs a transaction, but the host's connection commits every statement by itself");
            }
            for (int attempt = 1; ; attempt++) {
                Savepoint before = connection.setSavepoint();
                boolean done = false;
                try {
                    T result = work.with(new Session(connection, dialect));
                    connection.releaseSavepoint(before);
                    done = true;
                    return result;
                } catch (SQLException e) {
                    if (!Connections.isWorthAnotherAttempt(e, attempt)) {
                        throw e;
                    }
                } finally {
                    if (!done) {
                        connection.rollback(before);
                    }
                }
            }
        } catch (SQLException e) {
            throw new StorageException(what, e);
        }
    }
}
