package io.relance.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a contract, to see which of them fail. */
final class Contracts {
    private Contracts() {}

    /** The tests of a contract by the numbers of their rules. */
    static SortedMap<Integer, Method> rules(Class<?> contract) {
        SortedMap<Integer, Method> rules = new TreeMap<>();
        for (Method method : contract.getDeclaredMethods()) {
            if (method.getName().startsWith("rule_")) {
                rules.put(Integer.valueOf(method.getName().substring(5, 7)), method);
            }
        }
        return rules;
    }

    /** What became of a test. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** What becomes of the test of one rule. */
    static Outcome outcome(Class<?> contract, int rule, Object instance) throws ReflectiveOperationException {
        try {
            rules(contract).get(rule).invoke(instance);
            return Outcome.PASSED;
        } catch (InvocationTargetException ended) {
            return ended.getCause() instanceof TestAbortedException ? Outcome.SKIPPED : Outcome.FAILED;
        }
    }

    /** The rules whose tests fail, each asked of an instance of its own. */
    static <T> Set<Integer> failing(Class<T> contract, Supplier<? extends T> instances) throws IllegalAccessException {
        Set<Integer> failing = new TreeSet<>();
        for (Map.Entry<Integer, Method> rule : rules(contract).entrySet()) {
            T instance = instances.get();
            try {
                rule.getValue().invoke(instance);
            } catch (InvocationTargetException failed) {
                failing.add(rule.getKey());
            }
        }
        return failing;
    }
}
