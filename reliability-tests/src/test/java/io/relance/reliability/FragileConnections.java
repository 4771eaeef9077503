package io.relance.reliability;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one thread: one, kept from call to call. It breaks now and then, before a statement, before a commit or
 * after it, and the next call gets another.
 */
final class FragileConnections {
    private final DataSource real;
    private final BooleanSupplier breaks;
    private @Nullable Connection kept;

    FragileConnections(DataSource real, BooleanSupplier breaks) {
        this.real = real;
        this.breaks = breaks;
    }

    /** What a store gets. */
    DataSource source() {
        return through(
                DataSource.class,
                (self, method, arguments) ->
                        method.getName().equals("getConnection") ? lent() : invoke(real, method, arguments));
    }

    private Connection lent() throws SQLException {
        Connection open = kept;
        if (open == null || open.isClosed()) {
            open = real.getConnection();
            kept = open;
        }
        Connection connection = open;
        return through(Connection.class, (self, method, arguments) -> {
            String name = method.getName();
            boolean commit = name.equals("commit");
            if (name.equals("close")) {
                return null;
            }
            if ((commit || name.equals("prepareStatement")) && breaks.getAsBoolean()) {
                connection.abort(Runnable::run);
            }
            Object answer = invoke(connection, method, arguments);
            if (commit && breaks.getAsBoolean()) {
                connection.abort(Runnable::run);
                throw new SQLException("the line broke on the way back", "08006");
            }
            return answer;
        });
    }

    /** Lets go of it. */
    void close() {
        Connection open = kept;
        kept = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static <T> T through(Class<T> port, InvocationHandler handler) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
