package io.relance.reliability;

import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.payment.PaymentProvider;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountStamp;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.ReceivablesSource;
import io.relance.template.TemplateCatalogue;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What outlives every process: the books, what is stored, the debtors' letter boxes, the time; and a witness of it all. */
final class Office implements Past {
    /** Between an engine and books that list every account as if it had never changed. */
    private static final Between SILENT = call -> {
        Object answer = call.proceed();
        return call.is("accounts")
                ? ((List<?>) Objects.requireNonNull(answer))
                        .stream()
                                .map(stamp ->
                                        new AccountStamp(((AccountStamp) stamp).account(), Optional.of("as ever")))
                                .toList()
                : answer;
    };

    /** What of a payment provider is asked over a line. */
    private static final Set<String> ASKED = Set.of("request", "lookup", "cancel", "mandate");

    static final CreditorId ACME = new CreditorId("acme");
    private static final List<ChannelId> CHANNELS = List.of(ChannelId.EMAIL, ChannelId.SMS, ChannelId.LETTER);

    private static final TemplateCatalogue TEMPLATES = TemplateCatalogue.builtIn();

    /** What the books said of an account from an instant on. */
    private record Version(Instant since, AccountLedger ledger) {}

    final HandTurnedClock clock;
    final Policy policy;
    /** All that is stored; what is done to it is kept, so that a copy can be made. */
    final DunningStore store;

    final Map<ChannelId, Letterbox> letterboxes = new LinkedHashMap<>();
    final Witness witness;
    /** Asks, and never runs. */
    final Relance observer;

    private final List<Call> done = new ArrayList<>();
    private final Supplier<InMemoryBooks> emptyBooks;
    private final InMemoryBooks books;
    /** The books as engines see them. */
    private final ReceivablesSource source;

    final Means means;
    /** Accounts whose erasure is through. */
    final Set<AccountId> erased = new TreeSet<>();
    /** What the host still has to hint at. */
    final Hints hints = new Hints();

    /** The payment provider, and who pays by it; null: nobody does. */
    private @Nullable Payers payers;

    private final Set<ChannelFeature> features;
    private final SortedMap<AccountId, List<Version>> versions = new TreeMap<>();

    Office(
            LocalDate firstDay,
            Policy policy,
            Supplier<InMemoryBooks> emptyBooks,
            Set<ChannelFeature> features,
            Letterbox.Answer answer) {
        this(firstDay, policy, emptyBooks, features, answer, Means.NONE);
    }

    Office(
            LocalDate firstDay,
            Policy policy,
            Supplier<InMemoryBooks> emptyBooks,
            Set<ChannelFeature> features,
            Letterbox.Answer answer,
            Means means) {
        this.means = means;
        this.clock = HandTurnedClock.onMorningOf(firstDay);
        this.policy = policy;
        this.emptyBooks = emptyBooks;
        this.books = emptyBooks.get();
        this.source = means.silentBooks() ? SILENT.through(ReceivablesSource.class, books) : books;
        this.features = features;
        this.witness = new Witness(this);
        means.keys().ifPresent(keys -> keys.tell(witness::shredded));
        Between keeping = call -> {
            if (call.changes()) {
                done.add(call);
            }
            return call.proceed();
        };
        this.store = keeping.through(DunningStore.class, new InMemoryDunningStore());
        CHANNELS.forEach(id -> letterboxes.put(id, new Letterbox(id, this, features, answer)));
        this.observer = builder("observer", source, store, letterboxes.values(), call -> call.proceed())
                .build();
    }

    /** The same office once more, to go another way from here; it stands on the morning of {@code day}. */
    Office copy(LocalDate day) {
        Office copy = new Office(
                day,
                policy,
                emptyBooks,
                features,
                letterboxes.get(ChannelId.EMAIL).answer());
        done.forEach(call -> call.onto(copy.store).proceed());
        versions.values().forEach(all -> all.forEach(version -> copy.books.put(version.ledger())));
        versions.forEach((account, all) -> copy.versions.put(account, new ArrayList<>(all)));
        letterboxes.forEach(
                (id, box) -> Objects.requireNonNull(copy.letterboxes.get(id)).putAll(box));
        copy.witness.putAll(witness);
        return copy;
    }

    /** All that the future depends on: where it is equal, so is what will be. */
    List<Object> state() {
        List<Object> state = new ArrayList<>(outbox());
        store.find(accounts()).forEach((account, stored) -> {
            state.add(stored.parts());
            state.add(stored.head().body());
            state.add(stored.head().open());
            state.add(stored.head().reviewOn());
            state.add(stored.head().stamp());
        });
        letterboxes.values().forEach(box -> state.add(Map.copyOf(box.attempts())));
        state.add(Map.copyOf(witness.handOvers().delivered()));
        return state;
    }

    private Relance.Builder builder(
            String name,
            ReceivablesSource ledgers,
            DunningStore memory,
            Iterable<? extends Channel> channels,
            Between between) {
        Relance.Builder builder = Relance.builder()
                .books(ledgers)
                .store(memory)
                .clock(clock)
                .policy(policy)
                .templates(TEMPLATES)
                .node(name);
        channels.forEach(builder::channel);
        means.into(builder);
        Between destroying = call -> call.is("destroy") ? between.around(call) : call.proceed();
        means.keys().ifPresent(keys -> builder.personalDataKeys(destroying.through(PersonalDataKeys.class, keys)));
        return builder;
    }

    /** Engines that are started from now on have a payment provider. */
    void payments(Payers by) {
        payers = by;
    }

    /** An engine of that name on this office's parts, with {@code between} between it and each of them. */
    Relance engine(String name, Between between, Breaking breaking) {
        return engine(name, between, breaking, new RelanceListener() {});
    }

    /** The same with somebody who is told what happened. */
    Relance engine(String name, Between between, Breaking breaking, RelanceListener listener) {
        Payers providing = payers;
        Optional<DebitWitness> debits = providing == null ? Optional.empty() : providing.debits();
        DunningStore told = debits.map(each -> each.ofStore(name).through(DunningStore.class, store))
                .orElse(store);
        ReceivablesSource read = debits.map(each -> each.ofBooks(name).through(ReceivablesSource.class, source))
                .orElse(source);
        DunningStore seen = witness.ofStore(name).through(DunningStore.class, told);
        List<Channel> channels = new ArrayList<>();
        letterboxes
                .values()
                .forEach(box -> channels.add(breaking.channel(
                        witness.ofChannel(name).through(Channel.class, between.through(Channel.class, box)))));
        Relance.Builder builder = builder(
                        name,
                        breaking.books(between.through(ReceivablesSource.class, read)),
                        breaking.store(between.through(DunningStore.class, seen)),
                        channels,
                        between)
                .listener(listener);
        if (providing != null) {
            Between asked = call -> ASKED.contains(call.method().getName()) ? between.around(call) : call.proceed();
            builder.payments(breaking.payments(asked.through(PaymentProvider.class, providing.provider(name))));
        }
        return builder.build();
    }

    /** The books say something else of an account from now on. */
    void put(AccountLedger ledger) {
        books.put(ledger);
        if (means.silentBooks()) {
            hints.changed(ledger.account());
        }
        versions.computeIfAbsent(ledger.account(), id -> new ArrayList<>()).add(new Version(clock.instant(), ledger));
    }

    /** The books of an account as they are now. */
    AccountLedger ledger(AccountId account) {
        List<Version> all = versions.getOrDefault(account, List.of());
        return all.get(all.size() - 1).ledger();
    }

    @Override
    public AccountLedger ledgerOfYesterday(AccountId account) {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        List<Version> all = versions.getOrDefault(account, List.of());
        AccountLedger found = all.get(0).ledger();
        for (Version version : all) {
            found = version.since().isBefore(midnight) ? version.ledger() : found;
        }
        return found;
    }

    @Override
    public boolean isWaiting(AccountId account) {
        return outbox(OutboxState.READY, OutboxState.SENDING).stream()
                .anyMatch(entry -> entry.account().equals(account));
    }

    Set<AccountId> accounts() {
        return versions.keySet();
    }

    /** Whether an account was marked for its erasure, or its key destroyed, and the rest may not be through: nobody can read it. */
    boolean isHalfErased(AccountId account) {
        return isBeingErased(account)
                || (!erased.contains(account)
                        && means.keys()
                                .filter(keys -> keys.wasDestroyed(account))
                                .isPresent());
    }

    /** Whether an account was marked for its erasure, which is not through. */
    boolean isBeingErased(AccountId account) {
        return Optional.ofNullable(store.find(List.of(account)).get(account))
                .flatMap(stored -> stored.head().stamp())
                .filter(stamp -> stamp.startsWith("erasing "))
                .isPresent();
    }

    /**
     * The most that could be asked for of an invoice on {@code day}: what was open less what was known to be under way, by what the books said at
     * any instant in the last while.
     */
    Money mostOwed(AccountId account, ReceivableId invoice, LocalDate day, Duration last) {
        return mostOwed(account, invoice, day, last, key -> true);
    }

    /** The same, where of direct debits only some keys count. */
    Money mostOwed(AccountId account, ReceivableId invoice, LocalDate day, Duration last, Predicate<String> counts) {
        Instant from = clock.instant().minus(last);
        List<Version> all = versions.getOrDefault(account, List.of());
        Money most = Money.zero(CurrencyUnit.EUR);
        for (int i = 0; i < all.size(); i++) {
            boolean over = i + 1 < all.size() && all.get(i + 1).since().isBefore(from);
            Instant since = all.get(i).since();
            Optional<Money> owed = over
                    ? Optional.empty()
                    : open(all.get(i).ledger(), invoice, day)
                            .map(open -> payers == null
                                    ? open
                                    : open.minus(payers.underWay(account, invoice, day, from, since, counts)));
            most = owed.filter(most::isLessThan).orElse(most);
        }
        return most;
    }

    /** The most that was open of an invoice on {@code day}, by what the books said at any instant in the last while. */
    Money mostOpen(AccountId account, ReceivableId invoice, LocalDate day, Duration last) {
        Instant from = clock.instant().minus(last);
        List<Version> all = versions.getOrDefault(account, List.of());
        Money most = null;
        for (int i = 0; i < all.size(); i++) {
            boolean over = i + 1 < all.size() && all.get(i + 1).since().isBefore(from);
            Optional<Money> open = over ? Optional.empty() : open(all.get(i).ledger(), invoice, day);
            if (open.isPresent() && (most == null || open.get().isGreaterThan(most))) {
                most = open.get();
            }
        }
        return most == null ? Money.zero(CurrencyUnit.EUR) : most;
    }

    private Optional<Money> open(AccountLedger ledger, ReceivableId invoice, LocalDate day) {
        return ledger.asOf(day, policy.tolerance()).item(invoice).map(item -> item.open());
    }

    /** Whether a debtor got a message, over any channel. */
    boolean has(MessageId message) {
        return letterboxes.values().stream().anyMatch(box -> box.has(message));
    }

    /** Whether a channel has told what became of a message after it took it. */
    boolean isReported(MessageId message) {
        return letterboxes.values().stream().anyMatch(box -> box.reports().isAbout(message));
    }

    /** The outbox, in these states; in any when none is named. */
    List<OutboxEntry> outbox(OutboxState... states) {
        return store.outbox(new OutboxQuery(ACME, Set.of(), Set.of(states), Optional.empty(), Integer.MAX_VALUE))
                .items();
    }
}
