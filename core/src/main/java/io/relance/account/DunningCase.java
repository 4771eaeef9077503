package io.relance.account;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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
    private final List<LoggedContact> contacts;
    private final @Nullable Insolvency insolvency;
    private final Set<String> tags;
    private final @Nullable String scenario;
    private final Map<ReceivableId, String> receivableScenarios;
    private final @Nullable String segment;
    private final @Nullable Money creditLimit;
    private final @Nullable ExternalScore externalScore;
    private final List<MessageState> messages;
    private final List<TaskState> tasks;
    private final Map<ReceivableId, ReceivableProgress> progress;
    private final Map<String, RuleState> ruleStates;
    private final Map<String, PromiseResult> promiseResults;
    private final @Nullable FrozenBehaviour behaviour;
    private final Set<String> onceDone;
    private final @Nullable LocalDate decided;
    private final @Nullable String policyVersion;
    private final @Nullable LocalDate nextReview;

    private DunningCase(Builder builder) {
        this.account = builder.account;
        this.holds = List.copyOf(builder.holds);
        this.promises = List.copyOf(builder.promises);
        this.plans = List.copyOf(builder.plans);
        this.disputes = List.copyOf(builder.disputes);
        this.pendingPayments = List.copyOf(builder.pendingPayments);
        this.contacts = List.copyOf(builder.contacts);
        this.insolvency = builder.insolvency;
        this.tags = Collections.unmodifiableSet(new TreeSet<>(builder.tags));
        this.scenario = builder.scenario;
        this.receivableScenarios = Collections.unmodifiableMap(new TreeMap<>(builder.receivableScenarios));
        this.segment = builder.segment;
        this.creditLimit = builder.creditLimit;
        this.externalScore = builder.externalScore;
        this.messages = List.copyOf(builder.messages);
        this.tasks = List.copyOf(builder.tasks);
        this.progress = Collections.unmodifiableMap(new TreeMap<>(builder.progress));
        this.ruleStates = Collections.unmodifiableMap(new TreeMap<>(builder.ruleStates));
        this.promiseResults = Collections.unmodifiableMap(new TreeMap<>(builder.promiseResults));
        this.behaviour = builder.behaviour;
        this.onceDone = Collections.unmodifiableSet(new TreeSet<>(builder.onceDone));
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
        return messages.stream().filter(message -> message.id().equals(id)).findFirst();
    }

    /** The tasks, in the order in which they were raised. */
    public List<TaskState> tasks() {
        return tasks;
    }

    /** One of them. */
    public Optional<TaskState> task(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
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
        builder.holds.addAll(holds);
        builder.promises.addAll(promises);
        builder.plans.addAll(plans);
        builder.disputes.addAll(disputes);
        builder.pendingPayments.addAll(pendingPayments);
        builder.contacts.addAll(contacts);
        builder.insolvency = insolvency;
        builder.tags.addAll(tags);
        builder.scenario = scenario;
        builder.receivableScenarios.putAll(receivableScenarios);
        builder.segment = segment;
        builder.creditLimit = creditLimit;
        builder.externalScore = externalScore;
        builder.messages.addAll(messages);
        builder.tasks.addAll(tasks);
        builder.progress.putAll(progress);
        builder.ruleStates.putAll(ruleStates);
        builder.promiseResults.putAll(promiseResults);
        builder.behaviour = behaviour;
        builder.onceDone.addAll(onceDone);
        builder.decided = decided;
        builder.policyVersion = policyVersion;
        builder.nextReview = nextReview;
        return builder;
    }

    /** The same case with {@code progress} in the place of its own. */
    public DunningCase withProgress(Collection<ReceivableProgress> progress) {
        Builder builder = toBuilder();
        builder.progress.clear();
        progress.forEach(builder::progress);
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
                contacts,
                insolvency(),
                tags,
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
        private final List<Hold> holds = new ArrayList<>();
        private final List<PromiseToPay> promises = new ArrayList<>();
        private final List<InstalmentPlan> plans = new ArrayList<>();
        private final List<Dispute> disputes = new ArrayList<>();
        private final List<PendingPayment> pendingPayments = new ArrayList<>();
        private final List<LoggedContact> contacts = new ArrayList<>();
        private @Nullable Insolvency insolvency;
        private final Set<String> tags = new TreeSet<>();
        private @Nullable String scenario;
        private final Map<ReceivableId, String> receivableScenarios = new TreeMap<>();
        private @Nullable String segment;
        private @Nullable Money creditLimit;
        private @Nullable ExternalScore externalScore;
        private final List<MessageState> messages = new ArrayList<>();
        private final List<TaskState> tasks = new ArrayList<>();
        private final Map<ReceivableId, ReceivableProgress> progress = new TreeMap<>();
        private final Map<String, RuleState> ruleStates = new TreeMap<>();
        private final Map<String, PromiseResult> promiseResults = new TreeMap<>();
        private @Nullable FrozenBehaviour behaviour;
        private final Set<String> onceDone = new TreeSet<>();
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
            ruleStates.clear();
            states.forEach(state -> ruleStates.put(state.ruleId(), state));
            return this;
        }

        /** Replaces what every promise came to. */
        public Builder promiseResults(Map<String, PromiseResult> outcomes) {
            promiseResults.clear();
            promiseResults.putAll(outcomes);
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

        private <T> Builder put(List<T> list, T value, Predicate<T> same) {
            for (int i = 0; i < list.size(); i++) {
                if (same.test(list.get(i))) {
                    list.set(i, value);
                    return this;
                }
            }
            list.add(value);
            return this;
        }

        /** The case. */
        public DunningCase build() {
            return new DunningCase(this);
        }
    }
}
