package io.relance.engine;

import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.relance.AccountCommands;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.channel.ChannelFeature;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An id that the host gave stays with what it was given to: what was agreed first holds as before. Due: F1 and F2. */
class GivenIdsTest {
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Trial trial = new Trial();

    GivenIdsTest() {
        trial.books.put(overdue(4, 4).build());
    }

    private static Dispute dispute(String invoice, String category) {
        return new Dispute(
                "x",
                new ReceivableId(invoice),
                category,
                Optional.empty(),
                "jane",
                MONDAY,
                Optional.empty(),
                Optional.empty());
    }

    private static Dispute part(String amount) {
        return new Dispute(
                "x",
                new ReceivableId("F1"),
                "goods",
                Optional.of(Money.parse(amount)),
                "jane",
                MONDAY,
                Optional.empty(),
                Optional.empty());
    }

    private static Hold hold(Optional<String> invoice, LocalDate from, LocalDate until) {
        return new Hold("x", invoice.map(ReceivableId::new), from, Optional.of(until), "asked for", "jane");
    }

    private static Hold hold(String invoice) {
        return hold(Optional.of(invoice), MONDAY, FRIDAY);
    }

    private static PendingPayment pending(String invoice, String amount, LocalDate lapses) {
        return new PendingPayment("x", new ReceivableId(invoice), Money.parse(amount), MONDAY, lapses);
    }

    private static PromiseToPay promise(boolean awaitingApproval) {
        return new PromiseToPay(
                "x",
                List.of(new PromiseToPay.Share(new ReceivableId("F1"), Money.parse("EUR 100.00"))),
                FRIDAY,
                MONDAY,
                NOW,
                "jane",
                awaitingApproval,
                Optional.empty());
    }

    private static LoggedContact call(LocalDate day, LoggedContact.Result result) {
        return new LoggedContact(
                "x", day, "call", LoggedContact.Direction.OUTGOING, Optional.empty(), result, "", "jane");
    }

    private static Arguments both(String what, Consumer<AccountCommands> first, Consumer<AccountCommands> second) {
        return arguments(named(what, first), second);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                both(
                        "a dispute of another invoice",
                        jane -> jane.dispute(dispute("F1", "goods")),
                        jane -> jane.dispute(dispute("F2", "goods"))),
                both(
                        "a dispute of another part",
                        jane -> jane.dispute(part("EUR 90")),
                        jane -> jane.dispute(part("EUR 9"))),
                both(
                        "a dispute that was closed",
                        jane -> {
                            jane.dispute(dispute("F1", "goods"));
                            jane.closeDispute("x");
                        },
                        jane -> jane.dispute(dispute("F1", "goods"))),
                both("a stop of another invoice", jane -> jane.hold(hold("F1")), jane -> jane.hold(hold("F2"))),
                both(
                        "a stop of an invoice instead of the account's",
                        jane -> jane.hold(hold(Optional.empty(), MONDAY, FRIDAY)),
                        jane -> jane.hold(hold("F1"))),
                both(
                        "a stop of the account instead of an invoice's",
                        jane -> jane.hold(hold("F1")),
                        jane -> jane.hold(hold(Optional.empty(), MONDAY, FRIDAY))),
                both(
                        "a stop from another day on",
                        jane -> jane.hold(hold("F1")),
                        jane -> jane.hold(hold(Optional.of("F1"), FRIDAY, FRIDAY.plusDays(7)))),
                both(
                        "a stop that was lifted",
                        jane -> {
                            jane.hold(hold("F1"));
                            jane.liftHold("x");
                        },
                        jane -> jane.hold(hold("F1"))),
                both(
                        "a payment for another invoice",
                        jane -> jane.pendingPayment(pending("F1", "EUR 100", FRIDAY)),
                        jane -> jane.pendingPayment(pending("F2", "EUR 100", FRIDAY))),
                both(
                        "a payment of another amount",
                        jane -> jane.pendingPayment(pending("F1", "EUR 100", FRIDAY)),
                        jane -> jane.pendingPayment(pending("F1", "EUR 10", FRIDAY))),
                both(
                        "a promise that was taken back",
                        jane -> {
                            jane.promise(promise(false));
                            jane.cancelPromise("x");
                        },
                        jane -> jane.promise(promise(false))),
                both(
                        "a contact of another day",
                        jane -> jane.contact(call(MONDAY, LoggedContact.Result.REACHED)),
                        jane -> jane.contact(call(MONDAY.minusDays(20), LoggedContact.Result.REACHED))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void an_id_that_was_given_is_refused_for_anything_else_and_what_has_it_stays(
            Consumer<AccountCommands> first, Consumer<AccountCommands> second) {
        first.accept(trial.jane(MONDAY));
        var before = trial.dupont();

        assertThatThrownBy(() -> second.accept(trial.jane(MONDAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("account acme/dupont: \\w+ \"x\" was recorded before, as another one: give the new"
                        + " one an id of its own");
        assertThat(trial.dupont()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void a_command_that_is_replayed_is_not_refused_for_its_id(
            Consumer<AccountCommands> first, Consumer<AccountCommands> second) {
        first.accept(trial.jane(MONDAY));
        trial.jane(MONDAY).command("cmd-1").tag("vip");
        var before = trial.dupont();

        second.accept(trial.jane(MONDAY).command("cmd-1"));

        assertThat(trial.dupont()).isEqualTo(before);
    }

    static Stream<Arguments> same() {
        return Stream.of(
                arguments(named("a dispute", (Consumer<AccountCommands>) jane -> jane.dispute(part("EUR 90")))),
                arguments(named("a stop", (Consumer<AccountCommands>) jane -> jane.hold(hold("F1")))),
                arguments(named("a stop of the account", (Consumer<AccountCommands>)
                        jane -> jane.hold(hold(Optional.empty(), MONDAY, FRIDAY)))),
                arguments(named("a payment", (Consumer<AccountCommands>)
                        jane -> jane.pendingPayment(pending("F1", "EUR 100", FRIDAY)))),
                arguments(named("a promise", (Consumer<AccountCommands>) jane -> jane.promise(promise(false)))),
                arguments(named("a contact", (Consumer<AccountCommands>)
                        jane -> jane.contact(call(MONDAY, LoggedContact.Result.REACHED)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    void the_very_same_again_changes_nothing(Consumer<AccountCommands> command) {
        command.accept(trial.jane(MONDAY));

        command.accept(trial.jane(MONDAY));

        assertThat(trial.relance.timeline(DUPONT)).hasSize(1);
    }

    static Stream<Arguments> corrections() {
        return Stream.of(
                both(
                        "the category of a dispute",
                        jane -> jane.dispute(dispute("F1", "goods")),
                        jane -> jane.dispute(dispute("F1", "price"))),
                both(
                        "the end of a stop that lasts",
                        jane -> jane.hold(hold("F1")),
                        jane -> jane.hold(hold(Optional.of("F1"), MONDAY, FRIDAY.plusDays(7)))),
                both(
                        "when a payment lapses",
                        jane -> jane.pendingPayment(pending("F1", "EUR 100", FRIDAY)),
                        jane -> jane.pendingPayment(pending("F1", "EUR 100", FRIDAY.plusDays(7)))),
                both(
                        "what came of a contact",
                        jane -> jane.contact(call(MONDAY, LoggedContact.Result.NOT_REACHED)),
                        jane -> jane.contact(call(MONDAY, LoggedContact.Result.REACHED))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corrections")
    void the_rest_is_recorded_anew(Consumer<AccountCommands> first, Consumer<AccountCommands> second) {
        first.accept(trial.jane(MONDAY));
        var before = trial.dupont();

        second.accept(trial.jane(MONDAY));

        assertThat(trial.dupont()).isNotEqualTo(before);
        assertThat(trial.relance.timeline(DUPONT)).hasSize(2);
    }

    @Test
    void a_disputed_invoice_is_not_asked_for_since_its_id_was_given_to_another() {
        trial.jane(MONDAY).dispute(dispute("F1", "goods"));
        assertThatThrownBy(() -> trial.jane(MONDAY).dispute(dispute("F2", "goods")))
                .isInstanceOf(IllegalArgumentException.class);

        trial.runDaily(MONDAY, FRIDAY);

        assertThat(trial.onlyMessage().lines())
                .extracting(line -> line.receivable().value())
                .containsExactly("F2");
    }

    @Test
    void a_promise_that_was_approved_and_is_sent_again_keeps_its_approval() {
        Policy strict = Policy.named("strict")
                .version("1")
                .maxPromiseDays(1)
                .scenario(Trial.STANDARD)
                .defaultScenario("standard")
                .build();
        Trial limited =
                new Trial(Trial.STANDARD, store -> store, builder -> builder.policy(strict), new ChannelFeature[0]);
        limited.books.put(overdue(5).build());
        limited.jane(MONDAY).promise(promise(false));
        assertThat(limited.dupont().promises()).allMatch(PromiseToPay::awaitingApproval);
        limited.jane(MONDAY).approvePromise("x");

        limited.jane(MONDAY).promise(promise(false));

        assertThat(limited.dupont().promises()).noneMatch(PromiseToPay::awaitingApproval);
        assertThat(limited.run(MONDAY).accepted()).as("they promised").isZero();
    }
}
