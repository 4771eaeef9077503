package io.relance.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.money.Tolerance;
import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumedPaymentDateTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final Instant RECORDED = Instant.parse("2026-06-30T00:00:00Z");

    private static Payment payment(String id, String amount, boolean dateAssumed) {
        return new Payment(new DocumentId(id), DAY, Money.parse("EUR " + amount), RECORDED, dateAssumed);
    }

    private static OpenItem itemPaidBy(Payment... payments) {
        AccountLedger.Builder ledger = AccountLedger.builder(
                        new CreditorId("default"), Customer.builder("C").build())
                .receivable(Receivable.invoice("1", DAY.minusDays(60), DAY.minusDays(30), Money.parse("EUR 100.00"))
                        .build());
        for (Payment payment : payments) {
            ledger.payment(payment).allocation(Allocation.ofPayment(payment.id().value(), "1", payment.amount()));
        }
        return ledger.build()
                .asOf(DAY, Tolerance.NONE)
                .item(new ReceivableId("1"))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, true", "false, true, true", "false, false, false"})
    void an_item_settled_by_a_payment_of_unknown_day_says_so(boolean first, boolean second, boolean assumed) {
        OpenItem item = itemPaidBy(payment("A", "40.00", first), payment("B", "60.00", second));
        assertThat(item.settled()).contains(DAY);
        assertThat(item.settledDateAssumed()).isEqualTo(assumed);
    }

    @Test
    void an_item_that_is_still_open_has_no_settled_date_to_doubt() {
        assertThat(itemPaidBy(payment("A", "99.99", true)).settledDateAssumed()).isFalse();
    }

    @Test
    void a_payment_has_a_known_day_unless_it_is_said_otherwise() {
        assertThat(new Payment(new DocumentId("A"), DAY, Money.parse("EUR 1.00"), RECORDED).dateAssumed())
                .isFalse();
    }
}
