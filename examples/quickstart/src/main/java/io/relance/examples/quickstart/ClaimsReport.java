package io.relance.examples.quickstart;

import io.relance.account.RaisedClaim;
import io.relance.claim.InterestPeriod;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateInterest;
import io.relance.claim.ReferenceRate;
import io.relance.money.MoneyBag;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the law grants, by customer and invoice, with the computation. */
final class ClaimsReport {
    private static final int SCHEMA = 1;
    private static final int DECIMALS_SHOWN = 4;

    private final LocalDate asOf;
    private final String law;
    private final List<ByCustomer> customers = new ArrayList<>();
    private MoneyBag interest = MoneyBag.empty();
    private MoneyBag flatSums = MoneyBag.empty();

    private record ByCustomer(Customer customer, List<InvoiceClaims> claims) {}

    ClaimsReport(LocalDate asOf, String law) {
        this.asOf = asOf;
        this.law = law;
    }

    /** Adds a customer, with the invoices that are or were late. */
    void customer(Customer customer, List<InvoiceClaims> claims) {
        if (claims.isEmpty()) {
            return;
        }
        customers.add(new ByCustomer(customer, List.copyOf(claims)));
        for (InvoiceClaims claim : claims) {
            interest = claim.interest()
                    .map(LateInterest::amount)
                    .map(interest::plus)
                    .orElse(interest);
            flatSums = claim.flatSum().map(flatSums::plus).orElse(flatSums);
        }
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder("claims of late payment as of ")
                .append(asOf)
                .append(", law of ")
                .append(law)
                .append('\n');
        NavigableMap<String, Integer> none = new TreeMap<>();
        for (ByCustomer one : customers) {
            List<InvoiceClaims> granted = new ArrayList<>();
            for (InvoiceClaims claim : one.claims()) {
                claim.none().ifPresentOrElse(why -> none.merge(why, 1, Math::addExact), () -> granted.add(claim));
            }
            if (!granted.isEmpty()) {
                text.append('\n')
                        .append(one.customer())
                        .append(", ")
                        .append(one.customer().kind())
                        .append('\n');
                granted.forEach(claim -> invoice(text, claim));
            }
        }
        text.append('\n');
        if (customers.isEmpty()) {
            text.append("nothing is or was late\n");
        }
        interest.sums()
                .forEach(sum -> text.append("interest in all: ").append(sum).append('\n'));
        flatSums.sums()
                .forEach(sum -> text.append("flat sums in all: ").append(sum).append('\n'));
        none.forEach((why, count) -> text.append("nothing is claimed for ")
                .append(count)
                .append(count == 1 ? " invoice: " : " invoices: ")
                .append(why)
                .append('\n'));
        return text.toString();
    }

    private static void invoice(StringBuilder text, InvoiceClaims claim) {
        Receivable invoice = claim.receivable();
        text.append("  ")
                .append(invoice.id())
                .append(": ")
                .append(invoice.amount())
                .append(", due ")
                .append(invoice.due())
                .append(" (")
                .append(claim.terms().map(terms -> terms.source()).orElse(""))
                .append(")\n");
        claim.interest().ifPresent(interest -> {
            interest.periods().forEach(period -> period(text, period));
            text.append("    interest ")
                    .append(interest.amount())
                    .append(", accrued until ")
                    .append(interest.accruedUntil())
                    .append('\n');
        });
        claim.flatSum()
                .ifPresent(sum -> text.append("    flat sum ").append(sum).append('\n'));
        for (RaisedClaim raised : claim.raised()) {
            text.append("    of that asked for on ")
                    .append(raised.raisedOn())
                    .append(raised.kind() == RaisedClaim.Kind.INTEREST ? ": interest " : ": flat sum ")
                    .append(raised.amount())
                    .append(raised.accruedUntil().map(day -> " until " + day).orElse(""))
                    .append(raised.paid().isPositive() ? ", paid " + raised.paid() : "")
                    .append(raised.waiver()
                            .map(waiver -> ", waived on " + waiver.on() + " by " + waiver.actor())
                            .orElse(""))
                    .append('\n');
        }
    }

    private static void period(StringBuilder text, InterestPeriod period) {
        text.append("    ")
                .append(period.from())
                .append(" to ")
                .append(period.to())
                .append(": ")
                .append(period.days())
                .append(period.days() == 1 ? " day of " : " days of ")
                .append(period.balance())
                .append(" at ")
                .append(plain(period.percent()))
                .append(" %")
                .append(period.reference().map(ClaimsReport::made).orElse(", as agreed"))
                .append(": ")
                .append(period.interest()
                        .setScale(DECIMALS_SHOWN, RoundingMode.HALF_UP)
                        .toPlainString())
                .append('\n');
    }

    private static String made(ReferenceRate reference) {
        return " (" + reference.series() + " " + plain(reference.percent()) + " % from " + reference.from() + ")";
    }

    private static String plain(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString();
    }

    /** For programs. */
    String json() {
        ObjectNode root = Json.object();
        root.put("schema", SCHEMA);
        root.put("asOf", asOf.toString());
        root.put("law", law);
        ArrayNode invoices = root.putArray("invoices");
        for (ByCustomer one : customers) {
            one.claims().forEach(claim -> invoice(invoices.addObject(), one.customer(), claim));
        }
        ArrayNode totals = root.putArray("totals");
        for (CurrencyUnit unit : interest.plus(flatSums).currencies()) {
            totals.addObject()
                    .put("currency", unit.getCode())
                    .put("interest", Json.amount(interest.in(unit)))
                    .put("flatSums", Json.amount(flatSums.in(unit)));
        }
        return Json.text(root);
    }

    private static void invoice(ObjectNode node, Customer customer, InvoiceClaims claim) {
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
        claim.raised().forEach(item -> raised(raised.addObject(), item));
        claim.none().ifPresentOrElse(why -> node.put("none", why), () -> node.putNull("none"));
    }

    private static void raised(ObjectNode node, RaisedClaim claim) {
        node.put("id", claim.id())
                .put("kind", claim.kind().name())
                .put("currency", claim.amount().getCurrencyUnit().getCode())
                .put("amount", Json.amount(claim.amount()))
                .put("open", Json.amount(claim.open()))
                .put("paid", Json.amount(claim.paid()))
                .put("raisedOn", claim.raisedOn().toString());
        claim.accruedUntil()
                .ifPresentOrElse(day -> node.put("accruedUntil", day.toString()), () -> node.putNull("accruedUntil"));
        claim.waiver()
                .ifPresentOrElse(
                        waiver -> node.put("waivedOn", waiver.on().toString()), () -> node.putNull("waivedOn"));
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
                    .put("percent", plain(period.percent()))
                    .put("interest", period.interest().toPlainString());
            period.reference()
                    .ifPresentOrElse(
                            rate -> reference(one.putObject("reference"), rate), () -> one.putNull("reference"));
        }
    }

    private static void reference(ObjectNode node, ReferenceRate rate) {
        node.put("series", rate.series().id())
                .put("percent", plain(rate.percent()))
                .put("from", rate.from().toString())
                .put("to", rate.to().toString())
                .put("source", rate.source());
    }

    private static void money(ObjectNode node, Money money) {
        node.put("currency", money.getCurrencyUnit().getCode()).put("amount", Json.amount(money));
    }
}
