package io.relance.claim;

import io.relance.account.AccountSnapshot;
import io.relance.account.Assignment;
import io.relance.account.DunningCase;
import io.relance.account.Insolvency;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.account.ReceivableProgress;
import io.relance.action.Stage;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.ItemState;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.Movement;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * The claims that late payment gives against one customer as of a day: interest and flat sums, for invoices that are late and for
 * those that were paid late; none for those that credit notes alone have cancelled by then. What was due before it was issued is late
 * from the day after its issue. A function of its arguments.
 */
public final class LateClaims {
    private final AccountLedger ledger;
    private final LedgerPosition position;
    private final DunningCase memory;
    private final ClaimSettings settings;
    private final LocalDate date;

    private LateClaims(AccountSnapshot snapshot, ClaimSettings settings, LocalDate date) {
        this.ledger = snapshot.ledger();
        this.position = ledger.asOf(date, Tolerance.NONE);
        this.memory = snapshot.memory();
        this.settings = settings;
        this.date = date;
    }

    /**
     * The claims as of {@code date}, one entry for each invoice that is or was late, by due date and number; interest runs to
     * {@code date}, counted.
     *
     * @throws MissingReferenceRateException when a rate is not known for a day on which something is open
     */
    public static List<InvoiceClaims> on(AccountSnapshot snapshot, ClaimSettings settings, LocalDate date) {
        return new LateClaims(snapshot, settings, date).all(receivable -> true);
    }

    /** As {@link #on} for some invoices alone: what is missing for others does not matter. */
    public static List<InvoiceClaims> of(
            Set<ReceivableId> invoices, AccountSnapshot snapshot, ClaimSettings settings, LocalDate date) {
        return new LateClaims(snapshot, settings, date).all(invoices::contains);
    }

    private List<InvoiceClaims> all(Predicate<ReceivableId> wanted) {
        List<InvoiceClaims> claims = new ArrayList<>();
        for (Receivable receivable : ledger.receivables()) {
            if (wanted.test(receivable.id())
                    && receivable.kind() != Receivable.Kind.CLAIM
                    && receivable.existsOn(date)) {
                of(receivable).ifPresent(claims::add);
            }
        }
        return claims;
    }

    /** Empty: it was never late. */
    private Optional<InvoiceClaims> of(Receivable receivable) {
        List<Movement> movements = ledger.movements(receivable.id());
        LocalDate due = settings.dueDateRoll().roll(receivable.due(), settings.calendar());
        LocalDate late = later(due, receivable.issued()).plusDays(1);
        LocalDate last = stop(receivable)
                .map(day -> day.minusDays(1))
                .filter(date::isAfter)
                .orElse(date);
        List<Balance> balances = Balance.of(receivable, movements, late, last);
        if (balances.isEmpty()) {
            return Optional.empty();
        }
        Customer customer = ledger.customer();
        Optional<StatutoryTerms> terms = settings.law().find(settings.country(), customer.kind(), receivable.issued());
        if (customer.kind() == DebtorKind.UNKNOWN) {
            return Optional.of(InvoiceClaims.none(
                    receivable, raised(receivable), "whether the customer is a business is not known"));
        }
        if (terms.isEmpty()) {
            return Optional.of(InvoiceClaims.none(
                    receivable,
                    raised(receivable),
                    "no terms of " + settings.country() + " are known against " + customer.kind()
                            + " for what was issued on " + receivable.issued()));
        }
        if (isCancelled(receivable)) {
            return Optional.of(
                    InvoiceClaims.none(receivable, raised(receivable), "it was never paid: credit notes cancelled it"));
        }
        Optional<Money> assumed = movements.stream()
                .filter(Movement::dateAssumed)
                .map(Movement::amount)
                .reduce(Money::plus);
        if (assumed.isEmpty()) {
            return Optional.of(granted(receivable, terms.get(), balances, Optional.empty()));
        }
        List<Balance> least = Balance.of(receivable, paidInTime(movements, late), late, last);
        return Optional.of(
                least.isEmpty()
                        ? InvoiceClaims.none(receivable, raised(receivable), "the books don't say when it was paid")
                        : granted(
                                receivable,
                                terms.get(),
                                least,
                                Optional.of(
                                        "the books don't say when " + assumed.get() + " of it was paid: interest and"
                                                + " flat sum are reckoned as though that had been in time")));
    }

    /**
     * What was paid on a day that the books don't know counts as paid in time, whenever it was: the day that stands for it may be
     * later than the payment, and no debtor is asked for more than is owed for sure.
     */
    private static List<Movement> paidInTime(List<Movement> movements, LocalDate late) {
        return Stream.concat(
                        movements.stream()
                                .filter(Movement::dateAssumed)
                                .map(movement -> on(late.minusDays(1), movement)),
                        movements.stream().filter(movement -> !movement.dateAssumed()))
                .sorted(Comparator.comparing(Movement::effective))
                .toList();
    }

    private static Movement on(LocalDate day, Movement movement) {
        return new Movement(
                movement.receivable(),
                movement.kind(),
                movement.document(),
                day,
                movement.amount(),
                movement.recordedAt(),
                true);
    }

    private boolean isCancelled(Receivable receivable) {
        return position.item(receivable.id())
                .filter(item -> item.state() == ItemState.CANCELLED)
                .isPresent();
    }

    private InvoiceClaims granted(
            Receivable receivable, StatutoryTerms terms, List<Balance> balances, Optional<String> caution) {
        List<Balance> bearing = balances;
        Optional<LocalDate> notice = Optional.empty();
        if (terms.start() == StatutoryTerms.Start.FORMAL_NOTICE) {
            notice = formalNotice(receivable);
            bearing = notice.map(day -> after(day, balances)).orElse(List.of());
        }
        Optional<LateInterest> interest =
                bearing.isEmpty() ? Optional.empty() : Optional.of(new InterestReckoner(terms, settings).of(bearing));
        Optional<Money> flatSum = terms.flatSum()
                .filter(sum -> settings.flatSums())
                .flatMap(sum -> sum.forDebt(balances.get(0).open()));
        List<RaisedClaim> raised = raised(receivable);
        if (interest.isEmpty() && flatSum.isEmpty()) {
            return InvoiceClaims.none(receivable, raised, noneAfter(notice));
        }
        Optional<LocalDate> accrued =
                raised.stream().flatMap(claim -> claim.accruedUntil().stream()).max(Comparator.naturalOrder());
        boolean flatSumRaised = raised.stream().anyMatch(claim -> claim.kind() == RaisedClaim.Kind.FLAT_SUM);
        return new InvoiceClaims(
                receivable,
                Optional.of(terms),
                interest,
                flatSum,
                raised,
                accrued.isEmpty() ? interest : since(accrued.get(), bearing, terms),
                flatSum.filter(sum -> !flatSumRaised),
                Optional.empty(),
                caution);
    }

    /** What accrued after a claim; a rate that was fixed when interest began stays so. */
    private Optional<LateInterest> since(LocalDate accrued, List<Balance> bearing, StatutoryTerms terms) {
        List<Balance> later = after(accrued, bearing);
        return later.isEmpty()
                ? Optional.empty()
                : Optional.of(new InterestReckoner(terms, settings)
                        .of(later, bearing.get(0).from()));
    }

    private List<RaisedClaim> raised(Receivable receivable) {
        return memory.progressOf(receivable.id()).claims().stream()
                .filter(claim -> !claim.raisedOn().isAfter(date))
                .toList();
    }

    private static String noneAfter(Optional<LocalDate> notice) {
        return notice.map(day ->
                        "interest runs from the day after the formal notice of " + day + ", and nothing was open then")
                .orElse("interest runs from the formal notice, and there was none");
    }

    private static List<Balance> after(LocalDate day, List<Balance> balances) {
        return balances.stream()
                .filter(balance -> balance.to().isAfter(day))
                .map(balance -> balance.from().isAfter(day)
                        ? balance
                        : new Balance(day.plusDays(1), balance.to(), balance.open()))
                .toList();
    }

    /** The day on which a formal notice that claims it was handed over, and did not come back. */
    private Optional<LocalDate> formalNotice(Receivable receivable) {
        return memory.messages().stream()
                .filter(message -> message.status() == MessageState.Status.ACCEPTED)
                .filter(message -> message.kind() == MessageState.Kind.DUNNING
                        && message.stage().compareTo(Stage.FORMAL_NOTICE) >= 0)
                .filter(message -> message.lines().stream()
                        .anyMatch(line -> line.role() == MessageLine.Role.CLAIMED
                                && line.receivable().equals(receivable.id())))
                .map(MessageState::on)
                .filter(day -> !day.isAfter(date))
                .min(Comparator.naturalOrder());
    }

    /** From when on nothing more accrues for the creditor: judgment, assignment or write-off, by the books or by the case. */
    private Optional<LocalDate> stop(Receivable receivable) {
        ReceivableProgress progress = memory.progressOf(receivable.id());
        Stream<Optional<LocalDate>> judgments =
                Stream.of(memory.insolvency().map(Insolvency::judgment), receivable.insolvencyFrom());
        Stream<Optional<LocalDate>> ends = Stream.of(
                receivable.assignedFrom(), progress.assignment().map(Assignment::from), progress.writtenOffFrom());
        // what was issued after the judgment goes on
        return Stream.concat(
                        judgments.map(judgment ->
                                judgment.filter(day -> !receivable.issued().isAfter(day))),
                        ends)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
