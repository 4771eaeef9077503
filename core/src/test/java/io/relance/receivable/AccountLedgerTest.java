package io.relance.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.money.Tolerance;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountLedgerTest {
    private static final Tolerance CENT = new Tolerance(new BigDecimal("0.01"));

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private static OpenItem item(Books books, String date) {
        return item(books, date, Tolerance.NONE);
    }

    private static OpenItem item(Books books, String date, Tolerance tolerance) {
        return books.ledger()
                .asOf(LocalDate.parse(date), tolerance)
                .item(new ReceivableId("F1"))
                .orElseThrow();
    }

    private static Books invoice() {
        return Books.of("C").invoice("F1", "2026-01-10", "2026-02-10", "EUR 100");
    }

    @ParameterizedTest(name = "on {0}: {1} open, {2}")
    @CsvSource({
        "2026-01-10, 100, OPEN, ",
        "2026-01-19, 100, OPEN, ",
        "2026-01-20, 60, OPEN, ",
        "2026-01-31, 60, OPEN, ",
        "2026-02-01, 0, SETTLED, 2026-02-01",
        "2026-12-31, 0, SETTLED, 2026-02-01"
    })
    void a_payment_in_part_counts_from_its_value_date_on(String date, String open, ItemState state, LocalDate settled) {
        OpenItem item =
                item(invoice().paid("P1", "2026-01-20", "EUR 40", "F1").paid("P2", "2026-02-01", "EUR 60", "F1"), date);

        assertThat(item.open()).isEqualTo(eur(open));
        assertThat(item.state()).isEqualTo(state);
        assertThat(item.settled()).isEqualTo(Optional.ofNullable(settled));
        assertThat(item.paid()).isEqualTo(eur("100").minus(eur(open)));
    }

    @Test
    void an_item_does_not_exist_before_it_is_issued() {
        LedgerPosition before = invoice().ledger().asOf(LocalDate.of(2026, 1, 9), Tolerance.NONE);

        assertThat(before.items()).isEmpty();
        assertThat(before.item(new ReceivableId("F1"))).isEmpty();
        assertThat(before.gross().isEmpty()).isTrue();
    }

    @Test
    void a_payment_may_pay_several_invoices_and_an_invoice_be_paid_by_several() {
        LedgerPosition position = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-01-31", "EUR 100")
                .invoice("F2", "2026-01-01", "2026-01-31", "EUR 50")
                .payment("P1", "2026-01-10", "EUR 120")
                .payment("P2", "2026-01-10", "EUR 40")
                .match("P1", "F1", "EUR 90")
                .match("P1", "F2", "EUR 20")
                .match("P2", "F1", "EUR 10")
                .match("P2", "F2", "EUR 30")
                .ledger()
                .asOf(LocalDate.of(2026, 1, 10), Tolerance.NONE);

        assertThat(position.items()).extracting(OpenItem::open).containsExactly(eur("0"), eur("0"));
        assertThat(position.unallocated())
                .containsExactly(new UnallocatedCredit(
                        Allocation.Source.PAYMENT, new DocumentId("P1"), LocalDate.of(2026, 1, 10), eur("10")));
    }

    @Test
    void a_prepayment_is_credit_until_the_invoice_is_issued_and_settles_it_that_day() {
        AccountLedger ledger =
                invoice().paid("P1", "2026-01-05", "EUR 100", "F1").ledger();

        assertThat(ledger.asOf(LocalDate.of(2026, 1, 9), Tolerance.NONE)
                        .unallocatedCredit()
                        .in(CurrencyUnit.EUR))
                .isEqualTo(eur("100"));
        LedgerPosition issued = ledger.asOf(LocalDate.of(2026, 1, 10), Tolerance.NONE);
        assertThat(issued.unallocated()).isEmpty();
        assertThat(issued.items().get(0).settled()).contains(LocalDate.of(2026, 1, 10));
    }

    @Test
    void a_credit_note_takes_effect_on_its_issue_date() {
        Books books = invoice().credited("A1", "2026-01-15", "EUR 30", "F1");

        assertThat(item(books, "2026-01-14").open()).isEqualTo(eur("100"));
        assertThat(item(books, "2026-01-15").open()).isEqualTo(eur("70"));
        assertThat(item(books, "2026-01-15").netAmount()).isEqualTo(eur("70"));
        assertThat(item(books, "2026-01-15").credited()).isEqualTo(eur("30"));
    }

    @Test
    void a_reversal_opens_the_invoice_again_on_its_own_date_and_not_before() {
        Books books = invoice()
                .paid("P1", "2026-01-20", "EUR 100", "F1")
                .reversed("P1", "F1", "EUR 100", "2026-02-05")
                .paid("P2", "2026-03-01", "EUR 100", "F1");

        assertThat(item(books, "2026-02-04").settled()).contains(LocalDate.of(2026, 1, 20));
        assertThat(item(books, "2026-02-05").open()).isEqualTo(eur("100"));
        assertThat(item(books, "2026-02-05").state()).isEqualTo(ItemState.OPEN);
        assertThat(item(books, "2026-02-05").paid()).isEqualTo(eur("0"));
        // It first falls and stays: what stood before the reversal is forgotten.
        assertThat(item(books, "2026-03-01").settled()).contains(LocalDate.of(2026, 3, 1));
        assertThat(books.ledger()
                        .asOf(LocalDate.of(2026, 2, 5), Tolerance.NONE)
                        .unallocatedCredit()
                        .in(CurrencyUnit.EUR))
                .isEqualTo(eur("100"));
    }

    @Test
    void a_payment_that_the_bank_took_back_leaves_no_credit_from_that_day_on() {
        Books books = invoice().rejected("P1", "2026-01-20", "EUR 100", "F1", "2026-02-05");

        assertThat(item(books, "2026-02-04").settled()).contains(LocalDate.of(2026, 1, 20));
        assertThat(item(books, "2026-02-05").open()).isEqualTo(eur("100"));
        assertThat(books.ledger()
                        .asOf(LocalDate.of(2026, 2, 5), Tolerance.NONE)
                        .unallocatedCredit()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_reversal_dated_before_the_payment_takes_effect_with_it() {
        assertThat(item(
                                invoice()
                                        .paid("P1", "2026-01-20", "EUR 100", "F1")
                                        .reversed("P1", "F1", "EUR 100", "2026-01-01"),
                                "2026-01-20")
                        .open())
                .isEqualTo(eur("100"));
    }

    @Test
    void paid_back_and_paid_again_on_one_day_stays_settled() {
        Books books = invoice()
                .paid("P1", "2026-01-20", "EUR 100", "F1")
                .reversed("P1", "F1", "EUR 100", "2026-02-05")
                .paid("P2", "2026-02-05", "EUR 100", "F1");

        assertThat(item(books, "2026-02-05").settled()).contains(LocalDate.of(2026, 1, 20));
    }

    @Test
    void cleared_by_credit_notes_alone_is_cancelled_and_never_settled() {
        OpenItem item = item(invoice().credited("A1", "2026-01-15", "EUR 100", "F1"), "2026-01-15");

        assertThat(item.state()).isEqualTo(ItemState.CANCELLED);
        assertThat(item.settled()).isEmpty();
        assertThat(item.netAmount()).isEqualTo(eur("0"));
    }

    @Test
    void paid_in_part_and_credited_for_the_rest_is_settled() {
        OpenItem item = item(
                invoice().paid("P1", "2026-01-12", "EUR 1", "F1").credited("A1", "2026-01-15", "EUR 99", "F1"),
                "2026-01-15");

        assertThat(item.state()).isEqualTo(ItemState.SETTLED);
        assertThat(item.settled()).contains(LocalDate.of(2026, 1, 15));
    }

    @Test
    void a_payment_that_was_reversed_is_no_payment_and_credit_notes_then_cancel() {
        assertThat(item(
                                invoice()
                                        .paid("P1", "2026-01-12", "EUR 100", "F1")
                                        .reversed("P1", "F1", "EUR 100", "2026-01-13")
                                        .credited("A1", "2026-01-15", "EUR 100", "F1"),
                                "2026-01-15")
                        .state())
                .isEqualTo(ItemState.CANCELLED);
    }

    @Test
    void written_off_beyond_the_tolerance_is_never_settled() {
        Books books =
                invoice().paid("P1", "2026-01-12", "EUR 99.98", "F1").writtenOff("W1", "2026-01-20", "EUR 0.02", "F1");

        OpenItem item = item(books, "2026-01-20", CENT);
        assertThat(item.state()).isEqualTo(ItemState.WRITTEN_OFF);
        assertThat(item.settled()).isEmpty();
        assertThat(item.writtenOff()).isEqualTo(eur("0.02"));
        assertThat(item(books, "2026-01-19", CENT).state()).isEqualTo(ItemState.OPEN);
    }

    @Test
    void a_residual_within_the_tolerance_stays_settled_when_it_is_written_off() {
        Books books =
                invoice().paid("P1", "2026-01-12", "EUR 99.99", "F1").writtenOff("W1", "2026-01-20", "EUR 0.01", "F1");

        assertThat(item(books, "2026-01-19", CENT).open()).isEqualTo(eur("0.01"));
        assertThat(item(books, "2026-01-19", CENT).settled()).contains(LocalDate.of(2026, 1, 12));
        assertThat(item(books, "2026-01-20", CENT).state()).isEqualTo(ItemState.SETTLED);
        assertThat(item(books, "2026-01-20", CENT).settled()).contains(LocalDate.of(2026, 1, 12));
        assertThat(item(books, "2026-01-20").state()).isEqualTo(ItemState.WRITTEN_OFF);
    }

    @Test
    void an_invoice_over_nothing_is_negligible() {
        assertThat(item(Books.of("C").invoice("F1", "2026-01-10", "2026-02-10", "EUR 0"), "2026-01-10")
                        .state())
                .isEqualTo(ItemState.NEGLIGIBLE);
    }

    @Test
    void more_on_a_receivable_than_its_amount_is_refused_naming_both_documents_and_the_excess() {
        Books books = invoice().paid("P1", "2026-01-12", "EUR 60", "F1").paid("P2", "2026-01-13", "EUR 55.50", "F1");

        assertThatThrownBy(books::ledger)
                .isInstanceOfSatisfying(OverAllocationException.class, e -> {
                    assertThat(e.document()).isEqualTo(new DocumentId("P2"));
                    assertThat(e.receivable()).isEqualTo(new ReceivableId("F1"));
                    assertThat(e.excess()).isEqualTo(eur("15.50"));
                })
                .hasMessage("more was allocated than the receivable's amount: P2 on F1, EUR 15.50 too much");
    }

    @Test
    void more_of_a_payment_or_credit_note_than_its_amount_is_refused() {
        Books payment = invoice()
                .invoice("F2", "2026-01-11", "2026-02-10", "EUR 100")
                .payment("P1", "2026-01-12", "EUR 60")
                .match("P1", "F1", "EUR 60")
                .match("P1", "F2", "EUR 1");
        Books note =
                invoice().creditNote("A1", "2026-01-12", "EUR 10").invoice("F2", "2026-01-11", "2026-02-10", "EUR 9");

        assertThatThrownBy(payment::ledger)
                .isInstanceOfSatisfying(
                        OverAllocationException.class,
                        e -> assertThat(e.excess()).isEqualTo(eur("1")))
                .hasMessageStartingWith("more was allocated than the payment's amount: P1 on F");
        assertThatThrownBy(() -> note.ledger().toBuilder()
                        .allocation(Allocation.ofCreditNote("A1", "F1", eur("11")))
                        .build())
                .hasMessage("more was allocated than the credit note's amount: A1 on F1, EUR 1.00 too much");
    }

    @Test
    void a_write_off_beyond_what_is_open_is_refused() {
        Books books = invoice().paid("P1", "2026-01-12", "EUR 60", "F1").writtenOff("W1", "2026-01-13", "EUR 41", "F1");

        assertThatThrownBy(books::ledger)
                .hasMessage("more was allocated than the receivable's amount: W1 on F1, EUR 1.00 too much");
    }

    @Test
    void taking_back_more_than_was_allocated_is_refused() {
        Books books = invoice().paid("P1", "2026-01-12", "EUR 60", "F1").reversed("P1", "F1", "EUR 61", "2026-01-13");

        assertThatThrownBy(books::ledger)
                .isInstanceOfSatisfying(
                        OverAllocationException.class,
                        e -> assertThat(e.excess()).isEqualTo(eur("1")))
                .hasMessage("more was taken back than had been allocated: P1 on F1, EUR 1.00 too much");
    }

    @Test
    void one_payment_s_reversal_cannot_take_back_another_s_money() {
        Books books = invoice()
                .paid("P1", "2026-01-12", "EUR 60", "F1")
                .invoice("F2", "2026-01-10", "2026-02-10", "EUR 100")
                .paid("P2", "2026-01-12", "EUR 40", "F1")
                .reversed("P2", "F1", "EUR 50", "2026-01-13");

        assertThatThrownBy(books::ledger).isInstanceOf(OverAllocationException.class);
    }

    @ParameterizedTest(name = "as of {0}: {1} open on F1, {2} on F2, {3} unallocated")
    @CsvSource({
        "2026-01-11, 100, 100,  0",
        "2026-01-12,  40, 100,  0", // 60 matched with F1
        "2026-01-19,  40, 100,  0",
        "2026-01-20, 100,  60, 20", // unmatched: 40 of it goes to F2 from that day on
    })
    void money_that_was_unmatched_can_be_matched_elsewhere_and_the_past_stays_as_it_was(
            String date, String ofF1, String ofF2, String unallocated) {
        AccountLedger ledger = invoice()
                .invoice("F2", "2026-01-10", "2026-02-10", "EUR 100")
                .paid("P1", "2026-01-12", "EUR 60", "F1")
                .reversed("P1", "F1", "EUR 60", "2026-01-20")
                .ledger()
                .toBuilder()
                .allocation(Allocation.ofPayment("P1", "F2", eur("40")).freedOn(LocalDate.of(2026, 1, 20)))
                .build();

        LedgerPosition position = ledger.asOf(LocalDate.parse(date), Tolerance.NONE);

        assertThat(position.item(new ReceivableId("F1")).orElseThrow().open()).isEqualTo(eur(ofF1));
        assertThat(position.item(new ReceivableId("F2")).orElseThrow().open()).isEqualTo(eur(ofF2));
        assertThat(position.unallocatedCredit().in(CurrencyUnit.EUR)).isEqualTo(eur(unallocated));
    }

    @Test
    void a_reversal_is_taken_back_where_it_had_been_allocated() {
        Books books = invoice()
                .invoice("F2", "2026-01-10", "2026-02-10", "EUR 100")
                .paid("P1", "2026-01-12", "EUR 60", "F1")
                .paid("P2", "2026-01-12", "EUR 60", "F2")
                .reversed("P1", "F2", "EUR 60", "2026-01-13");

        assertThatThrownBy(books::ledger)
                .isInstanceOf(OverAllocationException.class)
                .hasMessageContaining("P1 on F2");
    }

    @Test
    void unknown_documents_and_mixed_currencies_are_refused_by_name() {
        assertThatThrownBy(() -> invoice().match("P9", "F1", "EUR 1").ledger())
                .hasMessage("an allocation to F1 names the unknown payment P9");
        assertThatThrownBy(() -> invoice().ledger().toBuilder()
                        .allocation(Allocation.ofCreditNote("A9", "F1", eur("1")))
                        .build())
                .hasMessage("an allocation to F1 names the unknown credit note A9");
        assertThatThrownBy(
                        () -> invoice().paid("P1", "2026-01-12", "EUR 1", "F9").ledger())
                .hasMessage("an allocation of P1 names the unknown receivable F9");
        assertThatThrownBy(() ->
                        invoice().writtenOff("W1", "2026-01-12", "EUR 1", "F9").ledger())
                .hasMessage("write-off W1 names the unknown receivable F9");
        assertThatThrownBy(
                        () -> invoice().paid("P1", "2026-01-12", "USD 1", "F1").ledger())
                .hasMessage("P1 is in USD and cannot be applied to F1: currencies are never mixed (EUR)");
        assertThatThrownBy(() -> invoice()
                        .payment("P1", "2026-01-12", "USD 1")
                        .match("P1", "F1", "EUR 1")
                        .ledger())
                .hasMessageContaining("currencies are never mixed");
        assertThatThrownBy(() ->
                        invoice().writtenOff("W1", "2026-01-12", "USD 1", "F1").ledger())
                .hasMessage("W1 is in USD and cannot be applied to F1: currencies are never mixed (EUR)");
    }

    @Test
    void numbers_are_unique_within_their_kind() {
        assertThatThrownBy(() -> invoice().invoice("F1", "2026-01-10", "2026-02-10", "EUR 1"))
                .hasMessage("account acme/C has two entries for receivable F1");
        assertThatThrownBy(() -> invoice().payment("P", "2026-01-10", "EUR 1").payment("P", "2026-01-10", "EUR 1"))
                .hasMessage("account acme/C has two entries for payment P");
        assertThatThrownBy(
                        () -> invoice().creditNote("A", "2026-01-10", "EUR 1").creditNote("A", "2026-01-10", "EUR 1"))
                .hasMessage("account acme/C has two entries for credit note A");
        assertThat(invoice()
                        .payment("F1", "2026-01-10", "EUR 1")
                        .creditNote("F1", "2026-01-10", "EUR 1")
                        .ledger())
                .hasToString("ledger of acme/C: 1 receivables, 1 credit notes, 1 payments");
    }

    @Test
    void amounts_have_a_sign() {
        assertThatThrownBy(() -> invoice().invoice("F2", "2026-01-10", "2026-02-10", "EUR -1"))
                .hasMessage("the amount of F2 is negative (EUR -1.00): that is a credit note");
        assertThatThrownBy(() -> invoice().payment("P", "2026-01-10", "EUR -1"))
                .hasMessage("the amount of payment P is negative: EUR -1.00");
        assertThatThrownBy(() -> invoice().creditNote("A", "2026-01-10", "EUR -1"))
                .hasMessage("the amount of credit note A is negative: EUR -1.00");
        assertThatThrownBy(() -> invoice().writtenOff("W", "2026-01-10", "EUR 0", "F1"))
                .hasMessage("write-off W must be above 0, but was EUR 0.00");
        assertThatThrownBy(() -> Allocation.ofPayment("P", "F1", eur("0"))).hasMessage("an allocation of P to F1 is 0");
        assertThatThrownBy(() -> Allocation.ofPayment("P", "F1", eur("-1")))
                .hasMessage("an allocation of P to F1 of EUR -1.00 needs the day of its reversal");
        assertThatThrownBy(
                        () -> Allocation.ofPayment("P", "F1", eur("1")).reversed(eur("-1"), LocalDate.of(2026, 1, 1)))
                .hasMessage("what is taken back of P from F1 must be above 0, but was EUR -1.00");
    }

    @Test
    void receivables_come_by_due_date_then_number() {
        AccountLedger ledger = Books.of("C")
                .invoice("F3", "2026-01-10", "2026-02-10", "EUR 1")
                .invoice("F1", "2026-01-10", "2026-02-10", "EUR 1")
                .invoice("F2", "2026-01-10", "2026-02-09", "EUR 1")
                .ledger();

        assertThat(ledger.receivables()).extracting(r -> r.id().value()).containsExactly("F2", "F1", "F3");
        assertThat(ledger.asOf(LocalDate.of(2026, 3, 1), Tolerance.NONE).items())
                .extracting(i -> i.id().value())
                .containsExactly("F2", "F1", "F3");
    }

    @Test
    void a_builder_that_starts_from_a_ledger_makes_the_same_one() {
        AccountLedger ledger = invoice()
                .paid("P1", "2026-01-12", "EUR 60", "F1")
                .credited("A1", "2026-01-12", "EUR 5", "F1")
                .writtenOff("W1", "2026-01-13", "EUR 5", "F1")
                .ledger();
        Instant recorded = Instant.parse("2026-02-01T00:00:00Z");
        AccountLedger again =
                ledger.toBuilder().recordedUpTo(recorded).completeUntil(recorded.plusSeconds(1)).build().toBuilder()
                        .build();

        assertThat(again.recordedUpTo()).contains(recorded);
        assertThat(again.completeUntil()).contains(recorded.plusSeconds(1));
        assertThat(ledger.recordedUpTo()).isEmpty();
        assertThat(again.asOf(LocalDate.of(2026, 3, 1), Tolerance.NONE).items())
                .isEqualTo(ledger.asOf(LocalDate.of(2026, 3, 1), Tolerance.NONE).items());
        assertThat(again.movements(new ReceivableId("F1"))).hasSize(3);
        assertThat(again.movements(new ReceivableId("F9"))).isEmpty();
    }

    /** Issued 10 January, disputed from 1 March; a payment of the 20th, matched to an invoice issued the day after. */
    private static Books busy() {
        return Books.of("C")
                .invoice(
                        "F1",
                        "2026-01-10",
                        "2026-02-10",
                        "EUR 100",
                        invoice -> invoice.disputedFrom(LocalDate.of(2026, 3, 1)))
                .invoice("F2", "2026-01-21", "2026-02-21", "EUR 50")
                .paid("P1", "2026-01-20", "EUR 30", "F2")
                .creditNote("A1", "2026-02-05", "EUR 10")
                .writtenOff("W1", "2026-04-01", "EUR 100", "F1");
    }

    @ParameterizedTest(name = "up to {0}: {1}")
    @CsvSource({
        "2026-01-09, ",
        "2026-01-10, 2026-01-10",
        "2026-01-19, 2026-01-10",
        "2026-01-20, 2026-01-20",
        "2026-02-04, 2026-01-21",
        "2026-02-05, 2026-02-05",
        "2026-03-31, 2026-02-05",
        "2026-12-31, 2026-04-01"
    })
    void the_last_change_is_the_newest_document_or_allocation_by_the_day(LocalDate day, LocalDate last) {
        assertThat(busy().ledger().lastChange(day)).isEqualTo(Optional.ofNullable(last));
    }

    @ParameterizedTest(name = "after {0}: {1}")
    @CsvSource({
        "2025-12-31, 2026-01-10",
        "2026-01-10, 2026-01-20",
        "2026-01-20, 2026-01-21",
        "2026-01-21, 2026-02-05",
        "2026-02-05, 2026-03-01",
        "2026-03-01, 2026-04-01",
        "2026-04-01, "
    })
    void the_next_change_is_the_first_thing_after_the_day_that_the_books_hold_already(LocalDate day, LocalDate next) {
        assertThat(busy().ledger().nextChange(day)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void what_is_taken_back_is_a_change_on_its_day() {
        AccountLedger reversed =
                busy().reversed("P1", "F2", "EUR 30", "2026-05-04").ledger();
        assertThat(reversed.nextChange(LocalDate.of(2026, 4, 1))).contains(LocalDate.of(2026, 5, 4));
        assertThat(reversed.lastChange(LocalDate.of(2026, 5, 4))).contains(LocalDate.of(2026, 5, 4));
    }

    @Test
    void books_without_documents_never_change() {
        AccountLedger empty = Books.of("C").ledger();
        assertThat(empty.lastChange(LocalDate.MAX)).isEmpty();
        assertThat(empty.nextChange(LocalDate.MIN)).isEmpty();
    }
}
