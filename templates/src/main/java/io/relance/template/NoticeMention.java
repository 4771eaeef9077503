package io.relance.template;

import static io.relance.template.TemplateVariable.CREDITOR_ADDRESS;
import static io.relance.template.TemplateVariable.CUSTOMER_ADDRESS;
import static io.relance.template.TemplateVariable.INTEREST_LINES;
import static io.relance.template.TemplateVariable.INVOICES;
import static io.relance.template.TemplateVariable.LINE;
import static io.relance.template.TemplateVariable.NOTICE_TOTALS;
import static io.relance.template.TemplateVariable.PAYMENT_INSTRUCTIONS;

import java.util.List;

/**
 * What a formal notice of a French creditor that collects for itself must show, besides the words: each by a variable, or by one
 * of several.
 *
 * @param what in words
 * @param places the variables that show it; one is enough
 */
record NoticeMention(String what, List<NoticeMention.Place> places) {
    static final NoticeMention CREDITOR_IDENTITY = of("the creditor's name", Place.of(TemplateVariable.CREDITOR_NAME));
    static final NoticeMention CREDITOR_SEAT = of("the creditor's address", Place.in(CREDITOR_ADDRESS, LINE));
    static final NoticeMention CUSTOMER_IDENTITY = of("the customer's name", Place.of(TemplateVariable.CUSTOMER_NAME));
    static final NoticeMention CUSTOMER_SEAT = of("the customer's address", Place.in(CUSTOMER_ADDRESS, LINE));
    static final NoticeMention DATE = of("its date", Place.of(TemplateVariable.DATE));
    static final NoticeMention INVOICE_NUMBER =
            of("the number of each invoice", Place.in(INVOICES, TemplateVariable.NUMBER));
    static final NoticeMention INVOICE_DATE =
            of("the date of each invoice", Place.in(INVOICES, TemplateVariable.ISSUED));
    static final NoticeMention INVOICE_DUE_DATE =
            of("the due date of each invoice", Place.in(INVOICES, TemplateVariable.DUE));
    static final NoticeMention INVOICE_AMOUNT =
            of("the amount of each invoice", Place.in(INVOICES, TemplateVariable.AMOUNT));
    static final NoticeMention PRINCIPAL = of("the principal", Place.in(NOTICE_TOTALS, TemplateVariable.PRINCIPAL));
    static final NoticeMention INTEREST = of("the interest", Place.in(NOTICE_TOTALS, TemplateVariable.TOTAL_INTEREST));
    static final NoticeMention INTEREST_RATE =
            of("the rate of the interest", Place.in(INTEREST_LINES, TemplateVariable.INTEREST_RATE));
    static final NoticeMention INTEREST_FROM =
            of("the first day of the interest", Place.in(INTEREST_LINES, TemplateVariable.INTEREST_FROM));
    static final NoticeMention INTEREST_TO =
            of("the last day of the interest", Place.in(INTEREST_LINES, TemplateVariable.INTEREST_TO));
    static final NoticeMention FLAT_SUM = of("the flat sum", Place.in(NOTICE_TOTALS, TemplateVariable.TOTAL_FLAT_SUMS));
    static final NoticeMention TOTAL = of("the total", Place.in(NOTICE_TOTALS, TemplateVariable.GRAND_TOTAL));
    static final NoticeMention DEADLINE = of("the deadline", Place.of(TemplateVariable.DEADLINE));
    static final NoticeMention WAY_TO_PAY = of(
            "a way to pay",
            Place.of(TemplateVariable.IBAN),
            Place.of(TemplateVariable.PAYMENT_URL),
            Place.in(PAYMENT_INSTRUCTIONS, LINE));

    /** A variable, in the section of a list where it is known only there. */
    record Place(List<TemplateVariable> lists, TemplateVariable variable) {
        static Place of(TemplateVariable variable) {
            return new Place(List.of(), variable);
        }

        static Place in(TemplateVariable list, TemplateVariable variable) {
            return new Place(List.of(list), variable);
        }

        /** How a template writes it. */
        String tag() {
            String tag = "{{" + variable.key() + "}}";
            List<TemplateVariable> around =
                    variable.kind() == TemplateVariable.Kind.OPTIONAL ? List.of(variable) : lists;
            for (TemplateVariable section : around) {
                tag = "{{#" + section.key() + "}}" + tag + "{{/" + section.key() + "}}";
            }
            return tag;
        }
    }

    /** Every mention. */
    static List<NoticeMention> all() {
        return List.of(
                CREDITOR_IDENTITY,
                CREDITOR_SEAT,
                CUSTOMER_IDENTITY,
                CUSTOMER_SEAT,
                DATE,
                INVOICE_NUMBER,
                INVOICE_DATE,
                INVOICE_DUE_DATE,
                INVOICE_AMOUNT,
                PRINCIPAL,
                INTEREST,
                INTEREST_RATE,
                INTEREST_FROM,
                INTEREST_TO,
                FLAT_SUM,
                TOTAL,
                DEADLINE,
                WAY_TO_PAY);
    }

    private static NoticeMention of(String what, Place... places) {
        return new NoticeMention(what, List.of(places));
    }
}
