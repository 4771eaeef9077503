package io.relance.rule;

import static io.relance.rule.Motion.FROZEN;
import static io.relance.rule.Motion.ONE_A_DAY;
import static io.relance.rule.Scope.ACCOUNT;
import static io.relance.rule.Scope.INVOICE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts that conditions can ask, and hosts' own fields as facts.
 *
 * <p>"Settled" facts look at the invoices settled in the last 12 months. A fact that a source can't tell is absent.
 */
public final class Facts {
    /** {@code account.overdue} */
    public static final Fact<KnownAmounts> ACCOUNT_OVERDUE = Fact.amount(
            ACCOUNT,
            "account.overdue",
            "what may be asked for on overdue invoices: less disputed, promised and pending parts and credit cover");

    /** {@code account.open} */
    public static final Fact<KnownAmounts> ACCOUNT_OPEN = Fact.amount(
            ACCOUNT,
            "account.open",
            "what is open on all invoices less disputed, promised and pending parts and credit cover");

    /** {@code account.grossOverdue} */
    public static final Fact<KnownAmounts> ACCOUNT_GROSS_OVERDUE =
            Fact.amount(ACCOUNT, "account.grossOverdue", "what is open on overdue invoices, nothing taken off");

    /** {@code account.grossOpen} */
    public static final Fact<KnownAmounts> ACCOUNT_GROSS_OPEN =
            Fact.amount(ACCOUNT, "account.grossOpen", "what is open on all invoices, nothing taken off");

    /** {@code account.unallocatedCredit} */
    public static final Fact<KnownAmounts> ACCOUNT_UNALLOCATED_CREDIT = Fact.amount(
            ACCOUNT, "account.unallocatedCredit", "what remains of credit notes and payments on account, above zero");

    /** {@code account.exposure} */
    public static final Fact<KnownAmounts> ACCOUNT_EXPOSURE = Fact.amount(
            ACCOUNT,
            "account.exposure",
            "what is at risk: everything open, disputed parts included, less credit; at least 0");

    /** {@code account.creditLimit} */
    public static final Fact<KnownAmounts> ACCOUNT_CREDIT_LIMIT = Fact.amount(
            ACCOUNT, "account.creditLimit", "the credit limit in force, in its currency; absent when there is none");

    /** {@code account.creditUsage} */
    public static final Fact<BigDecimal> ACCOUNT_CREDIT_USAGE = Fact.rate(
            ACCOUNT, "account.creditUsage", "exposure over credit limit, may be above 1; absent without a limit");

    /** {@code account.oldestDaysLate} */
    public static final Fact<Long> ACCOUNT_OLDEST_DAYS_LATE = Fact.days(
                    ACCOUNT,
                    "account.oldestDaysLate",
                    "days late of the overdue invoice that was due first; 0 when nothing is overdue")
            .within(BigDecimal.ZERO, null)
            .moving(ONE_A_DAY);

    /** {@code account.overdueCount} */
    public static final Fact<Long> ACCOUNT_OVERDUE_COUNT =
            Fact.count(ACCOUNT, "account.overdueCount", "how many invoices are overdue");

    /** {@code account.openCount} */
    public static final Fact<Long> ACCOUNT_OPEN_COUNT =
            Fact.count(ACCOUNT, "account.openCount", "how many invoices are open");

    /**
     * {@code account.tag}: rules see the tags of the books and of persons; steps also see those that rules set on the
     * same evaluation, see {@link RuleOutcome#tags}.
     */
    public static final Fact<Set<String>> ACCOUNT_TAG = Fact.tags(
            ACCOUNT,
            "account.tag",
            "the tags of the books and of persons; for the conditions of steps also those that rules set");

    /** {@code account.segment} */
    public static final Fact<String> ACCOUNT_SEGMENT = Fact.text(
                    ACCOUNT,
                    "account.segment",
                    "the payer's segment: NEW, DETERIORATING, PROMPT, AFTER_REMINDER, CHRONICALLY_LATE,"
                            + " OCCASIONALLY_LATE, or what a person set")
            .moving(FROZEN);

    /** {@code account.riskLevel} */
    public static final Fact<String> ACCOUNT_RISK_LEVEL = Fact.text(
                    ACCOUNT, "account.riskLevel", "the level of the payment score: LOW, MODERATE, HIGH or CRITICAL")
            .among("LOW", "MODERATE", "HIGH", "CRITICAL")
            .moving(FROZEN);

    /** {@code account.paymentScore} */
    public static final Fact<Long> ACCOUNT_PAYMENT_SCORE = Fact.count(
                    ACCOUNT, "account.paymentScore", "the payment score from 0 to 100, 100 = safest")
            .within(BigDecimal.ZERO, BigDecimal.valueOf(100))
            .moving(FROZEN);

    /** {@code account.meanDelay} */
    public static final Fact<BigDecimal> ACCOUNT_MEAN_DELAY =
            delay("account.meanDelay", "mean of settled date less due date, early counts negative; absent below 1");

    /** {@code account.medianDelay} */
    public static final Fact<BigDecimal> ACCOUNT_MEDIAN_DELAY =
            delay("account.medianDelay", "median delay; of an even count the mean of the two; absent below 1");

    /** {@code account.weightedMeanDelay} */
    public static final Fact<BigDecimal> ACCOUNT_WEIGHTED_MEAN_DELAY =
            delay("account.weightedMeanDelay", "mean delay weighted by amount; absent below 1");

    /** {@code account.delayDeviation} */
    public static final Fact<BigDecimal> ACCOUNT_DELAY_DEVIATION = delay(
                    "account.delayDeviation", "standard deviation (of the sample) of the delays; absent below 2")
            .within(BigDecimal.ZERO, null);

    /** {@code account.delayTrend} */
    public static final Fact<BigDecimal> ACCOUNT_DELAY_TREND = delay(
            "account.delayTrend",
            "mean delay of the last 90 days less that of the 90 before; absent with fewer than 3 settled in either");

    /** {@code account.largestDelay} */
    public static final Fact<BigDecimal> ACCOUNT_LARGEST_DELAY =
            delay("account.largestDelay", "the largest delay; absent below 1");

    /** {@code account.onTimeShare} */
    public static final Fact<BigDecimal> ACCOUNT_ON_TIME_SHARE =
            share("account.onTimeShare", "share of settled invoices that were settled on time; absent below 1");

    /** {@code account.afterReminderShare} */
    public static final Fact<BigDecimal> ACCOUNT_AFTER_REMINDER_SHARE = share(
            "account.afterReminderShare",
            "share of settled invoices that a reminder had claimed before they were settled; absent below 1");

    /** {@code account.settledCount} */
    public static final Fact<Long> ACCOUNT_SETTLED_COUNT = Fact.count(
                    ACCOUNT, "account.settledCount", "how many invoices were settled in the last 12 months")
            .moving(FROZEN);

    /** {@code account.promisesKept} */
    public static final Fact<Long> ACCOUNT_PROMISES_KEPT = Fact.count(
                    ACCOUNT, "account.promisesKept", "promises to pay kept in the last 12 months")
            .moving(FROZEN);

    /** {@code account.promisesBroken} */
    public static final Fact<Long> ACCOUNT_PROMISES_BROKEN =
            Fact.count(ACCOUNT, "account.promisesBroken", "promises to pay broken, all that are remembered");

    /** {@code account.disputes} */
    public static final Fact<Long> ACCOUNT_DISPUTES = Fact.count(
                    ACCOUNT, "account.disputes", "disputes opened in the last 12 months")
            .moving(FROZEN);

    /** {@code account.messages} */
    public static final Fact<Long> ACCOUNT_MESSAGES = Fact.count(
                    ACCOUNT, "account.messages", "messages handed over before today, all that are remembered")
            .readingMessages();

    /** {@code account.daysSinceLastMessage} */
    public static final Fact<Long> ACCOUNT_DAYS_SINCE_LAST_MESSAGE = since(
            ACCOUNT, "account.daysSinceLastMessage", "days since a message was last handed over; absent if never");

    /** {@code account.daysSinceLastContact} */
    public static final Fact<Long> ACCOUNT_DAYS_SINCE_LAST_CONTACT = since(
            ACCOUNT,
            "account.daysSinceLastContact",
            "days since the last message, call, visit or other contact; absent if never");

    /** {@code customer.kind} */
    public static final Fact<String> CUSTOMER_KIND = Fact.text(
                    ACCOUNT, "customer.kind", "BUSINESS, CONSUMER or PUBLIC_BODY; absent when it is not known")
            .among("BUSINESS", "CONSUMER", "PUBLIC_BODY");

    /** {@code customer.naturalPerson} */
    public static final Fact<Boolean> CUSTOMER_NATURAL_PERSON = Fact.flag(
            ACCOUNT, "customer.naturalPerson", "whether the customer is a human being; absent when it is not known");

    /** {@code customer.country} */
    public static final Fact<String> CUSTOMER_COUNTRY =
            Fact.text(ACCOUNT, "customer.country", "ISO 3166 alpha-2 code; absent when it is not known");

    /** {@code customer.language} */
    public static final Fact<String> CUSTOMER_LANGUAGE =
            Fact.text(ACCOUNT, "customer.language", "ISO 639 code; absent when it is not known");

    /** {@code customer.name} */
    public static final Fact<String> CUSTOMER_NAME =
            Fact.text(ACCOUNT, "customer.name", "the name to print; the id when the books have none");

    /** {@code invoice.amount} */
    public static final Fact<KnownAmounts> INVOICE_AMOUNT =
            Fact.amount(INVOICE, "invoice.amount", "the amount invoiced");

    /** {@code invoice.open} */
    public static final Fact<KnownAmounts> INVOICE_OPEN = Fact.amount(
            INVOICE, "invoice.open", "what is open of it less disputed, promised and pending parts and credit cover");

    /** {@code invoice.grossOpen} */
    public static final Fact<KnownAmounts> INVOICE_GROSS_OPEN =
            Fact.amount(INVOICE, "invoice.grossOpen", "what is open of it, nothing taken off");

    /** {@code invoice.disputed} */
    public static final Fact<KnownAmounts> INVOICE_DISPUTED =
            Fact.amount(INVOICE, "invoice.disputed", "the disputed part of what is open");

    /** {@code invoice.daysLate} */
    public static final Fact<Long> INVOICE_DAYS_LATE = Fact.days(
                    INVOICE, "invoice.daysLate", "today less the due date; negative before, 0 on the due date")
            .moving(ONE_A_DAY);

    /** {@code invoice.age} */
    public static final Fact<Long> INVOICE_AGE =
            Fact.days(INVOICE, "invoice.age", "today less the date of issue").moving(ONE_A_DAY);

    /** {@code invoice.number} */
    public static final Fact<String> INVOICE_NUMBER = Fact.text(INVOICE, "invoice.number", "the invoice's number");

    /** {@code invoice.due} */
    public static final Fact<LocalDate> INVOICE_DUE = Fact.date(INVOICE, "invoice.due", "the due date");

    /** {@code invoice.issued} */
    public static final Fact<LocalDate> INVOICE_ISSUED = Fact.date(INVOICE, "invoice.issued", "the date of issue");

    /** {@code invoice.messages} */
    public static final Fact<Long> INVOICE_MESSAGES = Fact.count(
                    INVOICE, "invoice.messages", "messages claiming it that were handed over before today")
            .readingMessages();

    /** {@code invoice.daysSinceLastMessage} */
    public static final Fact<Long> INVOICE_DAYS_SINCE_LAST_MESSAGE = since(
            INVOICE,
            "invoice.daysSinceLastMessage",
            "days since a message claiming it was last handed over; absent if never");

    /** {@code invoice.stage} */
    public static final Fact<String> INVOICE_STAGE = Fact.text(
                    INVOICE,
                    "invoice.stage",
                    "the highest stage executed in this cycle: PREVENTIVE, AMICABLE, FORMAL_NOTICE or LITIGATION;"
                            + " absent if none")
            .among("PREVENTIVE", "AMICABLE", "FORMAL_NOTICE", "LITIGATION")
            .readingMessages();

    /** {@code invoice.scenario} */
    public static final Fact<String> INVOICE_SCENARIO = Fact.text(
            INVOICE, "invoice.scenario", "the id of the scenario that it follows; absent before it is bound to one");

    private static final List<Fact<?>> ALL = List.of(
            ACCOUNT_OVERDUE,
            ACCOUNT_OPEN,
            ACCOUNT_GROSS_OVERDUE,
            ACCOUNT_GROSS_OPEN,
            ACCOUNT_UNALLOCATED_CREDIT,
            ACCOUNT_EXPOSURE,
            ACCOUNT_CREDIT_LIMIT,
            ACCOUNT_CREDIT_USAGE,
            ACCOUNT_OLDEST_DAYS_LATE,
            ACCOUNT_OVERDUE_COUNT,
            ACCOUNT_OPEN_COUNT,
            ACCOUNT_TAG,
            ACCOUNT_SEGMENT,
            ACCOUNT_RISK_LEVEL,
            ACCOUNT_PAYMENT_SCORE,
            ACCOUNT_MEAN_DELAY,
            ACCOUNT_MEDIAN_DELAY,
            ACCOUNT_WEIGHTED_MEAN_DELAY,
            ACCOUNT_DELAY_DEVIATION,
            ACCOUNT_DELAY_TREND,
            ACCOUNT_LARGEST_DELAY,
            ACCOUNT_ON_TIME_SHARE,
            ACCOUNT_AFTER_REMINDER_SHARE,
            ACCOUNT_SETTLED_COUNT,
            ACCOUNT_PROMISES_KEPT,
            ACCOUNT_PROMISES_BROKEN,
            ACCOUNT_DISPUTES,
            ACCOUNT_MESSAGES,
            ACCOUNT_DAYS_SINCE_LAST_MESSAGE,
            ACCOUNT_DAYS_SINCE_LAST_CONTACT,
            CUSTOMER_KIND,
            CUSTOMER_NATURAL_PERSON,
            CUSTOMER_COUNTRY,
            CUSTOMER_LANGUAGE,
            CUSTOMER_NAME,
            INVOICE_AMOUNT,
            INVOICE_OPEN,
            INVOICE_GROSS_OPEN,
            INVOICE_DISPUTED,
            INVOICE_DAYS_LATE,
            INVOICE_AGE,
            INVOICE_NUMBER,
            INVOICE_DUE,
            INVOICE_ISSUED,
            INVOICE_MESSAGES,
            INVOICE_DAYS_SINCE_LAST_MESSAGE,
            INVOICE_STAGE,
            INVOICE_SCENARIO);

    private static final Map<String, Fact<?>> BY_NAME = byName();

    private Facts() {}

    /** All facts but hosts' own fields, account first. */
    public static List<Fact<?>> all() {
        return ALL;
    }

    /** The fact of this name, if there is one; hosts' own fields are asked with {@link #field}. */
    public static Optional<Fact<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** What the names of a host's own fields begin with: {@code customer.field.} or {@code invoice.field.}. */
    public static String fieldPrefix(Scope scope) {
        return scope == ACCOUNT ? "customer.field." : "invoice.field.";
    }

    /**
     * A host's own field on a customer ({@code customer.field.region}) or an invoice ({@code invoice.field.project}).
     * Absent where the field is missing or of another type.
     *
     * @param type TEXT, DECIMAL or DATE
     * @throws IllegalArgumentException when the name is blank or fields can't have the type
     */
    public static Fact<?> field(Scope scope, String name, FactType type) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a field is blank");
        }
        String fullName = fieldPrefix(scope) + name;
        String description = "the host's own field " + name;
        return switch (type) {
            case TEXT -> Fact.text(scope, fullName, description);
            case DECIMAL -> Fact.decimal(scope, fullName, "", description);
            case DATE -> Fact.date(scope, fullName, description);
            default ->
                throw new IllegalArgumentException(
                        fullName + " can't be " + type.phrase() + ": a field is a text, a number or a date");
        };
    }

    private static Fact<BigDecimal> delay(String name, String description) {
        return Fact.decimal(ACCOUNT, name, "days", description).moving(FROZEN);
    }

    private static Fact<BigDecimal> share(String name, String description) {
        return Fact.rate(ACCOUNT, name, description)
                .within(BigDecimal.ZERO, BigDecimal.ONE)
                .moving(FROZEN);
    }

    private static Fact<Long> since(Scope scope, String name, String description) {
        return Fact.days(scope, name, description)
                .within(BigDecimal.ZERO, null)
                .moving(ONE_A_DAY)
                .readingMessages();
    }

    private static Map<String, Fact<?>> byName() {
        Map<String, Fact<?>> facts = new LinkedHashMap<>();
        ALL.forEach(fact -> facts.put(fact.name(), fact));
        return Collections.unmodifiableMap(facts);
    }
}
