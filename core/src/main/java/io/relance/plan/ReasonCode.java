package io.relance.plan;

/**
 * Why a receivable is left alone, in order of precedence: the first that holds is the reason. Those up to
 * {@link #COVERED_BY_CREDIT} say that nothing may be asked for at all.
 */
public enum ReasonCode {
    /** Nothing is open any more, by payment or credit notes. */
    PAID,
    /** The creditor gave it up. */
    WRITTEN_OFF,
    /** It belongs to a factor or a credit insurer. */
    ASSIGNED,
    /** It falls under insolvency proceedings. */
    INSOLVENCY,
    /** It is before a court or with an agency. */
    IN_LITIGATION,
    /** The books are older than the host allows. */
    STALE_LEDGER,
    /** A person or a rule ordered a stop. */
    ON_HOLD,
    /** The customer contests it. */
    DISPUTED,
    /** It is paid in instalments, which are asked for instead. */
    ON_PLAN,
    /** The customer promised to pay by a day that has not passed. */
    PROMISED,
    /** Money is on its way. */
    PAYMENT_PENDING,
    /** It is collected by direct debit. */
    AUTO_COLLECTED,
    /** The customer has credit that covers it. */
    COVERED_BY_CREDIT,
    /** Less is open than its due step asks for. */
    BELOW_MINIMUM,
    /** No scenario applies. */
    NO_SCENARIO,
    /** Every step was taken. */
    SCENARIO_FINISHED,
    /** Only formal steps are left, and no reminder went before. */
    ESCALATION_BLOCKED,
    /** A person must approve the message. */
    AWAITING_APPROVAL,
    /** Nobody knows whether the last message arrived. */
    IN_DOUBT,
    /** A person must finish a task first. */
    WAITING_FOR_TASK,
    /** Not overdue, and no step before the due date is due. */
    NOT_YET_DUE,
    /** Overdue, and the date of the next step has not come. */
    BETWEEN_STEPS,
    /** A step's date has come, and its condition is not TRUE. */
    CONDITION_FALSE,
    /** No contact can be reached over the step's channels. */
    NO_CONTACT,
    /** A weekend or public holiday. */
    NOT_A_SENDING_DAY,
    /** The customer was written to or spoken with too recently. */
    CONTACT_CAP;

    /** Whether nothing may be asked for. */
    public boolean forbidsDunning() {
        return compareTo(COVERED_BY_CREDIT) <= 0;
    }
}
