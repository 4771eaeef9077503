package io.relance.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.LedgerArbitraries;
import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;

class LedgerProperties {
    @Provide
    Arbitrary<AccountLedger> ledgers() {
        return LedgerArbitraries.ledgers();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return LedgerArbitraries.days();
    }

    /** L10, second half. */
    @Property(seed = "20260105", tries = 500)
    void allocation_conserves_money_to_the_cent(
            @ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date) {
        LedgerArbitraries.coverHardCases(ledger, date);
        LedgerPosition position = ledger.asOf(date, Tolerance.NONE);

        MoneyBag issued = MoneyBag.empty();
        MoneyBag applied = MoneyBag.empty();
        MoneyBag writtenOff = MoneyBag.empty();
        for (OpenItem item : position.items()) {
            assertThat(item.open().plus(item.paid()).plus(item.credited()).plus(item.writtenOff()))
                    .isEqualTo(item.receivable().amount());
            assertThat(item.open().isNegative()).isFalse();
            assertThat(item.paid().isNegative()).isFalse();
            assertThat(item.credited().isNegative()).isFalse();
            issued = issued.plus(item.receivable().amount());
            applied = applied.plus(item.paid()).plus(item.credited());
            writtenOff = writtenOff.plus(item.writtenOff());
        }
        MoneyBag received = MoneyBag.empty();
        for (Payment payment : ledger.payments()) {
            received = payment.valueDate().isAfter(date) ? received : received.plus(payment.amount());
        }
        for (CreditNote note : ledger.creditNotes()) {
            received = note.issued().isAfter(date) ? received : received.plus(note.amount());
        }
        assertThat(position.gross()).isEqualTo(issued.minus(applied).minus(writtenOff));
        assertThat(position.unallocatedCredit()).isEqualTo(received.minus(applied));
    }

    @Property(seed = "20260105", tries = 300)
    void the_open_amount_is_the_original_less_every_movement_by_the_day(
            @ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date) {
        for (OpenItem item : ledger.asOf(date, Tolerance.NONE).items()) {
            Money open = item.receivable().amount();
            for (Movement movement : ledger.movements(item.id())) {
                open = movement.effective().isAfter(date) ? open : open.minus(movement.amount());
            }
            assertThat(item.open()).isEqualTo(open);
        }
    }

    @Property(seed = "20260105", tries = 300)
    void a_settled_date_is_the_first_day_from_which_on_nothing_was_open(
            @ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date) {
        for (OpenItem item : ledger.asOf(date, Tolerance.NONE).items()) {
            assertThat(item.settled().isPresent()).isEqualTo(item.state() == ItemState.SETTLED);
            item.settled().ifPresent(settled -> {
                for (LocalDate day = settled; !day.isAfter(date); day = day.plusDays(1)) {
                    assertThat(open(ledger, item, day).isZero()).isTrue();
                }
                LocalDate before = settled.minusDays(1);
                assertThat(!item.receivable().existsOn(before)
                                || open(ledger, item, before).isPositive())
                        .isTrue();
            });
        }
    }

    private static Money open(AccountLedger ledger, OpenItem item, LocalDate day) {
        return ledger.asOf(day, Tolerance.NONE).item(item.id()).orElseThrow().open();
    }

    /** L9, for the books. */
    @Property(seed = "20260105", tries = 300)
    void the_order_in_which_documents_are_given_makes_no_difference(
            @ForAll("ledgers") AccountLedger ledger, @ForAll("days") LocalDate date, @ForAll Random random) {
        AccountLedger.Builder builder = AccountLedger.builder(ledger.account().creditor(), ledger.customer());
        shuffled(ledger.receivables(), random).forEach(builder::receivable);
        shuffled(ledger.creditNotes(), random).forEach(builder::creditNote);
        shuffled(ledger.payments(), random).forEach(builder::payment);
        shuffled(ledger.writeOffs(), random).forEach(builder::writeOff);
        shuffled(ledger.allocations(), random).forEach(builder::allocation);
        AccountLedger other = builder.build();

        Tolerance tolerance = new Tolerance(BigDecimal.ONE);
        LedgerPosition expected = ledger.asOf(date, tolerance);
        LedgerPosition actual = other.asOf(date, tolerance);
        assertThat(actual.items()).isEqualTo(expected.items());
        assertThat(actual.unallocated()).isEqualTo(expected.unallocated());
        for (Receivable receivable : ledger.receivables()) {
            assertThat(other.movements(receivable.id())).isEqualTo(ledger.movements(receivable.id()));
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
