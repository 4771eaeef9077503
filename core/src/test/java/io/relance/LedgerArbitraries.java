package io.relance;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.statistics.Statistics;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Generated books: invoices in up to three currencies, credit notes, payments in part and many-to-many, reversals,
 * write-offs, prepaid invoices, documents recorded late, flags. Every ledger is valid: nothing is allocated beyond its
 * amount.
 */
public final class LedgerArbitraries {
    /** The first day on which anything happens. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    /** How many days the documents of a ledger are spread over. */
    public static final int DAYS = 150;

    /** The creditor of every generated ledger. */
    public static final CreditorId CREDITOR = new CreditorId("acme");

    private static final List<CurrencyUnit> CURRENCIES =
            List.of(CurrencyUnit.EUR, CurrencyUnit.EUR, CurrencyUnit.USD, CurrencyUnit.JPY);

    private record Invoice(int day, int terms, long minor, int currency, int flags) {}

    private record Credit(boolean note, int day, long minor, int currency, int recordedAfter) {}

    private record Match(int credit, int invoice, int percent, int reversedAfter) {
        Match within(int credits, int invoices) {
            return new Match(credit % credits, invoice % invoices, percent, reversedAfter);
        }
    }

    private record WriteOffOf(int invoice, int percent, int day) {}

    private LedgerArbitraries() {}

    /** A day on which a generated ledger has something to show: also before its first and after its last document. */
    public static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(-5, DAYS + 60).map(FIRST_DAY::plusDays);
    }

    /** The ledger of one customer. */
    public static Arbitrary<AccountLedger> ledgers() {
        return Arbitraries.integers().between(1, 999).flatMap(number -> ledgers("C" + number));
    }

    /** The ledgers of up to four customers. */
    public static Arbitrary<List<AccountLedger>> portfolios() {
        return Combinators.combine(ledgers("C1"), ledgers("C2"), ledgers("C3"), ledgers("C4"))
                .as(List::of)
                .flatMap(all -> Arbitraries.integers().between(1, all.size()).map(size -> all.subList(0, size)));
    }

    /** The ledger of the customer {@code id}. */
    public static Arbitrary<AccountLedger> ledgers(String id) {
        Arbitrary<Invoice> invoices = Combinators.combine(
                        Arbitraries.integers().between(0, DAYS),
                        Arbitraries.integers().between(-5, 60),
                        Arbitraries.longs().between(0, 500_000),
                        Arbitraries.integers().between(0, CURRENCIES.size() - 1),
                        Arbitraries.integers().between(0, 255))
                .as(Invoice::new);
        Arbitrary<Credit> credits = Combinators.combine(
                        Arbitraries.of(true, false, false),
                        Arbitraries.integers().between(0, DAYS),
                        Arbitraries.longs().between(0, 800_000),
                        Arbitraries.integers().between(0, CURRENCIES.size() - 1),
                        Arbitraries.of(0, 0, 1, 3, 20))
                .as(Credit::new);
        Arbitrary<Match> matches = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(100, 100, 100, 50, 33, 1),
                        Arbitraries.of(-1, -1, -1, 0, 5, 30))
                .as(Match::new);
        Arbitrary<WriteOffOf> writeOffs = Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(100, 50),
                        Arbitraries.integers().between(0, DAYS))
                .as(WriteOffOf::new);
        return Combinators.combine(
                        invoices.list().ofMinSize(1).ofMaxSize(8),
                        credits.list().ofMaxSize(6),
                        matches.list().ofMaxSize(14),
                        writeOffs.list().ofMaxSize(2))
                .as((is, cs, ms, ws) -> ledger(id, is, cs, ms, ws));
    }

    private static AccountLedger ledger(
            String id, List<Invoice> invoices, List<Credit> credits, List<Match> matches, List<WriteOffOf> writeOffs) {
        AccountLedger.Builder ledger =
                AccountLedger.builder(CREDITOR, Customer.builder(id).build());
        List<Receivable> receivables = new ArrayList<>();
        for (int i = 0; i < invoices.size(); i++) {
            Receivable receivable = receivable(id + "-F" + i, invoices.get(i));
            receivables.add(receivable);
            ledger.receivable(receivable);
        }
        for (int i = 0; i < credits.size(); i++) {
            Credit credit = credits.get(i);
            LocalDate day = FIRST_DAY.plusDays(credit.day());
            Instant recorded = day.plusDays(credit.recordedAfter())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            DocumentId number = new DocumentId(id + "-" + i);
            if (credit.note()) {
                ledger.creditNote(new CreditNote(number, day, money(credit), recorded));
            } else {
                ledger.payment(new Payment(number, day, money(credit), recorded));
            }
        }
        match(id, ledger, receivables, credits, matches, writeOffs);
        return ledger.build();
    }

    private static void match(
            String id,
            AccountLedger.Builder ledger,
            List<Receivable> receivables,
            List<Credit> credits,
            List<Match> matches,
            List<WriteOffOf> writeOffs) {
        // What is left counts nothing back after a reversal, so that no day can see more than a document has.
        Map<Integer, Long> leftOfInvoice = new HashMap<>();
        Map<Integer, Long> leftOfCredit = new HashMap<>();
        for (Match drawn : credits.isEmpty() ? List.<Match>of() : matches) {
            Match match = drawn.within(credits.size(), receivables.size());
            Credit credit = credits.get(match.credit());
            Receivable receivable = receivables.get(match.invoice());
            if (!unit(credit.currency()).equals(receivable.amount().getCurrencyUnit())) {
                continue;
            }
            long invoiceLeft = leftOfInvoice.getOrDefault(
                    match.invoice(), receivable.amount().getAmountMinorLong());
            long creditLeft = leftOfCredit.getOrDefault(match.credit(), credit.minor());
            long amount = Math.min(invoiceLeft, creditLeft) * match.percent() / 100;
            if (amount <= 0) {
                continue;
            }
            leftOfInvoice.put(match.invoice(), invoiceLeft - amount);
            leftOfCredit.put(match.credit(), creditLeft - amount);
            Allocation allocation = new Allocation(
                    credit.note() ? Allocation.Source.CREDIT_NOTE : Allocation.Source.PAYMENT,
                    new DocumentId(id + "-" + match.credit()),
                    receivable.id(),
                    Money.ofMinor(unit(credit.currency()), amount),
                    Optional.empty());
            ledger.allocation(allocation);
            if (match.reversedAfter() >= 0) {
                LocalDate day = FIRST_DAY.plusDays(credit.day() + match.reversedAfter());
                ledger.allocation(allocation.reversed(allocation.amount(), day));
            }
        }
        for (int i = 0; i < writeOffs.size(); i++) {
            WriteOffOf writeOff = writeOffs.get(i);
            if (writeOff.invoice() >= receivables.size()) {
                continue;
            }
            Receivable receivable = receivables.get(writeOff.invoice());
            long left = leftOfInvoice.getOrDefault(
                    writeOff.invoice(), receivable.amount().getAmountMinorLong());
            long amount = left * writeOff.percent() / 100;
            if (amount > 0) {
                leftOfInvoice.put(writeOff.invoice(), left - amount);
                ledger.writeOff(new WriteOff(
                        new DocumentId(id + "-W" + i),
                        receivable.id(),
                        Money.ofMinor(receivable.amount().getCurrencyUnit(), amount),
                        FIRST_DAY.plusDays(writeOff.day())));
            }
        }
    }

    private static Receivable receivable(String number, Invoice invoice) {
        LocalDate issued = FIRST_DAY.plusDays(invoice.day());
        LocalDate due = issued.plusDays(invoice.terms());
        Receivable.Builder builder =
                Receivable.invoice(number, issued, due, Money.ofMinor(unit(invoice.currency()), invoice.minor()));
        // One bit each, so that flags meet.
        int flags = invoice.flags();
        if ((flags & 3) == 3) {
            builder.disputedFrom(issued);
        }
        if ((flags & 6) == 6) {
            builder.assignedFrom(due);
        }
        if ((flags & 12) == 12) {
            builder.litigationFrom(due.plusDays(20));
        }
        if ((flags & 24) == 24) {
            builder.insolvencyFrom(due.plusDays(3));
        }
        builder.doubtful((flags & 48) == 48);
        builder.cashSale((flags & 96) == 96);
        builder.kind((flags & 192) == 192 ? Receivable.Kind.CLAIM : Receivable.Kind.INVOICE);
        return builder.build();
    }

    private static Money money(Credit credit) {
        return Money.ofMinor(unit(credit.currency()), credit.minor());
    }

    private static CurrencyUnit unit(int currency) {
        return CURRENCIES.get(currency);
    }

    /**
     * Declares that of the ledgers tried at least one in twenty has two currencies, at least one in twenty credit that is
     * left over on {@code date}, a reversal, a document that was recorded later than it is dated. Fails below that.
     */
    public static void coverHardCases(AccountLedger ledger, LocalDate date) {
        cover(
                "two currencies",
                ledger.receivables().stream()
                                .map(r -> r.amount().getCurrencyUnit())
                                .distinct()
                                .count()
                        > 1);
        cover(
                "credit",
                !ledger.asOf(date, io.relance.money.Tolerance.NONE)
                        .unallocated()
                        .isEmpty());
        cover("reversal", ledger.allocations().stream().anyMatch(Allocation::isReversal));
        cover(
                "late arrival",
                ledger.payments().stream()
                        .anyMatch(p -> p.recordedAt()
                                .isAfter(p.valueDate()
                                        .plusDays(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant())));
    }

    private static void cover(String label, boolean holds) {
        Statistics.label(label).collect(holds);
        Statistics.label(label).coverage(coverage -> coverage.check(true).percentage(percentage -> percentage >= 5.0));
    }

    /** The number of the {@code index}-th receivable of the customer {@code id}. */
    public static ReceivableId receivable(String id, int index) {
        return new ReceivableId(id + "-F" + index);
    }
}
