package io.relance.benchmarks;

import io.relance.claim.CollectingFor;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DebtorKind;
import io.relance.template.FlatSumLine;
import io.relance.template.FormalNotice;
import io.relance.template.InterestLine;
import io.relance.template.MessageKind;
import io.relance.template.MessageLine;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.joda.money.Money;

/** Messages about three overdue invoices, as the engine gives them to templates. */
final class WrittenMessages {
    static final CreditorId CREDITOR = new CreditorId("acme");
    static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private static final int INVOICES = 3;
    private static final MessageSender SENDER = MessageSender.builder(CREDITOR, "Ateliers Mercier SAS")
            .addressLine("12 rue de la R\u00e9publique")
            .addressLine("69002 Lyon, France")
            .email("comptabilite@ateliers-mercier.example")
            .phone("+33 4 72 00 00 00")
            .iban("FR7630006000011234567890189")
            .bic("AGRIFRPP")
            .build();

    private WrittenMessages() {}

    private static LocalDate due(int invoice) {
        return TODAY.minusDays(10L * (invoice + 1));
    }

    private static MessageModel.Builder message(String language) {
        MessageModel.Builder message = MessageModel.builder(
                        MessageKind.OVERDUE, SENDER, "Boulangerie Lef\u00e8vre & Fils", TODAY)
                .language(language)
                .customerAddressLine("4 place du March\u00e9")
                .customerAddressLine("71000 M\u00e2con, France");
        for (int i = 0; i < INVOICES; i++) {
            message.line(MessageLine.builder(number(i), due(i).minusDays(30), due(i), Money.parse("EUR 1250.50"))
                    .daysLate(10 * (i + 1))
                    .build());
        }
        return message;
    }

    private static String number(int invoice) {
        return "FA-2026-010" + invoice;
    }

    /** A reminder. */
    static MessageModel reminder(String language) {
        return message(language).build();
    }

    /** A formal notice under French law, with the interest of each invoice over two half-years. */
    static MessageModel formalNotice() {
        FormalNotice.Builder notice =
                FormalNotice.underLawOf("FR", DebtorKind.BUSINESS, CollectingFor.SELF, TODAY.plusDays(15));
        for (int i = 0; i < INVOICES; i++) {
            LocalDate change = due(i).plusDays(5);
            notice.interest(interest(i, due(i).plusDays(1), change, "2.08"));
            notice.interest(interest(i, change.plusDays(1), TODAY, "2.09"));
            notice.flatSum(new FlatSumLine(number(i), Money.parse("EUR 40.00")));
        }
        return message("fr").formalNotice(notice.build()).build();
    }

    private static InterestLine interest(int invoice, LocalDate from, LocalDate to, String amount) {
        return new InterestLine(
                number(invoice),
                from,
                to,
                Money.parse("EUR 1250.50"),
                new BigDecimal("12.15"),
                Money.parse("EUR " + amount));
    }
}
