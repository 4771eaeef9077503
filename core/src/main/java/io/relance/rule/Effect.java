package io.relance.rule;

import org.joda.money.Money;

/**
 * What a rule has done while it holds, or when it begins to hold.
 *
 * <p>A lasting effect holds as long as the rule does and falls away with it; an {@linkplain #edgeTriggered edge-triggered}
 * one happens once, when the rule becomes TRUE. Of the {@linkplain #exclusive exclusive} ones only one of a kind can hold:
 * that of the first rule. All others add up.
 */
public sealed interface Effect {
    /** Whether it happens once, when the rule becomes TRUE, instead of lasting while it holds. */
    default boolean edgeTriggered() {
        return false;
    }

    /** Whether only one of its kind can hold. */
    default boolean exclusive() {
        return false;
    }

    /** The account's invoices follow this scenario, unless an invoice or the customer has its own. */
    record AssignScenario(String scenarioId) implements Effect {
        /** @throws IllegalArgumentException when it is blank */
        public AssignScenario {
            notBlank(scenarioId, "the id of the scenario to assign");
        }

        @Override
        public boolean exclusive() {
            return true;
        }

        @Override
        public String toString() {
            return "assign the scenario " + scenarioId;
        }
    }

    /** The account counts as this segment, in place of the one computed from its behaviour. */
    record SetSegment(String segment) implements Effect {
        /** @throws IllegalArgumentException when it is blank */
        public SetSegment {
            notBlank(segment, "the segment to set");
        }

        @Override
        public boolean exclusive() {
            return true;
        }

        @Override
        public String toString() {
            return "set the segment " + segment;
        }
    }

    /**
     * A word to somebody inside.
     *
     * @param recipient a person, a team or a role, as the host knows it
     */
    record Notify(String recipient, String text) implements Effect {
        /** @throws IllegalArgumentException when one is blank */
        public Notify {
            notBlank(recipient, "whom to notify");
            notBlank(text, "the text of a notification");
        }

        @Override
        public boolean edgeTriggered() {
            return true;
        }

        @Override
        public String toString() {
            return "notify " + recipient + ": " + text;
        }
    }

    /** Nothing is sent or raised for the account, for this reason. */
    record Hold(String reason) implements Effect {
        /** @throws IllegalArgumentException when it is blank */
        public Hold {
            notBlank(reason, "the reason of a hold");
        }

        @Override
        public String toString() {
            return "hold: " + reason;
        }
    }

    /** Every message to the account needs a person's approval. */
    record RequireApproval() implements Effect {
        @Override
        public String toString() {
            return "require approval";
        }
    }

    /**
     * Work for a person.
     *
     * @param team who is to do it
     * @param text what is to be done
     */
    record CreateTask(String team, String text) implements Effect {
        /** @throws IllegalArgumentException when one is blank */
        public CreateTask {
            notBlank(team, "the team of a task");
            notBlank(text, "the text of a task");
        }

        @Override
        public boolean edgeTriggered() {
            return true;
        }

        @Override
        public String toString() {
            return "create a task for " + team + ": " + text;
        }
    }

    /** The account's credit limit. */
    record SetCreditLimit(Money limit) implements Effect {
        /** @throws IllegalArgumentException when it is negative */
        public SetCreditLimit {
            if (limit.isNegative()) {
                throw new IllegalArgumentException("a credit limit is 0 or more, but was " + limit);
            }
        }

        @Override
        public boolean exclusive() {
            return true;
        }

        @Override
        public String toString() {
            return "set the credit limit to " + limit;
        }
    }

    /** Payment terms recommended to the host, in its own words. */
    record RecommendTerms(String terms) implements Effect {
        /** @throws IllegalArgumentException when it is blank */
        public RecommendTerms {
            notBlank(terms, "the payment terms to recommend");
        }

        @Override
        public String toString() {
            return "recommend the payment terms " + terms;
        }
    }

    /** An event that asks the host to deliver nothing more on credit. */
    record RequestDeliveryStop(String text) implements Effect {
        /** @throws IllegalArgumentException when it is blank */
        public RequestDeliveryStop {
            notBlank(text, "the text of a delivery stop");
        }

        @Override
        public boolean edgeTriggered() {
            return true;
        }

        @Override
        public String toString() {
            return "request a delivery stop: " + text;
        }
    }

    /** The account has this tag. */
    record Tag(String tag) implements Effect {
        /** @throws IllegalArgumentException when it is blank */
        public Tag {
            notBlank(tag, "the tag to set");
        }

        @Override
        public String toString() {
            return "tag " + tag;
        }
    }

    private static void notBlank(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
    }
}
