package io.relance.benchmarks;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.amount;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.overdue;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.decision.CaseUpdates;
import io.relance.decision.DunningDecider;
import io.relance.decision.Recheck;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.DocumentId;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Scenario;
import io.relance.time.BusinessCalendar;
import io.relance.time.BusinessCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Accounts in the middle of their follow-up: for two months each was decided about on the days on which it was due for review,
 * as an engine does, and what was planned was handed over. A policy of 6 steps and 20 rules of 3 comparisons.
 */
final class FollowedAccounts {
    /** A day on which the accounts are decided about, and when the invoices of that portfolio fall due. */
    enum Day {
        /** A Wednesday in mid-month, invoices due on any day: about one account in seven gets a message. */
        QUIET(LocalDate.of(2026, 6, 17)),
        /** A Friday five days after a month's end, invoices due at the ends of months: nearly all accounts get a reminder. */
        BUSY(LocalDate.of(2026, 6, 5));

        private final LocalDate date;

        Day(LocalDate date) {
            this.date = date;
        }

        LocalDate date() {
            return date;
        }

        private LocalDate due(LocalDate issued) {
            LocalDate due = issued.plusDays(30);
            return this == BUSY ? due.with(TemporalAdjusters.lastDayOfMonth()) : due;
        }
    }

    private static final int DAYS_FOLLOWED = 60;
    private static final CurrencyUnit EUR = CurrencyUnit.EUR;
    private static final CreditorId CREDITOR = new CreditorId("creditor");

    private FollowedAccounts() {}

    /** 6 steps, one of them with a condition, and 20 rules. */
    static Policy policy() {
        Scenario scenario = Scenario.named("b2b")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .step(
                        "firm",
                        s -> s.daysAfterDue(15)
                                .email("firm")
                                .when(overdue("EUR").atLeast("100.00")))
                .step("last", s -> s.daysAfterDue(25).email("last"))
                .step(
                        "notice",
                        s -> s.daysAfterDue(35)
                                .formalNotice()
                                .letter("formal-notice")
                                .needsApproval())
                .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections", "prepare the case"))
                .build();
        return Policy.named("benchmark")
                .country("FR")
                .calendars(BusinessCalendars.of(Map.of(
                        "FR",
                        BusinessCalendar.of(Set.of(
                                LocalDate.of(2026, 5, 1),
                                LocalDate.of(2026, 5, 8),
                                LocalDate.of(2026, 5, 14),
                                LocalDate.of(2026, 5, 25),
                                LocalDate.of(2026, 7, 14))))))
                .defaultScenario("b2b")
                .scenario(scenario)
                .rules(RuleSet.of(rules()))
                .build();
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rules.add(
                    Rule.builder("rule-" + i).when(condition(i)).then(effect(i)).build());
        }
        return rules;
    }

    private static Condition condition(int i) {
        String threshold = (500 * (i + 1)) + ".00";
        return switch (i % 5) {
            case 0 ->
                all(
                        overdue("EUR").atLeast(threshold),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).above(10L + i),
                        fact(Facts.CUSTOMER_COUNTRY).is("FR"));
            case 1 ->
                any(
                        fact(Facts.ACCOUNT_OVERDUE_COUNT).atLeast(3L + i),
                        fact(Facts.ACCOUNT_TAG).is("watch"),
                        amount(Facts.ACCOUNT_EXPOSURE, "EUR").above("90000.00"));
            case 2 ->
                all(
                        fact(Facts.ACCOUNT_MEAN_DELAY).above(5L + i),
                        fact(Facts.ACCOUNT_ON_TIME_SHARE).below("0.60"),
                        fact(Facts.ACCOUNT_MESSAGES).atLeast(1));
            case 3 ->
                all(
                        fact(Facts.CUSTOMER_KIND).is("BUSINESS"),
                        amount(Facts.ACCOUNT_OPEN, "EUR").above(threshold),
                        fact(Facts.ACCOUNT_DAYS_SINCE_LAST_MESSAGE).atLeast(7));
            default ->
                any(
                        fact(Facts.ACCOUNT_PAYMENT_SCORE).below(20),
                        fact(Facts.ACCOUNT_PROMISES_BROKEN).atLeast(2),
                        all(fact(Facts.ACCOUNT_OPEN_COUNT).above(20L + i)));
        };
    }

    private static Effect effect(int i) {
        return switch (i % 4) {
            case 0 -> new Effect.Notify("sales", "look at this customer");
            case 1 -> new Effect.Tag("tag-" + i);
            case 2 -> new Effect.RecommendTerms("terms-" + i);
            default -> new Effect.CreateTask("collections", "call, because of rule " + i);
        };
    }

    /**
     * {@code count} accounts of {@code items} open invoices each, and {@code paid} that were paid within the year, followed up
     * to the day before.
     */
    static List<AccountSnapshot> accounts(int count, int items, int paid, Policy policy, Day day) {
        Random random = new Random(20260617L + items);
        List<AccountLedger> ledgers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ledgers.add(ledger("C" + i, items, paid, day, random));
        }
        return ledgers.parallelStream()
                .map(ledger -> followed(ledger, policy, day.date()))
                .toList();
    }

    private static AccountLedger ledger(String id, int items, int paidItems, Day day, Random random) {
        Customer customer = Customer.builder(id)
                .name("Customer " + id)
                .kind(DebtorKind.BUSINESS)
                .naturalPerson(NaturalPerson.NO)
                .country("FR")
                .contact(Contact.billing("billing@" + id + ".example"))
                .contact(Contact.builder("seat")
                        .role(ContactRole.LEGAL_SEAT)
                        .postalAddress("1 rue du Port, 44000 Nantes")
                        .build())
                .build();
        AccountLedger.Builder ledger = AccountLedger.builder(CREDITOR, customer);
        for (int k = 0; k < items; k++) {
            LocalDate issued = day.date().minusDays(10 + random.nextInt(70));
            ledger.receivable(Receivable.invoice(id + "-F" + k, issued, day.due(issued), price(random))
                    .build());
        }
        for (int k = 0; k < paidItems; k++) {
            LocalDate issued = day.date().minusDays(100 + random.nextInt(200));
            Money amount = price(random);
            String number = id + "-P" + k;
            ledger.receivable(Receivable.invoice(number, issued, issued.plusDays(30), amount)
                    .build());
            LocalDate paid = issued.plusDays(20 + random.nextInt(30));
            Instant recorded = paid.atStartOfDay(ZoneOffset.UTC).toInstant();
            ledger.payment(new Payment(new DocumentId("pay-" + number), paid, amount, recorded));
            ledger.allocation(Allocation.ofPayment("pay-" + number, number, amount));
        }
        return ledger.build();
    }

    private static Money price(Random random) {
        return Money.ofMinor(EUR, 1_000 + random.nextInt(500_000));
    }

    private static AccountSnapshot followed(AccountLedger ledger, Policy policy, LocalDate today) {
        AccountSnapshot account = AccountSnapshot.fresh(ledger);
        LocalDate day = today.minusDays(DAYS_FOLLOWED);
        while (day.isBefore(today)) {
            Decision decision = DunningDecider.decide(account, policy, day);
            account = account.with(decision.memory());
            LocalDate tomorrow = day.plusDays(1);
            LocalDate review = decision.nextReview().orElse(today);
            for (MessageState message : account.memory().messages()) {
                if (message.status() == MessageState.Status.READY) {
                    account = handedOver(account, policy, message, day);
                    review = tomorrow;
                }
            }
            day = review.isAfter(tomorrow) ? review : tomorrow;
        }
        return account;
    }

    private static AccountSnapshot handedOver(
            AccountSnapshot account, Policy policy, MessageState message, LocalDate day) {
        Recheck recheck = Recheck.of(account, policy, day, message.id());
        DunningCase memory = recheck.decision().memory();
        AccountSnapshot checked = account.with(memory);
        return recheck.verdict() == Recheck.Verdict.GO
                ? checked.with(CaseUpdates.handedOver(checked, policy, message.id(), day)
                        .memory())
                : checked;
    }
}
