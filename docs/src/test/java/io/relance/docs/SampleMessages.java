package io.relance.docs;

import io.relance.account.AccountSnapshot;
import io.relance.account.RaisedClaim;
import io.relance.claim.ClaimSettings;
import io.relance.claim.CollectingFor;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateClaims;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.Receivable;
import io.relance.template.CollectionDay;
import io.relance.template.FlatSumLine;
import io.relance.template.FormalNotice;
import io.relance.template.InformationLine;
import io.relance.template.InformationNote;
import io.relance.template.InterestLine;
import io.relance.template.InternalNote;
import io.relance.template.MessageKind;
import io.relance.template.MessageLine;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import io.relance.template.OpenClaimLine;
import io.relance.template.SettledLine;
import io.relance.template.Statement;
import io.relance.template.StatementEntry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** A message of each kind, for the examples of the page about templates. */
final class SampleMessages {
    static final LocalDate TODAY = LocalDate.of(2026, 4, 1);
    private static final CreditorId CREDITOR = new CreditorId("mercier");
    private static final LocalDate ISSUED = LocalDate.of(2026, 1, 16);
    private static final LocalDate DUE = LocalDate.of(2026, 2, 15);
    private static final String NUMBER = "FA-2026-0117";
    private static final String INSTALMENT = "PLAN-7/2";

    private SampleMessages() {}

    private static Money money(String amount) {
        return Money.parse(amount);
    }

    static MessageSender sender() {
        return MessageSender.builder(CREDITOR, "Ateliers Mercier SAS")
                .addressLine("12 rue de la République")
                .addressLine("69002 Lyon, France")
                .email("comptabilite@ateliers-mercier.example")
                .phone("+33 4 72 00 00 00")
                .accountHolder("Ateliers Mercier SAS")
                .iban("FR7630006000011234567890189")
                .bic("AGRIFRPP")
                .paymentUrl("https://pay.example/ateliers-mercier")
                .paymentInstruction("Direct debit: write to us.")
                .logo("https://ateliers-mercier.example/logo.png")
                .build();
    }

    private static MessageModel.Builder message(MessageKind kind, MessageSender sender) {
        return MessageModel.builder(kind, sender, "Boulangerie Lefèvre & Fils", TODAY)
                .contactName("Service comptabilité")
                .language("en");
    }

    private static MessageLine line() {
        return MessageLine.builder(NUMBER, ISSUED, DUE, money("EUR 12480.50"))
                .daysLate(45)
                .build();
    }

    static MessageModel.Builder overdue(MessageSender sender) {
        return message(MessageKind.OVERDUE, sender).line(line());
    }

    /** Every kind, so that every variable is there in one of them. */
    static List<MessageModel> all() {
        return List.of(
                overdue(), notice(), preventive(), thanks(), promise(), plan(), statement(), internal(), collected());
    }

    private static MessageModel overdue() {
        return message(MessageKind.OVERDUE, sender())
                .line(line().toBuilder().claimed(money("EUR 11680.50")).build())
                .credit(money("EUR 500.00"))
                .openClaim(new OpenClaimLine(
                        "FA-2025-0912",
                        RaisedClaim.Kind.INTEREST,
                        Optional.of(new OpenClaimLine.Period(LocalDate.of(2025, 12, 17), LocalDate.of(2026, 1, 31))),
                        LocalDate.of(2026, 1, 31),
                        money("EUR 52.60")))
                .information(
                        new InformationLine("FA-2026-0102", ISSUED, DUE, money("EUR 310.00"), InformationNote.DISPUTED))
                .build();
    }

    private static MessageModel notice() {
        return overdue(sender())
                .line(MessageLine.builder(INSTALMENT, ISSUED, DUE, money("EUR 500.00"))
                        .daysLate(45)
                        .build())
                .customerAddressLine("4 place du Marché")
                .formalNotice(FormalNotice.underLawOf(
                                "FR", DebtorKind.BUSINESS, CollectingFor.SELF, LocalDate.of(2026, 4, 15))
                        .interest(new InterestLine(
                                NUMBER,
                                DUE.plusDays(1),
                                TODAY,
                                money("EUR 12480.50"),
                                new BigDecimal("12.15"),
                                money("EUR 186.95")))
                        .flatSum(new FlatSumLine(NUMBER, money("EUR 40.00")))
                        .reserved(INSTALMENT)
                        .build())
                .build();
    }

    private static MessageModel preventive() {
        return message(MessageKind.PREVENTIVE, sender())
                .line(MessageLine.builder("FA-2026-0189", ISSUED, LocalDate.of(2026, 4, 4), money("EUR 640.00"))
                        .soonDue(true)
                        .build())
                .build();
    }

    /** One left to direct debit, one that is being collected, one to be paid. */
    private static MessageModel collected() {
        LocalDate due = LocalDate.of(2026, 4, 4);
        return message(MessageKind.PREVENTIVE, sender())
                .line(MessageLine.builder("FA-2026-0189", ISSUED, due, money("EUR 640.00"))
                        .soonDue(true)
                        .collection(CollectionDay.onOrAfter(due))
                        .build())
                .line(MessageLine.builder("FA-2026-0190", ISSUED, due, money("EUR 1250.75"))
                        .soonDue(true)
                        .collection(CollectionDay.on(LocalDate.of(2026, 4, 8)))
                        .build())
                .line(MessageLine.builder("FA-2026-0191", ISSUED, due, money("EUR 75.25"))
                        .soonDue(true)
                        .build())
                .build();
    }

    private static MessageModel thanks() {
        return message(MessageKind.THANK_YOU, sender())
                .settled(new SettledLine(NUMBER, ISSUED, DUE, money("EUR 12480.50")))
                .build();
    }

    private static MessageModel promise() {
        return message(MessageKind.PROMISE, sender())
                .line(line())
                .promiseDate(LocalDate.of(2026, 4, 15))
                .build();
    }

    private static MessageModel plan() {
        return message(MessageKind.PLAN, sender())
                .line(line())
                .instalment(LocalDate.of(2026, 4, 15), money("EUR 6240.25"))
                .instalment(LocalDate.of(2026, 5, 15), money("EUR 6240.25"))
                .build();
    }

    private static MessageModel statement() {
        return message(MessageKind.STATEMENT, sender())
                .statement(Statement.builder(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31))
                        .opening(money("EUR 1250.00"))
                        .entry(StatementEntry.invoice(ISSUED, NUMBER, DUE, money("EUR 12480.50")))
                        .entry(StatementEntry.payment(LocalDate.of(2026, 3, 2), "VIR 0302", money("EUR 1250.00")))
                        .overdue(money("EUR 12480.50"))
                        .build())
                .build();
    }

    private static MessageModel internal() {
        return message(MessageKind.INTERNAL, sender())
                .internalNote(new InternalNote(
                        "Collections team",
                        "A promise to pay was broken",
                        List.of("It is the second time."),
                        Optional.of(URI.create("https://books.example/customers/4711"))))
                .build();
    }

    /** What the law grants for the overdue invoice. */
    static List<InvoiceClaims> claims(ClaimSettings settings, LocalDate date) {
        Customer customer = Customer.builder("lefevre")
                .name("Boulangerie Lefèvre & Fils")
                .kind(DebtorKind.BUSINESS)
                .build();
        AccountLedger ledger = AccountLedger.builder(CREDITOR, customer)
                .receivable(Receivable.invoice(NUMBER, ISSUED, DUE, money("EUR 12480.50"))
                        .build())
                .build();
        return LateClaims.on(AccountSnapshot.fresh(ledger), settings, date);
    }
}
