package io.relance.adapter.storagejdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/** Connections of a data source, given back after each call; each call is a transaction. */
final class OwnConnections implements Connections {
    /**
     * The SQL states of transactions that were in each other's way: not serializable, a deadlock, a lock waited for too long (as
     * PostgreSQL says it, and as H2 does).
     */
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01", "55P03", "HYT00");

    private final DataSource source;
    private final Dialect dialect;
    private final Optional<Lock> turn;

    OwnConnections(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
        this.turn = dialect.writesInTurn() ? Optional.of(new ReentrantLock(true)) : Optional.empty();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T single(String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return connection.getAutoCommit()
                    ? work.with(new Session(connection, dialect))
                    : transaction(connection, work);
        } catch (SQLException e) {
            throw new StorageException(what, e);
        }
    }

    /** Each attempt takes a turn of its own: who has the lock that another waits for may have to write before giving it up. */
    @Override
    public <T> T together(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            turn.ifPresent(Lock::lock);
            try (Connection connection = source.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                boolean inTheWay = IN_THE_WAY.contains(String.valueOf(e.getSQLState())) && attempt < ATTEMPTS;
                if (!inTheWay && !Connections.isWorthAnotherAttempt(e, attempt)) {
                    throw new StorageException(what, e);
                }
            } finally {
                turn.ifPresent(Lock::unlock);
            }
        }
    }

    private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        dialect.begin(connection);
        boolean auto = connection.getAutoCommit();
        if (auto) {
            connection.setAutoCommit(false);
        }
        boolean done = false;
        try {
            T result = work.with(new Session(connection, dialect));
            connection.commit();
            done = true;
            return result;
        } finally {
            restore(connection, auto, done);
        }
    }

    private static void restore(Connection connection, boolean auto, boolean done) throws SQLException {
        try {
            if (!done) {
                connection.rollback();
            }
            if (auto) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // the error that led here says more
            if (done) {
                throw e;
            }
        }
    }
}
