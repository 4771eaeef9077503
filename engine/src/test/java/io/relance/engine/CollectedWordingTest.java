package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.Dispute;
import io.relance.account.MessageState;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentProvider;
import io.relance.receivable.CreditorReference;
import io.relance.receivable.Receivable;
import io.relance.receivable.Receivable.CollectionMode;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.template.ContentLevel;
import io.relance.template.MessageSender;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.InMemoryPaymentProvider;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A courtesy about what is collected by direct debit says so and names no way to pay: who follows it would pay twice. */
class CollectedWordingTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final String MANDATE = "mandate-ACTIVE";
    private static final LocalDate DUE = LocalDate.parse("2026-03-06");
    private static final LocalDate COURTESY = DUE.minusDays(3);
    private static final String ACCOUNT = "FR76 3000 6000 0112 3456 7890 189";
    private static final MessageSender SENDER = MessageSender.builder(ACME, "Acme Ltd")
            .iban(ACCOUNT)
            .paymentUrl("https://pay.example/acme")
            .build();

    private FakePaymentService service;
    private Trial trial;

    @BeforeEach
    void soonDue() {
        begin(STANDARD, ContentLevel.FULL);
        books(invoice("F1", DUE, CollectionMode.MANUAL));
    }

    private static Scenario courtesy(UnaryOperator<Step.Builder> more) {
        return Scenario.named("courtesy")
                .step("courtesy", step -> more.apply(step.daysBeforeDue(3)).email("pre-due"))
                .build();
    }

    private void begin(Scenario scenario, ContentLevel level) {
        begin(scenario, level, provider -> provider);
    }

    private void begin(Scenario scenario, ContentLevel level, UnaryOperator<PaymentProvider> provider) {
        service = new FakePaymentService(() -> trial.clock.instant());
        trial = new Trial(
                scenario,
                store -> store,
                builder -> builder.sender(SENDER)
                        .contentLevel(ChannelId.EMAIL, level, level)
                        .payments(provider.apply(new InMemoryPaymentProvider(service))));
    }

    private void books(Receivable... invoices) {
        var books = Trial.books(ACME, "dupont");
        for (Receivable invoice : invoices) {
            books.receivable(invoice);
        }
        trial.books.put(books.build());
    }

    private static Receivable invoice(String number, LocalDate due, CollectionMode mode) {
        return Receivable.invoice(number, due.minusDays(30), due, HUNDRED)
                .collection(mode)
                .build();
    }

    private OutboundMessage sent(LocalDate until) {
        trial.runDaily(MONDAY, until);
        assertThat(trial.email.taken()).hasSize(1);
        return trial.email.taken().get(0);
    }

    private OutboundMessage courtesy() {
        return sent(COURTESY);
    }

    private static void assertCollected(OutboundMessage message, String when) {
        for (String form : List.of(message.text(), message.html().orElseThrow())) {
            assertThat(form)
                    .contains("will be collected by direct debit " + when, "ou need do nothing")
                    .doesNotContain("IBAN", "FR76", "pay.example", "How to pay");
        }
        assertThat(message.creditTransfer()).isEmpty();
    }

    private static void assertToBePaid(OutboundMessage message, Money amount) {
        assertThat(message.text()).contains(ACCOUNT).doesNotContain("direct debit");
        assertThat(message.creditTransfer()).map(CreditTransfer::amount).contains(amount);
    }

    // Left to direct debit

    @Test
    void an_invoice_under_a_live_mandate_is_announced_as_collected_when_due() {
        trial.jane(MONDAY).recordMandate("in-memory", MANDATE);

        OutboundMessage message = courtesy();

        assertCollected(message, "on or after 6 March 2026");
        assertThat(message.subject()).contains("Upcoming direct debit: invoice F1, due 6 March 2026 – Acme Ltd");
        assertThat(service.taken()).as("no page to pay on").isEmpty();
    }

    @Test
    void so_is_one_that_the_books_call_automatic() {
        books(invoice("F1", DUE, CollectionMode.AUTOMATIC));

        assertCollected(courtesy(), "on or after 6 March 2026");
    }

    @ParameterizedTest
    @EnumSource(value = CollectionMode.class, names = "AUTOMATIC", mode = EnumSource.Mode.EXCLUDE)
    void any_other_of_the_books_is_to_be_paid(CollectionMode mode) {
        books(invoice("F1", DUE, mode));

        assertToBePaid(courtesy(), HUNDRED);
    }

    @ParameterizedTest
    @CsvSource({"mandate-NOT_YET", "mandate-ENDED"})
    void so_is_one_whose_mandate_is_not_in_force(String mandate) {
        trial.jane(MONDAY).recordMandate("in-memory", mandate);

        assertToBePaid(courtesy(), HUNDRED);
    }

    // Some of it

    @Test
    void of_several_each_says_whether_it_is_collected_and_the_transfer_is_for_the_rest() {
        books(
                invoice("F1", DUE, CollectionMode.AUTOMATIC),
                invoice("F2", DUE, CollectionMode.MANUAL),
                invoice("F3", DUE, CollectionMode.AUTOMATIC));

        OutboundMessage message = courtesy();

        String collected = "Outstanding: €100.00 – will be collected by direct debit on or after 6 March 2026";
        assertThat(message.text())
                .containsSubsequence(
                        "- Invoice F1", collected, "- Invoice F2", "Outstanding: €100.00\n", "- Invoice F3", collected)
                .contains("You need do nothing for the 2 invoices to be collected by direct debit", ACCOUNT)
                .contains("of which to be paid by you: €100.00");
        assertThat(message.creditTransfer()).hasValueSatisfying(transfer -> {
            assertThat(transfer.amount()).isEqualTo(HUNDRED);
            assertThat(transfer.reference()).isEqualTo(CreditorReference.of("F2"));
        });
    }

    @Test
    void a_reminder_says_it_of_what_is_also_soon_due_and_how_to_pay_what_is_overdue() {
        books(
                invoice("F1", COURTESY.minusDays(5), CollectionMode.MANUAL),
                invoice("F2", DUE, CollectionMode.AUTOMATIC));

        OutboundMessage message = courtesy();

        assertThat(message.text())
                .containsSubsequence(
                        "- Invoice F1",
                        ACCOUNT,
                        "Please also note the following invoice",
                        "- Invoice F2",
                        "Outstanding: €100.00 – will be collected by direct debit on or after 6 March 2026",
                        "You need do nothing for the invoice to be collected by direct debit.");
        assertThat(message.creditTransfer()).map(CreditTransfer::amount).contains(HUNDRED);
    }

    // A debit that was asked for

    @Test
    void while_its_money_is_under_way_nothing_is_said_of_an_invoice() {
        trial.jane(MONDAY).recordMandate("in-memory", MANDATE);
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.of(DUE));
        trial.runDaily(MONDAY, DUE);

        assertThat(trial.email.taken()).isEmpty();
    }

    @Test
    void what_is_left_besides_it_is_to_be_paid() {
        trial.jane(MONDAY).recordMandate("in-memory", MANDATE);
        trial.jane(MONDAY)
                .dispute(new Dispute(
                        "d",
                        F1,
                        "quality",
                        Optional.of(Money.parse("EUR 30.00")),
                        "anna",
                        MONDAY,
                        Optional.empty(),
                        Optional.empty()));
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.of(DUE));
        trial.run(MONDAY);
        trial.jane(MONDAY).closeDispute("d");

        assertToBePaid(courtesy(), Money.parse("EUR 30.00"));
    }

    @Test
    void after_one_that_failed_the_invoice_is_to_be_paid() {
        trial.jane(MONDAY).recordMandate("in-memory", MANDATE);
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.of(DUE));
        trial.run(MONDAY);
        trial.relance.paymentCallback(
                ACME,
                "in-memory",
                service.callback(service.taken().get(0), trial.clock.instant(), new Change.Failed("insufficient funds"))
                        .orElseThrow());

        assertToBePaid(courtesy(), HUNDRED);
    }

    @Test
    void one_of_which_nothing_was_heard_in_its_days_is_not_promised_again() {
        LocalDate later = DUE.plusDays(20);
        books(invoice("F1", later, CollectionMode.MANUAL));
        trial.jane(MONDAY).recordMandate("in-memory", MANDATE);
        trial.jane(MONDAY).collect("dd-1", MANDATE, List.of(F1), Optional.of(MONDAY));

        OutboundMessage message = sent(later.minusDays(3));

        assertThat(trial.dupont().collecting(F1)).isPresent();
        assertToBePaid(message, HUNDRED);
    }

    // Less than all

    @Test
    void without_amounts_it_is_said_all_the_same() {
        begin(courtesy(step -> step), ContentLevel.NO_AMOUNTS);
        books(invoice("F1", DUE, CollectionMode.AUTOMATIC));

        assertThat(courtesy().text().strip())
                .isEqualTo("Acme Ltd: your invoice F1 is due on 6 March 2026. The amount will be collected by direct"
                        + " debit on or after 6 March 2026; you need do nothing. If you have any questions, please"
                        + " contact us.");
    }

    @Test
    void to_call_says_nothing_of_it() {
        begin(courtesy(step -> step), ContentLevel.CALL_US);
        books(invoice("F1", DUE, CollectionMode.AUTOMATIC));

        OutboundMessage message = courtesy();

        assertThat(message.text().strip()).isEqualTo("Acme Ltd: please contact us about your account.");
        assertThat(message.creditTransfer()).isEmpty();
    }

    // A person's words

    @Test
    void words_that_a_person_wrote_before_are_void_when_it_is_collected_meanwhile() {
        trial = new Trial(courtesy(Step.Builder::needsApproval), store -> store, builder -> builder.sender(SENDER));
        books(invoice("F1", DUE, CollectionMode.MANUAL));
        trial.runDaily(MONDAY, COURTESY);
        MessageState message = trial.onlyMessage();
        String text = trial.jane(COURTESY).preview(message.id()).text();
        trial.jane(COURTESY).edit(message.id(), changes -> changes.text("Good day!\n" + text));
        trial.jane(COURTESY).preview(message.id());

        books(invoice("F1", DUE, CollectionMode.AUTOMATIC));

        assertThatThrownBy(() -> trial.jane(COURTESY).preview(message.id()))
                .hasMessageContaining("its figures are no longer those for which its words were written");
    }
}
