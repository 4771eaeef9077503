package io.relance.decision;

import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What people record, in few words. Everything is recorded at nine o'clock in the morning, UTC. */
final class Records {
    private Records() {}

    /** A promise with its parts: {@code "F1", "EUR 100", "F2", "EUR 50"}. */
    static PromiseToPay promise(String id, String recordedOn, String date, String... shares) {
        List<PromiseToPay.Share> parts = new ArrayList<>();
        for (int i = 0; i < shares.length; i += 2) {
            parts.add(new PromiseToPay.Share(new ReceivableId(shares[i]), Money.parse(shares[i + 1])));
        }
        return new PromiseToPay(
                id,
                parts,
                LocalDate.parse(date),
                LocalDate.parse(recordedOn),
                Instant.parse(recordedOn + "T09:00:00Z"),
                "ann",
                false,
                Optional.empty());
    }

    /** A plan over F1 and others, with its instalments: {@code "2026-07-01", "EUR 50"}. */
    static InstalmentPlan plan(
            String agreedOn, InstalmentPlan.Breaking breaking, List<String> invoices, String... instalments) {
        List<InstalmentPlan.Instalment> parts = new ArrayList<>();
        for (int i = 0; i < instalments.length; i += 2) {
            parts.add(new InstalmentPlan.Instalment(LocalDate.parse(instalments[i]), Money.parse(instalments[i + 1])));
        }
        return new InstalmentPlan(
                "plan",
                invoices.stream().map(ReceivableId::new).toList(),
                parts,
                breaking,
                LocalDate.parse(agreedOn),
                Instant.parse(agreedOn + "T09:00:00Z"),
                Optional.empty(),
                Optional.empty());
    }

    /** A dispute over all that is open. */
    static Dispute dispute(String invoice, String opened) {
        return dispute(invoice, opened, Optional.empty());
    }

    /** A dispute over a part. */
    static Dispute dispute(String invoice, String opened, String amount) {
        return dispute(invoice, opened, Optional.of(Money.parse(amount)));
    }

    private static Dispute dispute(String invoice, String opened, Optional<Money> amount) {
        return new Dispute(
                "dispute of " + invoice,
                new ReceivableId(invoice),
                "price",
                amount,
                "sales",
                LocalDate.parse(opened),
                Optional.empty(),
                Optional.empty());
    }

    /** The same dispute, which no longer counts from {@code closed} on. */
    static Dispute closed(Dispute dispute, String closed) {
        return new Dispute(
                dispute.id(),
                dispute.receivable(),
                dispute.category(),
                dispute.amount(),
                dispute.owner(),
                dispute.opened(),
                dispute.due(),
                Optional.of(LocalDate.parse(closed)));
    }

    /** A hold on the whole account, or on the invoices named first. */
    static Hold hold(String from, String until, String... invoice) {
        return new Hold(
                "hold " + from + Arrays.toString(invoice),
                Arrays.stream(invoice).findFirst().map(ReceivableId::new),
                LocalDate.parse(from),
                until.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(until)),
                "merger",
                "ann");
    }

    static PendingPayment pending(String invoice, String amount, String since, String lapses) {
        return new PendingPayment(
                "psp-1",
                new ReceivableId(invoice),
                Money.parse(amount),
                LocalDate.parse(since),
                LocalDate.parse(lapses));
    }

    static LoggedContact call(String date, LoggedContact.Result result) {
        return new LoggedContact(
                "call " + date,
                LocalDate.parse(date),
                "call",
                LoggedContact.Direction.OUTGOING,
                Optional.empty(),
                result,
                "",
                "ann");
    }
}
