package io.relance.reliability;

import io.relance.Relance;
import io.relance.callback.RawCallback;
import io.relance.money.Tolerance;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Payment;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The bank behind a payment provider, with moods and days on which it can't be reached: mandates that are consented to and end; direct debits that it takes,
 * declines, withdraws, collects days later, bounces, tries again, gives back. It tells of them late, twice, in any order, or not at all; the books show what
 * came in some days later.
 */
final class Bank {
    /** How long the provider says that money may be under way. */
    static final int PENDING_DAYS = 7;

    private static final String PROVIDER = "in-memory";

    /** A callback that is to be posted on a day or later, until it is taken. */
    private record Post(RawCallback callback, Debit.@Nullable Told told, LocalDate due) {}

    /** A provider that can't be asked what it took. */
    private static final class WithoutLookup extends InMemoryPaymentProvider {
        WithoutLookup(FakePaymentService service) {
            super(service);
        }

        @Override
        public Set<PaymentFeature> features() {
            Set<PaymentFeature> features = EnumSet.copyOf(super.features());
            features.remove(PaymentFeature.ANSWERS_LOOKUP);
            return features;
        }
    }

    private final Office office;
    private final Leavers leavers;
    private final Random random;
    private final FakePaymentService service;
    /** Whether it can be asked what it took. */
    final boolean looksUp;

    private final Map<MandateId, MandateState> mandates = new LinkedHashMap<>();
    private final Map<String, Debit> debits = new LinkedHashMap<>();
    private final Set<String> declined = new HashSet<>();
    private final List<Post> posts = new ArrayList<>();
    private LocalDate back = LocalDate.MIN;
    private boolean quiet;
    private int documents;

    Bank(Office office, Leavers leavers, FakePaymentService service, Random random) {
        this.office = office;
        this.leavers = leavers;
        this.service = service;
        this.random = random;
        this.looksUp = random.nextInt(3) > 0;
    }

    /** Every debit that was asked for, by its key. */
    Map<String, Debit> debits() {
        return debits;
    }

    /** A mandate that waits for consent, or is in force at once. */
    MandateId mandate(String name) {
        MandateId mandate = new MandateId(name);
        put(mandate, random.nextInt(3) == 0 ? MandateState.NOT_YET : MandateState.ACTIVE);
        return mandate;
    }

    MandateState state(MandateId mandate) {
        return mandates.getOrDefault(mandate, MandateState.UNKNOWN);
    }

    private void put(MandateId mandate, MandateState state) {
        mandates.put(mandate, state);
        service.put(mandate, state);
    }

    /** Nothing goes wrong from now on. */
    void calmDown() {
        quiet = true;
    }

    // What engines ask

    /**
     * The provider as an engine has it.
     *
     * @param pages what makes pages
     * @param requested is told of each request before it is answered
     */
    PaymentProvider provider(PaymentProvider pages, Consumer<PaymentRequest> requested) {
        InMemoryPaymentProvider plain = looksUp ? new InMemoryPaymentProvider(service) : new WithoutLookup(service);
        Between answering = call -> answer(call, plain, pages, requested);
        return answering.through(PaymentProvider.class, plain);
    }

    private @Nullable Object answer(
            Call call, PaymentProvider plain, PaymentProvider pages, Consumer<PaymentRequest> requested) {
        if (call.is("request")) {
            PaymentRequest request = (PaymentRequest) argument(call);
            boolean debit = request.method() instanceof PaymentMethod.DirectDebit;
            if (debit) {
                requested.accept(request);
            }
            return isAway()
                    ? new PaymentRequestResult.TemporaryFailure("away")
                    : debit ? requested(request, call) : call.onto(pages).proceed();
        }
        if (call.is("lookup")) {
            IdempotencyKey key = (IdempotencyKey) argument(call);
            boolean unsure = isAway() || (debits.containsKey(key.value()) && mood() < 4);
            return unsure
                    ? Optional.of(new PaymentRequestResult.InDoubt("who knows"))
                    : debits.containsKey(key.value())
                            ? known(plain, key)
                            : call.onto(pages).proceed();
        }
        if (call.is("cancel")) {
            return isAway() ? new CancelResult.TemporaryFailure("away") : cancelled(call, pages);
        }
        if (call.is("mandate")) {
            return isAway() || mood() < 3 ? MandateState.NOT_TOLD : call.proceed();
        }
        return call.onto(call.is("verify") ? plain : pages).proceed();
    }

    private static Object argument(Call call) {
        return Objects.requireNonNull(Objects.requireNonNull(call.arguments())[0]);
    }

    private int mood() {
        return quiet ? 99 : random.nextInt(20);
    }

    private boolean isAway() {
        return !quiet && today().isBefore(back);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(office.clock.instant(), ZoneOffset.UTC);
    }

    private PaymentRequestResult requested(PaymentRequest request, Call call) {
        int mood = mood();
        String key = request.key().value();
        Debit debit = Objects.requireNonNull(debits.get(key));
        boolean taken = debit.taken != null;
        if (mood == 0 && !taken) {
            declined.add(key);
        }
        if (mood == 1 || mood == 2) {
            return new PaymentRequestResult.TemporaryFailure("busy");
        }
        if (mood == 4) {
            return new PaymentRequestResult.InDoubt("who knows");
        }
        PaymentRequestResult result = known((PaymentProvider) call.target(), request.key())
                .orElseGet(() -> (PaymentRequestResult) Objects.requireNonNull(call.proceed()));
        if (result instanceof PaymentRequestResult.Declined) {
            declined.add(key);
        } else if (!taken) {
            debit.taken = taken(request.key());
            debit.takenAt = office.clock.instant();
            debit.state = Debit.State.TAKEN;
            debit.next = debit.earliest(today()).plusDays(random.nextInt(3));
        }
        return mood == 3 ? new PaymentRequestResult.InDoubt("who knows") : result;
    }

    private Taken taken(IdempotencyKey key) {
        return service.taken().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The answer that was given under a key; whatever became of the mandate, it is given again. */
    private Optional<PaymentRequestResult> known(PaymentProvider plain, IdempotencyKey key) {
        return declined.contains(key.value())
                ? Optional.of(new PaymentRequestResult.Declined("never"))
                : plain.lookup(key, Duration.ofSeconds(1));
    }

    private @Nullable Object cancelled(Call call, PaymentProvider pages) {
        PaymentRequestId id = (PaymentRequestId) argument(call);
        Optional<Debit> found = debits.values().stream()
                .filter(debit -> debit.taken != null && debit.taken.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            return call.onto(pages).proceed();
        }
        int mood = mood();
        if (mood < 2) {
            return new CancelResult.TemporaryFailure("busy");
        }
        if (mood == 2) {
            return new CancelResult.InDoubt("who knows");
        }
        CancelResult result = withdrawn(found.get(), call);
        return mood == 3 ? new CancelResult.InDoubt("who knows") : result;
    }

    /** One that failed is not tried again; at some providers one that was withdrawn has failed. */
    private CancelResult withdrawn(Debit debit, Call call) {
        if (debit.state == Debit.State.FAILED) {
            debit.state = Debit.State.WITHDRAWN;
        } else if (debit.state == Debit.State.TAKEN) {
            call.proceed();
            debit.state = Debit.State.WITHDRAWN;
            if (random.nextBoolean()) {
                tell(debit, new Change.Failed("withdrawn"));
            }
        }
        debit.tooLate = debit.state != Debit.State.WITHDRAWN;
        return debit.tooLate ? new CancelResult.TooLate("it is being collected") : new CancelResult.Withdrawn();
    }

    // What happens there

    /**
     * What happens before the runs of a day.
     *
     * @param rests whether it neither collects nor learns of anything
     */
    void day(LocalDate day, boolean rests) {
        if (!quiet && random.nextInt(15) == 0) {
            back = day.plusDays(1 + random.nextInt(4));
        }
        if (!quiet) {
            List.copyOf(mandates.keySet()).forEach(this::mayChange);
        }
        if (rests) {
            return;
        }
        for (Debit debit : debits.values()) {
            LocalDate next = debit.next;
            if (next != null && (quiet || !day.isBefore(next))) {
                debit.next = null;
                happens(debit, day);
            }
            LocalDate books = debit.books;
            if (books != null && debit.booked == null && (quiet || !day.isBefore(books))) {
                book(debit, day);
            }
        }
    }

    private void mayChange(MandateId mandate) {
        boolean active = mandates.get(mandate) == MandateState.ACTIVE;
        if (random.nextInt(active ? 25 : 6) > 0) {
            return;
        }
        MandateState now = active || random.nextInt(6) == 0 ? MandateState.ENDED : MandateState.ACTIVE;
        put(mandate, now);
        Instant at = office.clock.instant();
        if (random.nextInt(4) > 0) {
            post(service.callback(mandate, at, now == MandateState.ACTIVE).orElseThrow(), null);
        }
    }

    private void happens(Debit debit, LocalDate day) {
        Change.Failed failed = new Change.Failed("no funds");
        switch (debit.state) {
            case TAKEN -> {
                if (debit.tries == 0 && !hasMandate(debit)) {
                    debit.state = Debit.State.FAILED;
                    tell(debit, new Change.Failed("the mandate has ended"));
                    return;
                }
                submit(debit, day);
            }
            case FAILED -> submit(debit, day);
            case SUBMITTED -> {
                if (random.nextInt(5) < 3) {
                    debit.state = Debit.State.CONFIRMED;
                    tell(debit, new Change.Confirmed(Optional.empty()));
                    debit.books = day.plusDays(random.nextInt(4));
                    debit.next = !quiet && random.nextInt(6) == 0 ? day.plusDays(1 + random.nextInt(8)) : null;
                } else {
                    debit.state = Debit.State.FAILED;
                    tell(debit, failed);
                    boolean again = !quiet && debit.tries == 1 && random.nextInt(3) == 0;
                    debit.next = again ? day.plusDays(1 + random.nextInt(5)) : null;
                }
            }
            case CONFIRMED -> {
                debit.state = Debit.State.DISPUTED;
                debit.books = null;
                tell(debit, new Change.Disputed(Optional.empty()));
                unbook(debit);
            }
            case NOT_TAKEN, DISPUTED, WITHDRAWN -> {}
        }
    }

    private boolean hasMandate(Debit debit) {
        return state(new MandateId(debit.mandate)) == MandateState.ACTIVE;
    }

    private void submit(Debit debit, LocalDate day) {
        debit.state = Debit.State.SUBMITTED;
        debit.tries++;
        service.pay(Objects.requireNonNull(debit.taken).id());
        tell(debit, new Change.Pending(Optional.empty()));
        debit.next = day.plusDays(1 + random.nextInt(3));
    }

    // What it tells

    /** What is under way may never be told; anything may be told late, and twice. */
    private void tell(Debit debit, Change change) {
        RawCallback callback = debit.tell(service, office.clock.instant(), change);
        if (!(change instanceof Change.Pending) || quiet || random.nextInt(8) > 0) {
            post(callback, debit.told.get(debit.told.size() - 1));
        } else {
            debit.told.remove(debit.told.size() - 1);
        }
    }

    private void post(RawCallback callback, Debit.@Nullable Told told) {
        LocalDate day = today();
        for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
            posts.add(new Post(callback, told, day.plusDays(random.nextInt(3) == 0 ? random.nextInt(4) : 0)));
        }
    }

    /** What the provider posts today: each until it is taken. */
    List<Consumer<Relance>> posts(LocalDate day) {
        return posts.stream()
                .filter(post -> quiet || !day.isBefore(post.due()))
                .<Consumer<Relance>>map(post -> relance -> {
                    relance.paymentCallback(Office.ACME, PROVIDER, service.again(post.callback()));
                    if (post.told() != null && post.told().heard == null) {
                        post.told().heard = office.clock.instant();
                    }
                    posts.remove(post);
                })
                .toList();
    }

    boolean hasPosts() {
        return !posts.isEmpty();
    }

    // What the books show

    private boolean hasLeft(AccountId account) {
        return office.erased.contains(account) || leavers.isLeaving(account);
    }

    private void book(Debit debit, LocalDate day) {
        if (hasLeft(debit.account)) {
            return;
        }
        AccountLedger ledger = office.ledger(debit.account);
        LedgerPosition position = ledger.asOf(day, Tolerance.NONE);
        documents++;
        DocumentId id = new DocumentId("debit-" + documents);
        AccountLedger.Builder more =
                ledger.toBuilder().payment(new Payment(id, day, debit.amount(), office.clock.instant()));
        debit.parts.forEach((invoice, part) -> {
            Money open = position.item(invoice).map(OpenItem::open).orElse(Money.zero(CurrencyUnit.EUR));
            Money fits = part.isGreaterThan(open) ? open : part;
            if (fits.isPositive()) {
                more.allocation(Allocation.ofPayment(id.value(), invoice.value(), fits));
            }
        });
        debit.document = id;
        debit.booked = office.clock.instant();
        office.put(more.build());
    }

    /** The books take the payment back. */
    private void unbook(Debit debit) {
        DocumentId document = debit.document;
        if (document == null || hasLeft(debit.account)) {
            return;
        }
        AccountLedger ledger = office.ledger(debit.account);
        AccountLedger.Builder without = AccountLedger.builder(Office.ACME, ledger.customer());
        ledger.receivables().forEach(without::receivable);
        ledger.creditNotes().forEach(without::creditNote);
        ledger.payments().stream()
                .filter(payment -> !payment.id().equals(document))
                .forEach(without::payment);
        ledger.allocations().stream()
                .filter(allocation -> !allocation.document().equals(document))
                .forEach(without::allocation);
        office.put(without.build());
    }
}
