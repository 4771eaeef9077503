package io.relance.adapter.importfiles;

import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.CustomerId;
import io.relance.receivable.DebtorKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One customer while files are read: the last non-blank cell of each kind wins. */
final class CustomerEntry {
    private static final int NO_DOCUMENT = -1;

    private final CustomerId id;
    private final int index;
    private int firstDocument = NO_DOCUMENT;
    private int lastDocument = NO_DOCUMENT;
    private boolean paidInPart;
    private final List<PaymentRow> payments = new ArrayList<>(0);
    private @Nullable String name;
    private boolean severalNames;
    private @Nullable String country;
    private @Nullable String language;
    private @Nullable String email;
    private boolean unreadableEmail;
    private @Nullable String phone;
    private @Nullable String address;
    private @Nullable DebtorKind kind;

    /** @param index among all customers */
    CustomerEntry(String id, int index) {
        this.id = new CustomerId(id);
        this.index = index;
    }

    int index() {
        return index;
    }

    CustomerId id() {
        return id;
    }

    /** The first row of its documents in the store; below 0 when it has none. */
    int firstDocument() {
        return firstDocument;
    }

    int lastDocument() {
        return lastDocument;
    }

    void linkDocument(int row) {
        firstDocument = firstDocument < 0 ? row : firstDocument;
        lastDocument = row;
    }

    /** Whether a row of its invoices says what was paid so far. */
    boolean paidInPart() {
        return paidInPart;
    }

    void payInPart() {
        paidInPart = true;
    }

    Optional<String> country() {
        return Optional.ofNullable(country);
    }

    List<PaymentRow> payments() {
        return payments;
    }

    void update(Row row, @Nullable String country, @Nullable DebtorKind kind, Warnings warnings) {
        String written = row.optional(ColumnKey.CUSTOMER_NAME);
        String newName = written == null || written.equals(name) ? "" : Cells.oneLine(written);
        if (!newName.isEmpty()) {
            if (name != null && !name.equals(newName) && !severalNames) {
                severalNames = true;
                warnings.count(Warnings.Code.SEVERAL_NAMES, row.file(), row.line());
            }
            name = newName;
        }
        String mailbox = row.optional(ColumnKey.EMAIL);
        if (mailbox != null && !mailbox.equals(email)) {
            String readable = Cells.email(mailbox).orElse(null);
            if (readable != null) {
                email = readable;
            } else if (!unreadableEmail) {
                unreadableEmail = true;
                warnings.count(Warnings.Code.EMAIL_UNREADABLE, row.file(), row.line());
            }
        }
        String tongue = row.optional(ColumnKey.LANGUAGE);
        this.language = tongue == null || tongue.equals(language) ? language : Cells.language(tongue);
        String number = row.optional(ColumnKey.PHONE);
        this.phone = number == null || number.equals(phone) ? phone : Cells.oneLine(number);
        String street = row.optional(ColumnKey.ADDRESS);
        if (street != null && !street.equals(address)) {
            String lines = Cells.lines(street);
            this.address = lines.isEmpty() ? address : lines;
        }
        this.country = country == null ? this.country : country;
        this.kind = kind == null ? this.kind : kind;
    }

    /**
     * The customer, with one contact for what addresses there are.
     *
     * @param syntheticEmails the books have no e-mail column: the address is made from the id
     */
    Customer customer(boolean syntheticEmails) {
        Customer.Builder builder = Customer.builder(id);
        if (name != null) {
            builder.name(name);
        }
        if (country != null) {
            builder.country(country);
        }
        if (language != null) {
            builder.language(language);
        }
        if (kind != null) {
            builder.kind(kind);
        }
        String mailbox = syntheticEmails ? percentEncoded(id.value()) + "@customer.invalid" : email;
        if (mailbox != null || phone != null || address != null) {
            Contact.Builder contact = Contact.builder("billing");
            if (mailbox != null) {
                contact.email(mailbox);
            }
            if (address != null) {
                contact.postalAddress(address);
            }
            if (phone != null) {
                contact.phone(phone);
            }
            builder.contact(contact.build());
        }
        return builder.build();
    }

    /**
     * Every byte outside {@code [A-Za-z0-9._-]} as {@code %XX}, and every dot that stands at an end or beside another: what
     * precedes the @ is words with single dots between them (RFC 5322, 3.2.3).
     */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            if (c == '.' && !(isWord(bytes, i - 1) && isWord(bytes, i + 1))) {
                encoded.append("%2E");
            } else if ((c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || "._-".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static boolean isWord(byte[] bytes, int index) {
        return index >= 0 && index < bytes.length && bytes[index] != '.';
    }
}
