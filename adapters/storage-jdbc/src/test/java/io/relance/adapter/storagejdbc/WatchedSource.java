package io.relance.adapter.storagejdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source that keeps its connections, and notes each way to the database and back. */
final class WatchedSource implements DataSource, AutoCloseable {
    /** A statement as it was executed: its text, and what was in the place of the question marks. */
    record Executed(String sql, Map<Integer, Object> arguments) {}

    private final DataSource source;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final List<String> trips = Collections.synchronizedList(new ArrayList<>());
    private final List<Executed> executed = Collections.synchronizedList(new ArrayList<>());

    WatchedSource(DataSource source) {
        this.source = source;
    }

    /** What went to the database since {@link #forget}: statements, batches, ends of transactions. */
    List<String> trips() {
        return List.copyOf(trips);
    }

    List<Executed> executed() {
        return List.copyOf(executed);
    }

    void forget() {
        trips.clear();
        executed.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection free = idle.poll();
        Connection real = free == null ? source.getConnection() : free;
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            // some close twice, and two would get the same one
                            if (closed.compareAndSet(false, true)) {
                                giveBack(real);
                            }
                            return null;
                        }
                        case "commit", "rollback", "setSavepoint", "releaseSavepoint" -> trips.add(method.getName());
                        case "prepareStatement" -> {
                            return watched((PreparedStatement) pass(real, method, arguments), (String) arguments[0]);
                        }
                        default -> {}
                    }
                    return pass(real, method, arguments);
                });
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        idle.push(connection);
    }

    private PreparedStatement watched(PreparedStatement real, String sql) {
        Map<Integer, Object> bound = new TreeMap<>();
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        trips.add(sql);
                        executed.add(new Executed(sql, new TreeMap<>(bound)));
                    } else if (method.getName().startsWith("set") && arguments.length == 2) {
                        bound.put((Integer) arguments[0], arguments[1]);
                    }
                    return pass(real, method, arguments);
                });
    }

    private static Object pass(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("a wrapper for tests");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
