package io.relance.template;

import io.relance.money.MoneyBag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a template may say about one message.
 *
 * <p>Required: kind, sender, customer's name, business date, and what the kind is about: overdue lines for
 * {@link MessageKind#OVERDUE}, soon-due ones for {@link MessageKind#PREVENTIVE}, settled ones for
 * {@link MessageKind#THANK_YOU}; lines of the invoices covered and a date for {@link MessageKind#PROMISE}, or instalments for
 * {@link MessageKind#PLAN}; a {@link Statement} for {@link MessageKind#STATEMENT}; an {@link InternalNote} for
 * {@link MessageKind#INTERNAL}. A message of {@link MessageKind#OVERDUE} may be a {@link FormalNotice}. Defaults: language {@code
 * en}, no contact, no address, no credit, no information lines, no open claims. Lines keep the order in which they are given. Immutable.
 */
public final class MessageModel {
    private final MessageKind kind;
    private final MessageSender sender;
    private final String customerName;
    private final @Nullable String contactName;
    private final LocalDate businessDate;
    private final String language;
    private final List<MessageLine> overdue;
    private final List<MessageLine> soonDue;
    private final List<InformationLine> information;
    private final List<OpenClaimLine> openClaims;
    private final List<SettledLine> settled;
    private final MoneyBag credit;
    private final @Nullable LocalDate promiseDate;
    private final List<Instalment> instalments;
    private final @Nullable Statement statement;
    private final @Nullable InternalNote internalNote;
    private final List<String> customerAddress;
    private final @Nullable FormalNotice formalNotice;
    private final boolean listAttached;
    private final List<MessageTotal> totals;
    private final List<MessageTotal> soonDueTotals;
    private final List<MessageTotal> settledTotals;

    private MessageModel(Builder builder) {
        this.kind = builder.kind;
        this.sender = builder.sender;
        this.customerName = builder.customerName;
        this.contactName = builder.contactName;
        this.businessDate = builder.businessDate;
        this.language = builder.language;
        this.overdue = builder.lines.stream().filter(line -> !line.soonDue()).toList();
        this.soonDue = builder.lines.stream().filter(MessageLine::soonDue).toList();
        this.information = List.copyOf(builder.information);
        this.openClaims = List.copyOf(builder.openClaims);
        this.settled = List.copyOf(builder.settled);
        this.credit = builder.credit;
        this.promiseDate = builder.promiseDate;
        this.instalments = List.copyOf(builder.instalments);
        this.statement = builder.statement;
        this.internalNote = builder.internalNote;
        this.customerAddress = List.copyOf(builder.customerAddress);
        this.formalNotice = builder.formalNotice;
        this.listAttached = builder.listAttached;
        this.totals = totals(overdue, credit);
        this.soonDueTotals = totals(soonDue, MoneyBag.empty());
        this.settledTotals = MoneyBag.of(
                        settled.stream().map(SettledLine::amount).toList())
                .sums()
                .stream()
                .map(sum -> new MessageTotal(sum, zero(sum), zero(sum), sum, zero(sum)))
                .toList();
        ModelChecks.require(this);
    }

    private static Money zero(Money like) {
        return Money.zero(like.getCurrencyUnit());
    }

    private static List<MessageTotal> totals(List<MessageLine> lines, MoneyBag credit) {
        MoneyBag gross = MoneyBag.of(lines.stream().map(MessageLine::open).toList());
        MoneyBag claimed = MoneyBag.of(lines.stream().map(MessageLine::claimed).toList());
        MoneyBag collected = MoneyBag.of(lines.stream()
                .filter(line -> line.collection().isPresent())
                .map(MessageLine::claimed)
                .toList());
        SortedSet<CurrencyUnit> units = new TreeSet<>();
        lines.forEach(line -> units.add(line.open().getCurrencyUnit()));
        return units.stream()
                .map(unit -> {
                    Money setAside = gross.in(unit).minus(credit.in(unit)).minus(claimed.in(unit));
                    return new MessageTotal(
                            gross.in(unit), setAside, credit.in(unit), claimed.in(unit), collected.in(unit));
                })
                .toList();
    }

    /** A builder for a message of that kind. */
    public static Builder builder(MessageKind kind, MessageSender sender, String customerName, LocalDate businessDate) {
        return new Builder(kind, sender, customerName, businessDate);
    }

    /** What the message is about. */
    public MessageKind kind() {
        return kind;
    }

    /** The creditor. */
    public MessageSender sender() {
        return sender;
    }

    /** The debtor's name, as in the books. */
    public String customerName() {
        return customerName;
    }

    /** The person or department that gets the message. */
    public Optional<String> contactName() {
        return Optional.ofNullable(contactName);
    }

    /** The date as of which the amounts hold. */
    public LocalDate businessDate() {
        return businessDate;
    }

    /** The reader's language, as a BCP 47 tag; a language without templates reads English. */
    public String language() {
        return language;
    }

    /** The claimed lines; of a promise or a plan, the invoices that it covers. */
    public List<MessageLine> overdue() {
        return overdue;
    }

    /** The lines listed as soon due. */
    public List<MessageLine> soonDue() {
        return soonDue;
    }

    /** How many of the lines listed as soon due are collected by direct debit. */
    public int collectedCount() {
        return Math.toIntExact(
                soonDue.stream().filter(line -> line.collection().isPresent()).count());
    }

    /**
     * Whether the message leaves nothing to pay: it announces invoices that are all collected by direct debit. Templates know no way to pay
     * then, since who pays all the same pays twice.
     */
    public boolean leavesNothingToPay() {
        return kind == MessageKind.PREVENTIVE && collectedCount() == soonDue.size();
    }

    /** The lines named for information, outside the totals. */
    public List<InformationLine> information() {
        return information;
    }

    /** Claims of late payment that were asked for before and are still open, outside the totals. */
    public List<OpenClaimLine> openClaims() {
        return openClaims;
    }

    /** What is open of these claims, a sum per currency, by currency code. */
    public List<Money> openClaimTotals() {
        return MoneyBag.sum(openClaims, OpenClaimLine::open).sums();
    }

    /** The settled lines. */
    public List<SettledLine> settled() {
        return settled;
    }

    /** The day by which the debtor promised to pay the lines' claimed amounts. */
    public Optional<LocalDate> promiseDate() {
        return Optional.ofNullable(promiseDate);
    }

    /** The instalments of a plan, by date. */
    public List<Instalment> instalments() {
        return instalments;
    }

    /** The statement of account. */
    public Optional<Statement> statement() {
        return Optional.ofNullable(statement);
    }

    /** What a team of the creditor's is told. */
    public Optional<InternalNote> internalNote() {
        return Optional.ofNullable(internalNote);
    }

    /** The lines of the debtor's postal address, of which ten are shown; may be empty. */
    public List<String> customerAddress() {
        return customerAddress;
    }

    /** What a formal notice says beyond the lines. */
    public Optional<FormalNotice> formalNotice() {
        return Optional.ofNullable(formalNotice);
    }

    /** Whether {@link TemplateCatalogue#details} go with it as files. */
    public boolean listAttached() {
        return listAttached;
    }

    /** What a formal notice claims, by currency code: the balances of the claimed lines, interest and flat sums. */
    public List<NoticeTotal> noticeTotals() {
        return formalNotice == null ? List.of() : NoticeTotal.of(totals, formalNotice);
    }

    /** The debtor's credit that was counted against the claimed lines. */
    MoneyBag credit() {
        return credit;
    }

    /** A total per currency of the claimed lines, by currency code. */
    public List<MessageTotal> totals() {
        return totals;
    }

    /** A total per currency of the soon-due lines, by currency code. */
    public List<MessageTotal> soonDueTotals() {
        return soonDueTotals;
    }

    /** A total per currency of the settled lines, by currency code. */
    public List<MessageTotal> settledTotals() {
        return settledTotals;
    }

    /** A builder that starts from this model. */
    public Builder toBuilder() {
        Builder builder = new Builder(kind, sender, customerName, businessDate);
        builder.contactName = contactName;
        builder.language = language;
        builder.lines.addAll(overdue);
        builder.lines.addAll(soonDue);
        builder.information.addAll(information);
        builder.openClaims.addAll(openClaims);
        builder.settled.addAll(settled);
        builder.credit = credit;
        builder.promiseDate = promiseDate;
        builder.instalments.addAll(instalments);
        builder.statement = statement;
        builder.internalNote = internalNote;
        builder.customerAddress.addAll(customerAddress);
        builder.formalNotice = formalNotice;
        builder.listAttached = listAttached;
        return builder;
    }

    /** Collects a model; not for several threads. */
    public static final class Builder {
        private final MessageKind kind;
        private final MessageSender sender;
        private final String customerName;
        private final LocalDate businessDate;
        private @Nullable String contactName;
        private String language = "en";
        private final List<MessageLine> lines = new ArrayList<>();
        private final List<InformationLine> information = new ArrayList<>();
        private final List<OpenClaimLine> openClaims = new ArrayList<>();
        private final List<SettledLine> settled = new ArrayList<>();
        private MoneyBag credit = MoneyBag.empty();
        private @Nullable LocalDate promiseDate;
        private final List<Instalment> instalments = new ArrayList<>();
        private @Nullable Statement statement;
        private @Nullable InternalNote internalNote;
        private final List<String> customerAddress = new ArrayList<>();
        private @Nullable FormalNotice formalNotice;
        private boolean listAttached;

        private Builder(MessageKind kind, MessageSender sender, String customerName, LocalDate businessDate) {
            this.kind = kind;
            this.sender = sender;
            this.customerName = customerName;
            this.businessDate = businessDate;
        }

        /** See {@link MessageModel#contactName}. */
        public Builder contactName(String contactName) {
            this.contactName = contactName;
            return this;
        }

        /** See {@link MessageModel#language}. */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /** Adds a claimed or, as it says itself, a soon-due line. */
        public Builder line(MessageLine line) {
            lines.add(line);
            return this;
        }

        /** Adds an information line. */
        public Builder information(InformationLine line) {
            information.add(line);
            return this;
        }

        /** Adds a claim of late payment that was asked for before; messages about overdue invoices only. */
        public Builder openClaim(OpenClaimLine line) {
            openClaims.add(line);
            return this;
        }

        /** Adds a settled line. */
        public Builder settled(SettledLine line) {
            settled.add(line);
            return this;
        }

        /** Adds credit of the debtor's that was counted against the claimed lines (their claimed amounts are less it). */
        public Builder credit(Money amount) {
            credit = credit.plus(amount);
            return this;
        }

        /** See {@link MessageModel#promiseDate}. */
        public Builder promiseDate(LocalDate date) {
            this.promiseDate = date;
            return this;
        }

        /** Adds an instalment. */
        public Builder instalment(LocalDate due, Money amount) {
            instalments.add(new Instalment(due, amount));
            return this;
        }

        /** See {@link MessageModel#statement}. */
        public Builder statement(Statement statement) {
            this.statement = statement;
            return this;
        }

        /** See {@link MessageModel#internalNote}. */
        public Builder internalNote(InternalNote note) {
            this.internalNote = note;
            return this;
        }

        /** Says whether lists that have no room in the message go with it as files; not unless said. */
        public Builder listAttached(boolean attached) {
            this.listAttached = attached;
            return this;
        }

        /** Adds a line to {@link MessageModel#customerAddress}. */
        public Builder customerAddressLine(String line) {
            customerAddress.add(line);
            return this;
        }

        /** See {@link MessageModel#formalNotice}. */
        public Builder formalNotice(FormalNotice notice) {
            this.formalNotice = notice;
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when it lacks what its kind is about or has what it is not, or more credit is given than the claimed
         *     lines leave room for
         */
        public MessageModel build() {
            return new MessageModel(this);
        }
    }
}
