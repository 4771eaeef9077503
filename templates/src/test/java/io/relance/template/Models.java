package io.relance.template;

import io.relance.receivable.CreditorId;
import java.time.LocalDate;
import org.joda.money.Money;

/** Messages for tests. */
final class Models {
    static final CreditorId ACME = new CreditorId("acme");
    static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private Models() {}

    static MessageSender sender() {
        return MessageSender.builder(ACME, "Ateliers Mercier SAS")
                .addressLine("12 rue de la République")
                .addressLine("69002 Lyon, France")
                .email("comptabilite@ateliers-mercier.example")
                .phone("+33 4 72 00 00 00")
                .accountHolder("Ateliers Mercier SAS")
                .iban("FR7630006000011234567890189")
                .bic("AGRIFRPP")
                .paymentUrl("https://pay.example/ateliers-mercier")
                .build();
    }

    static MessageLine overdue(String invoice, LocalDate due, String open) {
        return MessageLine.builder(invoice, due.minusDays(30), due, Money.parse(open))
                .daysLate((int) (TODAY.toEpochDay() - due.toEpochDay()))
                .build();
    }

    static MessageLine soonDue(String invoice, LocalDate due, String open) {
        return MessageLine.builder(invoice, due.minusDays(30), due, Money.parse(open))
                .soonDue(true)
                .build();
    }

    private static MessageModel.Builder model(MessageKind kind, String language) {
        return MessageModel.builder(kind, sender(), "Boulangerie Lefèvre & Fils", TODAY)
                .contactName("Service comptabilité")
                .language(language);
    }

    /** Two currencies, credit, a partly disputed invoice, soon-due and information lines. */
    static MessageModel.Builder overdueWithEverything(String language) {
        return model(MessageKind.OVERDUE, language)
                .line(overdue("FA-2026-0117", LocalDate.of(2026, 2, 15), "EUR 12480.50").toBuilder()
                        .claimed(Money.parse("EUR 11980.50"))
                        .build())
                .line(overdue("FA-2026-0142", LocalDate.of(2026, 3, 5), "EUR 1234.56").toBuilder()
                        .claimed(Money.parse("EUR 934.56"))
                        .build())
                .line(overdue("FA-2026-0171", LocalDate.of(2026, 3, 31), "EUR 89.90"))
                .line(overdue("EXP-0098", LocalDate.of(2026, 3, 12), "USD 2500.00"))
                .line(soonDue("FA-2026-0189", LocalDate.of(2026, 4, 4), "EUR 640.00"))
                .credit(Money.parse("EUR 500.00"))
                .information(new InformationLine(
                        "FA-2026-0102",
                        LocalDate.of(2026, 1, 8),
                        LocalDate.of(2026, 2, 7),
                        Money.parse("EUR 310.00"),
                        InformationNote.DISPUTED))
                .information(new InformationLine(
                        "FA-2026-0109",
                        LocalDate.of(2026, 1, 20),
                        LocalDate.of(2026, 2, 19),
                        Money.parse("EUR 75.25"),
                        InformationNote.PAYMENT_PROMISED));
    }

    static MessageModel.Builder overdueWithOneLine(String language) {
        return MessageModel.builder(
                        MessageKind.OVERDUE, MessageSender.builder(ACME, "Acme").build(), "Smith Ltd", TODAY)
                .language(language)
                .line(overdue("INV-1", LocalDate.of(2026, 3, 31), "GBP 1000.00"));
    }

    static MessageModel.Builder preventive(String language) {
        return model(MessageKind.PREVENTIVE, language)
                .line(soonDue("FA-2026-0189", LocalDate.of(2026, 4, 4), "EUR 640.00"))
                .line(soonDue("FA-2026-0190", LocalDate.of(2026, 4, 6), "EUR 1250.75"));
    }

    static MessageModel.Builder thanks(String language) {
        return model(MessageKind.THANK_YOU, language)
                .settled(new SettledLine(
                        "FA-2026-0117",
                        LocalDate.of(2026, 1, 16),
                        LocalDate.of(2026, 2, 15),
                        Money.parse("EUR 12480.50")));
    }

    /** A message that suits the built-in template. */
    static MessageModel.Builder suiting(String template, String language) {
        return switch (template) {
            case "pre-due" -> preventive(language);
            case "thank-you" -> thanks(language);
            default -> overdueWithEverything(language);
        };
    }
}
