package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.InstalmentPlan;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.action.Stage;
import io.relance.channel.OutboundMessage;
import io.relance.claim.ClaimSettings;
import io.relance.claim.InvoiceClaims;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.template.MessageSender;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formal notices ask for the claims that the law grants on the day on which they leave, and raise them as items of their own. */
class FormalNoticeTest {
    private static final LocalDate DUE = MONDAY.minusDays(30);
    /** Agreed, so that no change of the reference rate falls into the days. */
    private static final BigDecimal RATE = new BigDecimal("12");

    private static final ReceivableId F1 = new ReceivableId("F1");

    private Trial trial;

    @BeforeEach
    void overdue() {
        trial = trial(
                ClaimSettings.underLawOf("FR").agreedRate(RATE.toPlainString()).build());
        trial.books.put(books(DebtorKind.BUSINESS).build());
    }

    private static Trial trial(ClaimSettings claims) {
        Scenario scenario = STANDARD;
        Policy policy = Policy.named("french")
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .claims(claims)
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

    private static AccountLedger.Builder books(DebtorKind kind) {
        return AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .kind(kind)
                                .language("fr")
                                .contact(Contact.builder("billing")
                                        .email("billing@dupont.example")
                                        .postalAddress("Dupont SA\n2 quai des Brumes\n29200 Brest")
                                        .build())
                                .build())
                .receivable(invoice("F1", DUE, "EUR 10000.00"));
    }

    /** The proposal, planned when the steps before it have been done. */
    private MessageState proposal() {
        trial.runDaily(MONDAY.minusDays(25), MONDAY.plusDays(1));
        return trial.dupont().messages().stream()
                .filter(message -> message.stage() == Stage.FORMAL_NOTICE && message.isOutstanding())
                .findFirst()
                .orElseThrow(() -> new AssertionError(trial.dupont().messages()));
    }

    private OutboundMessage handedOver() {
        MessageState notice = proposal();
        trial.jane(MONDAY.plusDays(1)).approve(notice.id());
        trial.run(MONDAY.plusDays(1));
        List<OutboundMessage> taken = trial.email.taken();
        OutboundMessage last = taken.get(taken.size() - 1);
        assertThat(last.delivery().message()).isEqualTo(notice.id());
        return last;
    }

    /** 10 000 x 12 % x days / 365. */
    private static Money interest(LocalDate until) {
        return Money.parse("EUR "
                + new BigDecimal("10000")
                        .multiply(RATE)
                        .multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(DUE, until)))
                        .divide(new BigDecimal("36500"), 2, RoundingMode.HALF_UP));
    }

    private static String french(Money amount) {
        return amount.getAmount().toPlainString().replace('.', ',');
    }

    @Test
    void an_approved_notice_says_interest_flat_sum_total_deadline_and_both_addresses() {
        OutboundMessage notice = handedOver();

        LocalDate day = MONDAY.plusDays(1);
        Money total = Money.parse("EUR 10000.00").plus(interest(day)).plus(Money.parse("EUR 40.00"));
        assertThat(notice.text())
                .contains("mise en demeure".toUpperCase(java.util.Locale.ROOT))
                .contains("1 rue de la Paix", "2 quai des Brumes", "29200 Brest")
                .contains(french(interest(day)))
                .contains("40,00")
                .contains("12", "FR76 3000 6000 0112 3456 7890 189");
        assertThat(notice.creditTransfer()).hasValueSatisfying(transfer -> {
            assertThat(transfer.amount()).isEqualTo(total);
            assertThat(transfer.iban()).isEqualTo("FR7630006000011234567890189");
            assertThat(transfer.reference().orElseThrow().value()).endsWith("F1");
        });
    }

    @Test
    void once_it_is_handed_over_its_claims_are_items_and_an_event_has_the_amounts() {
        handedOver();

        LocalDate day = MONDAY.plusDays(1);
        List<RaisedClaim> claims = trial.dupont().progressOf(F1).claims();
        assertThat(claims)
                .extracting(RaisedClaim::kind, RaisedClaim::amount, RaisedClaim::accruedUntil)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RaisedClaim.Kind.INTEREST, interest(day), Optional.of(day)),
                        org.assertj.core.groups.Tuple.tuple(
                                RaisedClaim.Kind.FLAT_SUM, Money.parse("EUR 40.00"), Optional.empty()));
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.ClaimsRaised.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((AccountEvent.ClaimsRaised) event).claims()).isEqualTo(claims));
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void a_proposal_raises_nothing_yet() {
        proposal();

        assertThat(trial.dupont().progressOf(F1).claims()).isEmpty();
    }

    @Test
    void a_notice_that_a_person_sent_by_other_means_raises_them_too() {
        MessageState notice = proposal();

        trial.jane(MONDAY.plusDays(2)).sent(notice.id());

        assertThat(trial.dupont().progressOf(F1).claims())
                .extracting(RaisedClaim::amount)
                .containsExactly(interest(MONDAY.plusDays(2)), Money.parse("EUR 40.00"));
    }

    @Test
    void a_notice_that_comes_back_takes_them_with_it_but_not_what_was_paid() {
        OutboundMessage notice = handedOver();
        trial.jane(MONDAY.plusDays(2)).payClaim("F1:FLAT_SUM", Money.parse("EUR 10.00"));

        trial.jane(MONDAY.plusDays(3)).bounced(notice.delivery().message(), "moved");

        assertThat(trial.dupont().progressOf(F1).claims())
                .extracting(RaisedClaim::id)
                .containsExactly("F1:FLAT_SUM");
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.ClaimsDropped.class::isInstance)
                .hasSize(1);
    }

    @Test
    void claims_are_paid_and_waived_apart_from_the_invoice() {
        handedOver();
        LocalDate later = MONDAY.plusDays(11);
        String interest = "F1:INTEREST:" + MONDAY.plusDays(1);

        trial.jane(later).payClaim(interest, Money.parse("EUR 1.00"));
        trial.jane(later).waiveClaim("F1:FLAT_SUM", "a good customer");
        trial.jane(later).waiveClaim("F1:FLAT_SUM", "said again");

        InvoiceClaims claims = trial.jane(later).claims().get(0);
        assertThat(claims.raised())
                .extracting(RaisedClaim::open)
                .containsExactly(interest(MONDAY.plusDays(1)).minus(Money.parse("EUR 1.00")), Money.parse("EUR 0.00"));
        assertThat(claims.newInterest().orElseThrow().accruedUntil()).isEqualTo(later);
        assertThat(claims.newInterest().orElseThrow().periods().get(0).from()).isEqualTo(MONDAY.plusDays(2));
        List<AccountEvent> said = new ArrayList<>();
        trial.relance.timeline(DUPONT).forEach(entry -> said.add(entry.event()));
        assertThat(said).filteredOn(AccountEvent.ClaimPaid.class::isInstance).hasSize(1);
        assertThat(said).filteredOn(AccountEvent.ClaimWaived.class::isInstance).hasSize(1);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void a_payment_sent_again_under_its_command_id_counts_once() {
        handedOver();

        for (int i = 0; i < 2; i++) {
            trial.jane(MONDAY.plusDays(2)).command("p1").payClaim("F1:FLAT_SUM", Money.parse("EUR 30.00"));
        }

        assertThat(trial.dupont().progressOf(F1).claims().get(1).open()).isEqualTo(Money.parse("EUR 10.00"));
        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(2)).payClaim("F1:FLAT_SUM", Money.parse("EUR 10.01")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EUR 10.00 is asked for");
    }

    @Test
    void what_is_waived_before_a_notice_stands_in_it_with_nothing() {
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);

        trial.jane(day).waiveClaims(F1, "we were late ourselves");
        trial.jane(day).approve(notice.id());
        trial.run(day);

        List<OutboundMessage> taken = trial.email.taken();
        assertThat(taken.get(taken.size() - 1).creditTransfer().orElseThrow().amount())
                .isEqualTo(Money.parse("EUR 10000.00"));
        assertThat(trial.dupont().progressOf(F1).claims())
                .hasSize(2)
                .allMatch(claim -> !claim.open().isPositive());
        assertThatThrownBy(() -> trial.jane(day).payClaim("F1:FLAT_SUM", Money.parse("EUR 1.00")))
                .hasMessageContaining("EUR 0.00 is asked for");
        assertThatThrownBy(() -> trial.jane(day).waiveClaim("F9:FLAT_SUM", "no"))
                .hasMessageContaining("there is no claim \"F9:FLAT_SUM\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"UNKNOWN, against a debtor of kind UNKNOWN", "CONSUMER, against a debtor of kind CONSUMER"})
    void where_its_mentions_are_not_known_its_approval_is_refused_and_nothing_leaves(DebtorKind kind, String why) {
        trial.books.put(books(kind).build());
        MessageState notice = proposal();

        assertThatThrownBy(() -> trial.jane(MONDAY.plusDays(1)).approve(notice.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("stays a proposal");

        assertThat(trial.dupont().message(notice.id()).orElseThrow().status())
                .isEqualTo(MessageState.Status.AWAITING_APPROVAL);
    }

    @Test
    void a_creditor_that_asks_for_no_flat_sum_says_so_in_the_notice() {
        trial = trial(
                ClaimSettings.underLawOf("FR").agreedRate("12").flatSums(false).build());
        trial.books.put(books(DebtorKind.BUSINESS).build());

        OutboundMessage notice = handedOver();

        assertThat(notice.creditTransfer().orElseThrow().amount())
                .isEqualTo(Money.parse("EUR 10000.00").plus(interest(MONDAY.plusDays(1))));
        assertThat(trial.dupont().progressOf(F1).claims())
                .extracting(RaisedClaim::kind)
                .containsExactly(RaisedClaim.Kind.INTEREST);
    }

    @Test
    void in_other_words_it_asks_for_no_claims_and_raises_none() {
        Scenario scenario = Scenario.named("s")
                .allowColdEscalation(true)
                .step(
                        "notice",
                        step -> step.daysAfterDue(30)
                                .formalNotice()
                                .audience(io.relance.receivable.ContactRole.BILLING)
                                .proofOfDispatch(io.relance.scenario.ProofOfDispatch.NOT_REQUIRED)
                                .approval(false)
                                .email("last-reminder"))
                .build();
        Policy policy = Policy.named("french")
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .claims(ClaimSettings.underLawOf("FR").build())
                .build();
        Trial other = new Trial(
                scenario, store -> store, builder -> builder.policy(policy).sender(sender()));
        other.books.put(books(DebtorKind.BUSINESS).build());

        other.run(MONDAY);

        assertThat(other.email.taken().get(0).creditTransfer().orElseThrow().amount())
                .isEqualTo(Money.parse("EUR 10000.00"));
        assertThat(other.dupont().progressOf(F1).claims()).isEmpty();
    }

    @Test
    void a_person_may_add_lines_to_it_and_takes_none_away() {
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);
        String text = trial.jane(day).preview(notice.id()).text();

        assertThatThrownBy(() -> trial.jane(day)
                        .edit(
                                notice.id(),
                                changes -> changes.text(text.replace("MISE EN DEMEURE DE PAYER", "Bonjour"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MISE EN DEMEURE DE PAYER")
                .hasMessageContaining("others may be added");
    }

    /** What a person adds to the lines of the notice. */
    private static String withAdditions(String text) {
        return "Bonjour Madame,\n\n"
                + text.replace("MISE EN DEMEURE DE PAYER", "MISE EN DEMEURE DE PAYER\n\nNotre conversation du 2 mars :")
                + "\nP.-S. : merci de nous rappeler.";
    }

    private String preview(MessageState notice, LocalDate day) {
        return trial.jane(day).preview(notice.id()).text();
    }

    @Test
    void what_a_person_added_leaves_on_a_later_day_among_the_lines_of_that_day() {
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);
        String plainNextDay = preview(notice, day.plusDays(1));
        trial.jane(day).edit(notice.id(), changes -> changes.text(withAdditions(preview(notice, day))));
        trial.jane(day).approve(notice.id());

        trial.run(day.plusDays(1));

        List<OutboundMessage> taken = trial.email.taken();
        assertThat(taken.get(taken.size() - 1).text())
                .isEqualTo(withAdditions(plainNextDay))
                .contains(french(interest(day.plusDays(1))))
                .doesNotContain(french(interest(day)));
        assertThat(trial.dupont().progressOf(F1).claims())
                .extracting(RaisedClaim::amount)
                .containsExactly(interest(day.plusDays(1)), Money.parse("EUR 40.00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Payez avant le 11 mars.", "Au 11/03 sinon.", "avant le 11\u00a0Mars 2026", "d'ici 2026-03-11"})
    void a_person_does_not_state_the_last_day_to_pay_which_moves(String line) {
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);
        String text = preview(notice, day);
        assertThat(text).contains("11 mars 2026");

        assertThatThrownBy(() -> trial.jane(day).edit(notice.id(), changes -> changes.text(line + "\n" + text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1 states the last day to pay");
        trial.jane(day).edit(notice.id(), changes -> changes.text("Vu le 1er mars et le 1 mars, 111/03.\n" + text));
    }

    @Test
    void what_a_person_added_is_edited_again_on_a_later_day() {
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);
        String plainNextDay = preview(notice, day.plusDays(1));
        trial.jane(day).edit(notice.id(), changes -> changes.text(withAdditions(preview(notice, day))));

        trial.jane(day.plusDays(1)).edit(notice.id(), changes -> changes.subject("Votre dossier"));

        MessageState edited = trial.dupont().message(notice.id()).orElseThrow();
        assertThat(preview(edited, day.plusDays(1))).isEqualTo(withAdditions(plainNextDay));
        assertThat(trial.jane(day.plusDays(1)).preview(notice.id()).subject()).isEqualTo("Votre dossier");
    }

    @Test
    void words_that_a_person_wrote_into_it_are_void_when_a_part_is_paid() {
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);
        trial.jane(day).edit(notice.id(), changes -> changes.text(withAdditions(preview(notice, day))));
        trial.jane(day).approve(notice.id());
        trial.books.put(books(DebtorKind.BUSINESS)
                .payment(new Payment(new DocumentId("P1"), day.plusDays(1), Money.parse("EUR 1000.00"), Instant.EPOCH))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 1000.00")))
                .build());

        trial.run(day.plusDays(1));

        assertThat(trial.dupont().message(notice.id()).orElseThrow().status())
                .isEqualTo(MessageState.Status.AWAITING_APPROVAL);
        assertThat(trial.dupont().progressOf(F1).claims()).isEmpty();
    }

    @Test
    void a_part_that_was_paid_nobody_knows_when_bears_no_interest_and_the_person_is_told() {
        LocalDate recorded = MONDAY.minusDays(20);
        trial.books.put(books(DebtorKind.BUSINESS)
                .payment(new Payment(
                        new DocumentId("P1"),
                        recorded,
                        Money.parse("EUR 5000.00"),
                        recorded.atStartOfDay().toInstant(ZoneOffset.UTC),
                        true))
                .allocation(Allocation.ofPayment("P1", "F1", Money.parse("EUR 5000.00")))
                .build());
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);

        assertThat(trial.jane(day).preview(notice.id()).cautions())
                .singleElement()
                .satisfies(caution -> assertThat(caution)
                        .contains("invoice F1")
                        .contains("the books don't say when EUR 5000.00 of it was paid"));
        trial.jane(day).approve(notice.id());
        trial.run(day);

        // 31 days at 12 % on 5 000
        assertThat(trial.dupont().progressOf(F1).claims())
                .extracting(RaisedClaim::amount)
                .containsExactly(Money.parse("EUR 50.96"), Money.parse("EUR 40.00"));
    }

    @Test
    void of_an_instalment_the_principal_is_claimed_and_interest_stays_reserved() {
        trial.jane(DUE.minusDays(1))
                .plan(new InstalmentPlan(
                        "plan-1",
                        List.of(F1),
                        List.of(
                                new InstalmentPlan.Instalment(DUE, Money.parse("EUR 4000.00")),
                                new InstalmentPlan.Instalment(MONDAY.plusDays(90), Money.parse("EUR 6000.00"))),
                        InstalmentPlan.Breaking.MANUAL,
                        DUE.minusDays(1),
                        DUE.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                        Optional.empty(),
                        Optional.empty()));
        MessageState notice = proposal();
        LocalDate day = MONDAY.plusDays(1);

        assertThat(trial.jane(day).preview(notice.id()).cautions())
                .containsExactly(
                        "instalment plan-1/1: no interest and no flat sum is claimed of an instalment; they stay"
                                + " reserved, and are claimed with the invoices once the plan is over");
        trial.jane(day).approve(notice.id());
        trial.run(day);

        List<OutboundMessage> taken = trial.email.taken();
        OutboundMessage last = taken.get(taken.size() - 1);
        assertThat(last.delivery().message()).isEqualTo(notice.id());
        assertThat(last.text()).contains("- Facture plan-1/1\n  Intérêts de retard et indemnité forfaitaire réservés");
        assertThat(last.creditTransfer().orElseThrow().amount()).isEqualTo(Money.parse("EUR 4000.00"));
        assertThat(trial.dupont().progressOf(F1).claims()).isEmpty();
    }
}
