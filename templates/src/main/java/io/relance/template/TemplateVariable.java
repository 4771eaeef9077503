package io.relance.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every variable that a template may use. Texts come formatted for the reader's language, cleaned of line breaks and control
 * characters, at most 200 characters long; in HTML they are escaped.
 *
 * <p>Lists, flags and optional texts are opened as sections ({@code {{#invoices}} ... {{/invoices}}}); inside a section the
 * variables of the sections around it are known too. An optional text is used within its own section only, so that nothing
 * is ever missing when a message is rendered.
 */
public enum TemplateVariable {
    /** The language of the words: {@code fr}, {@code de}. */
    LANGUAGE("language", Scope.MESSAGE, Kind.TEXT),
    /** The business date. */
    DATE("date", Scope.MESSAGE, Kind.TEXT),
    /** The creditor's name. */
    CREDITOR_NAME("creditorName", Scope.MESSAGE, Kind.TEXT),
    /** The lines of the creditor's postal address. */
    CREDITOR_ADDRESS("creditorAddress", Scope.MESSAGE, Kind.LIST, Scope.TEXT_LINE),
    /** Where questions go by e-mail. */
    CREDITOR_EMAIL("creditorEmail", Scope.MESSAGE, Kind.OPTIONAL),
    /** Where questions go by telephone. */
    CREDITOR_PHONE("creditorPhone", Scope.MESSAGE, Kind.OPTIONAL),
    /** The address of the creditor's logo: begins with https or cid. */
    LOGO("logo", Scope.MESSAGE, Kind.OPTIONAL),
    /** The creditor's main colour. */
    MAIN_COLOUR("mainColour", Scope.MESSAGE, Kind.TEXT),
    /** The main colour, or a dark one where words in it could not be read on white. */
    MAIN_TEXT_COLOUR("mainTextColour", Scope.MESSAGE, Kind.TEXT),
    /** The colour of what is to be pressed. */
    ACCENT_COLOUR("accentColour", Scope.MESSAGE, Kind.TEXT),
    /** The colour of words on it: white, or a dark one where white could not be read. */
    ACCENT_TEXT_COLOUR("accentTextColour", Scope.MESSAGE, Kind.TEXT),
    /** The customer's name. */
    CUSTOMER_NAME("customerName", Scope.MESSAGE, Kind.TEXT),
    /** The lines of the customer's postal address. */
    CUSTOMER_ADDRESS("customerAddress", Scope.MESSAGE, Kind.LIST, Scope.TEXT_LINE),
    /** The person or department written to. */
    CONTACT_NAME("contactName", Scope.MESSAGE, Kind.OPTIONAL),

    /** Whether anything says how to pay; never when all that the message announces is collected by direct debit. */
    HAS_PAYMENT_DETAILS("hasPaymentDetails", Scope.MESSAGE, Kind.FLAG),
    /** In whose name the bank account is, when not the creditor's. */
    ACCOUNT_HOLDER("accountHolder", Scope.MESSAGE, Kind.OPTIONAL),
    /** The account to pay to, in groups of four. */
    IBAN("iban", Scope.MESSAGE, Kind.OPTIONAL),
    /** The bank of the account. */
    BIC("bic", Scope.MESSAGE, Kind.OPTIONAL),
    /** A web page on which to pay; begins with https. */
    PAYMENT_URL("paymentUrl", Scope.MESSAGE, Kind.OPTIONAL),
    /** Other ways to pay. */
    PAYMENT_INSTRUCTIONS("paymentInstructions", Scope.MESSAGE, Kind.LIST, Scope.TEXT_LINE),

    /** Whether lists that have no room in the message go with it: as files, or on paper as pages after the letter. */
    LIST_ATTACHED("listAttached", Scope.MESSAGE, Kind.FLAG),

    /** The invoices that the message claims, or that a promise or plan covers; empty in a mail when they are too many to list. */
    INVOICES("invoices", Scope.MESSAGE, Kind.LIST, Scope.INVOICE),
    /** How many invoices are claimed or covered. */
    INVOICE_COUNT("invoiceCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether any invoice is claimed or covered. */
    HAS_INVOICES("hasInvoices", Scope.MESSAGE, Kind.FLAG),
    /** Whether more than one is claimed or covered. */
    SEVERAL_INVOICES("severalInvoices", Scope.MESSAGE, Kind.FLAG),
    /** Whether those claimed or covered are few enough to be listed. */
    INVOICES_LISTED("invoicesListed", Scope.MESSAGE, Kind.FLAG),
    /** A total per currency of the claimed or covered invoices. */
    TOTALS("totals", Scope.MESSAGE, Kind.LIST, Scope.TOTAL),

    /** The invoices soon due; empty in a mail when they are too many to list. */
    SOON_DUE("soonDue", Scope.MESSAGE, Kind.LIST, Scope.INVOICE),
    /** How many invoices are soon due. */
    SOON_DUE_COUNT("soonDueCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether any invoice is listed as soon due. */
    HAS_SOON_DUE("hasSoonDue", Scope.MESSAGE, Kind.FLAG),
    /** Whether more than one is soon due. */
    SEVERAL_SOON_DUE("severalSoonDue", Scope.MESSAGE, Kind.FLAG),
    /** Whether those soon due are few enough to be listed. */
    SOON_DUE_LISTED("soonDueListed", Scope.MESSAGE, Kind.FLAG),
    /** A total per currency of the invoices soon due. */
    SOON_DUE_TOTALS("soonDueTotals", Scope.MESSAGE, Kind.LIST, Scope.TOTAL),
    /** How many of the invoices soon due are collected by direct debit. */
    COLLECTED_COUNT("collectedCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether any of them is. */
    HAS_COLLECTED("hasCollected", Scope.MESSAGE, Kind.FLAG),
    /** Whether more than one of them is. */
    SEVERAL_COLLECTED("severalCollected", Scope.MESSAGE, Kind.FLAG),
    /** Whether each of them is. */
    ALL_COLLECTED("allCollected", Scope.MESSAGE, Kind.FLAG),

    /** Claims of late payment of which the debtor was notified before, outside the totals; empty in a mail when they are too many to list. */
    OPEN_CLAIMS("openClaims", Scope.MESSAGE, Kind.LIST, Scope.OPEN_CLAIM),
    /** How many such claims are open. */
    OPEN_CLAIM_COUNT("openClaimCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether any such claim is open. */
    HAS_OPEN_CLAIMS("hasOpenClaims", Scope.MESSAGE, Kind.FLAG),
    /** Whether more than one such claim is open. */
    SEVERAL_OPEN_CLAIMS("severalOpenClaims", Scope.MESSAGE, Kind.FLAG),
    /** Whether these claims are few enough to be listed. */
    OPEN_CLAIMS_LISTED("openClaimsListed", Scope.MESSAGE, Kind.FLAG),
    /** What is open of these claims altogether, an element per currency. */
    OPEN_CLAIM_TOTALS("openClaimTotals", Scope.MESSAGE, Kind.LIST, Scope.OPEN_CLAIM_TOTAL),

    /** Invoices named for information, outside the totals, each with a note; empty in a mail when they are too many to list. */
    INFORMATION("information", Scope.MESSAGE, Kind.LIST, Scope.INVOICE),
    /** How many invoices are named for information. */
    INFORMATION_COUNT("informationCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether any invoice is named for information. */
    HAS_INFORMATION("hasInformation", Scope.MESSAGE, Kind.FLAG),
    /** Whether more than one is named for information. */
    SEVERAL_INFORMATION("severalInformation", Scope.MESSAGE, Kind.FLAG),
    /** Whether they are few enough to be listed. */
    INFORMATION_LISTED("informationListed", Scope.MESSAGE, Kind.FLAG),

    /** The settled invoices of a thank-you; empty in a mail when they are too many to list. */
    SETTLED("settled", Scope.MESSAGE, Kind.LIST, Scope.INVOICE),
    /** How many invoices were settled. */
    SETTLED_COUNT("settledCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether any invoice was settled. */
    HAS_SETTLED("hasSettled", Scope.MESSAGE, Kind.FLAG),
    /** Whether more than one was settled. */
    SEVERAL_SETTLED("severalSettled", Scope.MESSAGE, Kind.FLAG),
    /** Whether the settled ones are few enough to be listed. */
    SETTLED_LISTED("settledListed", Scope.MESSAGE, Kind.FLAG),
    /** A total per currency of the settled invoices. */
    SETTLED_TOTALS("settledTotals", Scope.MESSAGE, Kind.LIST, Scope.TOTAL),

    /** What was promised; messages about a promise only. */
    PROMISE_AMOUNT("promiseAmount", Scope.MESSAGE, Kind.OPTIONAL),
    /** The day by which it was promised; messages about a promise only. */
    PROMISE_DATE("promiseDate", Scope.MESSAGE, Kind.OPTIONAL),

    /** The instalments of a plan; empty in a mail when they are too many to list. */
    INSTALMENTS("instalments", Scope.MESSAGE, Kind.LIST, Scope.INSTALMENT),
    /** How many instalments the plan has. */
    INSTALMENT_COUNT("instalmentCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether there is an instalment. */
    HAS_INSTALMENTS("hasInstalments", Scope.MESSAGE, Kind.FLAG),
    /** Whether there is more than one. */
    SEVERAL_INSTALMENTS("severalInstalments", Scope.MESSAGE, Kind.FLAG),
    /** Whether the instalments are few enough to be listed. */
    INSTALMENTS_LISTED("instalmentsListed", Scope.MESSAGE, Kind.FLAG),
    /** The sum of the instalments; messages about a plan only. */
    PLAN_TOTAL("planTotal", Scope.MESSAGE, Kind.OPTIONAL),

    /** The first day of a statement of account; statements only. */
    STATEMENT_FROM("statementFrom", Scope.MESSAGE, Kind.OPTIONAL),
    /** Its last day; statements only. */
    STATEMENT_TO("statementTo", Scope.MESSAGE, Kind.OPTIONAL),
    /** The entries of a statement; empty in a mail when they are too many to list. */
    STATEMENT_LINES("statementLines", Scope.MESSAGE, Kind.LIST, Scope.STATEMENT_LINE),
    /** How many entries the statement has. */
    STATEMENT_LINE_COUNT("statementLineCount", Scope.MESSAGE, Kind.TEXT),
    /** Whether there is an entry. */
    HAS_STATEMENT_LINES("hasStatementLines", Scope.MESSAGE, Kind.FLAG),
    /** Whether there is more than one. */
    SEVERAL_STATEMENT_LINES("severalStatementLines", Scope.MESSAGE, Kind.FLAG),
    /** Whether the entries are few enough to be listed. */
    STATEMENT_LINES_LISTED("statementLinesListed", Scope.MESSAGE, Kind.FLAG),
    /** The statement's balances, an element per currency. */
    STATEMENT_BALANCES("statementBalances", Scope.MESSAGE, Kind.LIST, Scope.STATEMENT_BALANCE),

    /** The team that an internal notification is for; internal notifications only. */
    TEAM("team", Scope.MESSAGE, Kind.OPTIONAL),
    /** What has happened, in one line; internal notifications only. */
    HEADLINE("headline", Scope.MESSAGE, Kind.OPTIONAL),
    /** More of it; internal notifications only. */
    DETAILS("details", Scope.MESSAGE, Kind.LIST, Scope.TEXT_LINE),
    /** Where the case is looked at; begins with http or https; internal notifications only. */
    CASE_URL("caseUrl", Scope.MESSAGE, Kind.OPTIONAL),

    /** The last day on which payment is in time; formal notices only. */
    DEADLINE("deadline", Scope.MESSAGE, Kind.OPTIONAL),
    /** Whether a formal notice is against a public body. */
    AGAINST_PUBLIC_BODY("againstPublicBody", Scope.MESSAGE, Kind.FLAG),
    /** The interest that a formal notice claims: days of one balance and one rate for one invoice. */
    INTEREST_LINES("interestLines", Scope.MESSAGE, Kind.LIST, Scope.INTEREST),
    /** The flat sums that a formal notice claims. */
    FLAT_SUMS("flatSums", Scope.MESSAGE, Kind.LIST, Scope.FLAT_SUM),
    /** What a formal notice claims without interest and flat sum, which stay reserved: instalments of a plan. */
    RESERVED_LINES("reservedLines", Scope.MESSAGE, Kind.LIST, Scope.RESERVED),
    /** What a formal notice claims altogether, an element per currency. */
    NOTICE_TOTALS("noticeTotals", Scope.MESSAGE, Kind.LIST, Scope.NOTICE_TOTAL),

    /** The invoice's number. */
    NUMBER("number", Scope.INVOICE, Kind.TEXT),
    /** Its date of issue. */
    ISSUED("issued", Scope.INVOICE, Kind.TEXT),
    /** Its due date. */
    DUE("due", Scope.INVOICE, Kind.TEXT),
    /** What is open of it, before anything is set aside; of a settled one, what was paid. */
    AMOUNT("amount", Scope.INVOICE, Kind.TEXT),
    /** What is claimed of it, when that is less than the open amount. */
    CLAIMED("claimed", Scope.INVOICE, Kind.OPTIONAL),
    /** How late it is, with the unit: {@code 12 jours}, {@code 12 days}; claimed invoices only. */
    LATENESS("lateness", Scope.INVOICE, Kind.OPTIONAL),
    /** Why it is named though not claimed; information lines only. */
    NOTE("note", Scope.INVOICE, Kind.OPTIONAL),
    /** Whether it is collected by direct debit; invoices soon due only. */
    COLLECTED("collected", Scope.INVOICE, Kind.FLAG),
    /** The day on which it is, when that is known. */
    COLLECTION_DAY("collectionDay", Scope.INVOICE, Kind.OPTIONAL),
    /** The first day on which it may be, when the day is not known. */
    COLLECTION_FROM("collectionFrom", Scope.INVOICE, Kind.OPTIONAL),

    /** The invoice that is or was late. */
    CLAIM_INVOICE("claimInvoice", Scope.OPEN_CLAIM, Kind.TEXT),
    /** What is claimed, in the reader's words: interest or a flat sum. */
    CLAIM_NAME("claimName", Scope.OPEN_CLAIM, Kind.TEXT),
    /** Of interest, the first and the last day that it is for. */
    CLAIM_PERIOD("claimPeriod", Scope.OPEN_CLAIM, Kind.OPTIONAL),
    /** The day as of which it was asked for. */
    CLAIM_NOTIFIED("claimNotified", Scope.OPEN_CLAIM, Kind.TEXT),
    /** What is still open of it. */
    CLAIM_AMOUNT("claimAmount", Scope.OPEN_CLAIM, Kind.TEXT),
    /** What is open of them in one currency. */
    CLAIM_TOTAL("claimTotal", Scope.OPEN_CLAIM_TOTAL, Kind.TEXT),

    /** The code of the total's currency. */
    CURRENCY("currency", Scope.TOTAL, Kind.TEXT),
    /** The sum of the open amounts. */
    GROSS("gross", Scope.TOTAL, Kind.TEXT),
    /** Whether the balance is less than the gross amount. */
    HAS_DEDUCTIONS("hasDeductions", Scope.TOTAL, Kind.FLAG),
    /** The parts not claimed for now, with a minus sign; absent when nothing. */
    SET_ASIDE("setAside", Scope.TOTAL, Kind.OPTIONAL),
    /** The credit counted against the invoices, with a minus sign; absent when nothing. */
    CREDIT("credit", Scope.TOTAL, Kind.OPTIONAL),
    /** What is claimed: gross less the two. */
    BALANCE("balance", Scope.TOTAL, Kind.TEXT),
    /** What of the balance is collected by direct debit; absent when nothing. */
    TOTAL_COLLECTED("totalCollected", Scope.TOTAL, Kind.OPTIONAL),
    /** What is left for the customer to pay; absent when nothing or all of the balance is. */
    TOTAL_TO_PAY("totalToPay", Scope.TOTAL, Kind.OPTIONAL),

    /** Which instalment it is, from 1. */
    INSTALMENT_NUMBER("instalmentNumber", Scope.INSTALMENT, Kind.TEXT),
    /** The day by which it is to be paid. */
    INSTALMENT_DATE("instalmentDate", Scope.INSTALMENT, Kind.TEXT),
    /** What is to be paid. */
    INSTALMENT_AMOUNT("instalmentAmount", Scope.INSTALMENT, Kind.TEXT),

    /** The day on which the entry counts. */
    ENTRY_DATE("entryDate", Scope.STATEMENT_LINE, Kind.TEXT),
    /** What it is, in the reader's words. */
    ENTRY_TYPE("entryType", Scope.STATEMENT_LINE, Kind.TEXT),
    /** The document's number, or what the payment is known by. */
    ENTRY_REFERENCE("entryReference", Scope.STATEMENT_LINE, Kind.TEXT),
    /** The due date of what is to be paid. */
    ENTRY_DUE("entryDue", Scope.STATEMENT_LINE, Kind.OPTIONAL),
    /** What it adds to what is owed; credit notes and payments with a minus sign. */
    ENTRY_AMOUNT("entryAmount", Scope.STATEMENT_LINE, Kind.TEXT),
    /** What is owed after it in its currency. */
    ENTRY_BALANCE("entryBalance", Scope.STATEMENT_LINE, Kind.TEXT),

    /** What was owed before the first entry. */
    OPENING_BALANCE("openingBalance", Scope.STATEMENT_BALANCE, Kind.TEXT),
    /** What is owed after the last. */
    CLOSING_BALANCE("closingBalance", Scope.STATEMENT_BALANCE, Kind.TEXT),
    /** Whether that is below 0: the creditor owes it. */
    IN_CUSTOMERS_FAVOUR("inCustomersFavour", Scope.STATEMENT_BALANCE, Kind.FLAG),
    /** What is past due of it; absent when nothing is, or the statement does not say. */
    OVERDUE_BALANCE("overdueBalance", Scope.STATEMENT_BALANCE, Kind.OPTIONAL),

    /** The invoice that bears it. */
    INTEREST_INVOICE("interestInvoice", Scope.INTEREST, Kind.TEXT),
    /** The first day. */
    INTEREST_FROM("interestFrom", Scope.INTEREST, Kind.TEXT),
    /** The last day, counted. */
    INTEREST_TO("interestTo", Scope.INTEREST, Kind.TEXT),
    /** How many days, with the unit. */
    INTEREST_DAYS("interestDays", Scope.INTEREST, Kind.TEXT),
    /** What was open on each of them. */
    INTEREST_BASE("interestBase", Scope.INTEREST, Kind.TEXT),
    /** The rate, percent a year. */
    INTEREST_RATE("interestRate", Scope.INTEREST, Kind.TEXT),
    /** The interest of these days. */
    INTEREST_AMOUNT("interestAmount", Scope.INTEREST, Kind.TEXT),

    /** The invoice that it is for. */
    FLAT_SUM_INVOICE("flatSumInvoice", Scope.FLAT_SUM, Kind.TEXT),
    /** What it comes to. */
    FLAT_SUM_AMOUNT("flatSumAmount", Scope.FLAT_SUM, Kind.TEXT),

    /** The number of the line. */
    RESERVED_INVOICE("reservedInvoice", Scope.RESERVED, Kind.TEXT),

    /** What is claimed of the invoices. */
    PRINCIPAL("principal", Scope.NOTICE_TOTAL, Kind.TEXT),
    /** The sum of the interest. */
    TOTAL_INTEREST("totalInterest", Scope.NOTICE_TOTAL, Kind.TEXT),
    /** The sum of the flat sums. */
    TOTAL_FLAT_SUMS("totalFlatSums", Scope.NOTICE_TOTAL, Kind.TEXT),
    /** All that is claimed. */
    GRAND_TOTAL("grandTotal", Scope.NOTICE_TOTAL, Kind.TEXT),

    /** One line of an address, of payment instructions or of details. */
    LINE("line", Scope.TEXT_LINE, Kind.TEXT);

    /** Where a variable is known. */
    public enum Scope {
        /** Everywhere. */
        MESSAGE,
        /** In a list of invoices. */
        INVOICE,
        /** In the list of claims of late payment that are still open. */
        OPEN_CLAIM,
        /** In the list of their totals. */
        OPEN_CLAIM_TOTAL,
        /** In a list of totals. */
        TOTAL,
        /** In the list of instalments. */
        INSTALMENT,
        /** In the list of a statement's entries. */
        STATEMENT_LINE,
        /** In the list of a statement's balances. */
        STATEMENT_BALANCE,
        /** In the list of interest. */
        INTEREST,
        /** In the list of flat sums. */
        FLAT_SUM,
        /** In the list of what a formal notice claims without interest and flat sum. */
        RESERVED,
        /** In the list of a formal notice's totals. */
        NOTICE_TOTAL,
        /** In a list of lines of text. */
        TEXT_LINE
    }

    /** How a variable is used. */
    public enum Kind {
        /** Always there: {@code {{name}}}. */
        TEXT,
        /** A text that may be absent: {@code {{#name}}... {{name}} ...{{/name}}}, {@code {{^name}}...{{/name}}}. */
        OPTIONAL,
        /** Opened when true: {@code {{#name}}...{{/name}}}; when false: {@code {{^name}}...{{/name}}}. */
        FLAG,
        /** Opened once per element: {@code {{#name}}...{{/name}}}; when empty: {@code {{^name}}...{{/name}}}. */
        LIST
    }

    private final String key;
    private final Scope scope;
    private final Kind kind;
    private final Scope inside;

    TemplateVariable(String key, Scope scope, Kind kind) {
        this(key, scope, kind, scope);
    }

    TemplateVariable(String key, Scope scope, Kind kind, Scope inside) {
        this.key = key;
        this.scope = scope;
        this.kind = kind;
        this.inside = inside;
    }

    /** The name in templates. */
    public String key() {
        return key;
    }

    /** Where it is known. */
    public Scope scope() {
        return scope;
    }

    /** Whether it is an amount of money. */
    public boolean isAmount() {
        return switch (this) {
            case PROMISE_AMOUNT,
                    PLAN_TOTAL,
                    AMOUNT,
                    CLAIMED,
                    CLAIM_AMOUNT,
                    CLAIM_TOTAL,
                    GROSS,
                    SET_ASIDE,
                    CREDIT,
                    BALANCE,
                    TOTAL_COLLECTED,
                    TOTAL_TO_PAY -> true;
            case INSTALMENT_AMOUNT, ENTRY_AMOUNT, ENTRY_BALANCE, OPENING_BALANCE, CLOSING_BALANCE, OVERDUE_BALANCE ->
                true;
            case INTEREST_BASE,
                    INTEREST_AMOUNT,
                    FLAT_SUM_AMOUNT,
                    PRINCIPAL,
                    TOTAL_INTEREST,
                    TOTAL_FLAT_SUMS,
                    GRAND_TOTAL -> true;
            default -> false;
        };
    }

    /** How it is used. */
    public Kind kind() {
        return kind;
    }

    /** What its section adds to what is known; of anything but a list, its own scope. */
    public Scope inside() {
        return inside;
    }

    static Optional<TemplateVariable> of(String key) {
        return Arrays.stream(values())
                .filter(variable -> variable.key.equals(key))
                .findFirst();
    }

    /** The lists in whose sections the variable is known; empty when it is known everywhere. */
    List<String> lists() {
        return scope == Scope.MESSAGE
                ? List.of()
                : Arrays.stream(values())
                        .filter(list -> list.kind == Kind.LIST && list.inside == scope)
                        .map(TemplateVariable::key)
                        .toList();
    }
}
