package io.relance.reliability;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call that an engine makes of a port: of its store, a channel, or the books. */
record Call(
        Class<?> port,
        Object target,
        Method method,
        @Nullable Object @Nullable [] arguments) {
    private static final Set<String> CHANGING = Set.of(
            "commit",
            "claim",
            "release",
            "putPolicy",
            "putChangeToken",
            "deliver",
            "acknowledge",
            "destroy",
            "request",
            "cancel");

    /** Makes the call. */
    @Nullable
    Object proceed() {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Call.<RuntimeException>sneaky(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable cause) throws T {
        throw (T) cause;
    }

    /** The same call of another. */
    Call onto(Object other) {
        return new Call(port, other, method, arguments);
    }

    /** The same call with another argument. */
    Call with(Object argument) {
        return new Call(port, target, method, new Object[] {argument});
    }

    boolean is(String name) {
        return method.getName().equals(name);
    }

    /** Whether it leaves something behind. */
    boolean changes() {
        return CHANGING.contains(method.getName());
    }

    @Override
    public String toString() {
        return port.getSimpleName() + "." + method.getName() + " " + Arrays.toString(arguments);
    }
}
