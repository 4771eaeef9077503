package io.relance.examples.quickstart;

import io.relance.account.RaisedClaim;
import io.relance.claim.InterestPeriod;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.ReferenceRate;
import io.relance.history.AccountEvent;
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

/** What the law grants, by customer and invoice, with the computation, what was asked for and what became of that. */
final class ClaimsReport {
    private static final int DECIMALS_SHOWN = 4;

    private final LocalDate asOf;
    private final String law;
    private final List<ByCustomer> customers = new ArrayList<>();
    private final ClaimTotals totals = new ClaimTotals();

    /**
     * What is said of one customer.
     *
     * @param payments of claims, in order of time
     */
    record ByCustomer(Customer customer, List<InvoiceClaims> claims, List<AccountEvent.ClaimPaid> payments) {
        /** Those of one claim. */
        List<AccountEvent.ClaimPaid> payments(RaisedClaim claim) {
            return payments.stream()
                    .filter(paid -> paid.claim().id().equals(claim.id()))
                    .toList();
        }
    }

    ClaimsReport(LocalDate asOf, String law) {
        this.asOf = asOf;
        this.law = law;
    }

    /** Adds a customer, with the invoices that are or were late, and what was paid of their claims. */
    void customer(Customer customer, List<InvoiceClaims> claims, List<AccountEvent.ClaimPaid> payments) {
        if (claims.isEmpty()) {
            return;
        }
        customers.add(new ByCustomer(customer, List.copyOf(claims), List.copyOf(payments)));
        claims.forEach(totals::add);
    }

    /** For programs. */
    String json() {
        return ClaimsJson.of(asOf, law, customers, totals);
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
                claim.none().ifPresent(why -> none.merge(why, 1, Math::addExact));
                if (claim.none().isEmpty() || !claim.raised().isEmpty()) {
                    granted.add(claim);
                }
            }
            if (!granted.isEmpty()) {
                text.append('\n')
                        .append(one.customer())
                        .append(", ")
                        .append(one.customer().kind())
                        .append('\n');
                granted.forEach(claim -> invoice(text, one, claim));
            }
        }
        text.append('\n');
        if (customers.isEmpty()) {
            text.append("nothing is or was late\n");
        }
        totals.interest()
                .sums()
                .forEach(sum -> text.append("interest in all: ").append(sum).append('\n'));
        totals.flatSums()
                .sums()
                .forEach(sum -> text.append("flat sums in all: ").append(sum).append('\n'));
        raised(text);
        none.forEach((why, count) -> text.append("nothing is claimed for ")
                .append(count)
                .append(count == 1 ? " invoice: " : " invoices: ")
                .append(why)
                .append('\n'));
        return text.toString();
    }

    private void raised(StringBuilder text) {
        for (CurrencyUnit unit : totals.raised().currencies()) {
            text.append("asked for in all: ")
                    .append(totals.raised().in(unit))
                    .append(", paid ")
                    .append(totals.paid().in(unit))
                    .append(", waived ")
                    .append(totals.waived().in(unit))
                    .append(", open ")
                    .append(totals.open().in(unit))
                    .append("; not asked for yet: ")
                    .append(totals.notRaised().in(unit))
                    .append('\n');
        }
    }

    private static void invoice(StringBuilder text, ByCustomer customer, InvoiceClaims claim) {
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
        claim.caution().ifPresent(why -> text.append("    ").append(why).append('\n'));
        claim.raised().forEach(raised -> raised(text, customer, raised));
        boolean some = !claim.raised().isEmpty();
        claim.newInterest()
                .filter(late -> some && late.amount().isPositive())
                .ifPresent(late -> text.append("    not asked for yet: interest ")
                        .append(late.amount())
                        .append(" from ")
                        .append(late.periods().get(0).from())
                        .append(" until ")
                        .append(late.accruedUntil())
                        .append('\n'));
        claim.newFlatSum()
                .filter(sum -> some)
                .ifPresent(sum -> text.append("    not asked for yet: flat sum ")
                        .append(sum)
                        .append('\n'));
    }

    private static void raised(StringBuilder text, ByCustomer customer, RaisedClaim raised) {
        text.append("    of that asked for on ")
                .append(raised.raisedOn())
                .append(raised.kind() == RaisedClaim.Kind.INTEREST ? ": interest " : ": flat sum ")
                .append(raised.amount())
                .append(raised.accruedUntil().map(day -> " until " + day).orElse(""))
                .append(", open ")
                .append(raised.open())
                .append('\n');
        for (AccountEvent.ClaimPaid paid : customer.payments(raised)) {
            text.append("      paid ")
                    .append(paid.amount())
                    .append(" on ")
                    .append(paid.day())
                    .append(", said by ")
                    .append(paid.actor())
                    .append('\n');
        }
        raised.waiver()
                .ifPresent(waiver -> text.append("      waived ")
                        .append(raised.amount().minus(raised.paid()))
                        .append(" on ")
                        .append(waiver.on())
                        .append(" by ")
                        .append(waiver.actor())
                        .append(": ")
                        .append(waiver.why())
                        .append('\n'));
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

    static String plain(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString();
    }
}
