package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.DocumentId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Whoever leaves out what no longer matters sees every later day as it is. */
class RelevanceTest {
    private static final AccountId DUPONT = AccountId.of("acme", "dupont");
    private static final LocalDate DAY = Ledgers.DAY;
    private static final int DAYS = 40;

    @Test
    void from_the_first_day_of_a_window_on_the_books_are_the_same_without_what_is_of_the_past() {
        int left = 0;
        for (int seed = 0; seed < 150; seed++) {
            AccountLedger whole = drawn(new Random(seed));
            Relevance relevance = new Relevance(whole);
            for (int since = 0; since < DAYS; since += 7) {
                AccountLedger part = part(whole, relevance, DAY.plusDays(since));
                left += whole.receivables().size() - part.receivables().size();
                for (int day = since; day < DAYS + 5; day++) {
                    assertThat(owed(part, DAY.plusDays(day)))
                            .as("seed %d, since day %d, on day %d", seed, since, day)
                            .isEqualTo(owed(whole, DAY.plusDays(day)));
                }
            }
        }
        assertThat(left).as("documents that were left out").isGreaterThan(300);
    }

    private static List<Object> owed(AccountLedger ledger, LocalDate day) {
        LedgerPosition position = ledger.asOf(day, Tolerance.NONE);
        List<Object> owed = new ArrayList<>(position.unallocated());
        for (OpenItem item : position.items()) {
            if (item.open().isPositive()) {
                owed.add(item.receivable().id() + " " + item.open());
            }
        }
        return owed;
    }

    private static AccountLedger part(AccountLedger whole, Relevance relevance, LocalDate since) {
        AccountLedger.Builder part = AccountLedger.builder(DUPONT.creditor(), whole.customer());
        whole.receivables().stream()
                .filter(receivable -> !relevance.of(receivable.id()).isBefore(since))
                .forEach(part::receivable);
        whole.payments().stream()
                .filter(payment ->
                        !relevance.of(Allocation.Source.PAYMENT, payment.id()).isBefore(since))
                .forEach(part::payment);
        whole.creditNotes().stream()
                .filter(note ->
                        !relevance.of(Allocation.Source.CREDIT_NOTE, note.id()).isBefore(since))
                .forEach(part::creditNote);
        whole.writeOffs().stream()
                .filter(writeOff -> !relevance.of(writeOff.receivable()).isBefore(since))
                .forEach(part::writeOff);
        whole.allocations().stream()
                .filter(allocation -> !relevance.of(allocation.receivable()).isBefore(since))
                .forEach(part::allocation);
        return part.build();
    }

    /** Twelve invoices of 4 cents, and documents that are applied to them some cents each, some of it taken back. */
    private static AccountLedger drawn(Random random) {
        int[] open = new int[12];
        AccountLedger.Builder ledger = AccountLedger.builder(DUPONT.creditor(), Ledgers.customer(DUPONT));
        for (int i = 0; i < open.length; i++) {
            LocalDate issued = day(random);
            open[i] = 4;
            ledger.receivable(
                    Receivable.invoice("F" + i, issued, issued, cents(open[i])).build());
        }
        for (int i = 0; i < 14; i++) {
            List<Allocation> uses = uses("D" + i, i % 3 == 0, i, open, random);
            int amount = uses.size() + (random.nextInt(6) == 0 ? 1 : 0);
            DocumentId id = new DocumentId("D" + i);
            if (i % 3 == 0) {
                ledger.creditNote(new CreditNote(id, day(random), cents(amount), Ledgers.RECORDED));
            } else {
                boolean rejected = random.nextInt(8) == 0;
                Payment payment = new Payment(id, day(random), cents(amount), Ledgers.RECORDED);
                ledger.payment(rejected ? payment.rejected(DAY.plusDays(DAYS)) : payment);
            }
            for (Allocation use : uses) {
                ledger.allocation(use);
                if (random.nextInt(20) == 0) {
                    ledger.allocation(use.reversed(cents(1), DAY.plusDays(random.nextInt(DAYS))));
                }
            }
        }
        for (int i = 0; i < open.length; i++) {
            if (open[i] > 0 && random.nextInt(4) > 0) {
                ledger.writeOff(
                        new WriteOff(new DocumentId("W" + i), new ReceivableId("F" + i), cents(open[i]), day(random)));
            }
        }
        return ledger.build();
    }

    /** Up to 5 cents, each to the invoice of that number or the next. */
    private static List<Allocation> uses(String document, boolean note, int number, int[] open, Random random) {
        List<Allocation> uses = new ArrayList<>();
        for (int cent = random.nextInt(6); cent > 0; cent--) {
            int to = (number + random.nextInt(2)) % open.length;
            if (open[to] > 0) {
                open[to]--;
                uses.add(
                        note
                                ? Allocation.ofCreditNote(document, "F" + to, cents(1))
                                : Allocation.ofPayment(document, "F" + to, cents(1)));
            }
        }
        return uses;
    }

    private static LocalDate day(Random random) {
        return DAY.plusDays(random.nextInt(DAYS));
    }

    private static Money cents(int amount) {
        return Money.ofMinor(CurrencyUnit.EUR, amount);
    }
}
