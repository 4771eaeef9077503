package io.relance.rule;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an evaluation finds the values of facts: one account, and one invoice where invoices are asked, as of one day.
 *
 * <p>The same fact has the same value throughout an evaluation.
 */
public interface FactSource {
    /**
     * The value of a fact: of the class {@link FactType#valueClass}, or null when it is absent. A source gives null for
     * facts that it does not know.
     */
    @Nullable
    Object value(Fact<?> fact);

    /** The day as of which a {@link Motion#FROZEN} fact was computed, for traces. Empty by default. */
    default Optional<LocalDate> asOf(Fact<?> fact) {
        return Optional.empty();
    }
}
