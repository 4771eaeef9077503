package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.claim.ClaimSettings;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.NaturalPerson;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.template.ContentLevel;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import io.relance.template.TemplateOverride;
import io.relance.testkit.RecordingChannel;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much messages say over channels that others may read along (SEMANTICS 7). */
class ContentLevelTest {
    private static final Scenario BY_SMS = Scenario.named("standard")
            .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
            .build();

    private final Trial trial = new Trial();
    private final RecordingChannel sms = trial.channel(ChannelId.SMS);

    private OutboundMessage sent(NaturalPerson person, UnaryOperator<Relance.Builder> more) {
        AccountLedger books = overdue(5).build();
        trial.books.put(books.withCustomer(
                books.customer().toBuilder().naturalPerson(person).build()));
        Relance relance = trial.engine(BY_SMS, store -> store, more, sms);
        trial.clock.turnToMorningOf(MONDAY);
        relance.run(ACME, MONDAY);
        assertThat(sms.taken()).hasSize(1);
        return sms.taken().get(0);
    }

    @ParameterizedTest(name = "a text message to a customer who is a person: {0} shows amounts: {1}")
    @CsvSource({"YES, false", "UNKNOWN, false", "NO, true"})
    void text_messages_show_no_amounts_to_persons(NaturalPerson person, boolean amounts) {
        OutboundMessage message = sent(person, builder -> builder);

        assertThat(message.text()).contains("F1");
        assertThat(message.text().contains("100.00")).isEqualTo(amounts);
    }

    @Test
    void without_amounts_it_is_a_sentence_or_two_without_addresses_around_it() {
        assertThat(sent(NaturalPerson.YES, builder -> builder).text().strip())
                .isEqualTo(
                        "acme: your invoice F1 was due on 25 February 2026 and, according to our records, not yet paid."
                                + " Please arrange payment, or contact us if anything stands in the way."
                                + " If you have paid in the meantime, please disregard this message.");
    }

    @ParameterizedTest(name = "{0} to companies, {1} to persons")
    @CsvSource({
        "CALL_US, FULL, YES, true, true",
        "FULL, CALL_US, YES, false, false",
        "NO_AMOUNTS, FULL, NO, true, false"
    })
    void a_host_says_how_much(
            ContentLevel companies, ContentLevel persons, NaturalPerson person, boolean invoice, boolean amount) {
        String text = sent(person, builder -> builder.contentLevel(ChannelId.SMS, companies, persons))
                .text();

        assertThat(text.contains("F1")).isEqualTo(invoice);
        assertThat(text.contains("100.00")).isEqualTo(amount);
    }

    @Test
    void no_document_and_no_transfer_goes_with_what_may_not_show_amounts() {
        OutboundMessage message = sent(
                NaturalPerson.YES,
                builder -> builder.sender(MessageSender.builder(ACME, "Acme")
                                .iban("FR7630006000011234567890189")
                                .build())
                        .attachments((account, channel, receivables) ->
                                List.of(new Attachment("F1.pdf", "application/pdf", new byte[] {1}))));

        assertThat(message.attachments()).isEmpty();
        assertThat(message.creditTransfer()).isEmpty();
    }

    @Test
    void words_of_a_host_that_name_no_amount_are_taken_as_they_are() {
        TemplateCatalogue own = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("reminder", "en")
                        .subject("A word")
                        .text("We miss you, {{#invoices}}{{number}}{{/invoices}}.")
                        .withoutHtml()
                        .build())
                .build();

        assertThat(sent(NaturalPerson.YES, builder -> builder.templates(own))
                        .text()
                        .strip())
                .isEqualTo("We miss you, F1.");
    }

    @Test
    void a_formal_notice_does_not_leave_over_a_channel_that_may_not_show_it_and_is_work_for_a_person() {
        Policy policy = Policy.named("p")
                .country("FR")
                .claims(ClaimSettings.underLawOf("FR").build())
                .scenario(Scenario.named("s")
                        .allowColdEscalation(true)
                        .step(
                                "notice",
                                s -> s.daysAfterDue(30)
                                        .formalNotice()
                                        .approval(false)
                                        .audience(io.relance.receivable.ContactRole.BILLING)
                                        .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                                        .email("formal-notice"))
                        .build())
                .defaultScenario("s")
                .build();
        AccountLedger books = overdue(31).build();
        trial.books.put(books.withCustomer(books.customer().toBuilder()
                .kind(DebtorKind.BUSINESS)
                .naturalPerson(NaturalPerson.YES)
                .contact(Contact.builder("seat")
                        .postalAddress("1 rue du Port\n44000 Nantes")
                        .build())
                .build()));
        Relance relance = Relance.builder()
                .books(trial.books)
                .store(trial.memory)
                .channel(trial.email)
                .clock(trial.clock)
                .policy(policy)
                .contentLevel(ChannelId.EMAIL, ContentLevel.FULL, ContentLevel.NO_AMOUNTS)
                .build();
        trial.clock.turnToMorningOf(MONDAY);

        relance.run(ACME, MONDAY);

        assertThat(trial.email.taken()).isEmpty();
        assertThat(relance.memory(DUPONT).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.text())
                        .contains("\"formal-notice\" must show what is claimed", "email shows NO_AMOUNTS"));
    }
}
