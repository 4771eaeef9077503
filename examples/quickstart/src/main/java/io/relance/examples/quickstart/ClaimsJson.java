package io.relance.examples.quickstart;

import io.relance.account.RaisedClaim;
import io.relance.claim.InterestPeriod;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateInterest;
import io.relance.claim.ReferenceRate;
import io.relance.examples.quickstart.ClaimsReport.ByCustomer;
import io.relance.history.AccountEvent;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the law grants, by invoice, and what was asked for and became of it, for programs. */
final class ClaimsJson {
    private static final int SCHEMA = 1;

    private ClaimsJson() {}

    /** The figures as texts; amounts with the currency's decimals. */
    static String of(LocalDate asOf, String law, List<ByCustomer> customers, ClaimTotals totals) {
        ObjectNode root = Json.object();
        root.put("schema", SCHEMA);
        root.put("asOf", asOf.toString());
        root.put("law", law);
        ArrayNode invoices = root.putArray("invoices");
        for (ByCustomer one : customers) {
            one.claims().forEach(claim -> invoice(invoices.addObject(), one, claim));
        }
        ArrayNode sums = root.putArray("totals");
        for (CurrencyUnit unit : totals.currencies()) {
            sums.addObject()
                    .put("currency", unit.getCode())
                    .put("interest", Json.amount(totals.interest().in(unit)))
                    .put("flatSums", Json.amount(totals.flatSums().in(unit)))
                    .put("raised", Json.amount(totals.raised().in(unit)))
                    .put("paid", Json.amount(totals.paid().in(unit)))
                    .put("waived", Json.amount(totals.waived().in(unit)))
                    .put("open", Json.amount(totals.open().in(unit)))
                    .put("notRaised", Json.amount(totals.notRaised().in(unit)));
        }
        return Json.text(root);
    }

    private static void invoice(ObjectNode node, ByCustomer one, InvoiceClaims claim) {
        Customer customer = one.customer();
        Receivable invoice = claim.receivable();
        node.put("customer", customer.id().value());
        node.put("debtorKind", customer.kind().name());
        node.put("invoice", invoice.id().value());
        node.put("currency", invoice.amount().getCurrencyUnit().getCode());
        node.put("amount", Json.amount(invoice.amount()));
        node.put("due", invoice.due().toString());
        claim.terms().ifPresentOrElse(terms -> node.put("source", terms.source()), () -> node.putNull("source"));
        claim.interest()
                .ifPresentOrElse(
                        interest -> interest(node.putObject("interest"), interest), () -> node.putNull("interest"));
        claim.flatSum().ifPresentOrElse(sum -> money(node.putObject("flatSum"), sum), () -> node.putNull("flatSum"));
        ArrayNode raised = node.putArray("raised");
        claim.raised().forEach(item -> raised(raised.addObject(), one, item));
        claim.newInterest()
                .ifPresentOrElse(
                        late -> interest(node.putObject("newInterest"), late), () -> node.putNull("newInterest"));
        claim.newFlatSum()
                .ifPresentOrElse(sum -> money(node.putObject("newFlatSum"), sum), () -> node.putNull("newFlatSum"));
        claim.caution().ifPresentOrElse(why -> node.put("caution", why), () -> node.putNull("caution"));
        claim.none().ifPresentOrElse(why -> node.put("none", why), () -> node.putNull("none"));
    }

    private static void raised(ObjectNode node, ByCustomer one, RaisedClaim claim) {
        node.put("id", claim.id())
                .put("kind", claim.kind().name())
                .put("currency", claim.amount().getCurrencyUnit().getCode())
                .put("amount", Json.amount(claim.amount()))
                .put("open", Json.amount(claim.open()))
                .put("paid", Json.amount(claim.paid()))
                .put("raisedOn", claim.raisedOn().toString());
        claim.accruedUntil()
                .ifPresentOrElse(day -> node.put("accruedUntil", day.toString()), () -> node.putNull("accruedUntil"));
        ArrayNode payments = node.putArray("payments");
        for (AccountEvent.ClaimPaid paid : one.payments(claim)) {
            payments.addObject()
                    .put("on", paid.day().toString())
                    .put("actor", paid.actor())
                    .put("amount", Json.amount(paid.amount()));
        }
        claim.waiver()
                .ifPresentOrElse(
                        waiver -> node.putObject("waiver")
                                .put("on", waiver.on().toString())
                                .put("actor", waiver.actor())
                                .put("why", waiver.why())
                                .put("amount", Json.amount(claim.amount().minus(claim.paid()))),
                        () -> node.putNull("waiver"));
    }

    private static void interest(ObjectNode node, LateInterest interest) {
        node.put("amount", Json.amount(interest.amount()));
        node.put("accruedUntil", interest.accruedUntil().toString());
        ArrayNode periods = node.putArray("periods");
        for (InterestPeriod period : interest.periods()) {
            ObjectNode one = periods.addObject()
                    .put("from", period.from().toString())
                    .put("to", period.to().toString())
                    .put("days", period.days())
                    .put("balance", Json.amount(period.balance()))
                    .put("percent", ClaimsReport.plain(period.percent()))
                    .put("interest", period.interest().toPlainString());
            period.reference()
                    .ifPresentOrElse(
                            rate -> reference(one.putObject("reference"), rate), () -> one.putNull("reference"));
        }
    }

    private static void reference(ObjectNode node, ReferenceRate rate) {
        node.put("series", rate.series().id())
                .put("percent", ClaimsReport.plain(rate.percent()))
                .put("from", rate.from().toString())
                .put("to", rate.to().toString())
                .put("source", rate.source());
    }

    private static void money(ObjectNode node, Money money) {
        node.put("currency", money.getCurrencyUnit().getCode()).put("amount", Json.amount(money));
    }
}
