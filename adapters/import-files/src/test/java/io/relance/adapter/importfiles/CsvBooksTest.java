package io.relance.adapter.importfiles;

import static io.relance.adapter.importfiles.Files4Tests.AS_OF;
import static io.relance.adapter.importfiles.Files4Tests.ledger;
import static io.relance.adapter.importfiles.Files4Tests.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.relance.json.DocumentProblem;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ItemState;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBooksTest {
    private static final String SIX = "invoice,customer,issued,due,amount,currency";
    private static final String PAYMENTS = "payment,customer,invoice,date,amount,currency\n";

    @TempDir
    Path directory;

    private Files4Tests files;

    @BeforeEach
    void inDirectory() {
        files = new Files4Tests(directory);
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    private static OpenItem item(ImportedBooks books, String invoice) {
        AccountId account = books.accountOf(new ReceivableId(invoice)).orElseThrow();
        return books.ledger(account)
                .orElseThrow()
                .asOf(AS_OF, Tolerance.NONE)
                .item(new ReceivableId(invoice))
                .orElseThrow();
    }

    private static List<String> credits(ImportedBooks books, String customer) {
        return ledger(books, customer).asOf(AS_OF, Tolerance.NONE).unallocated().stream()
                .map(c -> c.document() + " " + c.remaining())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2 quai des Brumes|29200 Brest, 2 quai des Brumes/29200 Brest",
        "' a  | | b ', a/b",
        "12 rue de la Paix, 12 rue de la Paix"
    })
    void a_postal_address_has_its_lines_between_bars(String cell, String lines) {
        ImportedBooks books = files.read(SIX + ",address\n1,C1,2026-01-31,2026-03-02,1,EUR," + cell + "\n");

        assertThat(books.ledger(books.accounts().get(0))
                        .orElseThrow()
                        .customer()
                        .contacts()
                        .get(0)
                        .postalAddress())
                .contains(lines.replace("/", "\n"));
    }

    @Test
    void or_between_line_breaks_and_the_last_address_that_is_not_blank_counts() {
        ImportedBooks books = files.read(SIX + ",address\n"
                + "1,C1,2026-01-31,2026-03-02,1,EUR,old\n"
                + "2,C1,2026-01-31,2026-03-02,1,EUR,\"2 quai des Brumes\n29200 Brest\"\n"
                + "3,C1,2026-01-31,2026-03-02,1,EUR,| |\n");

        assertThat(books.ledger(books.accounts().get(0))
                        .orElseThrow()
                        .customer()
                        .contacts()
                        .get(0)
                        .postalAddress())
                .contains("2 quai des Brumes\n29200 Brest");
    }

    @Test
    void an_invoice_has_what_its_row_says() {
        ImportedBooks books = files.read(SIX + "\n 1 ,C,2026-01-31,2026-03-02, 1234.50 ,EUR\n");
        assertThat(ledger(books, "C").receivables()).singleElement().satisfies(r -> {
            assertThat(r.id()).isEqualTo(new ReceivableId("1"));
            assertThat(r.issued()).isEqualTo("2026-01-31");
            assertThat(r.due()).isEqualTo("2026-03-02");
            assertThat(r.amount()).isEqualTo(eur("1234.50"));
            assertThat(r.disputedFrom()).isEmpty();
        });
        assertThat(books.counts().warnings()).isEmpty();
        assertThat(books.warnings()).isEmpty();
        assertThat(books.asOf()).isEqualTo(AS_OF);
    }

    @Test
    void accounts_come_by_the_bytes_of_their_ids() {
        // U+FF5E sorts before U+1F600 by bytes, after it by chars
        ImportedBooks books =
                files.read(SIX + "\n1,b,2026-01-31,2026-03-02,1,EUR\n2,\uD83D\uDE00,2026-01-31,2026-03-02,1,EUR\n"
                        + "3,\uFF5E,2026-01-31,2026-03-02,1,EUR\n4,B,2026-01-31,2026-03-02,1,EUR\n5,a10,2026-01-31,2026-03-02,1,EUR\n"
                        + "6,a9,2026-01-31,2026-03-02,1,EUR\n");
        assertThat(books.accounts())
                .extracting(a -> a.customer().value())
                .containsExactly("B", "a10", "a9", "b", "\uFF5E", "\uD83D\uDE00");
        assertThat(books.ledgers().map(AccountLedger::account)).containsExactlyElementsOf(books.accounts());
        assertThat(books.ledger(AccountId.of("other", "b"))).isEmpty();
        assertThat(books.ledger(AccountId.of("default", "z"))).isEmpty();
        assertThat(books.invoiceNumbers()).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void settled_is_paid_in_full_on_that_day_and_open_when_empty_or_later_than_the_day() {
        ImportedBooks books = files.read(
                SIX + ",settled\n1,C,2026-01-31,2026-03-02,10,EUR,2026-03-05\n2,C,2026-01-31,2026-03-02,10,EUR,\n"
                        + "3,C,2026-01-31,2026-03-02,10,EUR,2026-06-30\n4,C,2026-01-31,2026-03-02,10,EUR,2026-07-01\n",
                b -> b.zone(ZoneId.of("Europe/Paris")).creditor(new CreditorId("default")));
        assertThat(item(books, "1").settled()).contains(LocalDate.of(2026, 3, 5));
        assertThat(item(books, "1").settledDateAssumed()).isFalse();
        assertThat(item(books, "2").open()).isEqualTo(eur("10.00"));
        assertThat(item(books, "3").settled()).contains(AS_OF);
        assertThat(item(books, "4").open()).isEqualTo(eur("10.00"));
        assertThat(ledger(books, "C").payments())
                .extracting(p -> p.id().value(), Payment::valueDate, Payment::recordedAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "settled-1", LocalDate.of(2026, 3, 5), Instant.parse("2026-03-04T23:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("settled-3", AS_OF, Instant.parse("2026-06-29T22:00:00Z")));
        assertThat(books.counts().payments()).isZero();
    }

    @Test
    void paid_so_far_counts_from_its_day_or_from_the_as_of_date_whose_delay_means_nothing() {
        ImportedBooks books = files.read(SIX
                + ",paid,paidOn\n"
                + "1,C,2026-01-31,2026-03-02,10,EUR,4,2026-03-05\n"
                + "2,C,2026-01-31,2026-03-02,10,EUR,10,\n"
                + "3,C,2026-01-31,2026-03-02,10,EUR,10,2026-03-07\n"
                + "4,C,2026-01-31,2026-03-02,10,EUR,,\n"
                + "5,C,2026-01-31,2026-03-02,10,EUR,10,2026-07-01\n"
                + "6,C,2026-01-31,2026-03-02,10,EUR,3,\n");
        assertThat(item(books, "1").open()).isEqualTo(eur("6.00"));
        assertThat(item(books, "2").settled()).contains(AS_OF);
        assertThat(item(books, "2").settledDateAssumed()).isTrue();
        assertThat(item(books, "3").settled()).contains(LocalDate.of(2026, 3, 7));
        assertThat(item(books, "3").settledDateAssumed()).isFalse();
        assertThat(item(books, "4").open()).isEqualTo(eur("10.00"));
        assertThat(item(books, "5").open()).isEqualTo(eur("10.00"));
        assertThat(item(books, "6").open()).isEqualTo(eur("7.00"));
        assertThat(item(books, "6").settledDateAssumed()).isFalse();
        LocalDate before = AS_OF.minusDays(1);
        assertThat(ledger(books, "C")
                        .asOf(before, Tolerance.NONE)
                        .item(new ReceivableId("2"))
                        .orElseThrow()
                        .open())
                .isEqualTo(eur("10.00"));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-29, 2026-06-30", "2026-06-30, 2026-06-30", "2026-07-01, 2026-07-01", "2026-09-15, 2026-09-15"})
    void paid_so_far_on_a_day_unknown_counts_on_the_as_of_date_and_never_before_the_invoice(
            LocalDate issued, LocalDate effective) {
        ImportedBooks books = files.read(SIX + ",paid,paidOn\n1,C," + issued + ",2026-12-31,10,EUR,12,\n");
        assertThat(ledger(books, "C").payments()).singleElement().satisfies(payment -> {
            assertThat(payment.valueDate()).isEqualTo(effective);
            assertThat(payment.amount()).isEqualTo(eur("12.00"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ACME Inc.,      ACME%20Inc%2E",
        ".5,             %2E5",
        "A.B,            A.B",
        "A..B,           A%2E%2EB",
        "A...B.C,        A%2E%2E%2EB.C",
        ".,              %2E",
        "..,             %2E%2E",
        "é.é,            %C3%A9.%C3%A9"
    })
    void an_address_made_from_an_id_has_single_dots_between_words_only(String id, String local) {
        ImportedBooks books = files.read(SIX + "\n1," + id + ",2026-01-31,2026-03-02,10,EUR\n");
        assertThat(ledger(books, id).customer().contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.email()).contains(local + "@customer.invalid"));
    }

    @Test
    void names_are_one_line_however_their_cells_are_broken() {
        ImportedBooks books = files.read(SIX + ",customerName,phone\n"
                + "1,C,2026-01-31,2026-03-02,10,EUR,\"Brasserie\r\n\tdu  Port\u2028SARL\u0007\",\"01 02\n03\"\n"
                + "2,C,2026-01-31,2026-03-02,10,EUR,Brasserie du Port SARL,01 02 03\n");
        assertThat(ledger(books, "C").customer().name()).isEqualTo("Brasserie du Port SARL");
        assertThat(ledger(books, "C").customer().contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.phone()).contains("01 02 03"));
        assertThat(books.counts().warnings()).as("both rows have the same name").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "Yes, true", "TRUE, true", "false, false", "No, false", "'', false"})
    void without_a_mapping_disputed_is_yes_or_no_in_any_case(String cell, boolean disputed) {
        ImportedBooks books = files.read(SIX + ",disputed\n1,C,2026-01-31,2026-03-02,10,EUR," + cell + "\n");
        assertThat(ledger(books, "C").receivables())
                .singleElement()
                .satisfies(r -> assertThat(r.disputedFrom().isPresent()).isEqualTo(disputed));
    }

    @ParameterizedTest
    @CsvSource({"CREDIT_NOTE, 1", "credit_note, 1", "CN, 1", "INVOICE, 0", "invoice, 0", "'', 0"})
    void without_a_mapping_kind_is_a_credit_note_or_an_invoice_in_any_case(String cell, int creditNotes) {
        ImportedBooks books = files.read(SIX + ",kind\n1,C,2026-01-31,2026-03-02,10,EUR," + cell + "\n");
        assertThat(books.counts().creditNotes()).isEqualTo(creditNotes);
        assertThat(books.counts().invoices()).isEqualTo(1 - creditNotes);
    }

    @ParameterizedTest
    @CsvSource({"disputed, 1", "disputed, oui", "disputed, x", "kind, AVOIR", "kind, C", "kind, credit note"})
    void without_a_mapping_any_other_word_is_a_bad_row(String column, String cell) {
        assertThat(files.badRows(SIX + "," + column + "\n1,C,2026-01-31,2026-03-02,10,EUR," + cell + "\n", b -> b))
                .singleElement()
                .satisfies(bad -> {
                    assertThat(bad.code()).isEqualTo("UNKNOWN_VALUE");
                    assertThat(bad.message()).startsWith("\"" + cell + "\" in \"" + column + "\" is neither ");
                });
    }

    @ParameterizedTest
    @CsvSource({"+12026-01-31", "12026-01-31", "-2026-01-31", "0000-01-31", "+2026-01-31", "226-01-31", "2026-1-31"})
    void without_a_mapping_years_have_four_digits_and_no_sign(String issued) {
        assertThat(files.badRows(SIX + "\n1,C," + issued + ",2026-03-02,10,EUR\n", b -> b))
                .singleElement()
                .satisfies(bad -> assertThat(bad.code()).isEqualTo("UNREADABLE_DATE"));
    }

    @Test
    void more_paid_than_invoiced_is_credit_and_a_warning() {
        ImportedBooks books = files.read(SIX + ",paid\n1,C,2026-01-31,2026-03-02,10,EUR,12.50\n");
        assertThat(item(books, "1").state()).isEqualTo(ItemState.SETTLED);
        assertThat(credits(books, "C")).containsExactly("paid-1 EUR 2.50");
        assertThat(books.counts().warnings()).containsExactly(entry("OVERPAID", 1));
    }

    @Test
    void credit_notes_are_unallocated_whatever_their_sign_and_need_no_due_date() {
        CsvMapping mapping = mapping("""
                columns:
                  invoice: { column: no }
                  customer: { column: c }
                  issued: { column: issued }
                  due: { column: due }
                  amount: { column: amount }
                  currency: { constant: EUR }
                  kind: { column: type, when: CN }
                """);
        ImportedBooks books = files.read(
                "no,c,issued,due,amount,type\n1,C,2026-01-31,2026-03-02,10,RV\n2,C,2026-02-01,,-3,CN\n"
                        + "3,C,2026-02-02,2026-02-02,4,CN\n4,C,2026-07-02,,5,CN\n",
                b -> b.mapping(mapping));
        assertThat(credits(books, "C")).containsExactly("2 EUR 3.00", "3 EUR 4.00");
        assertThat(item(books, "1").open()).isEqualTo(eur("10.00"));
        assertThat(books.counts().invoices()).isEqualTo(1);
        assertThat(books.counts().creditNotes()).isEqualTo(3);
        assertThat(books.accountOf(new ReceivableId("2"))).isEmpty();
        assertThat(books.invoiceNumbers()).containsExactly("1");
    }

    @Test
    void disputed_runs_from_the_issue_date() {
        CsvMapping mapping = mapping("""
                columns:
                  invoice: { column: invoice }
                  customer: { column: customer }
                  issued: { column: issued }
                  due: { column: due }
                  amount: { column: amount }
                  currency: { column: currency }
                  disputed: { column: Disputed, when: Yes }
                """);
        ImportedBooks books = files.read(
                SIX + ",Disputed\n1,C,2026-01-31,2026-03-02,10,EUR,Yes\n2,C,2026-01-31,2026-03-02,10,EUR,No\n"
                        + "3,C,2026-01-31,2026-03-02,10,EUR,\n",
                b -> b.mapping(mapping));
        assertThat(ledger(books, "C").receivables())
                .extracting(r -> r.disputedFrom())
                .containsExactly(Optional.of(LocalDate.of(2026, 1, 31)), Optional.empty(), Optional.empty());
    }

    @Test
    void a_customer_has_what_the_last_cell_that_is_not_blank_says() {
        ImportedBooks books = files.read(SIX + ",customerName,country,language,email,phone,debtorKind\n"
                + "1,C,2026-01-31,2026-03-02,1,EUR,Café,fr,fr_FR,a@cafe.fr,+331,BUSINESS\n"
                + "2,C,2026-01-31,2026-03-02,1,EUR,,DE,,,,CONSUMER\n");
        Customer customer = ledger(books, "C").customer();
        assertThat(customer.name()).isEqualTo("Café");
        assertThat(customer.country()).contains("DE");
        assertThat(customer.language()).contains("fr");
        assertThat(customer.kind()).isEqualTo(DebtorKind.CONSUMER);
        assertThat(customer.contacts()).singleElement().satisfies(c -> {
            assertThat(c.email()).contains("a@cafe.fr");
            assertThat(c.phone()).contains("+331");
        });
        assertThat(books.syntheticEmails()).isFalse();
        assertThat(books.counts().warnings()).isEmpty();
    }

    @Test
    void several_names_are_counted_by_customer_and_the_last_one_wins() {
        ImportedBooks books = files.read(SIX + ",customerName\n1,C,2026-01-31,2026-03-02,1,EUR,A\n"
                + "2,C,2026-01-31,2026-03-02,1,EUR,B\n3,C,2026-01-31,2026-03-02,1,EUR,A\n4,C,2026-01-31,2026-03-02,1,EUR,\n"
                + "5,D,2026-01-31,2026-03-02,1,EUR,A\n6,D,2026-01-31,2026-03-02,1,EUR, A \n");
        assertThat(ledger(books, "C").customer().name()).isEqualTo("A");
        assertThat(books.counts().warnings()).containsExactly(entry("SEVERAL_NAMES", 1));
        assertThat(books.warnings())
                .extracting(p -> files.local(p.toString()))
                .containsExactly("books.csv:3: warning SEVERAL_NAMES: 1 customer(s) have several names, "
                        + "the first in this line; the last one counts");
    }

    @Test
    void without_an_email_column_the_address_is_made_from_the_id() {
        ImportedBooks books = files.read(SIX + ",phone\n1,Café & Co/7,2026-01-31,2026-03-02,1,EUR,+33\n");
        assertThat(books.syntheticEmails()).isTrue();
        assertThat(ledger(books, "Café & Co/7").customer().contacts())
                .extracting(Contact::email, Contact::phone)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Optional.of("Caf%C3%A9%20%26%20Co%2F7@customer.invalid"), Optional.of("+33")));
    }

    @ParameterizedTest
    @CsvSource({"a@b", "a b@c.fr", "@c.fr", "a@c..fr", "a.@c.fr", "a@c.fr;d@e.fr", "A <a@c.fr>", "a@-c.fr", "none"})
    void an_unreadable_email_is_a_warning_and_no_contact(String address) {
        ImportedBooks books = files.read(SIX + ",email\n1,C,2026-01-31,2026-03-02,1,EUR," + address
                + "\n2,C,2026-01-31,2026-03-02,1,EUR," + address + "\n3,D,2026-01-31,2026-03-02,1,EUR,\n");
        assertThat(ledger(books, "C").customer().contacts()).isEmpty();
        assertThat(ledger(books, "D").customer().contacts()).isEmpty();
        assertThat(books.counts().warnings()).containsExactly(entry("EMAIL_UNREADABLE", 1));
    }

    @ParameterizedTest
    @CsvSource({"a@b.fr", "first.last+tag@sub.example.com", "o'neil@bücher.example", "x@1-2.io"})
    void a_readable_email_is_taken(String address) {
        ImportedBooks books = files.read(
                SIX + ",email\n1,C,2026-01-31,2026-03-02,1,EUR," + address + "\n2,C,2026-01-31,2026-03-02,1,EUR,\n");
        assertThat(ledger(books, "C").customer().contacts())
                .extracting(Contact::email)
                .containsExactly(Optional.of(address));
    }

    @Test
    void odd_rows_are_kept_and_counted_with_the_first_place() {
        ImportedBooks books = files.read(SIX + "\n1,C,2026-01-31,2026-01-30,1,EUR\n2,C,2026-01-31,2026-01-31,0,EUR\n"
                + "3,C,2026-01-31,2026-01-01,0.00,EUR\n");
        assertThat(books.counts().invoices()).isEqualTo(3);
        assertThat(books.counts().warnings()).containsExactly(entry("DUE_BEFORE_ISSUED", 2), entry("ZERO_AMOUNT", 2));
        assertThat(books.warnings())
                .extracting(DocumentProblem::code, DocumentProblem::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("DUE_BEFORE_ISSUED", 2),
                        org.assertj.core.groups.Tuple.tuple("ZERO_AMOUNT", 3));
    }

    @Test
    void fields_of_the_host_stand_on_the_invoice_with_their_types() {
        CsvMapping mapping = mapping("""
                decimal: ","
                columns:
                  invoice: { column: invoice }
                  customer: { column: customer }
                  issued: { column: issued }
                  due: { column: due }
                  amount: { column: amount, round: HALF_UP }
                  currency: { column: currency }
                  field.region: { column: region }
                  field.pieces: { column: pieces, as: integer }
                  field.margin: { column: margin, as: decimal }
                  field.shipped: { column: shipped, as: date }
                """);
        ImportedBooks books = files.read(
                SIX
                        + ",region,pieces,margin,shipped\n1,C,2026-01-31,2026-03-02,\"1,005\",EUR,North,12,\"-0,50\",2026-01-30\n"
                        + "2,C,2026-01-31,2026-03-03,1,EUR,,,,\n",
                b -> b.mapping(mapping));
        AccountLedger ledger = ledger(books, "C");
        assertThat(ledger.receivables().get(0).amount()).isEqualTo(eur("1.01"));
        assertThat(ledger.receivables().get(0).fields())
                .containsExactly(
                        entry("margin", new FieldValue.Numeric(new BigDecimal("-0.50"))),
                        entry("pieces", new FieldValue.Numeric(new BigDecimal("12"))),
                        entry("region", new FieldValue.Text("North")),
                        entry("shipped", new FieldValue.Date(LocalDate.of(2026, 1, 30))));
        assertThat(ledger.receivables().get(1).fields()).isEmpty();
    }

    @Test
    void payments_go_to_their_invoice_as_far_as_it_is_open_by_date_and_the_rest_is_credit() {
        ImportedBooks books = files.withPayments(
                SIX + "\n1,C,2026-01-31,2026-03-02,10,EUR\n",
                PAYMENTS + "B,C,1,2026-04-02,8,EUR\nA,C,1,2026-04-01,5,EUR\nD,C,,2026-04-03,7,EUR\n");
        assertThat(item(books, "1").settled()).contains(LocalDate.of(2026, 4, 2));
        assertThat(credits(books, "C")).containsExactly("B EUR 3.00", "D EUR 7.00");
        assertThat(books.counts().payments()).isEqualTo(3);
        assertThat(books.counts().warnings()).containsExactly(entry("OVERPAID", 1));
        assertThat(books.warnings()).singleElement().satisfies(w -> {
            assertThat(files.local(w.file())).isEqualTo("payments.csv");
            assertThat(w.line()).isEqualTo(2);
        });
    }

    @Test
    void payments_after_the_day_are_counted_and_otherwise_ignored() {
        ImportedBooks books = files.withPayments(
                SIX + "\n1,C,2026-01-31,2026-03-02,10,EUR\n",
                PAYMENTS + "A,C,1,2026-07-01,50,EUR\nB,C,,2026-07-01,50,EUR\n");
        assertThat(books.counts().payments()).isEqualTo(2);
        assertThat(books.counts().warnings()).isEmpty();
        assertThat(ledger(books, "C").payments()).isEmpty();
    }

    @Test
    void payments_count_before_settled_which_pays_the_rest() {
        ImportedBooks books = files.withPayments(
                SIX
                        + ",settled\n1,C,2026-01-31,2026-03-02,10,EUR,2026-03-10\n2,C,2026-01-31,2026-03-02,10,EUR,2026-03-10\n",
                PAYMENTS + "A,C,1,2026-03-01,4,EUR\nB,C,2,2026-03-01,10,EUR\n");
        assertThat(ledger(books, "C").payments())
                .extracting(p -> p.id() + " " + p.amount())
                .containsExactly("A EUR 4.00", "B EUR 10.00", "settled-1 EUR 6.00");
        assertThat(item(books, "1").settled()).contains(LocalDate.of(2026, 3, 10));
        assertThat(item(books, "2").settled()).contains(LocalDate.of(2026, 3, 1));
    }

    @Test
    void paid_is_a_total_that_listed_payments_are_part_of() {
        ImportedBooks books = files.withPayments(
                SIX
                        + ",paid,paidOn\n1,C,2026-01-31,2026-03-02,10,EUR,7,2026-05-01\n2,C,2026-01-31,2026-03-02,10,EUR,2,\n",
                PAYMENTS + "A,C,1,2026-03-01,4,EUR\nB,C,2,2026-03-01,5,EUR\n");
        assertThat(item(books, "1").paid()).isEqualTo(eur("7.00"));
        assertThat(item(books, "2").paid()).isEqualTo(eur("5.00"));
    }

    @Test
    void rows_of_one_payment_are_its_parts_and_another_payment_of_that_number_stays_apart() {
        ImportedBooks books = files.withPayments(
                SIX + "\n1,C,2026-01-31,2026-03-02,10,EUR\n2,C,2026-01-31,2026-03-02,20,EUR\n",
                PAYMENTS
                        + "P,C,1,2026-04-01,10,EUR\nP,C,2,2026-04-01,15,EUR\nP,C,,2026-04-01,1,EUR\nP,C,,2026-05-01,2,EUR\n");
        assertThat(ledger(books, "C").payments())
                .extracting(p -> p.id() + " " + p.amount())
                .containsExactly("P EUR 26.00", "P#2 EUR 2.00");
        assertThat(item(books, "2").open()).isEqualTo(eur("5.00"));
        assertThat(credits(books, "C")).containsExactly("P EUR 1.00", "P#2 EUR 2.00");
    }

    @Test
    void a_payment_on_account_may_come_from_a_customer_without_invoices() {
        ImportedBooks books =
                files.withPayments(SIX + "\n1,C,2026-01-31,2026-03-02,10,EUR\n", PAYMENTS + "A,D,,2026-03-01,4,EUR\n");
        assertThat(credits(books, "D")).containsExactly("A EUR 4.00");
        assertThat(books.counts().customers()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} is invoice 1")
    @ValueSource(strings = {"1", "1,0", "1.0", "1.00"})
    void payments_are_mapped_in_the_same_form(String invoice) {
        CsvMapping mapping = CsvMapping.payments("pm.yaml", """
                delimiter: ";"
                dates: dd.MM.yyyy
                decimal: ","
                grouping: "."
                columns:
                  payment: { column: Beleg }
                  customer: { column: Kunde }
                  invoice: { column: Rechnung, as: integer }
                  date: { column: Datum }
                  amount: { column: Betrag }
                  currency: { constant: EUR }
                """.getBytes(StandardCharsets.UTF_8));
        Path payments =
                files.file("p.csv", "Beleg;Kunde;Rechnung;Datum;Betrag\nA;C;" + invoice + ";05.03.2026;1.234,50\n");
        ImportedBooks books = files.read(
                SIX + "\n1,C,2026-01-31,2026-03-02,2000,EUR\n",
                b -> b.payments(payments).paymentsMapping(mapping));
        assertThat(item(books, "1").open()).isEqualTo(eur("765.50"));
    }

    @Test
    void the_stated_encoding_is_used() {
        CsvMapping mapping = mapping("""
                encoding: windows-1252
                delimiter: "\\t"
                quote: "'"
                columns:
                  invoice: { column: Numéro }
                  customer: { column: C }
                  customerName: { column: N }
                  issued: { column: I }
                  due: { column: D }
                  amount: { column: A }
                  currency: { column: W }
                """);
        byte[] csv = "Numéro\tC\tN\tI\tD\tA\tW\n1\tC\t'L''œuvre\tet €'\t2026-01-31\t2026-03-02\t1\tEUR\n"
                .getBytes(Charset.forName("windows-1252"));
        ImportedBooks books = CsvBooks.builder(AS_OF)
                .books(files.file("b.csv", csv))
                .mapping(mapping)
                .build()
                .read();
        assertThat(ledger(books, "C").customer().name()).isEqualTo("L'œuvre et €");
    }

    @Test
    void blank_lines_are_no_rows() {
        ImportedBooks books = files.read(SIX + "\r\n\r\n1,C,2026-01-31,2026-03-02,1,EUR\r\n  \r\n\r\n");
        assertThat(books.counts().invoices()).isEqualTo(1);
    }

    @Test
    void progress_is_told_for_files_of_more_than_ten_thousand_rows() {
        StringBuilder csv = new StringBuilder(SIX).append('\n');
        List<String> told = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            csv.append(i).append(",C,2026-01-31,2026-03-02,1,EUR\n");
        }
        files.read(csv.toString(), b -> b.progress((f, rows, read, all) -> told.add(rows + " " + (read == all))));
        assertThat(told).containsExactly("10000 true");
        told.clear();
        csv.append("10001,C,2026-01-31,2026-03-02,1,EUR\n");
        files.read(csv.toString(), b -> b.progress((f, rows, read, all) -> told.add(rows + " " + (read == all))));
        assertThat(told).containsExactly("10000 true", "10001 true");
    }
}
