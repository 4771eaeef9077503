package io.relance.reliability;

import io.relance.TimelineEntry;
import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.history.AccountEvent;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.receivable.AccountId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.OutboxState;
import io.relance.testkit.FakePaymentService;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a bank, and what must become of it: a debit is remembered first, is of what its customer owes, and is asked for under one key; what is
 * called off, or paid otherwise, ends withdrawn, or too late by the bank's own word.
 */
final class DebitWitness {
    /** How long after it was remembered a bank may be asked; whoever stood still in between is late. */
    private static final Duration TIMELY = Duration.ofSeconds(60);

    /** What an engine knew of an account when it last wrote of it. */
    private record Written(Instant at, DunningCase memory) {
        Optional<DirectDebit> of(PaymentRequest request) {
            return memory.directDebits().stream()
                    .filter(debit -> debit.key().equals(request.key().value()))
                    .findFirst();
        }
    }

    private final Office office;
    private final Bank bank;
    private final Collector collector;
    private final FakePaymentService service;
    private final Map<String, Instant> looked = new HashMap<>();
    private final Map<String, Map<AccountId, Written>> written = new HashMap<>();

    DebitWitness(Office office, Bank bank, Collector collector, FakePaymentService service) {
        this.office = office;
        this.bank = bank;
        this.collector = collector;
        this.service = service;
    }

    /** Between an engine and the books. */
    Between ofBooks(String node) {
        return call -> {
            if (call.is("ledgers")) {
                looked.put(node, office.clock.instant());
            }
            return call.proceed();
        };
    }

    /** Between an engine and the store. */
    Between ofStore(String node) {
        return call -> {
            Object answer = call.proceed();
            if (call.is("commit")) {
                List<?> commits = (List<?>) Objects.requireNonNull(Objects.requireNonNull(call.arguments())[0]);
                List<?> outcomes = (List<?>) Objects.requireNonNull(answer);
                for (int i = 0; i < commits.size(); i++) {
                    if (outcomes.get(i) == CommitOutcome.STORED) {
                        stored(node, ((AccountCommit) commits.get(i)).account());
                    }
                }
            }
            return answer;
        };
    }

    private void stored(String node, AccountId account) {
        if (collector.mandate(account).isPresent() && !office.isHalfErased(account)) {
            written.computeIfAbsent(node, name -> new HashMap<>())
                    .put(account, new Written(office.clock.instant(), office.observer.memory(account)));
        }
    }

    // Along the way

    /** An engine asks the bank. */
    void requested(String node, PaymentRequest request) {
        AccountId account = request.account();
        Written last = written.getOrDefault(node, Map.of()).get(account);
        Optional<DirectDebit> known = last == null ? Optional.empty() : last.of(request);
        if (last == null || known.isEmpty()) {
            office.witness.check(false, () -> node + " asks for what nobody remembers: " + request);
            bank.debits().computeIfAbsent(request.key().value(), key -> stray(request));
            return;
        }
        Debit debit = collector.known(account, known.get());
        if (office.clock.instant().isAfter(last.at().plus(TIMELY))) {
            debit.late |= debit.taken == null;
            return;
        }
        remembered(node, request, known.get());
        if (debit.taken == null) {
            // a bank that can't be asked what it took is asked for it again to have it withdrawn
            if (known.get().state() == DirectDebit.State.WANTED) {
                allowed(node, debit, last.memory());
            }
        } else {
            office.witness.check(
                    last.at().isBefore(Objects.requireNonNull(debit.takenAt).plus(Duration.ofDays(1))),
                    () -> node + " asks again under a key that counts no more: " + debit);
        }
    }

    private Debit stray(PaymentRequest request) {
        PaymentMethod.DirectDebit method = (PaymentMethod.DirectDebit) request.method();
        Debit debit = new Debit(
                request.account(),
                "stray",
                request.key().value(),
                LocalDate.ofInstant(office.clock.instant(), ZoneOffset.UTC),
                method.mandate().value(),
                method.on(),
                office.clock.instant());
        request.lines().forEach(line -> debit.parts.put(line.receivable(), line.amount()));
        return debit;
    }

    private void remembered(String node, PaymentRequest request, DirectDebit known) {
        office.witness.check(
                known.asked().isPresent(),
                () -> node + " asks for " + known + ", and it is not remembered that it may have been asked for");
        List<RequestedPayment.Line> lines = request.lines().stream()
                .map(line -> new RequestedPayment.Line(line.receivable(), line.amount()))
                .toList();
        MandateId mandate = ((PaymentMethod.DirectDebit) request.method()).mandate();
        office.witness.check(
                lines.equals(known.lines())
                        && collector.mandate(request.account()).equals(Optional.of(mandate)),
                () -> node + " asks for " + lines + " of " + mandate + " where " + known + " was wanted of "
                        + request.account());
    }

    private void allowed(String node, Debit debit, DunningCase memory) {
        AccountId account = debit.account;
        LocalDate ran = office.witness.handOvers().day(node).orElseThrow();
        LocalDate day = memory.decided().filter(ran::isBefore).orElse(ran);
        for (PaymentLink link : memory.paymentLinks()) {
            boolean shared = link.lines().stream().anyMatch(line -> debit.parts.containsKey(line.receivable()));
            office.witness.check(
                    !shared || !service.isPayable(new PaymentRequestId(link.request())),
                    () -> node + " asks " + account + " for " + debit + ", which can be paid by " + link);
        }
        Instant look = Objects.requireNonNull(looked.get(node));
        debit.parts.forEach((invoice, part) -> {
            Money owed = office.mostOwed(
                    account,
                    invoice,
                    day,
                    Duration.between(look, office.clock.instant()),
                    other -> !other.equals(debit.key));
            boolean barred = memory.holds().stream().anyMatch(hold -> hold.covers(invoice, day))
                    || memory.disputes().stream()
                            .anyMatch(dispute -> dispute.receivable().equals(invoice)
                                    && dispute.amount().isEmpty()
                                    && dispute.isOpen(day))
                    || memory.plans().stream()
                            .anyMatch(plan ->
                                    plan.isLive(day) && plan.receivables().contains(invoice));
            office.witness.check(
                    !part.isGreaterThan(owed) && !barred,
                    () -> node + " asks " + account + " by a debit for " + part + " of " + invoice + ", of which "
                            + owed + " is open and not under way at most" + (barred ? ", and which is barred" : ""));
        });
    }

    /** What an engine that looked then, for a day, had to know to be under way for an invoice, and books of {@code since} did not show. */
    Money underWay(
            AccountId account,
            ReceivableId invoice,
            LocalDate day,
            Instant look,
            Instant since,
            Predicate<String> counts) {
        Money sum = Money.zero(CurrencyUnit.EUR);
        for (Debit debit : bank.debits().values()) {
            Money part = debit.parts.get(invoice);
            if (part == null || !debit.account.equals(account) || !counts.test(debit.key)) {
                continue;
            }
            boolean wanted = debit.state == Debit.State.NOT_TAKEN
                    && remembered(debit)
                            .filter(known -> known.state() == DirectDebit.State.WANTED)
                            .isPresent();
            boolean shown = debit.booked != null && !debit.booked.isAfter(since);
            sum = !shown && debit.isUnderWay(look, day, wanted) ? sum.plus(part) : sum;
        }
        return sum;
    }

    private Optional<DirectDebit> remembered(Debit debit) {
        return isForgotten(debit.account)
                ? Optional.empty()
                : office.observer.memory(debit.account).directDebit(debit.id);
    }

    private boolean isForgotten(AccountId account) {
        return office.erased.contains(account) || office.isHalfErased(account);
    }

    // When nothing has gone wrong for some days, and the bank has not begun to collect what it had taken

    /** Nothing waits for an answer; what is collected is what is owed, and what is not wanted is withdrawn. */
    void lookAtRest(LocalDate day) {
        for (Debit debit : bank.debits().values()) {
            remembered(debit).ifPresent(known -> atRest(debit, known, day));
        }
    }

    private void atRest(Debit debit, DirectDebit known, LocalDate day) {
        if (office.outbox(OutboxState.SENDING).stream()
                .anyMatch(entry -> entry.account().equals(debit.account))) {
            // whoever was handing over to it has died, and over a weekend nobody takes that up
            return;
        }
        DunningCase memory = office.observer.memory(debit.account);
        boolean knows = bank.looksUp || known.request().isPresent();
        if (debit.state == Debit.State.TAKEN && knows) {
            LedgerPosition position = office.ledger(debit.account).asOf(day, office.policy.tolerance());
            boolean owed = debit.parts.entrySet().stream()
                    .allMatch(part -> position.item(part.getKey())
                            .filter(item -> !item.open().isLessThan(part.getValue()))
                            .isPresent());
            office.witness.check(
                    known.state() == DirectDebit.State.STARTED && owed && !debit.calledOff,
                    () -> "the bank is about to collect " + debit + ", which is " + (owed ? "owed" : "paid otherwise")
                            + ", and remembered as " + known);
        }
        boolean lapsed = !bank.looksUp && known.asked().isPresent();
        boolean waits = memory.holds().stream()
                        .anyMatch(hold -> debit.parts.keySet().stream().anyMatch(invoice -> hold.covers(invoice, day)))
                || memory.paymentLinks().stream()
                        .anyMatch(
                                link -> link.shares(known) && link.state() != PaymentLink.State.OVER && !link.wasUsed())
                || bank.state(new MandateId(debit.mandate)) == MandateState.NOT_YET;
        boolean unanswered =
                known.state() == DirectDebit.State.TO_WITHDRAW || (known.state() == DirectDebit.State.WANTED && !waits);
        office.witness.check(
                lapsed || !unanswered,
                () -> "nobody was asked for " + debit + ", remembered as " + known + ", on " + day);
    }

    // When everything is over

    /** Each debit has ended as it is remembered, and what was told of it was recorded once. */
    void look(LocalDate day) {
        office.witness.check(!bank.hasPosts(), () -> "posts of a bank that nobody took");
        Set<AccountId> accounts = office.accounts();
        for (AccountId account : accounts) {
            if (isForgotten(account)) {
                continue;
            }
            Map<String, Debit> its = new LinkedHashMap<>();
            bank.debits().values().stream()
                    .filter(debit -> debit.account.equals(account))
                    .forEach(debit -> its.put(debit.id, debit));
            if (its.isEmpty()) {
                continue;
            }
            List<AccountEvent> events = office.observer.timeline(account).stream()
                    .map(TimelineEntry::event)
                    .toList();
            DunningCase memory = office.observer.memory(account);
            memory.directDebits().forEach(known -> ended(its.get(known.id()), known, memory));
            its.values().forEach(debit -> recordedOnce(debit, events));
        }
    }

    private void ended(@Nullable Debit debit, DirectDebit known, DunningCase memory) {
        if (debit == null) {
            // nobody ever asked for it, and the host has forgotten that it wanted it
            return;
        }
        boolean fits = switch (known.state()) {
            case WANTED, TO_WITHDRAW -> false;
            case STARTED -> debit.state != Debit.State.NOT_TAKEN && !debit.calledOff;
            case DECLINED, WITHDRAWN -> !debit.isLive() && debit.state != Debit.State.CONFIRMED;
            case TOO_LATE ->
                debit.tooLate
                        || debit.state == Debit.State.FAILED
                        || isLookedInto(debit, memory)
                        || known.request().isEmpty();
        };
        office.witness.check(fits || debit.late, () -> debit + " ended as " + known);
    }

    private static boolean isLookedInto(Debit debit, DunningCase memory) {
        return memory.tasks().stream()
                .anyMatch(task -> task.receivables().stream().anyMatch(debit.parts::containsKey));
    }

    private void recordedOnce(Debit debit, List<AccountEvent> events) {
        for (Debit.Told told : debit.told) {
            long times = events.stream()
                    .filter(event -> event instanceof AccountEvent.PaymentReported reported
                            && reported.key().equals(debit.key)
                            && reported.news().at().equals(told.at)
                            && reported.news()
                                    .kind()
                                    .name()
                                    .equalsIgnoreCase(told.change.getClass().getSimpleName()))
                    .count();
            office.witness.check(times == 1, () -> told + " of " + debit + " was recorded " + times + " times");
        }
        once(
                debit,
                events,
                event -> event instanceof AccountEvent.DirectDebitWanted wanted
                        && wanted.debit().id().equals(debit.id),
                1);
        once(
                debit,
                events,
                event -> event instanceof AccountEvent.DirectDebitStarted started
                        && started.debit().equals(debit.id),
                debit.taken == null ? 0 : 1);
        once(
                debit,
                events,
                event -> event instanceof AccountEvent.DirectDebitDeclined declined
                        && declined.debit().equals(debit.id),
                1);
    }

    private void once(Debit debit, List<AccountEvent> events, Predicate<AccountEvent> is, int most) {
        long times = events.stream().filter(is).count();
        office.witness.check(
                times <= most,
                () -> times + " times: " + events.stream().filter(is).toList() + " of " + debit);
    }

    /** Whether an invoice is left to a mandate that is thought to be in force, and a person was told that nobody has it collected. */
    boolean isLeft(AccountId account, OpenItem item) {
        DunningCase memory = office.observer.memory(account);
        return memory.mandates().stream().anyMatch(mandate -> mandate.state() == Mandate.State.ACTIVE)
                && memory.directDebits().stream().noneMatch(debit -> debit.isOf(item.id()))
                && memory.onceDone().contains("uncollected/" + item.id());
    }
}
