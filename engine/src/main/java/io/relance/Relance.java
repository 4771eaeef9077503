package io.relance;

import io.relance.account.DunningCase;
import io.relance.callback.RawCallback;
import io.relance.channel.AttachmentSource;
import io.relance.channel.Channel;
import io.relance.channel.ChannelLimits;
import io.relance.channel.RetryPolicy;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.engine.BusinessDay;
import io.relance.engine.Command;
import io.relance.engine.Commands;
import io.relance.engine.Decisions;
import io.relance.engine.DeliveryRules;
import io.relance.engine.Dispatch;
import io.relance.engine.EngineSettings;
import io.relance.engine.Erasure;
import io.relance.engine.Evidence;
import io.relance.engine.Export;
import io.relance.engine.Feed;
import io.relance.engine.LateReceipts;
import io.relance.engine.Lifecycle;
import io.relance.engine.Listeners;
import io.relance.engine.PaymentProviders;
import io.relance.engine.PaymentReports;
import io.relance.engine.PolicyFit;
import io.relance.engine.ProviderCalls;
import io.relance.engine.RestingProviders;
import io.relance.engine.ReviewMarks;
import io.relance.engine.ScenarioContent;
import io.relance.engine.StoredBodies;
import io.relance.engine.Tally;
import io.relance.engine.WorkLists;
import io.relance.payment.PaymentProvider;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.scenario.InvalidDefinitionException;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.Page;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.ReceivablesSource;
import io.relance.storage.TaskQuery;
import io.relance.template.ContentLevel;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine: reads the host's books, decides, hands messages over and remembers.
 *
 * <pre>{@code
 * try (Relance relance = Relance.builder()
 *         .books(myInvoices)
 *         .store(new InMemoryDunningStore())
 *         .channel(MailFileChannel.into(directory, clock))
 *         .sender(MessageSender.builder(creditor, "Acme").email("accounts@acme.example").build())
 *         .scenario(b2b)
 *         .build()) {
 *     RunReport report = relance.run(creditor, today); // call it as often as you like
 * }
 * }</pre>
 *
 * <p>It has no threads of its own: everything happens in the thread that calls, or in those of the executor given to {@link
 * #start}. Several threads, and several engines on one
 * store, may call at once; what one of them is about the others leave alone.
 */
public final class Relance implements AutoCloseable {
    /** How long a message that was claimed is one engine's alone. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(5);
    /** How long a hand-over may take. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final EngineSettings settings;
    private final Decisions decisions;
    private final WorkLists workLists;
    private final Dispatch dispatch;
    private final Commands commands;
    private final LateReceipts lateReceipts;
    private final PaymentReports paymentReports;
    private final ProviderCalls providerCalls;
    private final Troubles troubles;
    private final ReviewMarks marks;
    private final Rounds rounds;
    private final Runs runs;
    private final Evidence evidence;
    private final Erasure erasure;
    private final Export export;
    private final Feed feed;

    private Relance(EngineSettings settings) {
        this.runs = new Runs(settings);
        this.marks = new ReviewMarks(settings);
        this.settings = settings;
        this.decisions = new Decisions(settings);
        RestingProviders rest = new RestingProviders();
        this.dispatch = new Dispatch(settings, rest);
        this.commands = new Commands(settings);
        this.workLists = new WorkLists(settings, decisions, commands);
        this.lateReceipts = new LateReceipts(settings);
        this.paymentReports = new PaymentReports(settings);
        this.providerCalls = new ProviderCalls(settings, rest);
        this.troubles = new Troubles(settings);
        this.evidence = new Evidence(settings.store());
        this.erasure = new Erasure(settings);
        this.export = new Export(settings);
        this.feed = new Feed(settings);
        this.rounds = new Rounds(settings, day -> run(day, soFar -> {}));
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Does all that is due for a creditor on a business date: settles and hands over what is left from before, decides, hands
     * over. Doing it again, the same day or after a crash, does only what was left undone. An account that was decided for a
     * later day is left alone. One about which something fails (its ledger makes no sense to the decision, a template throws) is
     * left as it is and named in the report; the others go on.
     *
     * <p>The policy is kept in the store under its version, so that what was decided under it can be explained later.
     *
     * @throws IllegalArgumentException when the creditor has no policy
     * @throws IllegalStateException when the store has the policy's version with another content
     * @throws RuntimeException what books or store throw as a whole, when they list accounts or are read page by page; what was
     *     committed before stays, and the next run goes on
     */
    public RunReport run(CreditorId creditor, LocalDate date) {
        return run(creditor, date, soFar -> {});
    }

    /**
     * As {@link #run(CreditorId, LocalDate)}, telling how far it is: again and again in a long run, every few hundred accounts or
     * messages, with the counts so far. What {@code progress} throws is counted as a listener's.
     */
    public RunReport run(CreditorId creditor, LocalDate date, Consumer<RunReport> progress) {
        return run(BusinessDay.of(settings, creditor, date), progress);
    }

    private RunReport run(BusinessDay day, Consumer<RunReport> progress) {
        return runs.run(day.creditor(), day.date(), progress, tally -> {
            dispatch.run(day, tally);
            decisions.run(day, tally);
            dispatch.run(day, tally);
            providerCalls.run(day, tally);
        });
    }

    /**
     * Runs for creditors from now on, again and again, on what is today for each of them by the clock, in the threads of
     * {@code executor} and no others. What a run throws is logged, and the next one goes on. It ends when the engine is closed;
     * the executor stays the host's.
     *
     * @param every from the end of one round to the beginning of the next; also how soon what could not be handed over is tried
     *     again, so minutes rather than hours
     * @throws IllegalArgumentException when a creditor has no policy, or the time is not above 0
     * @throws IllegalStateException when it was started before, or is closed
     */
    public void start(ScheduledExecutorService executor, Duration every, Collection<CreditorId> creditors) {
        creditors.forEach(settings::policy);
        rounds.start(executor, Builder.positive(every, "the time between runs"), creditors);
    }

    /**
     * Says that something about an account has changed in the books: the next run looks at it, whatever the books tell. One
     * commit, unless it is due already.
     */
    public void changed(AccountId account) {
        settings.policy(account.creditor());
        marks.mark(List.of(account), LocalDate.EPOCH);
    }

    /**
     * Hands over what is ready for a creditor on a business date, and calls the payment providers about the accounts that it has come upon: pages that
     * are to be withdrawn, direct debits, mandates. All that it decides is whether what is ready may still leave.
     */
    public RunReport dispatch(CreditorId creditor, LocalDate date) {
        BusinessDay day = BusinessDay.of(settings, creditor, date);
        return runs.run(creditor, date, soFar -> {}, tally -> {
            dispatch.run(day, tally);
            providerCalls.run(day, tally);
        });
    }

    /**
     * What would be decided now about every account of a creditor: those that the books list, and those with an open case, by
     * the bytes of their ids. Nothing is stored and nothing handed over; after a run it is what that run has decided. An account
     * about which something fails is passed over, as by a run; the others go on.
     *
     * @return those that were passed over, all of them, in the order met
     * @throws IllegalArgumentException when the creditor has no policy
     * @throws RuntimeException what books or store throw as a whole, and what {@code consumer} throws
     */
    public List<BrokenAccount> propose(CreditorId creditor, LocalDate date, Consumer<Decision> consumer) {
        Tally tally = new Tally();
        decisions.propose(creditor, date, consumer, tally);
        return BrokenAccount.of(tally).toList();
    }

    /**
     * The messages that are due by {@code date + days}, or wait already, and would not leave: nobody could get them, they can't be
     * written (a rate that is not known, what a formal notice must say), or their channels would refuse them. Found by the checks
     * of a hand-over itself, on the books as they are and as if all that is due left on its day; documents that go with messages
     * are not asked for. Nothing is stored or sent. Takes about as long as writing the messages does.
     *
     * @param days how far to look ahead, the day of {@code date} not counted; at least 0
     * @return those that were passed over, as {@link #propose} does
     * @throws IllegalArgumentException when the creditor has no policy, or {@code days} is below 0
     */
    public List<BrokenAccount> preFlight(
            CreditorId creditor, LocalDate date, int days, Consumer<PreFlightFinding> consumer) {
        if (days < 0) {
            throw new IllegalArgumentException("a pre-flight looks 0 days ahead or more, and not " + days);
        }
        Tally tally = new Tally();
        workLists.preFlight(creditor, date, date.plusDays(days), consumer, tally);
        return BrokenAccount.of(tally).toList();
    }

    /**
     * The open tasks of a creditor in the order in which people come to them: by person (those that are nobody's last), by day,
     * and then by the priority of the account, highest first. The priority is that of the day, by what would be decided on it.
     *
     * @param team of this one alone; empty: of every team
     * @param assignee of this person alone; empty: everybody's and nobody's
     * @return those accounts that were passed over with their tasks, as {@link #propose} does
     * @throws IllegalArgumentException when the creditor has no policy
     */
    public List<BrokenAccount> agenda(
            CreditorId creditor,
            LocalDate date,
            Optional<String> team,
            Optional<String> assignee,
            Consumer<AgendaEntry> consumer) {
        Tally tally = new Tally();
        workLists.agenda(creditor, date, team, assignee, tally).forEach(consumer);
        return BrokenAccount.of(tally).toList();
    }

    /**
     * Records what a provider posted to the host's web address, once it is known to be genuine: each report in one commit and
     * once, however often it is posted. A message that came back undeliverable no longer counts as a reminder, and a person looks
     * at its address; one in doubt that was delivered was handed over. Reports of messages that are not known are counted, and
     * written to the log with their ids: nothing keeps them for the host, which may answer that they be posted again.
     *
     * @return counts of what it told
     * @throws IllegalArgumentException when there is no channel of that name
     * @throws io.relance.callback.CallbackRefusedException when it is not genuine; the host answers 4xx
     * @throws RuntimeException what the store throws: the host answers 5xx, and the provider posts it again
     */
    public RunReport callback(ChannelId channel, RawCallback callback) {
        return runs.report(tally -> lateReceipts.callback(channel, callback, tally));
    }

    /**
     * Records what a payment provider posted to the host's web address, once it is known to be genuine: each event in one commit and once,
     * however often and in whatever order it is posted. Money under way keeps reminders away until it fails, the books show it, or the
     * provider's days are over; nothing of it changes what is owed. Events of payments that are not known here are counted. A provider may be several creditors'
     * (the same object): what it posts of any of them is recorded, whichever of them is named.
     *
     * @param creditor one whose provider it is
     * @param provider its {@link PaymentProvider#id}
     * @return counts of what it told
     * @throws IllegalArgumentException when the creditor has no provider of that name
     * @throws io.relance.callback.CallbackRefusedException when it is not genuine; the host answers 4xx
     * @throws RuntimeException what the store throws: the host answers 5xx, and the provider posts it again
     */
    public RunReport paymentCallback(CreditorId creditor, String provider, RawCallback callback) {
        return runs.report(tally -> paymentReports.callback(creditor, provider, callback, tally));
    }

    /**
     * Tells of every message of a creditor that a person must look at: in doubt, given up, or refused by everybody, as long as
     * nobody has seen to it; by account.
     */
    public void inTrouble(CreditorId creditor, Consumer<MessageInTrouble> consumer) {
        troubles.each(creditor, consumer);
    }

    /**
     * Releases all messages of a creditor that were given up or refused and that {@code which} accepts, since their cause is gone
     * (a channel was down, a template did not fit): each by a command of its own, see {@link AccountCommands#release}.
     *
     * @return how many
     */
    public int release(CreditorId creditor, String actor, LocalDate day, Predicate<MessageInTrouble> which) {
        List<MessageInTrouble> found = new ArrayList<>();
        inTrouble(creditor, found::add);
        int released = 0;
        for (MessageInTrouble message : found) {
            if (message.trouble() != MessageInTrouble.Trouble.IN_DOUBT && which.test(message)) {
                account(message.account(), actor, day).release(message.message());
                released++;
            }
        }
        return released;
    }

    /** Commands of {@code actor} about an account, on the business date {@code day}. */
    public AccountCommands account(AccountId account, String actor, LocalDate day) {
        settings.policy(account.creditor());
        return new AccountCommands(commands, Command.of(account, actor, day));
    }

    /**
     * What people do and ask, in a transaction of the host, by the same books, policies and keys as here. It stores nothing unless
     * the host commits.
     *
     * @param joined the store of this engine in that transaction ({@code store.on(() -> connection)} of {@code
     *     JdbcDunningStore}); not closed
     * @throws IllegalArgumentException when it is the store of this engine itself, which is in no transaction of the host
     */
    public JoinedRelance on(DunningStore joined) {
        if (joined == settings.store()) {
            throw new IllegalArgumentException(
                    "this is the engine's own store, which is in no transaction of the host: give it"
                            + " the store in the transaction, store.on(() -> connection) for instance");
        }
        return new JoinedRelance(settings.joined(joined));
    }

    /** What is remembered of an account; an empty case when nothing is. */
    public DunningCase memory(AccountId account) {
        return commands.memory(account);
    }

    /** Tasks of a creditor's accounts, a page at a time; those that were erased, wholly or in part, are left out of their page. */
    public Page<AccountTask> tasks(TaskQuery query) {
        return commands.tasks(query);
    }

    /** Everything that happened to an account, oldest first. */
    public List<TimelineEntry> timeline(AccountId account) {
        return TimelineEntry.all(commands, account);
    }

    /**
     * What happened to the accounts of a creditor, a page at a time, in the order in which it was stored: an account's own events
     * by their sequence, and what a transaction that commits late has stored behind what was given out before. Whoever keeps {@link
     * FeedPage#next} once it has dealt with a page, and goes on from there after a crash, is given every event at least once; who
     * keeps it in one transaction with what it did, does that once.
     *
     * <p>An event of an account that was erased before it was read comes as {@link
     * io.relance.history.AccountEvent.ContentErased}.
     *
     * @param after what {@link FeedPage#next} said, of the same creditor; empty: from the first event on
     * @param limit at most so many, from 1 to {@value FeedPage#MAX_ENTRIES}; a page may have fewer although there are more, the
     *     end is an empty one
     * @throws IllegalArgumentException when the limit is another, or {@code after} is nothing that the store ever said
     * @throws IllegalStateException with account and number, when an event can't be read though its account was not erased: it
     *     was altered, a newer version wrote it, or this engine was built without keys; passing over it would lose it. With keys that
     *     are others than those of the store (lost, or of another database) every event comes as if its account were erased
     */
    public FeedPage events(CreditorId creditor, Optional<String> after, int limit) {
        return feed.page(creditor, after, limit);
    }

    /**
     * Whether the events of an account are those that were recorded. The hashes are of what is stored, so no key is needed, and
     * it holds for accounts that were erased, too. Whoever can rewrite the whole store can make up another account, or leave it
     * out: that shows against {@link ChainCheck#seal seals} kept elsewhere.
     */
    public ChainCheck verify(AccountId account) {
        return evidence.verify(account, List.of());
    }

    /** As {@link #verify(AccountId)} for every account of a creditor, in the order of their ids. */
    public void verify(CreditorId creditor, Consumer<ChainCheck> consumer) {
        verify(creditor, List.of(), consumer);
    }

    /**
     * As {@link #verify(CreditorId, Consumer)}, and against what was found before: every account of which there is a seal is
     * still there, with at least as many events, and the event of that number has the hash it had. One that was removed is told
     * of in its place, without events. An account that was erased since keeps its events and has one more.
     *
     * @param seals of earlier checks, as many of an account as there are
     * @throws IllegalArgumentException when one is of another creditor's account
     */
    public void verify(CreditorId creditor, Collection<ChainSeal> seals, Consumer<ChainCheck> consumer) {
        evidence.verify(creditor, seals, consumer);
    }

    /**
     * Erases everything that is held about an account, by destroying its key: the events stay, and their chain stays whole, but
     * nobody can read them, in no copy of the store there is. The amounts and days of claims of late payment stay, without names
     * and reasons, so that none is asked for twice. That it was done is an event. What the host's own books and the
     * channels hold is not touched; other engines forget what they have in memory as they work on.
     *
     * @param why is kept in the clear, and so is the actor
     * @throws IllegalArgumentException when the actor is blank, or the engine itself
     * @throws IllegalStateException with the reason: without {@link Builder#personalDataKeys keys}, while messages are under
     *     way, as long as it can be paid by what a payment provider was asked for, or is being, as long as the books have something open (not when an erasure was begun and not finished: this finishes it), or when
     *     something was stored before there were keys
     */
    public void erase(AccountId account, String actor, LocalDate day, String why) {
        erasure.erase(account, actor, day, why);
    }

    /** Everything that is held about an account, as one JSON document: case, messages, tasks, events. */
    public String export(AccountId account) {
        return export.json(account);
    }

    /** As {@link #close(Duration)}, with the time that a hand-over may take. */
    @Override
    public void close() {
        close(settings.timeout());
    }

    /**
     * Closes the engine: no run begins any more, and nothing more is claimed; hand-overs under way come back and are recorded; what
     * was claimed and not begun is another engine's when its lease ends. A run that is deciding stores the decisions about the page
     * of accounts that it is about (500 at most), and begins no further one: the next run, of this store's next engine or of another
     * one, decides about the rest, and reads again what the books told of it. Then closes the channels, and the store; every one
     * of them, whatever the others throw.
     *
     * @param longest how long it waits for what is under way; after that it closes all the same, and a later run settles what was
     *     interrupted, as after a crash
     * @return whether nothing was under way any more
     * @throws IllegalStateException when something could not be closed
     */
    public boolean close(Duration longest) {
        rounds.stop();
        boolean idle = settings.lifecycle().close(longest);
        settings.close();
        return idle;
    }

    /**
     * Collects an engine; not for several threads.
     *
     * <p>Required: books, store, and a policy or scenario. Defaults: no channel, the built-in templates, no keys, the system's clock, the
     * creditor's id as the sender's name, a name for the node that nobody else has, {@link #DEFAULT_LEASE}, {@link
     * #DEFAULT_TIMEOUT}, {@link RetryPolicy#DEFAULT}, no limits, the channels' own hours, {@link
     * ContentLevel#FULL} but for text messages to persons, which show no amounts.
     */
    public static final class Builder {
        private @Nullable ReceivablesSource books;
        private @Nullable DunningStore store;
        private final Map<ChannelId, Channel> channels = new LinkedHashMap<>();
        private final Map<CreditorId, Policy> policies = new LinkedHashMap<>();
        private @Nullable Policy anyPolicy;
        private final Map<CreditorId, MessageSender> senders = new LinkedHashMap<>();
        private @Nullable TemplateCatalogue templates;
        private @Nullable PersonalDataKeys keys;
        private InstantSource clock = InstantSource.system();
        private @Nullable String node;
        private AttachmentSource attachments = AttachmentSource.NONE;
        private Duration lease = DEFAULT_LEASE;
        private Duration timeout = DEFAULT_TIMEOUT;
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private final Map<ChannelId, ChannelLimits> limits = new LinkedHashMap<>();
        private final Map<ChannelId, SendingHours> hours = new LinkedHashMap<>();
        private final Map<ChannelId, DeliveryRules.Content> content = new LinkedHashMap<>();

        private final Map<CreditorId, List<PaymentProvider>> providers = new LinkedHashMap<>();
        private final List<PaymentProvider> anyProviders = new ArrayList<>();
        private final List<RelanceListener> listeners = new ArrayList<>();

        private Builder() {}

        /** Adds one that is told what happened, once it is stored. */
        public Builder listener(RelanceListener listener) {
            listeners.add(listener);
            return this;
        }

        /** The host's books. */
        public Builder books(ReceivablesSource source) {
            this.books = source;
            return this;
        }

        /** What remembers; closed with the engine. One that is in a transaction of the host is for {@link Relance#on}. */
        public Builder store(DunningStore dunningStore) {
            this.store = dunningStore;
            return this;
        }

        /**
         * Adds a way to reach debtors; closed with the engine.
         *
         * @throws IllegalArgumentException when there is one of its name
         */
        public Builder channel(Channel channel) {
            if (channels.putIfAbsent(channel.id(), channel) != null) {
                throw new IllegalArgumentException("there are two channels \"" + channel.id() + "\"");
            }
            return this;
        }

        /** The policy of every creditor that has none of its own. */
        public Builder policy(Policy policy) {
            this.anyPolicy = policy;
            return this;
        }

        /** The policy of one creditor. */
        public Builder policy(CreditorId creditor, Policy policy) {
            policies.put(creditor, policy);
            return this;
        }

        /** Short for a policy with this default scenario alone, whose version is the hash of its content. */
        public Builder scenario(Scenario scenario) {
            return policy(Policy.named(scenario.id())
                    .version(ScenarioContent.hash(scenario))
                    .scenario(scenario)
                    .defaultScenario(scenario.id())
                    .build());
        }

        /** How a creditor appears in its messages. */
        public Builder sender(MessageSender sender) {
            senders.put(sender.id(), sender);
            return this;
        }

        /** The words of the messages. */
        public Builder templates(TemplateCatalogue catalogue) {
            this.templates = catalogue;
            return this;
        }

        /** What goes with messages: the invoices that they ask for. By default nothing. */
        public Builder attachments(AttachmentSource source) {
            this.attachments = source;
            return this;
        }

        /**
         * The keys under which everything that the store gets about an account is encrypted, so that the account can be erased.
         * What was stored before there were keys stays as it is.
         */
        public Builder personalDataKeys(PersonalDataKeys keeper) {
            this.keys = keeper;
            return this;
        }

        /** What tells the instants of commits, leases and retries; business dates are passed in. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** A name that no other living engine on the same store has. */
        public Builder node(String name) {
            this.node = name;
            return this;
        }

        /** See {@link #DEFAULT_LEASE}; at least twice the {@link #timeout}. */
        public Builder lease(Duration duration) {
            this.lease = positive(duration, "the lease");
            return this;
        }

        /** See {@link #DEFAULT_TIMEOUT}; at most half the {@link #lease}. */
        public Builder timeout(Duration duration) {
            this.timeout = positive(duration, "the timeout");
            return this;
        }

        /** How often a hand-over that fails for now is tried over one channel; the pauses stay as they are. */
        public Builder maxAttempts(int attempts) {
            return retry(retry.withAttempts(attempts));
        }

        /** How often, and after what pauses, a hand-over that fails for now is tried over one channel. */
        public Builder retry(RetryPolicy policy) {
            this.retry = policy;
            return this;
        }

        /**
         * How much this engine hands over to a channel at most; what exceeds it stays ready. Several engines have a limit each.
         */
        public Builder limits(ChannelId channel, ChannelLimits most) {
            limits.put(channel, most);
            return this;
        }

        /**
         * A payment provider of every creditor that has none of its own. Reminders get a page on which they can be paid of the first that makes
         * such pages; those added after it are posted to, withdraw their pages and collect by direct debit all the same. The engine closes
         * them.
         */
        public Builder payments(PaymentProvider provider) {
            anyProviders.add(provider);
            return this;
        }

        /** As {@link #payments(PaymentProvider)}, of one creditor. */
        public Builder payments(CreditorId creditor, PaymentProvider provider) {
            providers.computeIfAbsent(creditor, none -> new ArrayList<>()).add(provider);
            return this;
        }

        /**
         * How much is said over a channel that others may read along.
         *
         * @param companies to customers known to be no natural persons
         * @param persons to all others
         */
        public Builder contentLevel(ChannelId channel, ContentLevel companies, ContentLevel persons) {
            content.put(channel, new DeliveryRules.Content(companies, persons));
            return this;
        }

        /** At what hours a channel reaches people, in the place of {@link Channel#sendingHours}. */
        public Builder sendingHours(ChannelId channel, SendingHours when) {
            hours.put(channel, when);
            return this;
        }

        private static Duration positive(Duration duration, String what) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(what + " must be above 0, but was " + duration);
            }
            return duration;
        }

        /**
         * The engine.
         *
         * @throws IllegalArgumentException when a creditor has two payment providers of one name
         * @throws IllegalStateException when books, store or policy are missing, or the lease is shorter than twice the timeout
         * @throws InvalidDefinitionException when a policy names a channel or template that is not there, one that does not suit
         *     its step, or a channel without the proof of dispatch that a step asks for; it carries every problem
         */
        public Relance build() {
            if (books == null || store == null || (anyPolicy == null && policies.isEmpty())) {
                throw new IllegalStateException("an engine needs "
                        + (books == null ? "books" : store == null ? "a store" : "a policy or a scenario"));
            }
            // a hand-over begins only when the lease outlasts it: what is claimed has as long again to get ready
            if (lease.compareTo(timeout.multipliedBy(2)) < 0) {
                throw new IllegalStateException("a lease of " + lease + " leaves too little time before a hand-over of "
                        + timeout + ": make it " + timeout.multipliedBy(2) + " or more, or the timeout shorter");
            }
            List<Policy> all = new ArrayList<>(policies.values());
            if (anyPolicy != null) {
                all.add(anyPolicy);
            }
            TemplateCatalogue words = templates == null ? TemplateCatalogue.builtIn() : templates;
            DeliveryRules rules = new DeliveryRules(retry, limits, hours, content);
            all.forEach(policy -> PolicyFit.require(policy, channels, words, rules));
            return new Relance(new EngineSettings(
                    books,
                    store,
                    channels,
                    policies,
                    Optional.ofNullable(anyPolicy),
                    senders,
                    words,
                    attachments,
                    new StoredBodies(Optional.ofNullable(keys)),
                    clock,
                    node == null ? UUID.randomUUID().toString() : node,
                    lease,
                    timeout,
                    rules,
                    new PaymentProviders(providers, anyProviders),
                    new Listeners(listeners),
                    new Lifecycle()));
        }
    }
}
