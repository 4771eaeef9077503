package io.relance.decision.laws;

import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.overdue;

import io.relance.action.Stage;
import io.relance.decision.laws.World.InvoiceOf;
import io.relance.decision.laws.World.MoneyOf;
import io.relance.decision.laws.World.StepOf;
import io.relance.delivery.ChannelId;
import io.relance.money.Tolerance;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditNote;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Condition;
import io.relance.rule.Effect;
import io.relance.rule.Facts;
import io.relance.rule.Rule;
import io.relance.rule.RuleSet;
import io.relance.scenario.Entry;
import io.relance.scenario.Grouping;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.scenario.ScenarioBuilder;
import io.relance.scenario.Step;
import io.relance.time.BusinessCalendar;
import io.relance.time.BusinessCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a {@link World} means: its policy, its customer, and the books as they are known on each day. */
final class Scene {
    static final CreditorId CREDITOR = new CreditorId("acme");
    static final BusinessCalendar HOME = BusinessCalendar.of(World.HOLIDAYS);
    static final BusinessCalendar ABROAD = BusinessCalendar.of(World.HOLIDAYS_ABROAD);
    private static final List<CurrencyUnit> CURRENCIES = List.of(CurrencyUnit.EUR, CurrencyUnit.USD);

    final World world;
    final Customer customer;
    final Policy policy;
    private final List<Known> documents = new ArrayList<>();
    private final TreeSet<Integer> changes = new TreeSet<>();

    /** Something in the books, from the day on which they learn of it. */
    private record Known(int from, Consumer<AccountLedger.Builder> added) {}

    Scene(World world) {
        this.world = world;
        this.customer = customer(world.terms());
        this.policy = policy(world, scenario(world));
        books();
        documents.forEach(document -> changes.add(document.from()));
    }

    static ReceivableId invoice(int index) {
        return new ReceivableId("F" + index);
    }

    static Money amount(InvoiceOf invoice) {
        return Money.ofMinor(CURRENCIES.get(invoice.currency()), invoice.minor());
    }

    /** The calendar of the days on which the customer is written to. */
    BusinessCalendar sending() {
        return world.terms().abroad() ? ABROAD : HOME;
    }

    /** Whether the books change in the morning of {@code day}. */
    boolean booksChange(int day) {
        return changes.contains(day);
    }

    /** The books as they are known on {@code day}. */
    AccountLedger ledger(int day) {
        AccountLedger.Builder ledger = AccountLedger.builder(CREDITOR, customer);
        documents.stream()
                .filter(document -> document.from() <= day)
                .forEach(document -> document.added().accept(ledger));
        return ledger.build();
    }

    private static Customer customer(World.Terms terms) {
        Customer.Builder customer = Customer.builder("C1")
                .contact(Contact.builder("billing")
                        .email("billing@customer.invalid")
                        .build())
                .naturalPerson(
                        switch (terms.person()) {
                            case 1 -> NaturalPerson.YES;
                            case 2 -> NaturalPerson.NO;
                            default -> NaturalPerson.UNKNOWN;
                        });
        return (terms.abroad() ? customer.country("BB") : customer).build();
    }

    /** Where customers are thanked they get word of what was agreed, too, and teams are written to. */
    private static final Correspondence CORRESPONDENCE = Correspondence.builder()
            .promise(ChannelId.EMAIL, "promise-confirmed")
            .plan(ChannelId.EMAIL, "plan-confirmed")
            .notes(ChannelId.EMAIL, "internal")
            .team("boss", "boss@creditor.invalid")
            .team("sales", "sales@creditor.invalid")
            .build();

    private static Policy policy(World world, Scenario scenario) {
        World.Terms terms = world.terms();
        return Policy.named("generated")
                .country("AA")
                .calendars(BusinessCalendars.of(Map.of("AA", HOME, "BB", ABROAD)))
                .contactCapDays(terms.cap())
                .tolerance(new Tolerance(BigDecimal.valueOf(terms.tolerance(), 2)))
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .rules(rules(terms.rules()))
                .correspondence(terms.thanks() ? CORRESPONDENCE : Correspondence.NONE)
                .build();
    }

    private static RuleSet rules(int bits) {
        List<Rule> rules = new ArrayList<>();
        if ((bits & 1) != 0) {
            rules.add(Rule.builder("big")
                    .when(overdue("EUR").atLeast("200.00"))
                    .then(new Effect.RequireApproval(), new Effect.Tag("big"))
                    .build());
        }
        if ((bits & 2) != 0) {
            rules.add(Rule.builder("old")
                    .when(fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(20))
                    .then(new Effect.Notify("boss", "an old debt"), new Effect.CreateTask("sales", "call"))
                    .cooldownDays(10)
                    .build());
        }
        if ((bits & 4) != 0) {
            rules.add(Rule.builder("reminded")
                    .when(fact(Facts.ACCOUNT_MESSAGES).atLeast(3))
                    .then(new Effect.Hold("three messages are enough"))
                    .build());
        }
        if ((bits & 8) != 0) {
            rules.add(Rule.builder("settled")
                    .when(fact(Facts.ACCOUNT_SETTLED_COUNT).atLeast(1))
                    .then(new Effect.Tag("payer"))
                    .build());
        }
        return RuleSet.of(rules);
    }

    private static Scenario scenario(World world) {
        World.Terms terms = world.terms();
        ScenarioBuilder scenario = Scenario.named("generated")
                .entry(terms.atAge() ? Entry.AT_AGE : Entry.FROM_START)
                .allowColdEscalation(terms.coldEscalation())
                .grouping(terms.byInvoice() ? Grouping.INVOICE : Grouping.CUSTOMER);
        if (terms.thanks()) {
            scenario.thankYou(ChannelId.EMAIL, "thanks");
        }
        List<StepOf> ordered = world.steps().stream()
                .sorted(Comparator.comparingInt(StepOf::stage))
                .toList();
        long before = ordered.stream().filter(step -> step.stage() == 0).count();
        int afterDue = 0;
        int afterPromise = 0;
        for (int i = 0; i < ordered.size(); i++) {
            StepOf of = ordered.get(i);
            Step.Builder step = Step.builder("s" + i).stage(Stage.values()[of.stage()]);
            if (of.stage() == 0) {
                step.daysBeforeDue((int) (before - i) * 4 + of.days() % 4);
            } else {
                boolean ownAnchor = of.timing() >= 6 && of.days() > 0;
                if (!ownAnchor) {
                    afterDue = Math.max(1, afterDue + of.days());
                }
                afterPromise += of.days();
                timing(step, of, ownAnchor, i, Math.max(1, afterDue), afterPromise);
            }
            scenario.step(actions(step, of).build());
        }
        return scenario.build();
    }

    private static void timing(
            Step.Builder step, StepOf of, boolean ownAnchor, int place, int afterDue, int afterPromise) {
        if (ownAnchor && of.timing() == 6 && place > 0) {
            step.daysAfterPrevious(of.days());
        } else if (ownAnchor && of.timing() == 7 && place > 0) {
            step.daysAfterDelivery("s" + (place - 1), of.days());
        } else if (ownAnchor && of.timing() == 8) {
            step.daysAfterBrokenPromise(afterPromise);
        } else {
            step.daysAfterDue(afterDue);
        }
    }

    private static Step.Builder actions(Step.Builder step, StepOf of) {
        Stage stage = Stage.values()[of.stage()];
        if (stage != Stage.PREVENTIVE && of.action() == 7) {
            step.task("collections", "call");
        } else if (stage != Stage.PREVENTIVE && of.action() == 8) {
            if (stage == Stage.LITIGATION) {
                step.escalate("court");
            } else {
                step.notifyInside("sales", "a word");
            }
        } else {
            step.email("template");
            if (of.action() == 9) {
                step.task("collections", "prepare");
            }
        }
        step.approval(of.approval());
        if (stage == Stage.FORMAL_NOTICE) {
            step.audience(ContactRole.BILLING).proofOfDispatch(ProofOfDispatch.NOT_REQUIRED);
        }
        condition(of.condition()).ifPresent(step::when);
        if (of.minimum() > 0) {
            step.minimum(Money.ofMinor(CurrencyUnit.EUR, of.minimum()));
        }
        return step;
    }

    private static Optional<Condition> condition(int which) {
        return switch (which) {
            case 4 -> Optional.of(overdue("EUR").atLeast("150.00"));
            case 5 -> Optional.of(fact(Facts.INVOICE_OPEN).atLeast(Money.ofMinor(CurrencyUnit.EUR, 8_000)));
            case 6 -> Optional.of(fact(Facts.INVOICE_DAYS_LATE).atLeast(12));
            case 7 -> Optional.of(fact(Facts.INVOICE_DAYS_LATE).atMost(25));
            case 8 -> Optional.of(fact(Facts.INVOICE_MESSAGES).atLeast(1));
            case 9 -> Optional.of(fact(Facts.ACCOUNT_DAYS_SINCE_LAST_CONTACT).atLeast(6));
            case 10 -> Optional.of(fact(Facts.ACCOUNT_SEGMENT).is("NEW"));
            case 11 -> Optional.of(fact(Facts.ACCOUNT_TAG).is("big"));
            default -> Optional.empty();
        };
    }

    private void books() {
        long[] left = new long[world.invoices().size()];
        for (int i = 0; i < left.length; i++) {
            InvoiceOf of = world.invoices().get(i);
            left[i] = of.minor();
            Receivable receivable = receivable(i, of);
            documents.add(new Known(of.issued() + of.lateBy(), ledger -> ledger.receivable(receivable)));
        }
        for (int i = 0; i < world.moneys().size(); i++) {
            money(i, world.moneys().get(i), left);
        }
    }

    private static Receivable receivable(int index, InvoiceOf of) {
        Receivable.Builder receivable = Receivable.invoice(
                invoice(index).value(), World.date(of.issued()), World.date(of.issued() + of.terms()), amount(of));
        return switch (of.oddity()) {
            case 8 -> receivable.collection(Receivable.CollectionMode.AUTOMATIC).build();
            case 9 ->
                receivable
                        .assignedFrom(World.date(of.issued() + of.terms() + 20))
                        .build();
            case 10 ->
                receivable
                        .disputedFrom(World.date(of.issued() + of.terms() + 15))
                        .build();
            default -> receivable.build();
        };
    }

    private void money(int index, MoneyOf of, long[] left) {
        int target = of.invoice() % world.invoices().size();
        InvoiceOf invoice = world.invoices().get(target);
        CurrencyUnit unit = amount(invoice).getCurrencyUnit();
        long minor = Math.max(1, (long) invoice.minor() * of.percent() / 100);
        DocumentId id = new DocumentId((of.note() ? "N" : "P") + index);
        int recorded = of.day() + of.recordedAfter();
        Instant recordedAt = at(recorded, 8);
        Money amount = Money.ofMinor(unit, minor);
        documents.add(new Known(recorded, ledger -> {
            if (of.note()) {
                ledger.creditNote(new CreditNote(id, World.date(of.day()), amount, recordedAt));
            } else {
                ledger.payment(new Payment(id, World.date(of.day()), amount, recordedAt));
            }
        }));
        long applied = Math.min(minor, left[target]);
        if (!of.matched() || applied <= 0) {
            return;
        }
        // what is taken back later is not given to another document: no day can then see too much
        left[target] -= applied;
        Allocation allocation = new Allocation(
                of.note() ? Allocation.Source.CREDIT_NOTE : Allocation.Source.PAYMENT,
                id,
                invoice(target),
                Money.ofMinor(unit, applied),
                Optional.empty());
        int both = Math.max(recorded, invoice.issued() + invoice.lateBy());
        documents.add(new Known(both, ledger -> ledger.allocation(allocation)));
        if (of.reversedAfter() >= 0) {
            int back = Math.max(both, of.day() + of.reversedAfter());
            documents.add(new Known(
                    back, ledger -> ledger.allocation(allocation.reversed(allocation.amount(), World.date(back)))));
        }
    }

    /** An instant of {@code day}. */
    static Instant at(int day, int hour) {
        return World.date(day).atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC);
    }
}
