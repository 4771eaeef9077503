package io.relance.reliability;

import io.relance.Relance;
import io.relance.TimelineEntry;
import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.callback.RawCallback;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.money.Tolerance;
import io.relance.payment.CancelResult;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.plan.Decision;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider with moods, and customers who pay on the pages of the mails that they got: what they pay is under way, comes in or fails; it is told
 * late, twice, and in any order; the books show it some days later.
 */
final class Payers {
    private static final Pattern PAGE = Pattern.compile("https://pay\\.example/(pay-[0-9]+)");
    private static final String PROVIDER = "in-memory";
    /** How long the provider says that money may be under way. */
    private static final int PENDING_DAYS = 7;

    /** What a customer pays on a page. */
    private static final class Paying {
        final AccountId account;
        final Taken page;
        /** What of it is for each invoice, in the order of the page. */
        final Map<ReceivableId, Money> parts;

        final boolean comes;
        final LocalDate settles;
        boolean settled;

        @Nullable
        LocalDate books;

        @Nullable
        Instant booked;

        final List<Told> told = new ArrayList<>();

        Paying(AccountId account, Taken page, Map<ReceivableId, Money> parts, boolean comes, LocalDate settles) {
            this.account = account;
            this.page = page;
            this.parts = parts;
            this.comes = comes;
            this.settles = settles;
        }

        Money amount() {
            return Money.total(parts.values());
        }

        /** Whether an engine that looked at this instant, for this day, had to know that it was under way. */
        boolean isUnderWay(Instant looked, LocalDate day) {
            List<Told> known = told.stream()
                    .filter(one -> one.heard() != null && !one.heard().isAfter(looked))
                    .filter(one -> !day(one.at()).isAfter(day))
                    .toList();
            boolean failed =
                    told.stream().anyMatch(one -> one.heard() != null && one.change() instanceof Change.Failed);
            boolean fresh =
                    known.stream().anyMatch(one -> !day.isAfter(day(one.at()).plusDays(PENDING_DAYS)));
            return !failed && fresh;
        }
    }

    /**
     * An event of the provider's.
     *
     * @param heard when an engine had recorded it; null: not yet
     */
    private record Told(
            String id, Instant at, Change change, @Nullable Instant heard) {}

    /** A callback that is to be posted on a day or later, until it is taken. */
    private record Post(Paying paying, int event, RawCallback callback, LocalDate due) {}

    private final Office office;
    private final Leavers leavers;
    private final Random random;
    private final FakePaymentService service;
    private final List<Paying> all = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();
    /** What is collected by direct debit by the same provider; null: nothing is. */
    private @Nullable Debits debits;

    private boolean quiet;
    private int documents;

    Payers(Office office, Leavers leavers, Random random) {
        this.office = office;
        this.leavers = leavers;
        this.random = random;
        this.service = new FakePaymentService(office.clock);
    }

    /** Customers give mandates, too, and their host collects. */
    Debits collect(Random collecting) {
        Debits collected = new Debits(office, leavers, service, collecting);
        debits = collected;
        return collected;
    }

    /** The provider as an engine of that name has it. */
    PaymentProvider provider(String node) {
        Between moods = call -> quiet ? call.proceed() : moody(call);
        PaymentProvider pages = moods.through(PaymentProvider.class, new InMemoryPaymentProvider(service));
        return debits == null ? pages : debits.provider(node, pages);
    }

    Optional<DebitWitness> debits() {
        return Optional.ofNullable(debits).map(Debits::witness);
    }

    private @Nullable Object moody(Call call) {
        boolean request = call.is("request");
        if (!request && !call.is("cancel") && !call.is("lookup")) {
            return call.proceed();
        }
        int mood = random.nextInt(20);
        if (mood == 0 && request) {
            return new PaymentRequestResult.Declined("never");
        }
        if (mood == 1 || mood == 2) {
            return request
                    ? new PaymentRequestResult.TemporaryFailure("busy")
                    : call.is("cancel")
                            ? new CancelResult.TemporaryFailure("busy")
                            : Optional.of(new PaymentRequestResult.InDoubt("busy"));
        }
        if (mood == 3) {
            call.proceed();
        }
        return mood > 4
                ? call.proceed()
                : request
                        ? new PaymentRequestResult.InDoubt("who knows")
                        : call.is("cancel")
                                ? new CancelResult.InDoubt("who knows")
                                : Optional.of(new PaymentRequestResult.InDoubt("who knows"));
    }

    /** Nothing goes wrong from now on, and nobody pays any more. */
    void calmDown() {
        quiet = true;
    }

    /** What happens before the runs of a day: money comes in or does not, books show it, somebody pays. */
    void day(LocalDate day) {
        for (Paying paying : all) {
            if (!paying.settled && (quiet || !day.isBefore(paying.settles))) {
                paying.settled = true;
                if (paying.comes) {
                    tell(paying, new Change.Confirmed(Optional.of(paying.amount())), day);
                    paying.books = day.plusDays(random.nextInt(4));
                } else {
                    tell(paying, new Change.Failed("no funds"), day);
                }
            }
            LocalDate books = paying.books;
            if (books != null && paying.booked == null && !day.isBefore(books)) {
                book(paying, day);
            }
        }
        for (int i = quiet ? 0 : random.nextInt(3); i > 0; i--) {
            pay(day);
        }
    }

    private void pay(LocalDate day) {
        List<OutboundMessage> mails = mails();
        if (mails.isEmpty()) {
            return;
        }
        OutboundMessage mail = mails.get(random.nextInt(mails.size()));
        AccountId account = mail.account();
        PaymentRequestId id = page(mail).orElseThrow();
        if (!service.isPayable(id) || leavers.isLeaving(account) || office.isHalfErased(account)) {
            return;
        }
        Taken page = taken(id);
        Optional<PaymentLink> link =
                office.observer.memory(account).paymentLink(page.key().value());
        if (link.isEmpty()) {
            office.witness.check(false, () -> account + " got a mail with a page that nobody remembers: " + page);
            return;
        }
        long total = page.total().getAmountMinorLong();
        long cents = random.nextInt(3) > 0 ? total : 1 + (long) (random.nextDouble() * (total - 1));
        Map<ReceivableId, Money> parts = new LinkedHashMap<>();
        long left = cents;
        for (RequestedPayment.Line line : link.get().lines()) {
            long part = Math.min(left, line.amount().getAmountMinorLong());
            if (part > 0) {
                parts.put(line.receivable(), Money.ofMinor(CurrencyUnit.EUR, part));
            }
            left -= part;
        }
        service.pay(id);
        Paying paying = new Paying(
                account, page, parts, random.nextInt(4) > 0, day.plusDays(random.nextInt(2) * (1 + random.nextInt(3))));
        all.add(paying);
        if (paying.settles.isAfter(day)) {
            tell(paying, new Change.Pending(Optional.of(paying.amount())), day);
        }
    }

    /** It is posted today, or a day or two later, and perhaps once more. */
    private void tell(Paying paying, Change change, LocalDate day) {
        Instant at = office.clock.instant();
        RawCallback callback = service.callback(paying.page, at, change).orElseThrow();
        paying.told.add(
                new Told(new String(callback.body(), StandardCharsets.UTF_8).split("\n", 2)[0], at, change, null));
        for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
            posts.add(new Post(
                    paying,
                    paying.told.size() - 1,
                    callback,
                    day.plusDays(random.nextInt(3) == 0 ? random.nextInt(3) : 0)));
        }
    }

    private void book(Paying paying, LocalDate day) {
        if (office.erased.contains(paying.account) || leavers.isLeaving(paying.account)) {
            return;
        }
        AccountLedger ledger = office.ledger(paying.account);
        LedgerPosition position = ledger.asOf(day, Tolerance.NONE);
        documents++;
        String id = "page-" + documents;
        AccountLedger.Builder more = ledger.toBuilder()
                .payment(new Payment(new DocumentId(id), day, paying.amount(), office.clock.instant()));
        paying.parts.forEach((invoice, part) -> {
            Money open = position.item(invoice).map(OpenItem::open).orElse(Money.zero(CurrencyUnit.EUR));
            Money fits = part.isGreaterThan(open) ? open : part;
            if (fits.isPositive()) {
                more.allocation(Allocation.ofPayment(id, invoice.value(), fits));
            }
        });
        paying.booked = office.clock.instant();
        office.put(more.build());
    }

    /** What the provider posts today: each until it is taken. */
    List<Consumer<Relance>> posts(LocalDate day) {
        return posts.stream()
                .filter(post -> quiet || !day.isBefore(post.due()))
                .<Consumer<Relance>>map(post -> relance -> {
                    relance.paymentCallback(Office.ACME, PROVIDER, service.again(post.callback()));
                    heard(post);
                })
                .toList();
    }

    private void heard(Post post) {
        List<Told> told = post.paying().told;
        Told before = told.get(post.event());
        if (before.heard() == null) {
            told.set(post.event(), new Told(before.id(), before.at(), before.change(), office.clock.instant()));
        }
        posts.remove(post);
    }

    /**
     * What an engine that looked then, for a day, had to know to be under way for an invoice, and books of {@code since} did not show.
     *
     * @param counts which keys of direct debits count
     */
    Money underWay(
            AccountId account,
            ReceivableId invoice,
            LocalDate day,
            Instant looked,
            Instant since,
            Predicate<String> counts) {
        Money collected = debits == null
                ? Money.zero(CurrencyUnit.EUR)
                : debits.witness().underWay(account, invoice, day, looked, since, counts);
        return all.stream()
                .filter(paying -> paying.account.equals(account) && paying.isUnderWay(looked, day))
                .filter(paying -> paying.booked == null || paying.booked.isAfter(since))
                .flatMap(paying -> Optional.ofNullable(paying.parts.get(invoice)).stream())
                .reduce(collected, Money::plus);
    }

    /** While nobody works: what is said to be owed is what the books say, whatever was paid on pages. */
    void compare(LocalDate day) {
        office.observer.propose(Office.ACME, day, decision -> compare(decision, day));
    }

    private void compare(Decision decision, LocalDate day) {
        for (OpenItem item : office.ledger(decision.account())
                .asOf(day, office.policy.tolerance())
                .items()) {
            decision.item(item.id())
                    .ifPresent(decided -> office.witness.check(
                            decided.open().equals(item.open()),
                            () -> "by the books " + item.open() + " of " + item.id() + " of " + decision.account()
                                    + " is open, and by the decision " + decided.open()));
        }
    }

    /** When everything is over: every event was recorded once, and nobody can pay what is not owed. */
    void look(LocalDate day) {
        office.witness.check(posts.isEmpty(), () -> "posts that nobody took: " + posts);
        for (Paying paying : all) {
            if (!office.erased.contains(paying.account)) {
                paying.told.forEach(told -> recordedOnce(paying, told));
            }
        }
        mails().stream()
                // of who was erased nobody remembers a page
                .filter(mail -> !office.erased.contains(mail.account()))
                .forEach(mail -> withdrawn(mail, day));
    }

    private void recordedOnce(Paying paying, Told told) {
        long times = office.observer.timeline(paying.account).stream()
                .map(TimelineEntry::event)
                .filter(event -> event instanceof AccountEvent.PaymentReported reported
                        && reported.key().equals(paying.page.key().value())
                        && reported.news().at().equals(told.at()))
                .count();
        office.witness.check(
                times == 1,
                () -> told + " of " + paying.page + " of " + paying.account + " was recorded " + times + " times");
    }

    private void withdrawn(OutboundMessage mail, LocalDate day) {
        Taken page = taken(page(mail).orElseThrow());
        LedgerPosition position = office.ledger(mail.account()).asOf(day, office.policy.tolerance());
        boolean owed = office
                .observer
                .memory(mail.account())
                .paymentLink(page.key().value())
                .stream()
                .flatMap(link -> link.lines().stream())
                .allMatch(line -> position.item(line.receivable())
                        .filter(item -> !item.open().isLessThan(line.amount()))
                        .isPresent());
        office.witness.check(
                owed || !service.isPayable(page.id()),
                () -> mail.account() + " can still pay " + page + ", some of which is paid");
    }

    private List<OutboundMessage> mails() {
        return Objects.requireNonNull(office.letterboxes.get(ChannelId.EMAIL)).taken().stream()
                .filter(mail -> page(mail).isPresent())
                .toList();
    }

    private static Optional<PaymentRequestId> page(OutboundMessage mail) {
        Matcher matcher = PAGE.matcher(mail.text());
        return matcher.find() ? Optional.of(new PaymentRequestId(matcher.group(1))) : Optional.empty();
    }

    private Taken taken(PaymentRequestId id) {
        return service.taken().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** How many paid on a page. */
    int payments() {
        return all.size();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
