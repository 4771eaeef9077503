package io.relance.json;

import io.relance.account.Assignment;
import io.relance.account.DirectDebit;
import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.ExternalScore;
import io.relance.account.FrozenBehaviour;
import io.relance.account.Hold;
import io.relance.account.Insolvency;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.Mandate;
import io.relance.account.MessageEdit;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentLink;
import io.relance.account.PaymentScore;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseResult;
import io.relance.account.PromiseToPay;
import io.relance.account.RaisedClaim;
import io.relance.account.ReasonState;
import io.relance.account.ReceivableProgress;
import io.relance.account.RequestedPayment;
import io.relance.account.RiskLevel;
import io.relance.account.RuleState;
import io.relance.account.ScoreReason;
import io.relance.account.Segment;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.DunningAction.Route;
import io.relance.action.ScenarioRef;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.action.Tone;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.money.MoneyBag;
import io.relance.plan.Truth;
import io.relance.receivable.AccountId;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Cases with anything in them that a case can hold, each from one seed. */
final class CaseArbitraries {
    static final AccountId ACCOUNT = AccountId.of("acme", "dupont");
    private static final String[] TEXTS = {
        "", "F-1", "l\u00e9gal \u20ac", "\"q\" \\ \n\t\u0001", "\uD83D\uDE00", " a b "
    };
    private static final String[] CURRENCIES = {"EUR", "USD", "JPY", "KWD"};

    private final Random random;

    private CaseArbitraries(long seed) {
        this.random = new Random(seed);
    }

    static Arbitrary<DunningCase> cases() {
        return Arbitraries.longs().map(seed -> new CaseArbitraries(seed).dunningCase());
    }

    private DunningCase dunningCase() {
        DunningCase.Builder builder = DunningCase.builder(ACCOUNT);
        several(this::hold).forEach(builder::hold);
        several(this::promise).forEach(builder::promise);
        several(this::plan).forEach(builder::plan);
        several(this::dispute).forEach(builder::dispute);
        several(this::pending).forEach(builder::pendingPayment);
        several(this::paymentLink).forEach(builder::paymentLink);
        several(this::mandate).forEach(builder::mandate);
        several(this::directDebit).forEach(builder::directDebit);
        several(this::contact).forEach(builder::contact);
        several(this::id).forEach(builder::tag);
        several(this::id).forEach(builder::onceDone);
        several(this::receivable).forEach(id -> builder.receivableScenario(id, id()));
        several(this::message).forEach(builder::message);
        several(this::task).forEach(builder::task);
        several(this::progress).forEach(builder::progress);
        builder.ruleStates(several(this::rule));
        Map<String, PromiseResult> outcomes = new TreeMap<>();
        several(this::id).forEach(id -> outcomes.put(id, any(PromiseResult.class)));
        builder.promiseResults(outcomes);
        maybe(this::day).ifPresent(day -> builder.insolvency(new Insolvency(day)));
        maybe(this::id).ifPresent(builder::scenario);
        maybe(this::text).ifPresent(builder::segment);
        maybe(this::money).ifPresent(builder::creditLimit);
        maybe(this::score).ifPresent(builder::externalScore);
        maybe(this::behaviour).ifPresent(builder::behaviour);
        maybe(this::day)
                .ifPresent(day -> builder.decided(day, id(), maybe(this::day).orElse(null)));
        maybe(this::day).ifPresent(builder::reviewBy);
        several(this::id).forEach(name -> builder.field(name, field()));
        return builder.build();
    }

    private <T> List<T> several(Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(one.get());
        }
        return list;
    }

    private <T> Optional<T> maybe(Supplier<T> one) {
        return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
    }

    private <E extends Enum<E>> E any(Class<E> type) {
        return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String id() {
        return "id-" + random.nextInt(1000) + text();
    }

    private ReceivableId receivable() {
        return new ReceivableId(id());
    }

    private LocalDate day() {
        return LocalDate.ofEpochDay(20_000 + random.nextInt(1000));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000_000));
    }

    private Money money(String currency) {
        return Money.ofMinor(CurrencyUnit.of(currency), 1 + random.nextInt(1_000_000));
    }

    private Money money() {
        return money(CURRENCIES[random.nextInt(CURRENCIES.length)]);
    }

    private MessageId messageId() {
        return new MessageId(String.format(java.util.Locale.ROOT, "%064x", random.nextInt(1_000_000)));
    }

    private Hold hold() {
        LocalDate from = day();
        return new Hold(id(), maybe(this::receivable), from, maybe(() -> from.plusDays(3)), text(), text());
    }

    private PromiseToPay promise() {
        LocalDate on = day();
        return new PromiseToPay(
                id(),
                List.of(
                        new PromiseToPay.Share(receivable(), money("EUR")),
                        new PromiseToPay.Share(receivable(), money("EUR"))),
                on.plusDays(random.nextInt(20)),
                on,
                instant(),
                text(),
                random.nextBoolean(),
                maybe(this::day));
    }

    private InstalmentPlan plan() {
        LocalDate first = day();
        return new InstalmentPlan(
                id(),
                List.of(receivable()),
                List.of(
                        new InstalmentPlan.Instalment(first, money("USD")),
                        new InstalmentPlan.Instalment(first.plusDays(30), money("USD"))),
                any(InstalmentPlan.Breaking.class),
                day(),
                instant(),
                maybe(this::day),
                maybe(this::day));
    }

    private Dispute dispute() {
        LocalDate opened = day();
        return new Dispute(
                id(),
                receivable(),
                text(),
                maybe(this::money),
                text(),
                opened,
                maybe(this::day),
                maybe(() -> opened.plusDays(9)));
    }

    private PendingPayment pending() {
        return new PendingPayment(id(), receivable(), money(), day(), day());
    }

    private PaymentLink paymentLink() {
        return new PaymentLink(
                id(),
                id(),
                id(),
                "https://pay.example/" + id(),
                List.of(linkLine(), linkLine()),
                day(),
                day(),
                any(PaymentLink.State.class),
                several(this::news));
    }

    private Mandate mandate() {
        return new Mandate(id(), id(), any(Mandate.State.class), maybe(this::instant));
    }

    private DirectDebit directDebit() {
        return new DirectDebit(
                id(),
                id(),
                id(),
                id(),
                List.of(linkLine(), linkLine()),
                day(),
                maybe(this::day),
                maybe(this::instant),
                maybe(this::instant),
                random.nextInt(5),
                maybe(this::id),
                maybe(this::day),
                any(DirectDebit.State.class),
                day(),
                text(),
                several(this::news));
    }

    private RequestedPayment.Line linkLine() {
        return new RequestedPayment.Line(receivable(), money());
    }

    private RequestedPayment.News news() {
        return new RequestedPayment.News(id(), instant(), any(RequestedPayment.Kind.class), maybe(this::money), text());
    }

    private LoggedContact contact() {
        return new LoggedContact(
                id(),
                day(),
                text(),
                any(LoggedContact.Direction.class),
                maybe(this::text),
                any(LoggedContact.Result.class),
                text(),
                text());
    }

    private ExternalScore score() {
        LocalDate day = day();
        return new ExternalScore(text(), random.nextInt(101), day, day.plusDays(30));
    }

    private StepRef step() {
        return new StepRef(new ScenarioRef(id(), 1 + random.nextInt(9)), id(), any(Stage.class));
    }

    private MessageState message() {
        return new MessageState(
                messageId(),
                any(MessageState.Kind.class),
                any(Stage.class),
                maybe(this::receivable),
                receivable(),
                maybe(this::step),
                List.of(new Route(ChannelId.EMAIL, text()), new Route(new ChannelId("sms-2"), id())),
                text(),
                any(Tone.class),
                random.nextBoolean(),
                any(MessageState.Status.class),
                day(),
                day(),
                1 + random.nextInt(4),
                several(this::line),
                maybe(this::edit).orElse(MessageEdit.NONE),
                maybe(this::day),
                several(this::id),
                maybe(this::occasion));
    }

    private Occasion occasion() {
        LocalDate day = day();
        return switch (random.nextInt(4)) {
            case 0 -> new Occasion.PromiseMade(id());
            case 1 -> new Occasion.PlanAgreed(id());
            case 2 -> new Occasion.StatementAsked(day, day.plusDays(random.nextInt(90)));
            default -> new Occasion.TeamTold(text());
        };
    }

    private MessageEdit edit() {
        return new MessageEdit(
                maybe(() -> new MessageEdit.Words(
                        ChannelId.EMAIL,
                        text(),
                        text(),
                        id(),
                        maybe(() -> new MessageEdit.TemplateWords(text(), text())))),
                maybe(this::id),
                maybe(() -> ChannelId.SMS));
    }

    private FieldValue field() {
        return switch (random.nextInt(3)) {
            case 0 -> new FieldValue.Text(text());
            case 1 -> new FieldValue.Numeric(decimal());
            default -> new FieldValue.Date(day());
        };
    }

    private MessageLine line() {
        return new MessageLine(
                receivable(), maybe(this::step), random.nextInt(3), any(MessageLine.Role.class), money(), day());
    }

    private TaskState task() {
        return new TaskState(
                id(),
                text(),
                maybe(this::step),
                several(this::receivable),
                text(),
                text(),
                day(),
                maybe(this::day),
                maybe(this::text),
                maybe(this::text),
                maybe(this::day));
    }

    private RuleState rule() {
        boolean pending = random.nextBoolean();
        Truth state = pending || random.nextBoolean() ? Truth.TRUE : Truth.FALSE;
        return new RuleState(id(), id(), state, maybe(this::day), pending);
    }

    ReceivableProgress progress() {
        ReceivableProgress.Builder builder = ReceivableProgress.builder(receivable())
                .cycle(1 + random.nextInt(4))
                .reopenings(random.nextInt(3))
                .entryStep(maybe(this::text).orElse(null))
                .leastStage(maybe(() -> any(Stage.class)).orElse(null))
                .notBefore(maybe(this::day).orElse(null))
                .litigationFrom(maybe(this::day).orElse(null))
                .writtenOffFrom(maybe(this::day).orElse(null))
                .assignment(maybe(() -> new Assignment(day(), text())).orElse(null));
        maybe(() -> new ScenarioRef(id(), 2)).ifPresent(ref -> builder.bound(ref, several(this::id)));
        maybe(this::day).ifPresent(builder::rebound);
        maybe(this::day).ifPresent(day -> builder.seen(day, random.nextBoolean()));
        maybe(this::day).ifPresent(builder::thanked);
        maybe(() -> new ReasonState(text(), text(), day(), maybe(this::day))).ifPresent(builder::reason);
        several(this::execution).forEach(builder::put);
        several(this::messageId).forEach(builder::releasedFrom);
        maybe(CaseArbitraries::interestClaim).ifPresent(builder::claim);
        maybe(CaseArbitraries::flatSumClaim).ifPresent(builder::claim);
        return builder.build();
    }

    /** Partly paid, and given up since. */
    static RaisedClaim interestClaim() {
        LocalDate day = LocalDate.parse("2024-12-31");
        Money balance = Money.parse("EUR 10000.00");
        return new RaisedClaim(
                new ReceivableId("F-1"),
                RaisedClaim.Kind.INTEREST,
                Money.parse("EUR 112.60"),
                List.of(
                        new RaisedClaim.Accrual(
                                day.minusDays(14), day, balance, new BigDecimal("14.25"), Money.parse("EUR 58.56")),
                        new RaisedClaim.Accrual(
                                day.plusDays(1),
                                day.plusDays(15),
                                balance,
                                new BigDecimal("13.15"),
                                Money.parse("EUR 54.04"))),
                day.plusDays(15),
                Optional.of(new MessageId("cd".repeat(32))),
                Money.parse("EUR 12.60"),
                Optional.of(new RaisedClaim.Waiver(day.plusDays(20), "jane", "a good customer")));
    }

    static RaisedClaim flatSumClaim() {
        return new RaisedClaim(
                new ReceivableId("F-1"),
                RaisedClaim.Kind.FLAT_SUM,
                Money.parse("EUR 40.00"),
                List.of(),
                LocalDate.parse("2025-01-15"),
                Optional.empty(),
                Money.parse("EUR 0.00"),
                Optional.empty());
    }

    private StepExecution execution() {
        return new StepExecution(
                step(),
                random.nextInt(3),
                any(StepState.class),
                day(),
                day(),
                day(),
                random.nextBoolean(),
                maybe(this::messageId),
                maybe(this::id),
                1 + random.nextInt(5),
                maybe(this::text));
    }

    private BigDecimal decimal() {
        return BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 6);
    }

    private BigDecimal share() {
        return BigDecimal.valueOf(random.nextInt(1_000_001), 6);
    }

    private FrozenBehaviour behaviour() {
        PayerBehaviour.Builder figures = PayerBehaviour.asOf(day())
                .settledCount(random.nextInt(9))
                .lateCount(random.nextInt(9))
                .lateSettledAfterReminderCount(random.nextInt(9))
                .recentCount(random.nextInt(9))
                .promisesKept(random.nextInt(9))
                .promisesBroken(random.nextInt(9))
                .disputes(random.nextInt(9))
                .exposure(MoneyBag.of(several(this::money)))
                .overdue(MoneyBag.of(several(this::money)));
        maybe(this::decimal).ifPresent(figures::meanDelayDays);
        maybe(this::decimal).ifPresent(figures::medianDelayDays);
        maybe(this::decimal).ifPresent(figures::weightedMeanDelayDays);
        maybe(this::decimal).ifPresent(figures::delayStandardDeviationDays);
        maybe(this::decimal).ifPresent(figures::recentMeanDelayDays);
        maybe(this::decimal).ifPresent(figures::trendDays);
        maybe(this::share).ifPresent(figures::onTimeShare);
        maybe(this::share).ifPresent(figures::settledAfterReminderShare);
        maybe(() -> random.nextInt(50) - 25).ifPresent(figures::largestDelayDays);
        maybe(() -> 1 + random.nextInt(50)).ifPresent(figures::oldestOverdueDays);
        int points = random.nextInt(50);
        PaymentScore score = new PaymentScore(
                day(),
                points + 7,
                any(RiskLevel.class),
                random.nextBoolean(),
                List.of(
                        new ScoreReason(any(ScoreReason.Feature.class), maybe(this::decimal), points, text()),
                        new ScoreReason(any(ScoreReason.Feature.class), maybe(this::decimal), 7, text())));
        return new FrozenBehaviour(figures.build(), any(Segment.class), score);
    }
}
