package io.relance.template;

/** What a message is read on; the words are the same, the layout of the HTML is not. */
public enum Medium {
    /** A mail program, on screens of any width: an HTML document with head, foot, links and buttons of its own. */
    MAIL,
    /**
     * Printed pages: XHTML that is well formed, with the content alone, from the salutation to the signature. What the
     * letter around it prints is left out: the logo, the two addresses, the date and the subject. Headings of tables
     * are in {@code thead}, so that they can be repeated on every page; addresses of web pages are written out, that of the page to pay on
     * in an element of the class {@value #PAYMENT_PAGE}; an
     * empty {@code div} of the class {@value #CREDIT_TRANSFER} is where a code to pay by may be put. A formal notice
     * shows the addresses and the date all the same: it must hold by itself.
     */
    PAPER;

    /**
     * The class of the heading of each list that stands on pages after the letter. Only layouts that have such headings are given lists that
     * have no room in the message.
     */
    public static final String ANNEX = "annex";

    /** The class of the element that says where to pay online, with the address in a {@code span}: a letter puts a code to scan beside it. */
    public static final String PAYMENT_PAGE = "payment-page";

    /** The class of the element, after the details of how to pay, in which a letter puts a code to pay by. */
    public static final String CREDIT_TRANSFER = "credit-transfer";
}
