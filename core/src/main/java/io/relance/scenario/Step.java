package io.relance.scenario;

import io.relance.action.DunningAction;
import io.relance.action.DunningAction.CreateTask;
import io.relance.action.DunningAction.Escalate;
import io.relance.action.DunningAction.Notify;
import io.relance.action.DunningAction.Route;
import io.relance.action.DunningAction.SendMessage;
import io.relance.action.Stage;
import io.relance.action.Tone;
import io.relance.delivery.ChannelId;
import io.relance.money.MoneyBag;
import io.relance.receivable.ContactRole;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One step of a scenario: when it is due, under what condition, and what is done then.
 *
 * <p>Defaults: stage {@code PREVENTIVE} for a timing before the due date, else {@code AMICABLE}; no condition, no minimum;
 * tone {@code NEUTRAL}; audience {@code BILLING}, no approval, no proof of dispatch. For {@code FORMAL_NOTICE} the last
 * three default to {@code LEGAL_SEAT}, approval and proof; switching one off by name is allowed and warned of. The grouping
 * defaults to its scenario's. Immutable.
 */
public final class Step {
    private final String id;
    private final Stage stage;
    private final @Nullable Timing timing;
    private final @Nullable CompiledCondition condition;
    private final MoneyBag minimum;
    private final List<DunningAction> actions;
    private final Optional<SendMessage> message;
    private final Optional<CreateTask> task;
    private final @Nullable List<ContactRole> namedAudience;
    private final List<ContactRole> audience;
    private final @Nullable Boolean approval;
    private final @Nullable ProofOfDispatch proofOfDispatch;
    private final @Nullable Grouping grouping;
    private final Tone tone;

    private Step(Builder builder) {
        this.id = builder.id;
        this.timing = builder.timing;
        this.stage = builder.stage != null
                ? builder.stage
                : builder.timing instanceof Timing.DaysBeforeDue ? Stage.PREVENTIVE : Stage.AMICABLE;
        this.condition = builder.condition == null ? null : CompiledCondition.of(builder.condition);
        this.minimum = builder.minimum;
        this.actions = builder.allActions();
        this.message = first(actions, SendMessage.class);
        this.task = first(actions, CreateTask.class);
        this.namedAudience = builder.audience == null ? null : List.copyOf(builder.audience);
        this.audience = namedAudience != null
                ? namedAudience
                : List.of(stage == Stage.FORMAL_NOTICE ? ContactRole.LEGAL_SEAT : ContactRole.BILLING);
        this.approval = builder.approval;
        this.proofOfDispatch = builder.proofOfDispatch;
        this.grouping = builder.grouping;
        this.tone = builder.tone;
    }

    /** A builder for the step {@code id}. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Unique within its scenario. */
    public String id() {
        return id;
    }

    /** How far the follow-up has come with it. */
    public Stage stage() {
        return stage;
    }

    /**
     * When it is due.
     *
     * @throws IllegalStateException when none was given; no scenario is built with such a step
     */
    public Timing timing() {
        if (timing == null) {
            throw new IllegalStateException("step \"" + id + "\" has no timing");
        }
        return timing;
    }

    /** Whether a timing was given. */
    boolean isTimed() {
        return timing != null;
    }

    /** What must be TRUE for it to be executed; empty: nothing. */
    public Optional<Condition> condition() {
        return Optional.ofNullable(condition).map(CompiledCondition::condition);
    }

    /** The condition, compiled. */
    public Optional<CompiledCondition> compiled() {
        return Optional.ofNullable(condition);
    }

    /** The least dunnable amount of the invoice, for each currency that has one; others have no minimum. */
    public MoneyBag minimum() {
        return minimum;
    }

    /**
     * What is done, several at once being one step. In this order, in whatever order they were named: the message, the task,
     * notifications, the hand-over, the delivery stop.
     */
    public List<DunningAction> actions() {
        return actions;
    }

    /** The message that it sends, if it sends one. */
    public Optional<SendMessage> message() {
        return message;
    }

    /** The task that it raises, if it raises one. */
    public Optional<CreateTask> task() {
        return task;
    }

    private static <A extends DunningAction> Optional<A> first(List<DunningAction> actions, Class<A> kind) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The roles whose contacts are tried, in this order. */
    public List<ContactRole> audience() {
        return audience;
    }

    /** Whether a person must approve the message before it goes. */
    public boolean needsApproval() {
        return approval != null ? approval : stage == Stage.FORMAL_NOTICE;
    }

    /** Whether the channel must prove the dispatch. */
    public ProofOfDispatch proofOfDispatch() {
        return proofOfDispatch != null
                ? proofOfDispatch
                : stage == Stage.FORMAL_NOTICE ? ProofOfDispatch.REQUIRED : ProofOfDispatch.NOT_REQUIRED;
    }

    /** Its own grouping; empty: its scenario's. */
    public Optional<Grouping> ownGrouping() {
        return Optional.ofNullable(grouping);
    }

    /** The audience, if it was named. */
    public Optional<List<ContactRole>> namedAudience() {
        return Optional.ofNullable(namedAudience);
    }

    /** Whether approval is needed, if it was said. */
    public Optional<Boolean> namedApproval() {
        return Optional.ofNullable(approval);
    }

    /** Whether dispatch must be proved, if it was said. */
    public Optional<ProofOfDispatch> namedProofOfDispatch() {
        return Optional.ofNullable(proofOfDispatch);
    }

    /** How its message speaks. */
    public Tone tone() {
        return tone;
    }

    /** A builder that starts from this step. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.stage = stage;
        builder.timing = timing;
        builder.condition = condition == null ? null : condition.condition();
        builder.minimum = minimum;
        for (DunningAction action : actions) {
            if (action instanceof SendMessage send) {
                builder.routes.addAll(send.routes());
            } else {
                builder.others.add(action);
            }
        }
        builder.audience = namedAudience == null ? null : new ArrayList<>(namedAudience);
        builder.approval = approval;
        builder.proofOfDispatch = proofOfDispatch;
        builder.grouping = grouping;
        builder.tone = tone;
        return builder;
    }

    @Override
    public String toString() {
        return "\"" + id + "\" (" + stage + ", " + (timing == null ? "untimed" : timing) + ")";
    }

    /** Collects a step; not for several threads. */
    public static final class Builder {
        private final String id;
        private @Nullable Stage stage;
        private @Nullable Timing timing;
        private @Nullable Condition condition;
        private MoneyBag minimum = MoneyBag.empty();
        private final List<Route> routes = new ArrayList<>();
        private final List<DunningAction> others = new ArrayList<>();
        private @Nullable List<ContactRole> audience;
        private @Nullable Boolean approval;
        private @Nullable ProofOfDispatch proofOfDispatch;
        private @Nullable Grouping grouping;
        private Tone tone = Tone.NEUTRAL;

        private Builder(String id) {
            this.id = id;
        }

        /** Due when {@code timing} says; replaces any timing given before. */
        public Builder at(Timing timing) {
            this.timing = timing;
            return this;
        }

        /** See {@link Timing.DaysBeforeDue}. */
        public Builder daysBeforeDue(int days) {
            return at(new Timing.DaysBeforeDue(days));
        }

        /** See {@link Timing.DaysAfterDue}. */
        public Builder daysAfterDue(int days) {
            return at(new Timing.DaysAfterDue(days));
        }

        /** See {@link Timing.DaysAfterIssue}. */
        public Builder daysAfterIssue(int days) {
            return at(new Timing.DaysAfterIssue(days));
        }

        /** See {@link Timing.DaysAfterPrevious}. */
        public Builder daysAfterPrevious(int days) {
            return at(new Timing.DaysAfterPrevious(days));
        }

        /** See {@link Timing.DaysAfterDelivery}. */
        public Builder daysAfterDelivery(String step, int days) {
            return at(new Timing.DaysAfterDelivery(step, days));
        }

        /** See {@link Timing.DaysAfterBrokenPromise}. */
        public Builder daysAfterBrokenPromise(int days) {
            return at(new Timing.DaysAfterBrokenPromise(days));
        }

        /** Sets the stage. */
        public Builder stage(Stage stage) {
            this.stage = stage;
            return this;
        }

        /** The stage {@code FORMAL_NOTICE}, with its defaults. */
        public Builder formalNotice() {
            return stage(Stage.FORMAL_NOTICE);
        }

        /** The stage {@code LITIGATION}. */
        public Builder litigation() {
            return stage(Stage.LITIGATION);
        }

        /** Sends over {@code channel}; a second call names the fallback. */
        public Builder send(ChannelId channel, String template) {
            routes.add(new Route(channel, template));
            return this;
        }

        /** Sends an e-mail. */
        public Builder email(String template) {
            return send(ChannelId.EMAIL, template);
        }

        /** Sends a text message. */
        public Builder sms(String template) {
            return send(ChannelId.SMS, template);
        }

        /** Sends a letter. */
        public Builder letter(String template) {
            return send(ChannelId.LETTER, template);
        }

        /** Sends an e-mail when the channels named before can't. */
        public Builder orEmail(String template) {
            return send(ChannelId.EMAIL, template);
        }

        /** Sends a text message when the channels named before can't. */
        public Builder orSms(String template) {
            return send(ChannelId.SMS, template);
        }

        /** Sends a letter when the channels named before can't. */
        public Builder orLetter(String template) {
            return send(ChannelId.LETTER, template);
        }

        /** Raises a task. */
        public Builder task(String team, String text) {
            others.add(new CreateTask(team, text));
            return this;
        }

        /** Tells somebody inside. */
        public Builder notifyInside(String recipient, String text) {
            others.add(new Notify(recipient, text));
            return this;
        }

        /** Hands the invoice over; it is in litigation from then on. */
        public Builder escalate(String to) {
            others.add(new Escalate(to));
            return this;
        }

        /** Adds any action but a message. */
        public Builder action(DunningAction action) {
            if (action instanceof SendMessage send) {
                routes.addAll(send.routes());
            } else {
                others.add(action);
            }
            return this;
        }

        /** Executed only while {@code condition} is TRUE. */
        public Builder when(Condition condition) {
            this.condition = condition;
            return this;
        }

        /** The invoice waits while its dunnable amount is below this; one amount per currency. */
        public Builder minimum(Money least) {
            this.minimum = minimum.minus(minimum.in(least.getCurrencyUnit())).plus(least);
            return this;
        }

        /** The roles whose contacts are tried, in this order. */
        public Builder audience(ContactRole... roles) {
            this.audience = List.of(roles);
            return this;
        }

        /** A person must approve the message. */
        public Builder needsApproval() {
            return approval(true);
        }

        /** Whether a person must approve the message, said by name. */
        public Builder approval(boolean approval) {
            this.approval = approval;
            return this;
        }

        /** Whether the channel must prove the dispatch, said by name. */
        public Builder proofOfDispatch(ProofOfDispatch proofOfDispatch) {
            this.proofOfDispatch = proofOfDispatch;
            return this;
        }

        /** Grouped otherwise than its scenario. */
        public Builder grouping(Grouping grouping) {
            this.grouping = grouping;
            return this;
        }

        /** How the message speaks. */
        public Builder tone(Tone tone) {
            this.tone = tone;
            return this;
        }

        private List<DunningAction> allActions() {
            List<DunningAction> actions = new ArrayList<>();
            if (!routes.isEmpty()) {
                actions.add(new SendMessage(routes));
            }
            // stable, so that several notifications keep their order
            others.stream().sorted(Comparator.comparingInt(Builder::place)).forEach(actions::add);
            return List.copyOf(actions);
        }

        private static int place(DunningAction action) {
            return action instanceof CreateTask ? 0 : action instanceof Notify ? 1 : action instanceof Escalate ? 2 : 3;
        }

        /** The step; it is checked with its scenario. */
        public Step build() {
            return new Step(this);
        }
    }
}
