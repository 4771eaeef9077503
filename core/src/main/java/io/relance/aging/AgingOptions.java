package io.relance.aging;

import io.relance.money.Tolerance;

/**
 * How an aging balance is drawn up.
 *
 * <p>Defaults: buckets 30/60/90, {@link AgingBasis#DUE_DATE}, due dates as written, flags from the books, no tolerance.
 * The tolerance changes no figure (a residual within it stays in the balance until written off); it is what the flag
 * source sees the state of items with. Immutable.
 */
public final class AgingOptions {
    private static final AgingOptions STANDARD = builder().build();

    private final AgingBuckets buckets;
    private final AgingBasis basis;
    private final DueDates dueDates;
    private final ItemFlagSource flags;
    private final Tolerance tolerance;

    private AgingOptions(Builder builder) {
        this.buckets = builder.buckets;
        this.basis = builder.basis;
        this.dueDates = builder.dueDates;
        this.flags = builder.flags;
        this.tolerance = builder.tolerance;
    }

    /** The defaults. */
    public static AgingOptions standard() {
        return STANDARD;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The columns. */
    public AgingBuckets buckets() {
        return buckets;
    }

    /** From which date ages are counted. */
    public AgingBasis basis() {
        return basis;
    }

    /** When an item is late. */
    public DueDates dueDates() {
        return dueDates;
    }

    /** Who knows what is disputed, on a plan and so on. */
    public ItemFlagSource flags() {
        return flags;
    }

    /** What the creditor leaves unasked. */
    public Tolerance tolerance() {
        return tolerance;
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder()
                .buckets(buckets)
                .basis(basis)
                .dueDates(dueDates)
                .flags(flags)
                .tolerance(tolerance);
    }

    /** Collects options; not for several threads. */
    public static final class Builder {
        private AgingBuckets buckets = AgingBuckets.standard();
        private AgingBasis basis = AgingBasis.DUE_DATE;
        private DueDates dueDates = DueDates.AS_WRITTEN;
        private ItemFlagSource flags = ItemFlagSource.books();
        private Tolerance tolerance = Tolerance.NONE;

        private Builder() {}

        /** See {@link AgingOptions#buckets}. */
        public Builder buckets(AgingBuckets buckets) {
            this.buckets = buckets;
            return this;
        }

        /** See {@link AgingOptions#basis}. */
        public Builder basis(AgingBasis basis) {
            this.basis = basis;
            return this;
        }

        /** See {@link AgingOptions#dueDates}. */
        public Builder dueDates(DueDates dueDates) {
            this.dueDates = dueDates;
            return this;
        }

        /** See {@link AgingOptions#flags}. */
        public Builder flags(ItemFlagSource flags) {
            this.flags = flags;
            return this;
        }

        /** See {@link AgingOptions#tolerance}. */
        public Builder tolerance(Tolerance tolerance) {
            this.tolerance = tolerance;
            return this;
        }

        /** The options. */
        public AgingOptions build() {
            return new AgingOptions(this);
        }
    }
}
