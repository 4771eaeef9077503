package io.relance;

import io.relance.account.DunningCase;
import io.relance.channel.Channel;
import io.relance.delivery.ChannelId;
import io.relance.engine.Command;
import io.relance.engine.Commands;
import io.relance.engine.Decisions;
import io.relance.engine.Dispatch;
import io.relance.engine.EngineSettings;
import io.relance.engine.Erasure;
import io.relance.engine.Evidence;
import io.relance.engine.Export;
import io.relance.engine.PolicyFit;
import io.relance.engine.PolicyShelf;
import io.relance.engine.ScenarioContent;
import io.relance.engine.StoredBodies;
import io.relance.engine.Tally;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.scenario.InvalidDefinitionException;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import io.relance.storage.DunningStore;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.ReceivablesSource;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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
 * <p>It has no threads of its own: everything happens in the thread that calls. Several threads, and several engines on one
 * store, may call at once; what one of them is about the others leave alone.
 */
public final class Relance implements AutoCloseable {
    /** How long a message that was claimed is one engine's alone. */
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(5);
    /** How long a hand-over may take. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    /** How often a hand-over that fails for now is tried over one channel. */
    public static final int DEFAULT_MAX_ATTEMPTS = 8;

    private final EngineSettings settings;
    private final Decisions decisions;
    private final Dispatch dispatch;
    private final Commands commands;
    private final PolicyShelf shelf;
    private final Evidence evidence;
    private final Erasure erasure;
    private final Export export;

    private Relance(EngineSettings settings) {
        this.settings = settings;
        this.decisions = new Decisions(settings);
        this.dispatch = new Dispatch(settings);
        this.commands = new Commands(settings);
        this.shelf = new PolicyShelf(settings.store());
        this.evidence = new Evidence(settings.store());
        this.erasure = new Erasure(settings);
        this.export = new Export(settings);
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
        shelf.keep(creditor, settings.policy(creditor));
        Tally tally = new Tally();
        dispatch.run(creditor, date, tally);
        decisions.run(creditor, date, tally);
        dispatch.run(creditor, date, tally);
        return report(tally);
    }

    /** Hands over what is ready for a creditor on a business date, and decides nothing else. */
    public RunReport dispatch(CreditorId creditor, LocalDate date) {
        shelf.keep(creditor, settings.policy(creditor));
        Tally tally = new Tally();
        dispatch.run(creditor, date, tally);
        return report(tally);
    }

    /**
     * What would be decided now about every account of a creditor: those that the books list, and those with an open case, by
     * the bytes of their ids. Nothing is stored and nothing handed over; after a run it is what that run has decided.
     */
    public void propose(CreditorId creditor, LocalDate date, Consumer<Decision> consumer) {
        decisions.propose(creditor, date, consumer);
    }

    /** Commands of {@code actor} about an account, on the business date {@code day}. */
    public AccountCommands account(AccountId account, String actor, LocalDate day) {
        settings.policy(account.creditor());
        return new AccountCommands(commands, Command.of(account, actor, day));
    }

    /** What is remembered of an account; an empty case when nothing is. */
    public DunningCase memory(AccountId account) {
        return commands.memory(account);
    }

    /** Everything that happened to an account, oldest first. */
    public List<TimelineEntry> timeline(AccountId account) {
        List<TimelineEntry> entries = new ArrayList<>();
        commands.timeline(account, (at, event) -> entries.add(new TimelineEntry(at, event)));
        return entries;
    }

    /**
     * Whether the events of an account are those that were recorded. The hashes are of what is stored, so no key is needed, and
     * it holds for accounts that were erased, too.
     */
    public ChainCheck verify(AccountId account) {
        return evidence.verify(account);
    }

    /** As {@link #verify(AccountId)} for every account of a creditor, in the order of their ids. */
    public void verify(CreditorId creditor, Consumer<ChainCheck> consumer) {
        evidence.verify(creditor, consumer);
    }

    /**
     * Erases everything that is held about an account, by destroying its key: the events stay, and their chain stays whole, but
     * nobody can read them, in no copy of the store there is. That it was done is an event. What the host's own books and the
     * channels hold is not touched; other engines forget what they have in memory as they work on.
     *
     * @param why is kept in the clear
     * @throws IllegalStateException with the reason: without {@link Builder#personalDataKeys keys}, while messages are under
     *     way, as long as the books have something open, or when something was stored before there were keys
     */
    public void erase(AccountId account, String actor, LocalDate day, String why) {
        erasure.erase(account, actor, day, why);
    }

    /** Everything that is held about an account, as one JSON document: case, messages, tasks, events. */
    public String export(AccountId account) {
        return export.json(account);
    }

    /** Closes the channels, then the store; every one of them, whatever the others throw. */
    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(settings.channels().values());
        all.add(settings.store());
        IllegalStateException failed = null;
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException("not everything could be closed", e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static RunReport report(Tally tally) {
        return new RunReport(
                tally.count(Tally.Of.ACCOUNTS),
                tally.count(Tally.Of.DECIDED),
                tally.count(Tally.Of.BUSY),
                tally.count(Tally.Of.PLANNED),
                tally.count(Tally.Of.PROPOSED),
                tally.count(Tally.Of.CANCELLED),
                tally.count(Tally.Of.TASKS),
                tally.count(Tally.Of.ACCEPTED),
                tally.count(Tally.Of.WAITING),
                tally.count(Tally.Of.DEFERRED),
                tally.count(Tally.Of.FAILED),
                tally.count(Tally.Of.DEAD),
                tally.count(Tally.Of.IN_DOUBT),
                tally.broken().size(),
                tally.broken().entrySet().stream()
                        .limit(RunReport.MAX_LISTED)
                        .map(broken -> new BrokenAccount(broken.getKey(), broken.getValue()))
                        .toList());
    }

    /**
     * Collects an engine; not for several threads.
     *
     * <p>Required: books, store, and a policy or scenario. Defaults: no channel, the built-in templates, no keys, the system's clock, the
     * creditor's id as the sender's name, a name for the node that nobody else has, {@link #DEFAULT_LEASE}, {@link
     * #DEFAULT_TIMEOUT}, {@link #DEFAULT_MAX_ATTEMPTS}.
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
        private Duration lease = DEFAULT_LEASE;
        private Duration timeout = DEFAULT_TIMEOUT;
        private int maxAttempts = DEFAULT_MAX_ATTEMPTS;

        private Builder() {}

        /** The host's books. */
        public Builder books(ReceivablesSource source) {
            this.books = source;
            return this;
        }

        /** What remembers; closed with the engine. */
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

        /** See {@link #DEFAULT_LEASE}. */
        public Builder lease(Duration duration) {
            this.lease = positive(duration, "the lease");
            return this;
        }

        /** See {@link #DEFAULT_TIMEOUT}. */
        public Builder timeout(Duration duration) {
            this.timeout = positive(duration, "the timeout");
            return this;
        }

        /** See {@link #DEFAULT_MAX_ATTEMPTS}. */
        public Builder maxAttempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("a hand-over is tried at least once, not " + attempts + " times");
            }
            this.maxAttempts = attempts;
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
         * @throws IllegalStateException when books, store or policy are missing, or the lease is shorter than a hand-over
         * @throws InvalidDefinitionException when a policy names a channel or template that is not there, one that does not suit
         *     its step, or a channel without the proof of dispatch that a step asks for; it carries every problem
         */
        public Relance build() {
            if (books == null || store == null || (anyPolicy == null && policies.isEmpty())) {
                throw new IllegalStateException("an engine needs "
                        + (books == null ? "books" : store == null ? "a store" : "a policy or a scenario"));
            }
            if (lease.compareTo(timeout) <= 0) {
                throw new IllegalStateException("a lease of " + lease + " ends before a hand-over of " + timeout
                        + " is over: make the lease longer");
            }
            List<Policy> all = new ArrayList<>(policies.values());
            if (anyPolicy != null) {
                all.add(anyPolicy);
            }
            TemplateCatalogue words = templates == null ? TemplateCatalogue.builtIn() : templates;
            for (Policy policy : all) {
                List<Problem> problems = PolicyFit.problems(policy, channels, words);
                if (!problems.isEmpty()) {
                    throw new InvalidDefinitionException("policy \"" + policy.name() + "\"", problems);
                }
            }
            return new Relance(new EngineSettings(
                    books,
                    store,
                    channels,
                    policies,
                    Optional.ofNullable(anyPolicy),
                    senders,
                    words,
                    new StoredBodies(Optional.ofNullable(keys)),
                    clock,
                    node == null ? UUID.randomUUID().toString() : node,
                    lease,
                    timeout,
                    maxAttempts));
        }
    }
}
