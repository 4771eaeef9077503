package io.relance.adapter.channelletterpdf;

import io.relance.channel.OutboundMessage;
import io.relance.claim.CollectingFor;
import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.CreditorReference;
import io.relance.receivable.DebtorKind;
import io.relance.template.FlatSumLine;
import io.relance.template.FormalNotice;
import io.relance.template.InterestLine;
import io.relance.template.Medium;
import io.relance.template.MessageKind;
import io.relance.template.MessageLine;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/** Messages for tests, in the words of the templates. */
final class Letters {
    static final LocalDate TODAY = LocalDate.of(2026, 4, 1);
    static final Instant PLANNED = Instant.parse("2026-04-01T06:00:00Z");
    static final String ID = "0123456789abcdef".repeat(4);
    static final TemplateCatalogue TEMPLATES = TemplateCatalogue.builtIn();
    static final LetterSender FRENCH = LetterSender.of(
                    LetterLayout.FRENCH, "Ateliers Mercier SAS", "12 rue de la République", "69002 Lyon", "France")
            .from("Lyon");
    static final LetterSender GERMAN = LetterSender.of(
                    LetterLayout.GERMAN, "Feinwerk Müller GmbH", "Lindenstraße 14", "80331 München")
            .from("München");

    private Letters() {}

    /** Plain words for a debtor in France. */
    static OutboundMessage.Builder plain(String text) {
        return OutboundMessage.builder(
                        new DeliveryId(new MessageId(ID), ChannelId.LETTER, 0), AccountId.of("acme", "C-1"))
                .recipientAddress("4 place du Marché\n71000 Mâcon\nFrance")
                .recipientName("Boulangerie Lefèvre & Fils")
                .senderAddress("compta@acme.example")
                .senderName("Ateliers Mercier SAS")
                .subject("Rappel")
                .text(text)
                .language("fr")
                .businessDate(TODAY)
                .plannedAt(PLANNED);
    }

    static CreditTransfer transfer(String amount) {
        return new CreditTransfer(
                "Ateliers Mercier SAS",
                "FR7630006000011234567890189",
                Optional.of("AGRIFRPP"),
                Money.parse(amount),
                CreditorReference.of("FA20260117"));
    }

    private static MessageSender sender() {
        return MessageSender.builder(new CreditorId("acme"), "Ateliers Mercier SAS")
                .addressLine("12 rue de la République")
                .addressLine("69002 Lyon, France")
                .email("comptabilite@ateliers-mercier.example")
                .phone("+33 4 72 00 00 00")
                .accountHolder("Ateliers Mercier SAS")
                .iban("FR7630006000011234567890189")
                .bic("AGRIFRPP")
                .paymentUrl("https://pay.example/ateliers-mercier")
                .logo("https://logos.example/mercier.png")
                .build();
    }

    private static MessageLine line(String invoice, LocalDate due, String open) {
        return MessageLine.builder(invoice, due.minusDays(30), due, Money.parse(open))
                .daysLate((int) (TODAY.toEpochDay() - due.toEpochDay()))
                .build();
    }

    /** A reminder of so many invoices, {@code FA-1000} and on, as templates write it for paper. */
    static OutboundMessage.Builder reminder(String language, String customer, int invoices) {
        return reminder(language, customer, invoices, sender());
    }

    /** A reminder with a page on which it can be paid. */
    static OutboundMessage.Builder reminder(String language, String customer, int invoices, String page) {
        return reminder(
                language,
                customer,
                invoices,
                sender().toBuilder().paymentUrl(page).build());
    }

    private static OutboundMessage.Builder reminder(
            String language, String customer, int invoices, MessageSender sender) {
        MessageModel.Builder model = MessageModel.builder(MessageKind.OVERDUE, sender, customer, TODAY)
                .language(language);
        for (int i = 0; i < invoices; i++) {
            model.line(line("FA-" + (1000 + i), TODAY.minusDays(10 + i), "EUR " + (100 + i) + ".50"));
        }
        return inWords("firm", model.build());
    }

    static OutboundMessage.Builder notice() {
        return inWords(
                        "formal-notice",
                        MessageModel.builder(MessageKind.OVERDUE, sender(), "Boulangerie Lefèvre & Fils", TODAY)
                                .language("fr")
                                .customerAddressLine("4 place du Marché")
                                .customerAddressLine("71000 Mâcon")
                                .line(line("FA-2026-0117", LocalDate.of(2026, 2, 15), "EUR 2400.00"))
                                .formalNotice(FormalNotice.underLawOf(
                                                "FR",
                                                DebtorKind.BUSINESS,
                                                CollectingFor.SELF,
                                                LocalDate.of(2026, 4, 15))
                                        .interest(new InterestLine(
                                                "FA-2026-0117",
                                                LocalDate.of(2026, 2, 16),
                                                TODAY,
                                                Money.parse("EUR 2400.00"),
                                                new BigDecimal("12.15"),
                                                Money.parse("EUR 35.95")))
                                        .flatSum(new FlatSumLine("FA-2026-0117", Money.parse("EUR 40.00")))
                                        .build())
                                .build())
                .needsProofOfDispatch(true);
    }

    private static OutboundMessage.Builder inWords(String template, MessageModel model) {
        RenderedMessage words = TEMPLATES.render(template, model, Medium.PAPER);
        return plain(words.text())
                .html(words.html().orElseThrow())
                .subject(words.subject())
                .language(words.language());
    }
}
