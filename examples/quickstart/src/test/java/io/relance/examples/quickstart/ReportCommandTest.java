package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportCommandTest {
    @TempDir
    Path home;

    private CommandLineRun report(Path books, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "report",
                "--books",
                books.toString(),
                "--as-of",
                "2026-03-31",
                "--out",
                home.resolve("out").toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private JsonNode json() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(home.resolve("out/report.json")));
    }

    /** The vector of an aging balance: amounts at their due dates, and one unallocated credit note. */
    private Path vector() {
        return CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,kind",
                "F-1,A,Alpha,2025-12-01,2026-04-15,1000,EUR,",
                "F-2,A,Alpha,2025-12-01,2026-03-31,200,EUR,",
                "F-3,A,Alpha,2025-12-01,2026-03-30,300,EUR,",
                "F-4,A,Alpha,2025-12-01,2026-03-01,400,EUR,",
                "F-5,A,Alpha,2025-12-01,2026-02-28,500,EUR,",
                "F-6,B,Beta,2025-12-01,2026-01-30,600,EUR,",
                "F-7,B,Beta,2025-12-01,2026-01-29,700,EUR,",
                "F-8,B,Beta,2025-12-01,2025-12-31,800,EUR,",
                "F-9,B,Beta,2025-12-01,2025-12-30,900,EUR,",
                "F-10,C,Later,2026-04-01,2026-05-01,77,JPY,",
                "A-1,A,Alpha,2026-01-15,,50,EUR,CREDIT_NOTE");
    }

    @Test
    void what_was_paid_of_an_invoice_issued_after_the_day_leaves_no_trace() throws Exception {
        Path books = CommandLineRun.write(
                home,
                "backdated.csv",
                "invoice,customer,issued,due,amount,currency,paid",
                "F-1,A,2026-01-10,2026-02-09,100.00,EUR,",
                "F-2,A,2026-05-10,2026-06-09,300.00,EUR,300.00",
                "F-3,Later,2026-05-10,2026-06-09,50.00,GBP,20.00");
        CommandLineRun report = CommandLineRun.in(
                home, "report", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/back");
        CommandLineRun run = CommandLineRun.in(
                home, "run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/run");

        assertThat(List.of(report.exitCode(), run.exitCode())).containsOnly(0);
        String json = java.nio.file.Files.readString(home.resolve("back/report.json"));
        assertThat(json).doesNotContain("GBP", "Later").containsPattern("\"unallocatedCredit\"\\s*:\\s*\"0.00\"");
        assertThat(java.nio.file.Files.readAllLines(home.resolve("run/decisions.csv")))
                .hasSize(2)
                .last()
                .asString()
                .contains(",F-1,EUR,100.00,", ",MESSAGE,");
    }

    @Test
    void the_aging_balance_of_the_vector() throws Exception {
        assertThat(report(vector()).exitCode()).isZero();

        assertThat(json().get("aging").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"notDue\":\"1200.00\",\"buckets\":["
                        + "{\"fromDays\":1,\"toDays\":30,\"amount\":\"700.00\",\"items\":2},"
                        + "{\"fromDays\":31,\"toDays\":60,\"amount\":\"1100.00\",\"items\":2},"
                        + "{\"fromDays\":61,\"toDays\":90,\"amount\":\"1500.00\",\"items\":2},"
                        + "{\"fromDays\":91,\"toDays\":null,\"amount\":\"900.00\",\"items\":1}],"
                        + "\"unallocatedCredit\":\"50.00\",\"gross\":\"5400.00\",\"net\":\"5350.00\",\"items\":9}]");
    }

    @Test
    void the_document_has_its_keys_in_order_and_counts_later_rows_among_the_books_alone() throws Exception {
        report(vector());

        JsonNode root = json();
        assertThat(root.propertyNames())
                .containsExactly(
                        "schema",
                        "asOf",
                        "creditor",
                        "books",
                        "aging",
                        "indicators",
                        "segments",
                        "customers",
                        "decisions");
        assertThat(root.get("schema").asInt()).isEqualTo(1);
        assertThat(root.get("books").toString())
                .isEqualTo(
                        "{\"invoices\":10,\"creditNotes\":1,\"payments\":0,\"customers\":3,\"badRows\":0,\"warnings\":{}}");
        assertThat(root.get("indicators").get(0).propertyNames())
                .containsExactly(
                        "currency",
                        "dsoSimple",
                        "dsoCountBack",
                        "dsoCountBackIsLowerBound",
                        "bestPossibleDso",
                        "averageDaysDelinquent",
                        "overdueRate",
                        "meanPaymentDelayDays",
                        "meanCashDelayDays",
                        "onTimeRateByCount",
                        "onTimeRateByAmount",
                        "recoveryRate",
                        "cei");
        assertThat(root.get("indicators").size()).isEqualTo(1);
        assertThat(root.get("segments").toString()).isEqualTo("{\"NEW\":2}");
        assertThat(root.get("customers").get(0).toString())
                .isEqualTo("{\"id\":\"A\",\"name\":\"Alpha\",\"segment\":\"NEW\",\"paymentScore\":null,"
                        + "\"riskLevel\":null,\"meanDelayDays\":null,\"open\":{\"EUR\":\"2400.00\"},"
                        + "\"overdue\":{\"EUR\":\"1200.00\"},\"oldestDaysLate\":31}");
        assertThat(root.get("customers").size()).isEqualTo(2);
        assertThat(root.get("decisions").isNull()).isTrue();
    }

    @Test
    void numbers_that_are_not_whole_have_4_to_6_decimals_and_no_value_is_null() throws Exception {
        Path books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,settled",
                "F-1,A,2026-03-01,2026-03-11,100.00,EUR,2026-03-12",
                "F-2,A,2026-03-01,2026-03-11,300.00,EUR,2026-03-13",
                "F-3,A,2026-03-01,2026-03-21,300.00,EUR,",
                "F-4,B,2025-11-01,2026-04-21,300.00,GBP,");
        report(books);

        JsonNode euro = json().get("indicators").get(0);
        // 300 / 700 x 90
        assertThat(euro.get("dsoSimple").toString()).isEqualTo("38.571429");
        assertThat(home.resolve("out/report.json")).content().contains("\"meanPaymentDelayDays\": 1.7500,");
        // (100 x 1 + 300 x 2) / 400
        assertThat(euro.get("meanPaymentDelayDays").decimalValue()).isEqualByComparingTo("1.75");
        assertThat(euro.get("overdueRate").toString()).isEqualTo("1");
        JsonNode pound = json().get("indicators").get(1);
        assertThat(pound.get("dsoSimple").isNull()).isTrue();
        assertThat(pound.get("meanPaymentDelayDays").isNull()).isTrue();
    }

    @Test
    void skip_exits_with_0_and_lists_what_was_left_out() throws Exception {
        Path books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-03-01,2026-03-11,100.00,EUR",
                "F-1,A,2026-03-01,2026-03-11,200.00,EUR",
                "F-2,A,2026-03-01,2026-03-11,-5.00,EUR");

        CommandLineRun run = report(books, "--on-bad-row", "skip");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("2 bad row(s) were left out");
        assertThat(json().get("books").get("badRows").asInt()).isEqualTo(2);
        List<String> lines = Files.readAllLines(home.resolve("out/bad-rows.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("file,line,code,message");
        assertThat(lines.get(1)).startsWith(books + ",3,DUPLICATE_INVOICE,");
        assertThat(lines.get(2)).startsWith(books + ",4,NEGATIVE_AMOUNT,");
    }

    @Test
    void a_bad_row_with_half_a_character_is_listed_like_any_other() throws Exception {
        String longer = "x".repeat(56) + "\uD83D\uDE00" + "y".repeat(10);
        Path books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-03-01,2026-03-11,100.00,EUR",
                "F-2,A," + longer + ",2026-03-11,200.00,EUR");

        CommandLineRun run = report(books, "--on-bad-row", "skip");

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(home.resolve("out/bad-rows.csv"))).contains("x".repeat(56) + "...");
    }

    @Test
    void what_is_odd_but_kept_is_counted_and_told() throws Exception {
        Path books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,country",
                "F-1,A,2026-03-11,2026-03-01,100.00,EUR,TH",
                "F-2,A,2026-03-11,2026-03-21,0.00,EUR,FR");

        CommandLineRun run = report(books);

        assertThat(json().get("books").get("warnings").toString())
                .isEqualTo("{\"DUE_BEFORE_ISSUED\":1,\"ZERO_AMOUNT\":1}");
        assertThat(run.err().lines())
                .filteredOn(line -> line.contains("warning DUE_BEFORE_ISSUED"))
                .hasSize(1);
        assertThat(run.err()).containsOnlyOnce("@customer.invalid");
    }

    @Test
    void a_country_without_a_calendar_is_said_once() {
        Path books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,country",
                "F-1,A,2026-03-11,2026-03-21,100.00,EUR,TH",
                "F-2,B,2026-03-11,2026-03-21,100.00,EUR,TH");

        assertThat(report(books).err()).containsOnlyOnce("no calendar of public holidays is known for TH");
    }

    @Test
    void a_header_alone_is_an_empty_book() throws Exception {
        Path books = CommandLineRun.write(home, "books.csv", "invoice,customer,issued,due,amount,currency");

        CommandLineRun run = report(books);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("0 invoices").contains("nothing yet");
        assertThat(json().get("aging").size()).isZero();
    }

    @Test
    void standard_output_is_aligned_for_people() {
        String text = report(vector()).out();

        assertThat(text)
                .startsWith(
                        "Receivables of default as of 2026-03-31\n10 invoices, 1 credit note, 0 payments, 3 customers\n")
                .contains(
                        "Aging balance\n"
                                + "       not due     1-30      31-60      61-90     > 90      gross   credit        net   items\n"
                                + "EUR   1 200.00   700.00   1 100.00   1 500.00   900.00   5 400.00    50.00   5 350.00       9\n")
                .doesNotContain("\u001b");
    }

    @Test
    void as_json_standard_output_is_the_document() throws Exception {
        assertThat(report(vector(), "--format", "json").out())
                .isEqualTo(Files.readString(home.resolve("out/report.json")))
                .endsWith("}\n");
    }

    @Test
    void several_books_share_one_space_of_numbers_and_payments_are_taken() throws Exception {
        Path first = CommandLineRun.write(
                home, "1.csv", "invoice,customer,issued,due,amount,currency", "F-1,A,2026-03-01,2026-03-11,100.00,EUR");
        Path second = CommandLineRun.write(
                home, "2.csv", "invoice,customer,issued,due,amount,currency", "F-2,A,2026-03-01,2026-03-11,50.00,EUR");
        Path payments = CommandLineRun.write(
                home,
                "p.csv",
                "number,who,what,on,sum,cur",
                "P-1,A,F-1,2026-03-20,30.00,EUR",
                "P-2,A,,2026-03-20,5.00,EUR");
        Path mapping = CommandLineRun.write(
                home,
                "p.yaml",
                "columns:",
                "  payment: { column: number }",
                "  customer: { column: who }",
                "  invoice: { column: what }",
                "  date: { column: on }",
                "  amount: { column: sum }",
                "  currency: { column: cur }");

        CommandLineRun run = report(
                first,
                "--books",
                second.toString(),
                "--payments",
                payments.toString(),
                "--payments-mapping",
                mapping.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        // 100 - 30 + 50, and 5 that nothing was named for
        assertThat(json().get("aging").get(0).get("gross").asString()).isEqualTo("120.00");
        assertThat(json().get("aging").get(0).get("unallocatedCredit").asString())
                .isEqualTo("5.00");
        assertThat(json().get("books").get("payments").asInt()).isEqualTo(2);
    }
}
