package io.relance.account;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.FieldValue;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers of one account: what people recorded (holds, promises, plans, disputes, tags, contacts), what was
 * sent and asked for, where every rule and every receivable stands. Amounts owed are never in here; they are the books'.
 *
 * <p>Default: an account that nothing is known of. Immutable.
 */
public final class DunningCase {
    private final AccountId account;
    private final List<Hold> holds;
    private final List<PromiseToPay> promises;
    private final List<InstalmentPlan> plans;
    private final List<Dispute> disputes;
    private final List<PendingPayment> pendingPayments;
    private final List<PaymentLink> paymentLinks;
    private final List<Mandate> mandates;
    private final List<DirectDebit> directDebits;
    private final List<LoggedContact> contacts;
    private final @Nullable Insolvency insolvency;
    private final SortedSet<String> tags;
    private final SortedMap<String, FieldValue> fields;
    private final @Nullable String scenario;
    private final SortedMap<ReceivableId, String> receivableScenarios;
    private final @Nullable String segment;
    private final @Nullable Money creditLimit;
    private final @Nullable ExternalScore externalScore;
    private final List<MessageState> messages;
    private final List<TaskState> tasks;
    private final SortedMap<ReceivableId, ReceivableProgress> progress;
    private final SortedMap<String, RuleState> ruleStates;
    private final SortedMap<String, PromiseResult> promiseResults;
    private final @Nullable FrozenBehaviour behaviour;
    private final SortedSet<String> onceDone;
    private final @Nullable LocalDate decided;
    private final @Nullable String policyVersion;
    private final @Nullable LocalDate nextReview;

    private DunningCase(Builder builder) {
        this.account = builder.account;
        this.holds = builder.holds.immutable();
        this.promises = builder.promises.immutable();
        this.plans = builder.plans.immutable();
        this.disputes = builder.disputes.immutable();
        this.pendingPayments = builder.pendingPayments.immutable();
        this.paymentLinks = builder.paymentLinks.immutable();
        this.mandates = builder.mandates.immutable();
        this.directDebits = builder.directDebits.immutable();
        this.contacts = builder.contacts.immutable();
        this.insolvency = builder.insolvency;
        this.tags = builder.tags.immutable();
        this.fields = builder.fields.immutable();
        this.scenario = builder.scenario;
        this.receivableScenarios = builder.receivableScenarios.immutable();
        this.segment = builder.segment;
        this.creditLimit = builder.creditLimit;
        this.externalScore = builder.externalScore;
        this.messages = builder.messages.immutable();
        this.tasks = builder.tasks.immutable();
        this.progress = builder.progress.immutable();
        this.ruleStates = builder.ruleStates.immutable();
        this.promiseResults = builder.promiseResults.immutable();
        this.behaviour = builder.behaviour;
        this.onceDone = builder.onceDone.immutable();
        this.decided = builder.decided;
        this.policyVersion = builder.policyVersion;
        this.nextReview = builder.nextReview;
    }

    /** The case of an account that nothing is known of. */
    public static DunningCase empty(AccountId account) {
        return builder(account).build();
    }

    /** A builder for the case of {@code account}. */
    public static Builder builder(AccountId account) {
        return new Builder(account);
    }

    /** Whose case. */
    public AccountId account() {
        return account;
    }

    /** The holds, past ones too, in the order in which they were ordered. */
    public List<Hold> holds() {
        return holds;
    }

    /** The promises, kept and broken ones too, in the order in which they were recorded. */
    public List<PromiseToPay> promises() {
        return promises;
    }

    /** The instalment plans, in the order in which they were agreed. */
    public List<InstalmentPlan> plans() {
        return plans;
    }

    /** The disputes, closed ones too. */
    public List<Dispute> disputes() {
        return disputes;
    }

    /** The payments that providers announced. */
    public List<PendingPayment> pendingPayments() {
        return pendingPayments;
    }

    /** Pages on which the customer can pay, or could, in the order in which they were made. */
    public List<PaymentLink> paymentLinks() {
        return paymentLinks;
    }

    /** The payment link with that key. */
    public Optional<PaymentLink> paymentLink(String key) {
        return paymentLinks.stream().filter(link -> link.key().equals(key)).findFirst();
    }

    /** The mandates under which providers may collect, or could. */
    public List<Mandate> mandates() {
        return mandates;
    }

    /** The mandate of that name: of several providers' one in force, else the first that has not ended. */
    public Optional<Mandate> mandate(String id) {
        return mandates.stream()
                .filter(mandate -> mandate.id().equals(id))
                .min(Comparator.comparing((Mandate mandate) -> mandate.state() != Mandate.State.ACTIVE)
                        .thenComparing(mandate -> mandate.state() == Mandate.State.ENDED)
                        .thenComparing(Mandate::provider));
    }

    /** Direct debits, in the order in which they were asked for. */
    public List<DirectDebit> directDebits() {
        return directDebits;
    }

    /** The direct debit of that name. */
    public Optional<DirectDebit> directDebit(String id) {
        return directDebits.stream().filter(debit -> debit.id().equals(id)).findFirst();
    }

    /**
     * Whether an invoice is left to direct debit: the books say so, or there is a mandate in force; and no collection of it was asked for here.
     * One that was asked for is money under way, and what becomes of that decides.
     */
    public boolean isLeftToDirectDebit(Receivable receivable) {
        boolean isMeant = receivable.collection() == Receivable.CollectionMode.AUTOMATIC
                || mandates.stream().anyMatch(mandate -> mandate.state() == Mandate.State.ACTIVE);
        return isMeant && directDebits.stream().noneMatch(debit -> debit.isOf(receivable.id()));
    }

    /** The direct debit by which an invoice is to be collected, or is being. */
    public Optional<DirectDebit> collecting(ReceivableId receivable) {
        return directDebits.stream()
                .filter(debit -> debit.isOf(receivable) && debit.isExpected())
                .findFirst();
    }

    /** What providers were asked to collect: links, then direct debits. */
    public List<RequestedPayment> requestedPayments() {
        return Stream.<RequestedPayment>concat(paymentLinks.stream(), directDebits.stream())
                .toList();
    }

    /** The contacts that people logged. */
    public List<LoggedContact> contacts() {
        return contacts;
    }

    /** Insolvency proceedings over the customer. */
    public Optional<Insolvency> insolvency() {
        return Optional.ofNullable(insolvency);
    }

    /** The tags that people set. */
    public Set<String> tags() {
        return tags;
    }

    /** The host's own fields that people set, by name; each wins over the customer's of its name in the books. */
    public Map<String, FieldValue> fields() {
        return fields;
    }

    /** The scenario that a person chose for the account, by id. */
    public Optional<String> scenario() {
        return Optional.ofNullable(scenario);
    }

    /** The scenarios that people chose for single receivables, by id. */
    public Map<ReceivableId, String> receivableScenarios() {
        return receivableScenarios;
    }

    /** The segment that a person set; wins over rules and over what the figures say. */
    public Optional<String> segment() {
        return Optional.ofNullable(segment);
    }

    /** The credit limit that a person set; wins over rules. */
    public Optional<Money> creditLimit() {
        return Optional.ofNullable(creditLimit);
    }

    /** The newest score that somebody else gave the customer. */
    public Optional<ExternalScore> externalScore() {
        return Optional.ofNullable(externalScore);
    }

    /** The messages, in the order in which they were first planned. */
    public List<MessageState> messages() {
        return messages;
    }

    /** One of them. */
    public Optional<MessageState> message(MessageId id) {
        for (MessageState message : messages) {
            if (message.id().equals(id)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** The tasks, in the order in which they were raised. */
    public List<TaskState> tasks() {
        return tasks;
    }

    /** One of them. */
    public Optional<TaskState> task(String id) {
        for (TaskState task : tasks) {
            if (task.id().equals(id)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    /** Where every receivable stands that a decision has seen. */
    public Map<ReceivableId, ReceivableProgress> progress() {
        return progress;
    }

    /** Where one receivable stands; as new when no decision has seen it. */
    public ReceivableProgress progressOf(ReceivableId id) {
        ReceivableProgress known = progress.get(id);
        return known == null ? ReceivableProgress.builder(id).build() : known;
    }

    /** Where every rule stands, by its id. */
    public Map<String, RuleState> ruleStates() {
        return ruleStates;
    }

    /** What the last decision saw promises come to, by their ids; those that are live or not in force are not in it. */
    public Map<String, PromiseResult> promiseResults() {
        return promiseResults;
    }

    /** The behaviour that the last decision saw. */
    public Optional<FrozenBehaviour> behaviour() {
        return Optional.ofNullable(behaviour);
    }

    /** What is done once and was: keys of the engine's own tasks. */
    public Set<String> onceDone() {
        return onceDone;
    }

    /** The day of the last decision. */
    public Optional<LocalDate> decided() {
        return Optional.ofNullable(decided);
    }

    /** The policy version of the last decision. */
    public Optional<String> policyVersion() {
        return Optional.ofNullable(policyVersion);
    }

    /** When the account is due for review. */
    public Optional<LocalDate> nextReview() {
        return Optional.ofNullable(nextReview);
    }

    /** A builder that starts from this case. */
    public Builder toBuilder() {
        Builder builder = new Builder(account);
        builder.holds.share(holds);
        builder.promises.share(promises);
        builder.plans.share(plans);
        builder.disputes.share(disputes);
        builder.pendingPayments.share(pendingPayments);
        builder.paymentLinks.share(paymentLinks);
        builder.mandates.share(mandates);
        builder.directDebits.share(directDebits);
        builder.contacts.share(contacts);
        builder.insolvency = insolvency;
        builder.tags.share(tags);
        builder.fields.share(fields);
        builder.scenario = scenario;
        builder.receivableScenarios.share(receivableScenarios);
        builder.segment = segment;
        builder.creditLimit = creditLimit;
        builder.externalScore = externalScore;
        builder.messages.share(messages);
        builder.tasks.share(tasks);
        builder.progress.share(progress);
        builder.ruleStates.share(ruleStates);
        builder.promiseResults.share(promiseResults);
        builder.behaviour = behaviour;
        builder.onceDone.share(onceDone);
        builder.decided = decided;
        builder.policyVersion = policyVersion;
        builder.nextReview = nextReview;
        return builder;
    }

    /** The same case with {@code progress} in the place of its own. */
    public DunningCase withProgress(Collection<ReceivableProgress> progress) {
        Builder builder = toBuilder();
        builder.progress.share(Collections.emptySortedMap());
        progress.forEach(builder::progress);
        return builder.build();
    }

    /**
     * The same case with these in the place of its own.
     *
     * @param messages each id once, in the order in which they were first planned
     * @param tasks each id once, in the order in which they were raised
     */
    public DunningCase withParts(
            Collection<ReceivableProgress> progress, List<MessageState> messages, List<TaskState> tasks) {
        Builder builder = toBuilder();
        builder.progress.share(Collections.emptySortedMap());
        progress.forEach(builder::progress);
        builder.messages.share(List.copyOf(messages));
        builder.tasks.share(List.copyOf(tasks));
        return builder.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DunningCase that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, messages, tasks, progress);
    }

    private List<Object> parts() {
        return java.util.Arrays.asList(
                account,
                holds,
                promises,
                plans,
                disputes,
                pendingPayments,
                paymentLinks,
                mandates,
                directDebits,
                contacts,
                insolvency(),
                tags,
                fields,
                scenario(),
                receivableScenarios,
                segment(),
                creditLimit(),
                externalScore(),
                messages,
                tasks,
                progress,
                ruleStates,
                promiseResults,
                behaviour(),
                onceDone,
                decided(),
                policyVersion(),
                nextReview());
    }

    @Override
    public String toString() {
        return "case of " + account + ": " + messages.size() + " messages, " + tasks.size() + " tasks, "
                + progress.values();
    }

    /** Collects a case; not for several threads. */
    public static final class Builder {
        private final AccountId account;
        private final SharedList<Hold> holds = new SharedList<>();
        private final SharedList<PromiseToPay> promises = new SharedList<>();
        private final SharedList<InstalmentPlan> plans = new SharedList<>();
        private final SharedList<Dispute> disputes = new SharedList<>();
        private final SharedList<PendingPayment> pendingPayments = new SharedList<>();
        private final SharedList<PaymentLink> paymentLinks = new SharedList<>();
        private final SharedList<Mandate> mandates = new SharedList<>();
        private final SharedList<DirectDebit> directDebits = new SharedList<>();
        private final SharedList<LoggedContact> contacts = new SharedList<>();
        private @Nullable Insolvency insolvency;
        private final SharedSet<String> tags = new SharedSet<>();
        private final SharedMap<String, FieldValue> fields = new SharedMap<>();
        private @Nullable String scenario;
        private final SharedMap<ReceivableId, String> receivableScenarios = new SharedMap<>();
        private @Nullable String segment;
        private @Nullable Money creditLimit;
        private @Nullable ExternalScore externalScore;
        private final SharedList<MessageState> messages = new SharedList<>();
        private final SharedList<TaskState> tasks = new SharedList<>();
        private final SharedMap<ReceivableId, ReceivableProgress> progress = new SharedMap<>();
        private final SharedMap<String, RuleState> ruleStates = new SharedMap<>();
        private final SharedMap<String, PromiseResult> promiseResults = new SharedMap<>();
        private @Nullable FrozenBehaviour behaviour;
        private final SharedSet<String> onceDone = new SharedSet<>();
        private @Nullable LocalDate decided;
        private @Nullable String policyVersion;
        private @Nullable LocalDate nextReview;

        private Builder(AccountId account) {
            this.account = account;
        }

        /** Adds a hold, or replaces the one with its id. */
        public Builder hold(Hold hold) {
            return put(holds, hold, other -> other.id().equals(hold.id()));
        }

        /** Adds a promise, or replaces the one with its id. */
        public Builder promise(PromiseToPay promise) {
            return put(promises, promise, other -> other.id().equals(promise.id()));
        }

        /** Adds a plan, or replaces the one with its id. */
        public Builder plan(InstalmentPlan plan) {
            return put(plans, plan, other -> other.id().equals(plan.id()));
        }

        /** Adds a dispute, or replaces the one with its id. */
        public Builder dispute(Dispute dispute) {
            return put(disputes, dispute, other -> other.id().equals(dispute.id()));
        }

        /** Adds a payment link, or replaces the one with its key. */
        public Builder paymentLink(PaymentLink link) {
            return put(paymentLinks, link, other -> other.key().equals(link.key()));
        }

        /** The payment links so far. */
        public List<PaymentLink> paymentLinks() {
            return Collections.unmodifiableList(paymentLinks.items());
        }

        /** Forgets a payment link. */
        public Builder withoutPaymentLink(String key) {
            paymentLinks.removeIf(link -> link.key().equals(key));
            return this;
        }

        /** Adds a mandate, or replaces the one of its provider and name. */
        public Builder mandate(Mandate mandate) {
            return put(mandates, mandate, other -> other.is(mandate.provider(), mandate.id()));
        }

        /** Forgets a mandate. */
        public Builder withoutMandate(String provider, String id) {
            mandates.removeIf(mandate -> mandate.is(provider, id));
            return this;
        }

        /** Adds a direct debit, or replaces the one with its id. */
        public Builder directDebit(DirectDebit debit) {
            return put(directDebits, debit, other -> other.id().equals(debit.id()));
        }

        /** The direct debits so far. */
        public List<DirectDebit> directDebits() {
            return Collections.unmodifiableList(directDebits.items());
        }

        /** Forgets a direct debit. */
        public Builder withoutDirectDebit(String id) {
            directDebits.removeIf(debit -> debit.id().equals(id));
            return this;
        }

        /** Adds or replaces what a provider was asked to collect. */
        public Builder requestedPayment(RequestedPayment payment) {
            return payment instanceof PaymentLink link ? paymentLink(link) : directDebit((DirectDebit) payment);
        }

        /** Adds a pending payment, or replaces the one with its id. */
        public Builder pendingPayment(PendingPayment payment) {
            return put(pendingPayments, payment, other -> other.id().equals(payment.id()));
        }

        /** Takes a pending payment away: it failed, or the books show it. */
        public Builder withoutPendingPayment(String id) {
            pendingPayments.removeIf(payment -> payment.id().equals(id));
            return this;
        }

        /** Adds a logged contact, or replaces the one with its id. */
        public Builder contact(LoggedContact contact) {
            return put(contacts, contact, other -> other.id().equals(contact.id()));
        }

        /** See {@link DunningCase#insolvency}. */
        public Builder insolvency(@Nullable Insolvency insolvency) {
            this.insolvency = insolvency;
            return this;
        }

        /** Adds a tag. */
        public Builder tag(String tag) {
            tags.add(tag);
            return this;
        }

        /** Takes a tag away. */
        public Builder withoutTag(String tag) {
            tags.remove(tag);
            return this;
        }

        /** Sets one of the host's own fields; null takes it away. */
        public Builder field(String name, @Nullable FieldValue value) {
            if (value == null) {
                fields.remove(name);
            } else {
                fields.put(name, value);
            }
            return this;
        }

        /** See {@link DunningCase#scenario}. */
        public Builder scenario(@Nullable String scenarioId) {
            this.scenario = scenarioId;
            return this;
        }

        /** Chooses a scenario for one receivable; null takes the choice back. */
        public Builder receivableScenario(ReceivableId receivable, @Nullable String scenarioId) {
            if (scenarioId == null) {
                receivableScenarios.remove(receivable);
            } else {
                receivableScenarios.put(receivable, scenarioId);
            }
            return this;
        }

        /** See {@link DunningCase#segment}. */
        public Builder segment(@Nullable String segment) {
            this.segment = segment;
            return this;
        }

        /** See {@link DunningCase#creditLimit}. */
        public Builder creditLimit(@Nullable Money limit) {
            this.creditLimit = limit;
            return this;
        }

        /** See {@link DunningCase#externalScore}. */
        public Builder externalScore(@Nullable ExternalScore score) {
            this.externalScore = score;
            return this;
        }

        /** Adds a message, or replaces the one with its id. */
        public Builder message(MessageState message) {
            return put(messages, message, other -> other.id().equals(message.id()));
        }

        /** The messages as they are now. */
        public List<MessageState> messages() {
            return Collections.unmodifiableList(messages.items());
        }

        /** Adds a task, or replaces the one with its id. */
        public Builder task(TaskState task) {
            return put(tasks, task, other -> other.id().equals(task.id()));
        }

        /** Sets where a receivable stands. */
        public Builder progress(ReceivableProgress where) {
            progress.put(where.receivable(), where);
            return this;
        }

        /** Replaces where every rule stands. */
        public Builder ruleStates(Collection<RuleState> states) {
            Map<String, RuleState> byId = new TreeMap<>();
            states.forEach(state -> byId.put(state.ruleId(), state));
            return ruleStates(byId);
        }

        /**
         * Replaces where every rule stands.
         *
         * @param states by the rules' ids
         * @throws IllegalArgumentException when one stands under another id
         */
        public Builder ruleStates(Map<String, RuleState> states) {
            states.forEach((id, state) -> {
                if (!id.equals(state.ruleId())) {
                    throw new IllegalArgumentException("the state of rule " + state.ruleId() + " stands under " + id);
                }
            });
            ruleStates.replace(states);
            return this;
        }

        /** Replaces what every promise came to. */
        public Builder promiseResults(Map<String, PromiseResult> outcomes) {
            promiseResults.replace(outcomes);
            return this;
        }

        /** See {@link DunningCase#behaviour}. */
        public Builder behaviour(@Nullable FrozenBehaviour frozen) {
            this.behaviour = frozen;
            return this;
        }

        /** Adds to {@link DunningCase#onceDone}. */
        public Builder onceDone(String key) {
            onceDone.add(key);
            return this;
        }

        /** Notes a decision: its day, its policy, and when to look again (null: never, unless something changes). */
        public Builder decided(LocalDate day, String version, @Nullable LocalDate review) {
            this.decided = day;
            this.policyVersion = version;
            this.nextReview = review;
            return this;
        }

        /** Due for review on {@code day} at the latest: something happened that no decision has seen. */
        public Builder reviewBy(LocalDate day) {
            LocalDate planned = nextReview;
            if (planned == null || planned.isAfter(day)) {
                this.nextReview = day;
            }
            return this;
        }

        private <T> Builder put(SharedList<T> list, T value, Predicate<T> same) {
            list.put(value, same);
            return this;
        }

        /** The case. */
        public DunningCase build() {
            return new DunningCase(this);
        }
    }
}
