package io.relance.reliability;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands between an engine and one of its ports; sees every call and decides what becomes of it. */
@FunctionalInterface
interface Between {
    /** Calls that tell something constant, or the end of everything: not worth standing between. */
    Set<String> PLAIN = Set.of("id", "features", "close", "hashCode", "equals", "toString");

    /** What the engine gets; whatever is thrown, it gets thrown. */
    @Nullable
    Object around(Call call);

    /** The port with this between. */
    default <T> T through(Class<T> port, T target) {
        Object proxy =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    Call call = new Call(port, target, method, arguments);
                    return PLAIN.contains(method.getName()) ? call.proceed() : around(call);
                });
        return port.cast(proxy);
    }
}
