package io.relance.reliability;

import io.relance.account.DirectDebit;
import io.relance.account.RequestedPayment;
import io.relance.callback.RawCallback;
import io.relance.payment.PaymentEvent.Change;
import io.relance.receivable.AccountId;
import io.relance.receivable.DocumentId;
import io.relance.receivable.ReceivableId;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A direct debit as the world has it: what the host asked for, how it stands at the bank, and what was told of it. */
final class Debit {
    /** How it stands at the bank. */
    enum State {
        /** Nobody has asked for it, or it was declined. */
        NOT_TAKEN,
        /** It waits for its day, and can be withdrawn. */
        TAKEN,
        /** It is being collected. */
        SUBMITTED,
        CONFIRMED,
        /** It did not come; it may be tried again. */
        FAILED,
        /** It was taken back. */
        DISPUTED,
        /** Nothing is collected by it any more. */
        WITHDRAWN
    }

    /** An event of the bank's. */
    static final class Told {
        final Instant at;
        final Change change;
        /** When an engine had recorded it; null: not yet. */
        @Nullable
        Instant heard;

        Told(Instant at, Change change) {
            this.at = at;
            this.change = change;
        }

        private LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        private boolean isHeard(Instant by) {
            Instant when = heard;
            return when != null && !when.isAfter(by);
        }

        private boolean isFailure() {
            return change instanceof Change.Failed || change instanceof Change.Disputed;
        }

        @Override
        public String toString() {
            return change + " of " + at + (heard == null ? ", not heard" : ", heard at " + heard);
        }
    }

    final AccountId account;
    final String id;
    final String key;
    final Map<ReceivableId, Money> parts = new LinkedHashMap<>();
    final LocalDate wanted;
    final String mandate;
    private final Optional<LocalDate> on;
    /** When the host knew that it was remembered. */
    private final Instant remembered;

    boolean calledOff;
    /** Whether its provider was asked long after it was remembered that it would be: the node stood still. */
    boolean late;
    /** Whether the bank answered that it is too late to withdraw it. */
    boolean tooLate;

    State state = State.NOT_TAKEN;

    @Nullable
    Taken taken;

    @Nullable
    Instant takenAt;
    /** The day on which something happens to it at the bank. */
    @Nullable
    LocalDate next;

    int tries;

    @Nullable
    LocalDate books;

    @Nullable
    Instant booked;

    @Nullable
    DocumentId document;

    final List<Told> told = new ArrayList<>();

    Debit(
            AccountId account,
            String id,
            String key,
            LocalDate wanted,
            String mandate,
            Optional<LocalDate> on,
            Instant remembered) {
        this.account = account;
        this.id = id;
        this.key = key;
        this.wanted = wanted;
        this.mandate = mandate;
        this.on = on;
        this.remembered = remembered;
    }

    /** As an engine remembers it. */
    static Debit of(AccountId account, DirectDebit known, Instant remembered) {
        Debit debit =
                new Debit(account, known.id(), known.key(), known.wanted(), known.mandate(), known.on(), remembered);
        for (RequestedPayment.Line line : known.lines()) {
            debit.parts.put(line.receivable(), line.amount());
        }
        return debit;
    }

    Money amount() {
        return Money.total(parts.values());
    }

    /** The first day on which it may be collected. */
    LocalDate earliest(LocalDate today) {
        return on.filter(today::isBefore).orElse(today);
    }

    /** Whether it may still bring money. */
    boolean isLive() {
        return state == State.TAKEN || state == State.SUBMITTED;
    }

    /** The bank tells this of it; what it would post. */
    RawCallback tell(FakePaymentService service, Instant at, Change change) {
        told.add(new Told(at, change));
        return service.callback(Objects.requireNonNull(taken), at, change).orElseThrow();
    }

    /**
     * Whether an engine that looked at this instant, for this day, had to know that it was under way.
     *
     * @param wantedStill whether it is remembered that the bank is still to be asked for it
     */
    boolean isUnderWay(Instant looked, LocalDate day, boolean wantedStill) {
        boolean collected = isLive() || state == State.CONFIRMED || (state == State.NOT_TAKEN && wantedStill);
        if (!collected || late || remembered.isAfter(looked) || day.isBefore(wanted)) {
            return false;
        }
        List<Told> known = told.stream()
                .filter(one -> one.isHeard(looked)
                        && !one.day().isAfter(day)
                        && (one.change instanceof Change.Pending || one.change instanceof Change.Confirmed))
                .toList();
        Optional<Instant> failed = told.stream()
                .filter(one -> one.heard != null && one.isFailure())
                .map(one -> one.at)
                .max(Instant::compareTo);
        boolean since = failed.isEmpty() || known.stream().anyMatch(one -> one.at.isAfter(failed.get()));
        LocalDate last = on.filter(wanted::isBefore).orElse(wanted);
        for (Told one : known) {
            last = one.day().isAfter(last) ? one.day() : last;
        }
        return since && !day.isAfter(last.plusDays(Bank.PENDING_DAYS));
    }

    /** For stories. */
    @Override
    public String toString() {
        return "direct debit " + id + " of " + account + " for " + parts + ", wanted on " + wanted
                + on.map(day -> " for " + day).orElse("") + (calledOff ? ", called off" : "") + ", " + state
                + (late ? ", asked for late" : "") + ", told " + told + ", books " + booked;
    }
}
