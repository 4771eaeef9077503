package io.relance.template;

import io.relance.account.RaisedClaim;
import io.relance.claim.CollectingFor;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DebtorKind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    static MessageSender branded(MessageSender sender) {
        return sender.toBuilder()
                .logo("cid:logo@ateliers-mercier.example")
                .mainColour("#7a1f3d")
                .accentColour("#ffc400")
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

    /** With a logo and colours of the creditor's own. */
    static MessageModel.Builder brandedReminder(String language) {
        return MessageModel.builder(MessageKind.OVERDUE, branded(sender()), "Smith Ltd", TODAY)
                .language(language)
                .line(overdue("INV-1", LocalDate.of(2026, 3, 31), "GBP 1000.00"));
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
                .openClaim(openInterest())
                .openClaim(openFlatSum())
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

    /** Of an invoice that was paid late since. */
    static OpenClaimLine openInterest() {
        return new OpenClaimLine(
                "FA-2025-0871",
                RaisedClaim.Kind.INTEREST,
                Optional.of(new OpenClaimLine.Period(LocalDate.of(2025, 12, 17), LocalDate.of(2026, 2, 3))),
                LocalDate.of(2026, 2, 3),
                Money.parse("EUR 163.11"));
    }

    static OpenClaimLine openFlatSum() {
        return new OpenClaimLine(
                "FA-2025-0871",
                RaisedClaim.Kind.FLAT_SUM,
                Optional.empty(),
                LocalDate.of(2026, 2, 3),
                Money.parse("EUR 40.00"));
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

    static MessageLine collected(String invoice, CollectionDay day, LocalDate due, String open) {
        return soonDue(invoice, due, open).toBuilder().collection(day).build();
    }

    /** All of it is collected: one on or after its due date, of the other a debit is under way. */
    static MessageModel.Builder collected(String language) {
        return model(MessageKind.PREVENTIVE, language)
                .line(leftToDirectDebit())
                .line(collected(
                        "FA-2026-0190",
                        CollectionDay.on(LocalDate.of(2026, 4, 8)),
                        LocalDate.of(2026, 4, 6),
                        "EUR 1250.75"));
    }

    private static MessageLine leftToDirectDebit() {
        LocalDate due = LocalDate.of(2026, 4, 4);
        return collected("FA-2026-0189", CollectionDay.onOrAfter(due), due, "EUR 640.00");
    }

    static MessageModel.Builder oneCollected(String language) {
        return model(MessageKind.PREVENTIVE, language).line(leftToDirectDebit());
    }

    /** Some of it is collected, of one invoice all but a disputed part. */
    static MessageModel.Builder partlyCollected(String language) {
        return model(MessageKind.PREVENTIVE, language)
                .line(leftToDirectDebit().toBuilder()
                        .claimed(Money.parse("EUR 600.00"))
                        .build())
                .line(soonDue("FA-2026-0190", LocalDate.of(2026, 4, 6), "EUR 1250.75"))
                .line(soonDue("EXP-0099", LocalDate.of(2026, 4, 7), "USD 80.00"));
    }

    /** A reminder that announces an invoice that is collected and one that is not. */
    static MessageModel.Builder overdueBesideCollected(String language) {
        return model(MessageKind.OVERDUE, language)
                .line(overdue("FA-2026-0171", LocalDate.of(2026, 3, 31), "EUR 89.90"))
                .line(leftToDirectDebit())
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

    static MessageModel.Builder promise(String language) {
        return model(MessageKind.PROMISE, language)
                .line(overdue("FA-2026-0117", LocalDate.of(2026, 2, 15), "EUR 12480.50"))
                .line(overdue("FA-2026-0142", LocalDate.of(2026, 3, 5), "EUR 1234.56").toBuilder()
                        .claimed(Money.parse("EUR 519.50"))
                        .build())
                .promiseDate(LocalDate.of(2026, 4, 15));
    }

    static MessageModel.Builder plan(String language) {
        return model(MessageKind.PLAN, language)
                .line(overdue("FA-2026-0117", LocalDate.of(2026, 2, 15), "EUR 12480.50"))
                .line(overdue("FA-2026-0171", LocalDate.of(2026, 3, 31), "EUR 89.90"))
                .instalment(LocalDate.of(2026, 4, 15), Money.parse("EUR 4190.14"))
                .instalment(LocalDate.of(2026, 5, 15), Money.parse("EUR 4190.13"))
                .instalment(LocalDate.of(2026, 6, 15), Money.parse("EUR 4190.13"));
    }

    /** Two currencies, one in the debtor's favour, every type of entry. */
    static MessageModel.Builder statement(String language) {
        return model(MessageKind.STATEMENT, language)
                .statement(Statement.builder(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31))
                        .opening(Money.parse("EUR 1250.00"))
                        .entry(StatementEntry.payment(
                                LocalDate.of(2026, 1, 9), "VIR 2026-01-09", Money.parse("EUR 1250.00")))
                        .entry(StatementEntry.invoice(
                                LocalDate.of(2026, 1, 16),
                                "FA-2026-0117",
                                LocalDate.of(2026, 2, 15),
                                Money.parse("EUR 12480.50")))
                        .entry(StatementEntry.creditNote(
                                LocalDate.of(2026, 1, 30), "AV-2026-0008", Money.parse("EUR 480.50")))
                        .entry(StatementEntry.invoice(
                                LocalDate.of(2026, 2, 3),
                                "FA-2026-0142",
                                LocalDate.of(2026, 3, 5),
                                Money.parse("EUR 1234.56")))
                        .entry(StatementEntry.payment(
                                LocalDate.of(2026, 2, 16), "PRLV 4471", Money.parse("EUR 6000.00")))
                        .entry(new StatementEntry(
                                LocalDate.of(2026, 2, 20),
                                StatementEntry.Type.REVERSED_PAYMENT,
                                "PRLV 4471",
                                Optional.empty(),
                                Money.parse("EUR 6000.00")))
                        .entry(new StatementEntry(
                                LocalDate.of(2026, 3, 6),
                                StatementEntry.Type.CLAIM,
                                "IR-2026-0003",
                                Optional.empty(),
                                Money.parse("EUR 40.00")))
                        .entry(new StatementEntry(
                                LocalDate.of(2026, 3, 20),
                                StatementEntry.Type.ADJUSTMENT,
                                "",
                                Optional.empty(),
                                Money.parse("EUR -0.06")))
                        .entry(StatementEntry.payment(LocalDate.of(2026, 3, 25), "WIRE 88", Money.parse("USD 100.00")))
                        .overdue(Money.parse("EUR 13274.50"))
                        .build());
    }

    static MessageModel.Builder internal(String language) {
        return model(MessageKind.INTERNAL, language)
                .line(overdue("FA-2026-0117", LocalDate.of(2026, 2, 15), "EUR 12480.50"))
                .internalNote(new InternalNote(
                        language.equals("fr") ? "Équipe recouvrement" : "Collections team",
                        language.equals("fr")
                                ? "Une promesse de règlement n’a pas été tenue"
                                : "A promise to pay was broken",
                        language.equals("fr")
                                ? List.of("12 480,50 € étaient promis pour le 27 mars 2026.", "C’est la deuxième fois.")
                                : List.of("€12,480.50 was promised by 27 March 2026.", "It is the second time."),
                        Optional.of(URI.create("https://books.example/customers/4711"))));
    }

    /** Two rates, a partial payment, a flat sum for each invoice. */
    static MessageModel.Builder notice(String language) {
        return model(MessageKind.OVERDUE, language)
                .customerAddressLine("4 place du Marché")
                .customerAddressLine("71000 Mâcon, France")
                .line(overdue("FA-2025-0912", LocalDate.of(2025, 12, 16), "EUR 10000.00"))
                .line(overdue("FA-2026-0117", LocalDate.of(2026, 2, 15), "EUR 2400.00").toBuilder()
                        .claimed(Money.parse("EUR 2000.00"))
                        .build())
                .formalNotice(FormalNotice.underLawOf(
                                "FR", DebtorKind.BUSINESS, CollectingFor.SELF, LocalDate.of(2026, 4, 15))
                        .interest(new InterestLine(
                                "FA-2025-0912",
                                LocalDate.of(2025, 12, 17),
                                LocalDate.of(2025, 12, 31),
                                Money.parse("EUR 10000.00"),
                                new BigDecimal("12.15"),
                                Money.parse("EUR 49.93")))
                        .interest(new InterestLine(
                                "FA-2025-0912",
                                LocalDate.of(2026, 1, 1),
                                TODAY,
                                Money.parse("EUR 10000.00"),
                                new BigDecimal("12.15"),
                                Money.parse("EUR 302.92")))
                        .interest(new InterestLine(
                                "FA-2026-0117",
                                LocalDate.of(2026, 2, 16),
                                TODAY,
                                Money.parse("EUR 2400.00"),
                                new BigDecimal("12.15"),
                                Money.parse("EUR 35.95")))
                        .flatSum(new FlatSumLine("FA-2025-0912", Money.parse("EUR 40.00")))
                        .flatSum(new FlatSumLine("FA-2026-0117", Money.parse("EUR 40.00")))
                        .build());
    }

    /** A message that suits the built-in template. */
    static MessageModel.Builder suiting(String template, String language) {
        return switch (template) {
            case "pre-due", "pre-due-no-amounts" -> preventive(language);
            case "thank-you", "thank-you-no-amounts" -> thanks(language);
            case "formal-notice" -> notice(language);
            case "promise-confirmed", "agreed-no-amounts" -> promise(language);
            case "plan-confirmed" -> plan(language);
            case "statement" -> statement(language);
            case "internal" -> internal(language);
            default -> overdueWithEverything(language);
        };
    }
}
