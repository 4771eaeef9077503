package io.relance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import io.relance.template.Statement;
import io.relance.template.StatementBalance;
import io.relance.template.StatementEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Statements out of the books. */
class StatementsTest {
    private static final LocalDate NEW_YEAR = LocalDate.parse("2026-01-01");
    private static final Instant RECORDED = Instant.parse("2026-01-01T08:00:00Z");

    private static AccountLedger.Builder ledger() {
        return AccountLedger.builder(
                new CreditorId("acme"), Customer.builder("dupont").build());
    }

    private static Receivable invoice(String number, LocalDate issued, Money amount) {
        return Receivable.invoice(number, issued, issued.plusDays(30), amount).build();
    }

    private static Payment paid(String id, LocalDate day, String amount) {
        return new Payment(new DocumentId(id), day, Money.parse(amount), RECORDED);
    }

    @Test
    void every_document_stands_in_it_on_its_day_with_the_balance_after_it() {
        LocalDate february = LocalDate.parse("2026-02-01");
        AccountLedger books = ledger().receivable(invoice("F1", NEW_YEAR, Money.parse("EUR 100")))
                .receivable(invoice("F2", LocalDate.parse("2026-02-10"), Money.parse("EUR 50")))
                .receivable(Receivable.invoice(
                                "K1",
                                LocalDate.parse("2026-02-12"),
                                LocalDate.parse("2026-02-12"),
                                Money.parse("EUR 40"))
                        .kind(Receivable.Kind.CLAIM)
                        .build())
                .creditNote(new CreditNote(
                        new DocumentId("G1"), LocalDate.parse("2026-02-11"), Money.parse("EUR 5"), RECORDED))
                .payment(paid("P0", LocalDate.parse("2026-01-20"), "EUR 30"))
                .payment(paid("P1", LocalDate.parse("2026-02-15"), "EUR 20").rejected(LocalDate.parse("2026-02-18")))
                .payment(paid("P2", LocalDate.parse("2026-03-01"), "EUR 1"))
                .writeOff(new WriteOff(
                        new DocumentId("W1"),
                        new ReceivableId("F1"),
                        Money.parse("EUR 3"),
                        LocalDate.parse("2026-02-20")))
                .build();

        Statement statement = Statements.of(books, february, LocalDate.parse("2026-02-28"));

        assertThat(statement.lines())
                .extracting(line -> line.entry().date().getDayOfMonth() + " "
                        + line.entry().type() + " " + line.entry().reference() + " "
                        + line.entry().amount().getAmount().intValueExact() + " "
                        + line.balance().getAmount().intValueExact())
                .containsExactly(
                        "10 INVOICE F2 50 " + (100 - 30 + 50),
                        "11 CREDIT_NOTE G1 -5 " + (120 - 5),
                        "12 CLAIM K1 40 " + (115 + 40),
                        "15 PAYMENT P1 -20 " + (155 - 20),
                        "18 REVERSED_PAYMENT P1 20 " + (135 + 20),
                        "20 ADJUSTMENT W1 -3 " + (155 - 3));
        assertThat(statement.lines().get(0).entry())
                .isEqualTo(StatementEntry.invoice(
                        LocalDate.parse("2026-02-10"), "F2", LocalDate.parse("2026-03-12"), Money.parse("EUR 50")));
        assertThat(statement.balances()).singleElement().satisfies(balance -> {
            assertThat(balance.opening()).isEqualTo(Money.parse("EUR 70"));
            // F1 100 - 3 and K1 40 are past due, less what is left of P0 30 and G1 5
            assertThat(balance.overdue()).contains(Money.parse("EUR 102"));
        });
    }

    @Test
    void where_nothing_was_owed_and_nothing_came_there_is_nothing_to_state() {
        AccountLedger books = ledger().receivable(invoice("F1", NEW_YEAR, Money.parse("EUR 100")))
                .build();

        assertThatThrownBy(() -> Statements.of(books, NEW_YEAR.minusDays(9), NEW_YEAR.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void the_closing_balance_is_what_is_open_less_the_credit_left_whatever_the_days(
            @ForAll long seed, @ForAll @IntRange(max = 120) int from, @ForAll @IntRange(max = 120) int length) {
        AccountLedger books = books(new Random(seed));
        LocalDate first = NEW_YEAR.plusDays(from);
        LocalDate last = first.plusDays(length);

        Statement statement;
        try {
            statement = Statements.of(books, first, last);
        } catch (IllegalArgumentException nothing) {
            assertThat(books.asOf(last, Tolerance.NONE).gross())
                    .as("refused only when there is nothing to state")
                    .isEqualTo(books.asOf(last, Tolerance.NONE).unallocatedCredit());
            return;
        }

        LedgerPosition position = books.asOf(last, Tolerance.NONE);
        MoneyBag owed = position.gross().minus(position.unallocatedCredit());
        LedgerPosition before = books.asOf(first.minusDays(1), Tolerance.NONE);
        MoneyBag owedBefore = before.gross().minus(before.unallocatedCredit());
        for (StatementBalance balance : statement.balances()) {
            assertThat(balance.closing()).isEqualTo(owed.in(balance.closing().getCurrencyUnit()));
            assertThat(balance.opening())
                    .isEqualTo(owedBefore.in(balance.opening().getCurrencyUnit()));
        }
        assertThat(statement.balances().stream().map(b -> b.closing().getCurrencyUnit()))
                .containsAll(owed.currencies());
    }

    /** Invoices, payments and credit notes in two currencies, matched in part, some taken back. */
    private static AccountLedger books(Random random) {
        AccountLedger.Builder books = ledger();
        books.receivable(invoice("F", NEW_YEAR.minusDays(1), Money.parse("EUR 1")));
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            String unit = random.nextBoolean() ? "EUR " : "USD ";
            int amount = 10 + random.nextInt(90);
            LocalDate issued = NEW_YEAR.plusDays(random.nextInt(100));
            books.receivable(invoice("F" + i, issued, Money.parse(unit + amount)));
            int part = 1 + random.nextInt(amount);
            LocalDate day = NEW_YEAR.plusDays(random.nextInt(120));
            switch (random.nextInt(5)) {
                case 0 ->
                    books.payment(paid("P" + i, day, unit + (part + random.nextInt(20))))
                            .allocation(Allocation.ofPayment("P" + i, "F" + i, Money.parse(unit + part)));
                case 1 ->
                    books.creditNote(new CreditNote(new DocumentId("G" + i), day, Money.parse(unit + part), RECORDED))
                            .allocation(Allocation.ofCreditNote("G" + i, "F" + i, Money.parse(unit + part)));
                case 2 -> {
                    LocalDate back = day.plusDays(120);
                    Allocation whole = Allocation.ofPayment("P" + i, "F" + i, Money.parse(unit + part));
                    books.payment(paid("P" + i, day, unit + part).rejected(back))
                            .allocation(whole)
                            .allocation(whole.reversed(Money.parse(unit + part), back));
                }
                case 3 ->
                    books.writeOff(new WriteOff(
                            new DocumentId("W" + i),
                            new ReceivableId("F" + i),
                            Money.parse(unit + part),
                            issued.plusDays(random.nextInt(60))));
                default -> books.payment(paid("P" + i, day, unit + part));
            }
        }
        return books.build();
    }
}
