package io.relance.template;

import io.relance.account.RaisedClaim;
import io.relance.claim.CollectingFor;
import io.relance.claim.InvoiceClaims;
import io.relance.receivable.DebtorKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/**
 * What a formal notice says beyond a reminder: under which law, until when, and what the law grants for late payment.
 *
 * <p>Required: all but the claims; a notice is not {@linkplain TemplateCatalogue#render rendered} without them. Immutable.
 */
public final class FormalNotice {
    private final String country;
    private final DebtorKind debtor;
    private final CollectingFor collectingFor;
    private final LocalDate deadline;
    private final List<InterestLine> interest;
    private final List<FlatSumLine> flatSums;
    private final List<String> reserved;

    private FormalNotice(Builder builder) {
        this.country = builder.country;
        this.debtor = builder.debtor;
        this.collectingFor = builder.collectingFor;
        this.deadline = builder.deadline;
        this.interest = List.copyOf(builder.interest);
        this.flatSums = List.copyOf(builder.flatSums);
        this.reserved = List.copyOf(builder.reserved);
    }

    /**
     * A builder.
     *
     * @param country whose law governs the invoices: ISO 3166-1 alpha-2
     * @param debtor what the debtor is before the law
     * @param deadline the last day on which payment is in time
     */
    public static Builder underLawOf(
            String country, DebtorKind debtor, CollectingFor collectingFor, LocalDate deadline) {
        return new Builder(country, debtor, collectingFor, deadline);
    }

    /** Whose law governs the invoices: ISO 3166-1 alpha-2. */
    public String country() {
        return country;
    }

    /** What the debtor is before the law. */
    public DebtorKind debtor() {
        return debtor;
    }

    /** For whom the creditor collects. */
    public CollectingFor collectingFor() {
        return collectingFor;
    }

    /** The last day on which payment is in time. */
    public LocalDate deadline() {
        return deadline;
    }

    /** The interest, as given. */
    public List<InterestLine> interest() {
        return interest;
    }

    /** The flat sums, as given. */
    public List<FlatSumLine> flatSums() {
        return flatSums;
    }

    /** The numbers of what is claimed without interest and flat sum, which stay reserved; as given. */
    public List<String> reserved() {
        return reserved;
    }

    /** Collects a notice; not for several threads. */
    public static final class Builder {
        private final String country;
        private final DebtorKind debtor;
        private final CollectingFor collectingFor;
        private final LocalDate deadline;
        private final List<InterestLine> interest = new ArrayList<>();
        private final List<FlatSumLine> flatSums = new ArrayList<>();
        private final List<String> reserved = new ArrayList<>();

        private Builder(String country, DebtorKind debtor, CollectingFor collectingFor, LocalDate deadline) {
            this.country = country;
            this.debtor = debtor;
            this.collectingFor = collectingFor;
            this.deadline = deadline;
        }

        /** Adds interest. */
        public Builder interest(InterestLine line) {
            interest.add(line);
            return this;
        }

        /** Adds a flat sum. */
        public Builder flatSum(FlatSumLine line) {
            flatSums.add(line);
            return this;
        }

        /** Says of a line that the notice claims its principal alone, and that interest and flat sum stay reserved. */
        public Builder reserved(String invoice) {
            reserved.add(invoice);
            return this;
        }

        /**
         * Adds what is asked for of what the law grants for an invoice, as {@link io.relance.claim.LateClaims} says it: what is open
         * of claims that were raised before, and what is new. What was paid or waived stands there with 0. Interest is rounded once
         * for a claim; its lines add up to that.
         */
        public Builder claims(InvoiceClaims claims) {
            String invoice = claims.receivable().id().value();
            for (RaisedClaim raised : claims.raised()) {
                if (raised.kind() == RaisedClaim.Kind.FLAT_SUM) {
                    flatSum(new FlatSumLine(invoice, raised.open()));
                } else {
                    raised.openAccruals().forEach(accrual -> interest(line(invoice, accrual)));
                }
            }
            claims.newInterest()
                    .ifPresent(late -> late.accruals().forEach(accrual -> interest(line(invoice, accrual))));
            claims.newFlatSum().ifPresent(sum -> flatSum(new FlatSumLine(invoice, sum)));
            if (claims.flatSum().isEmpty()) {
                // the law grants one, and the creditor does not ask for it
                claims.terms()
                        .flatMap(terms -> terms.flatSum())
                        .map(sum -> sum.tiers().get(0).sum().getCurrencyUnit())
                        .ifPresent(currency -> flatSum(new FlatSumLine(invoice, Money.zero(currency))));
            }
            return this;
        }

        private static InterestLine line(String invoice, RaisedClaim.Accrual accrual) {
            return new InterestLine(
                    invoice, accrual.from(), accrual.to(), accrual.balance(), accrual.percent(), accrual.amount());
        }

        /** The notice. */
        public FormalNotice build() {
            return new FormalNotice(this);
        }
    }
}
