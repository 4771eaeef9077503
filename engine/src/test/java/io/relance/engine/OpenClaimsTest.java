package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.action.Stage;
import io.relance.channel.OutboundMessage;
import io.relance.claim.ClaimSettings;
import io.relance.claim.ClaimsAfterPrincipal;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.ContactRole;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.template.MessageSender;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Claims that outlast their invoice stand in the messages that claim other invoices; they are never the cause of one. F1 has had a
 * formal notice on Tuesday and is paid on Thursday; F2 is reminded of in the week after.
 */
class OpenClaimsTest {
    private static final LocalDate DUE = MONDAY.minusDays(30);
    private static final LocalDate NOTICE = MONDAY.plusDays(1);
    private static final LocalDate PAID = MONDAY.plusDays(3);
    private static final LocalDate LATER = MONDAY.plusDays(8);
    private static final Money FLAT_SUM = Money.parse("EUR 40.00");
    /** 31 days at 12 % on 10 000. */
    private static final Money INTEREST = Money.parse("EUR 101.92");

    private static final String INTEREST_ID = "F1:INTEREST:" + NOTICE;

    private Trial trial = trial(ClaimsAfterPrincipal.NEXT_MESSAGE);

    private static Trial trial(ClaimsAfterPrincipal after) {
        Scenario scenario = Scenario.named("standard")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .step("firm", s -> s.daysAfterDue(15).email("firm"))
                .step(
                        "notice",
                        s -> s.daysAfterDue(30)
                                .formalNotice()
                                .audience(ContactRole.BILLING)
                                .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                                .email("formal-notice"))
                .step(
                        "hand-over",
                        s -> s.daysAfterDue(45)
                                .litigation()
                                .audience(ContactRole.BILLING)
                                .approval(false)
                                .email("hand-over"))
                .build();
        Policy policy = Policy.named("french")
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .claims(ClaimSettings.underLawOf("FR")
                        .agreedRate("12")
                        .claimsAfterPrincipal(after)
                        .build())
                .build();
        return new Trial(
                scenario, store -> store, builder -> builder.policy(policy).sender(sender()));
    }

    private static MessageSender sender() {
        return MessageSender.builder(ACME, "ACME SARL")
                .addressLine("1 rue de la Paix")
                .addressLine("75002 Paris")
                .iban("FR76 3000 6000 0112 3456 7890 189")
                .language("fr")
                .build();
    }

    private static AccountLedger.Builder books() {
        return AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .kind(DebtorKind.BUSINESS)
                                .language("fr")
                                .contact(Contact.builder("billing")
                                        .role(ContactRole.BILLING)
                                        .email("billing@dupont.example")
                                        .postalAddress("Dupont SA\n2 quai des Brumes\n29200 Brest")
                                        .build())
                                .build())
                .receivable(invoice("F1", DUE, "EUR 10000.00"));
    }

    private static AccountLedger.Builder withF2(AccountLedger.Builder books) {
        return books.receivable(invoice("F2", LATER.minusDays(5), "EUR 500.00"));
    }

    private static AccountLedger.Builder paid(AccountLedger.Builder books) {
        Money all = Money.parse("EUR 10000.00");
        return books.payment(new Payment(
                        new DocumentId("P1"), PAID, all, PAID.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .allocation(Allocation.ofPayment("P1", "F1", all));
    }

    private static AccountLedger.Builder credited(AccountLedger.Builder books) {
        Money all = Money.parse("EUR 10000.00");
        return books.creditNote(new CreditNote(
                        new DocumentId("C1"), PAID, all, PAID.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .allocation(Allocation.ofCreditNote("C1", "F1", all));
    }

    private static AccountLedger.Builder takenBack(AccountLedger.Builder books) {
        Money all = Money.parse("EUR 10000.00");
        return paid(books).allocation(Allocation.ofPayment("P1", "F1", all).reversed(all, PAID.plusDays(1)));
    }

    /** Until the claims of F1 are raised. */
    private void noticed(AccountLedger.Builder books) {
        trial.books.put(books.build());
        trial.runDaily(MONDAY.minusDays(25), NOTICE);
        MessageState notice = trial.dupont().messages().stream()
                .filter(message -> message.stage() == Stage.FORMAL_NOTICE && message.isOutstanding())
                .findFirst()
                .orElseThrow();
        trial.jane(NOTICE).approve(notice.id());
        trial.run(NOTICE);
        assertThat(trial.dupont().progressOf(new ReceivableId("F1")).claims())
                .extracting(RaisedClaim::amount)
                .containsExactly(INTEREST, FLAT_SUM);
    }

    /** What is handed over from the day on which F1 is paid until F2 has been reminded of. */
    private List<OutboundMessage> after(UnaryOperator<AccountLedger.Builder> books) {
        trial.books.put(books.apply(withF2(books())).build());
        int before = trial.email.taken().size();
        trial.runDaily(PAID, LATER);
        return trial.email.taken().stream().skip(before).toList();
    }

    @Test
    void the_next_reminder_lists_them_outside_its_total() {
        noticed(books());

        List<OutboundMessage> taken = after(OpenClaimsTest::paid);

        OutboundMessage reminder = taken.get(taken.size() - 1);
        assertThat(reminder.businessDate()).isEqualTo(LATER);
        assertThat(reminder.text())
                .contains("- Facture F1\n  Intérêts de retard, 1er février 2026 – 3 mars 2026\n"
                        + "  Date de notification\u00a0: 3 mars 2026\n  Reste dû\u00a0: 101,92\u00a0€")
                .contains("- Facture F1\n  Indemnité forfaitaire pour frais de recouvrement\n")
                .contains("Total des intérêts et indemnités de retard\u00a0: 141,92\u00a0€")
                .contains("Total à régler\u00a0: 500,00\u00a0€");
        assertThat(reminder.html().orElseThrow()).contains("101,92", "141,92");
        assertThat(reminder.creditTransfer().orElseThrow().amount()).isEqualTo(Money.parse("EUR 500.00"));
        assertThat(trial.dupont().progressOf(new ReceivableId("F1")).claims())
                .as("raises nothing")
                .hasSize(2);
        assertThat(trial.dupont().progressOf(new ReceivableId("F2")).claims()).isEmpty();
    }

    static Stream<Arguments> whatHappens() {
        Consumer<Trial> nothing = trial -> {};
        UnaryOperator<AccountLedger.Builder> paid = OpenClaimsTest::paid;
        UnaryOperator<AccountLedger.Builder> credited = OpenClaimsTest::credited;
        UnaryOperator<AccountLedger.Builder> takenBack = OpenClaimsTest::takenBack;
        return Stream.of(
                Arguments.of("nothing more", paid, nothing, "EUR 101.92", "EUR 40.00"),
                Arguments.of("the flat sum is waived", paid, waive("F1:FLAT_SUM"), "EUR 101.92", ""),
                Arguments.of("the interest is waived", paid, waive(INTEREST_ID), "", "EUR 40.00"),
                Arguments.of("the flat sum is paid", paid, pay("F1:FLAT_SUM", "EUR 40.00"), "EUR 101.92", ""),
                Arguments.of(
                        "the interest is paid in part", paid, pay(INTEREST_ID, "EUR 100.00"), "EUR 1.92", "EUR 40.00"),
                Arguments.of("both are waived with the invoice's", paid, waiveAll(), "", ""),
                Arguments.of("credit notes cancel the invoice", credited, nothing, "", ""),
                Arguments.of("the payment is taken back", takenBack, nothing, "", ""),
                Arguments.of("insolvency is opened later", paid, insolvency(), "", ""),
                Arguments.of("the invoice belongs to a factor", paid, assigned(), "", ""),
                Arguments.of("a person wrote the invoice off", paid, writtenOff(), "", ""));
    }

    private static Consumer<Trial> waive(String claim) {
        return trial -> trial.jane(PAID).waiveClaim(claim, "a good customer");
    }

    private static Consumer<Trial> waiveAll() {
        return trial -> trial.jane(PAID).waiveClaims(new ReceivableId("F1"), "a good customer");
    }

    private static Consumer<Trial> pay(String claim, String amount) {
        return trial -> trial.jane(PAID).payClaim(claim, Money.parse(amount));
    }

    /** A judgment after F1 was issued, and before F2 was. */
    private static Consumer<Trial> insolvency() {
        return trial -> trial.jane(PAID).insolvency(LATER.minusDays(60));
    }

    private static Consumer<Trial> assigned() {
        return trial -> trial.jane(PAID).assign(List.of(new ReceivableId("F1")), PAID, "the factor");
    }

    private static Consumer<Trial> writtenOff() {
        return trial -> trial.jane(PAID).writeOff(new ReceivableId("F1"), "too small");
    }

    @ParameterizedTest(name = "{0}: {3}, {4}")
    @MethodSource("whatHappens")
    void what_is_listed_is_what_is_open_of_the_items(
            String what,
            UnaryOperator<AccountLedger.Builder> books,
            Consumer<Trial> happens,
            String interest,
            String flatSum) {
        noticed(books());
        happens.accept(trial);

        List<OutboundMessage> taken = after(books);

        String text = taken.get(taken.size() - 1).text();
        assertThat(text).contains("F2");
        assertThat(listed(text, "Intérêts de retard, ")).isEqualTo(interest);
        assertThat(listed(text, "Indemnité forfaitaire pour frais de recouvrement"))
                .isEqualTo(flatSum);
    }

    /** The amount of the line of F1 that begins so, two lines further down; empty when there is none. */
    private static String listed(String text, String name) {
        List<String> lines = text.lines().toList();
        for (int i = 1; i + 2 < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(name) && lines.get(i - 1).contains("F1")) {
                String amount =
                        lines.get(i + 2).replaceAll(".*:\u00a0?\\s*", "").replaceAll("[^0-9,]", "");
                return "EUR " + amount.replace(',', '.');
            }
        }
        return "";
    }

    @Test
    void a_policy_may_say_that_no_message_lists_them() {
        trial = trial(ClaimsAfterPrincipal.NEVER);
        noticed(books());

        List<OutboundMessage> taken = after(OpenClaimsTest::paid);

        assertThat(taken.get(taken.size() - 1).text()).contains("F2").doesNotContain("F1");
        assertThat(trial.dupont().progressOf(new ReceivableId("F1")).claims())
                .extracting(RaisedClaim::open)
                .containsExactly(INTEREST, FLAT_SUM);
    }

    @ParameterizedTest
    @EnumSource(ClaimsAfterPrincipal.class)
    void they_are_never_the_cause_of_a_message(ClaimsAfterPrincipal choice) {
        trial = trial(choice);
        noticed(books());
        trial.books.put(paid(books()).build());

        int before = trial.email.taken().size();
        trial.runDaily(PAID, PAID.plusDays(90));

        assertThat(trial.email.taken()).hasSize(before);
        assertThat(trial.dupont().tasks()).isEmpty();
    }

    @Test
    void when_the_file_is_handed_over_those_of_its_invoices_are_listed_too() {
        noticed(books());
        trial.books.put(books().build());

        trial.runDaily(NOTICE.plusDays(1), DUE.plusDays(60));

        List<OutboundMessage> taken = trial.email.taken();
        String text = taken.get(taken.size() - 1).text();
        assertThat(text).contains("tiers mandaté");
        assertThat(listed(text, "Intérêts de retard, ")).isEqualTo("EUR 101.92");
        assertThat(listed(text, "Indemnité forfaitaire pour frais de recouvrement"))
                .isEqualTo("EUR 40.00");
        assertThat(taken.get(taken.size() - 1).creditTransfer().orElseThrow().amount())
                .isEqualTo(Money.parse("EUR 10000.00"));
    }
}
