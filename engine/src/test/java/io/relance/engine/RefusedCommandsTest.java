package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.relance.AccountCommands;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.InstalmentPlan.Instalment;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a command names must be there, and no amount may be more than it can be. The books: F1 and F2 over EUR 100 each, EUR 40
 * of F2 paid; F3 paid; plan/2 an invoice. Live: plan "old" over F2.
 */
class RefusedCommandsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Trial trial = new Trial();

    RefusedCommandsTest() {
        trial.books.put(overdue(5, 10, 20)
                .receivable(invoice("plan/2", MONDAY.plusDays(20), "EUR 70.00"))
                .payment(payment("Z2", "EUR 40.00"))
                .payment(payment("Z3", "EUR 100.00"))
                .allocation(Allocation.ofPayment("Z2", "F2", Money.parse("EUR 40.00")))
                .allocation(Allocation.ofPayment("Z3", "F3", Money.parse("EUR 100.00")))
                .build());
        trial.jane(MONDAY).plan(plan("old", List.of("F2"), "EUR 60.00"));
    }

    private static Payment payment(String id, String amount) {
        return new Payment(new DocumentId(id), MONDAY.minusDays(3), Money.parse(amount), NOW.minusSeconds(1000));
    }

    private static ReceivableId id(String number) {
        return new ReceivableId(number);
    }

    private static Dispute dispute(String invoice, String amount) {
        return new Dispute(
                "d",
                id(invoice),
                "quality",
                amount.isEmpty() ? Optional.empty() : Optional.of(Money.parse(amount)),
                "jane",
                MONDAY,
                Optional.empty(),
                Optional.empty());
    }

    private static PromiseToPay promise(String... shares) {
        List<PromiseToPay.Share> parts = new ArrayList<>();
        for (int i = 0; i < shares.length; i += 2) {
            parts.add(new PromiseToPay.Share(id(shares[i]), Money.parse(shares[i + 1])));
        }
        return new PromiseToPay("p", parts, MONDAY.plusDays(5), MONDAY, NOW, "jane", false, Optional.empty());
    }

    private static InstalmentPlan plan(String id, List<String> invoices, String... amounts) {
        List<Instalment> instalments = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            instalments.add(new Instalment(MONDAY.plusDays(30L * (i + 1)), Money.parse(amounts[i])));
        }
        return new InstalmentPlan(
                id,
                invoices.stream().map(ReceivableId::new).toList(),
                instalments,
                InstalmentPlan.Breaking.MANUAL,
                MONDAY,
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    private static PendingPayment pending(String invoice, String amount) {
        return new PendingPayment("pp", id(invoice), Money.parse(amount), MONDAY, MONDAY.plusDays(3));
    }

    private static Hold hold(String invoice) {
        return new Hold("h", Optional.of(id(invoice)), MONDAY, Optional.empty(), "why", "jane");
    }

    private static Arguments refused(String what, Consumer<AccountCommands> command, String... problems) {
        return arguments(named(what, command), problems);
    }

    static Stream<Arguments> refusals() {
        String noF9 = "the books have no receivable \"F9\": did you mean \"F1\" or \"F2\" or \"F3\"?";
        String noFar = "the books have no receivable \"2026-4711\": known here: F1, F2, F3, plan/2";
        String instalment = "\"old/1\" is an instalment of plan \"old\": ";
        return Stream.of(
                refused("a hold on an unknown invoice", jane -> jane.hold(hold("F9")), noF9),
                refused("a hold on one that is like no other", jane -> jane.hold(hold("2026-4711")), noFar),
                refused("a dispute of an unknown one", jane -> jane.dispute(dispute("F9", "EUR 1")), noF9),
                refused(
                        "a dispute of more than is open",
                        jane -> jane.dispute(dispute("F2", "EUR 60.01")),
                        "dispute \"d\" is over EUR 60.01, but only EUR 60.00 of \"F2\" is open"),
                refused(
                        "a dispute in another currency",
                        jane -> jane.dispute(dispute("F1", "USD 1")),
                        "dispute \"d\" is over USD 1.00, but \"F1\" is in EUR"),
                refused(
                        "a dispute of what is paid",
                        jane -> jane.dispute(dispute("F3", "")),
                        "nothing is open on \"F3\""),
                refused(
                        "a dispute of an instalment",
                        jane -> jane.dispute(dispute("old/1", "")),
                        instalment + "a dispute is about an invoice"),
                refused(
                        "a promise with several mistakes",
                        jane -> jane.promise(promise("F9", "EUR 1", "F1", "EUR 1", "old/1", "EUR 1")),
                        noF9,
                        instalment + "a promise names invoices"),
                refused(
                        "a promise in another currency",
                        jane -> jane.promise(promise("F1", "USD 10")),
                        "promise \"p\" is over USD 10.00, but \"F1\" is in EUR"),
                refused(
                        "a plan with several mistakes",
                        jane -> jane.plan(plan("plan", List.of("F9", "F2", "F1", "F1"), "USD 50", "USD 50")),
                        noF9,
                        "plan \"plan\" is over USD 50.00, but \"F2\" is in EUR",
                        "\"F2\" is under plan \"old\" since 2026-03-02: end that one first",
                        "plan \"plan\" is over USD 50.00, but \"F1\" is in EUR",
                        "plan \"plan\" covers \"F1\" twice",
                        "instalment 2 of plan \"plan\" would be called \"plan/2\", and an invoice is: give the plan"
                                + " another id"),
                refused("a payment for an unknown one", jane -> jane.pendingPayment(pending("F9", "EUR 1")), noF9),
                refused(
                        "a payment of nothing in another currency",
                        jane -> jane.pendingPayment(pending("old/1", "USD 0")),
                        "payment \"pp\" must be above 0, but was USD 0.00",
                        "payment \"pp\" is over USD 0.00, but \"old/1\" is in EUR"),
                refused(
                        "an unknown scenario for the account",
                        jane -> jane.scenario("standart"),
                        "policy \"standard\" has no scenario \"standart\": did you mean \"standard\"?"),
                refused(
                        "an unknown scenario for an unknown invoice",
                        jane -> jane.scenario(id("F9"), "soft"),
                        noF9,
                        "policy \"standard\" has no scenario \"soft\": known here: standard"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_is_not_there_or_too_much_is_refused_with_all_that_is_wrong(
            Consumer<AccountCommands> command, String[] problems) {
        long before = revision();

        assertThatThrownBy(() -> command.accept(trial.jane(MONDAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account acme/dupont: " + String.join("; ", Arrays.asList(problems)));
        assertThat(revision()).isEqualTo(before);
    }

    private long revision() {
        return trial.memory.find(List.of(DUPONT)).get(DUPONT).head().revision();
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                refused("a dispute of all that is open", jane -> jane.dispute(dispute("F2", "EUR 60"))),
                refused("a hold on an instalment", jane -> jane.hold(hold("old/1"))),
                refused("a payment of an instalment", jane -> jane.pendingPayment(pending("old/1", "EUR 5"))),
                refused("a plan over less than is open", jane -> jane.plan(plan("new", List.of("F1"), "EUR 50"))),
                refused("a plan after the one before", jane -> {
                    jane.endPlan("old");
                    jane.plan(plan("new", List.of("F1", "F2"), "EUR 80", "EUR 80"));
                }),
                refused("a promise of more than is open", jane -> jane.promise(promise("F1", "EUR 110"))),
                refused("the end of a choice for what is gone", jane -> jane.scenario(id("F9"), null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void what_is_there_and_not_too_much_is_taken(Consumer<AccountCommands> command, String[] none) {
        assertThatCode(() -> command.accept(trial.jane(MONDAY))).doesNotThrowAnyException();
        assertThat(none).isEmpty();
    }

    @Test
    void an_account_that_the_books_do_not_have_has_no_invoices() {
        Trial empty = new Trial();

        assertThatThrownBy(() -> empty.jane(MONDAY).hold(hold("F1")))
                .hasMessage("account acme/dupont: the books have no receivable \"F1\": there are none");
    }

    @Test
    void a_command_that_was_recorded_already_is_not_refused_for_what_came_after() {
        trial.jane(MONDAY).dispute(dispute("F1", "EUR 100"));
        LocalDate tuesday = MONDAY.plusDays(1);
        trial.books.put(overdue(5, 10, 20)
                .payment(new Payment(new DocumentId("Z"), tuesday, Money.parse("EUR 30.00"), NOW))
                .allocation(Allocation.ofPayment("Z", "F1", Money.parse("EUR 30.00")))
                .build());
        long before = revision();

        trial.jane(tuesday).dispute(dispute("F1", "EUR 100"));

        assertThat(revision()).as("nothing more is stored").isEqualTo(before);
    }

    @Test
    void a_choice_for_an_invoice_can_be_taken_back() {
        trial.jane(MONDAY).scenario(id("F1"), "standard");
        trial.jane(MONDAY).scenario(id("F1"), null);

        assertThat(trial.dupont().receivableScenarios()).isEmpty();
    }
}
