package io.relance.receivable;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The value of a host's own field on a customer or an invoice, for conditions and templates. */
public sealed interface FieldValue {
    /** For people and templates. */
    @Override
    String toString();

    /** A text. */
    record Text(String value) implements FieldValue {
        @Override
        public String toString() {
            return value;
        }
    }

    /** An exact number; whole numbers have no decimals. */
    record Numeric(BigDecimal value) implements FieldValue {
        @Override
        public String toString() {
            return value.toPlainString();
        }
    }

    /** A date. */
    record Date(LocalDate value) implements FieldValue {
        @Override
        public String toString() {
            return value.toString();
        }
    }
}
