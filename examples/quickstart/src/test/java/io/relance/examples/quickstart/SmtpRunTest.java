package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that send their mails to a server on the loopback address. */
class SmtpRunTest {
    private static final String PASSWORD = "s3cret/w0rd";

    @TempDir
    Path home;

    private int port;
    private GreenMail server;

    @BeforeEach
    void free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Path sample(String name) throws IOException {
        try (InputStream in = SampleJob.class.getResourceAsStream("sample/" + name)) {
            return Files.write(home.resolve(name), in.readAllBytes());
        }
    }

    private Path books(String... rows) {
        List<String> lines = new ArrayList<>(List.of("invoice,customer,issued,due,amount,currency,language,email"));
        lines.addAll(List.of(rows));
        return CommandLineRun.write(home, "books.csv", lines.toArray(new String[0]));
    }

    private CommandLineRun run(Path books, String smtp, String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", "--books", books.toString(), "--out", home + "/out", "--as-of", "2026-03-31"));
        args.addAll(List.of("--smtp", smtp));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private String address() {
        return "smtp://localhost:" + port + "?from=dunning@vendor.example";
    }

    private SortedMap<String, String> copies() {
        return CommandLineRun.filesOf(home.resolve("out/outbox"));
    }

    private List<String> arrived() {
        return Arrays.stream(server.getReceivedMessages())
                .map(SmtpRunTest::written)
                .toList();
    }

    /** As it was sent; this server takes the end of the last line for that of the words, and adds to the head. */
    private static String written(MimeMessage mail) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            mail.writeTo(out, new String[] {"Return-Path", "Received"});
            return out.toString(StandardCharsets.UTF_8) + "\r\n";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_sample_sends_its_mails_once_and_keeps_a_copy_of_each() throws IOException {
        server.start();
        Path invoices = sample("invoices.csv");
        String[] more = {"--payments", sample("payments.csv").toString(), "--from", "2026-01-05"};

        CommandLineRun run = run(invoices, address(), more);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("mails are sent as \"default <dunning@vendor.example>\" over smtp://localhost:" + port + "\n")
                .contains(", " + arrived().size() + " messages handed over, ");
        assertThat(arrived())
                .hasSizeGreaterThan(15)
                .containsExactlyInAnyOrderElementsOf(copies().values())
                .allMatch(mail -> mail.contains("From: default <dunning@vendor.example>"))
                .allMatch(mail -> mail.contains(".email.0@vendor.example>"));
        assertThat(CommandLineRun.filesOf(home.resolve("out")).keySet()).contains("decisions.csv", "report.json");
        SortedMap<String, String> files = CommandLineRun.filesOf(home.resolve("out"));
        int sent = arrived().size();

        CommandLineRun again = run(invoices, address(), more);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains(" 0 messages handed over");
        assertThat(arrived()).hasSize(sent);
        assertThat(CommandLineRun.filesOf(home.resolve("out"))).isEqualTo(files);
    }

    @Test
    void what_leaves_over_smtp_is_what_would_have_been_written_as_files() throws IOException {
        server.start();
        Path invoices = sample("invoices.csv");
        run(invoices, address(), "--from", "2026-03-01");
        CommandLineRun.in(
                home,
                "run",
                "--books",
                invoices.toString(),
                "--from",
                "2026-03-01",
                "--as-of",
                "2026-03-31",
                "--out",
                home + "/files");

        assertThat(copies().keySet())
                .isEqualTo(CommandLineRun.filesOf(home.resolve("files/outbox")).keySet())
                .hasSizeGreaterThan(5);
        assertThat(CommandLineRun.filesOf(home.resolve("out")).get("decisions.csv"))
                .isEqualTo(CommandLineRun.filesOf(home.resolve("files")).get("decisions.csv"));
    }

    @Test
    void each_customer_is_written_to_in_the_language_of_the_books() throws Exception {
        server.start();
        Path books = books(
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example",
                "F-2,B,2026-01-10,2026-03-20,100.00,EUR,en,b@customer.example",
                "F-3,C,2026-01-10,2026-03-20,100.00,EUR,de,c@customer.example",
                "F-4,D,2026-01-10,2026-03-20,100.00,EUR,pl,d@customer.example",
                "F-5,E,2026-01-10,2026-03-20,100.00,EUR,,e@customer.example");

        assertThat(run(books, address(), "--language", "es").exitCode()).isZero();

        Map<String, String> languages = new TreeMap<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            languages.put(
                    ((InternetAddress) mail.getAllRecipients()[0]).getAddress(), mail.getHeader("Content-Language")[0]);
        }
        assertThat(languages)
                .isEqualTo(Map.of(
                        "a@customer.example",
                        "fr",
                        "b@customer.example",
                        "en",
                        "c@customer.example",
                        "de",
                        "d@customer.example",
                        "en",
                        "e@customer.example",
                        "es"));
    }

    @Test
    void a_user_and_a_password_are_given_to_the_server_and_shown_nowhere() throws IOException {
        server.start();
        server.setUser("bob@vendor.example", "bob@vendor.example", PASSWORD);
        server.getUserManager().setAuthRequired(true);
        Path books = books("F-1,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example");

        CommandLineRun wrong = run(books, "smtp://bob%40vendor.example:wr0ng-w0rd@127.0.0.1:" + port);
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.err())
                .contains("1 mail was not taken for now", "refuses the user name or the password")
                .doesNotContain("wr0ng");
        assertThat(arrived()).isEmpty();

        CommandLineRun right = run(books, "smtp://bob%40vendor.example:s3cret%2Fw0rd@127.0.0.1:" + port);
        assertThat(right.exitCode()).as(right.err()).isZero();
        assertThat(right.err() + right.out())
                .contains("\"default <bob@vendor.example>\" over smtp://127.0.0.1:" + port)
                .doesNotContain("s3cret");
        assertThat(arrived()).hasSize(1);
        for (Path file : files(home)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret", "wr0ng");
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }

    @Test
    void a_server_that_is_away_ends_with_3_and_the_same_command_sends_what_is_left_once() {
        Path books = books(
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example",
                "F-2,B,2026-01-10,2026-03-20,100.00,EUR,en,b@customer.example");

        for (int i = 0; i < 2; i++) {
            CommandLineRun away = run(books, address());
            assertThat(away.exitCode()).isEqualTo(3);
            assertThat(away.err().lines().toList())
                    .last()
                    .asString()
                    .startsWith("relance: 2 mails were not taken for now, the last since can't reach the mail server"
                            + " localhost:" + port)
                    .endsWith("; nothing was sent; give the same command again");
            assertThat(copies()).isEmpty();
            assertThat(CommandLineRun.filesOf(home.resolve("out")).keySet()).contains("decisions.csv", "report.json");
        }
        server.start();
        assertThat(run(books, address()).exitCode()).isZero();
        assertThat(run(books, address()).exitCode()).isZero();

        assertThat(arrived()).hasSize(2).containsExactlyInAnyOrderElementsOf(copies().values());
    }

    @Test
    void a_run_of_several_days_stops_on_the_day_on_which_the_server_is_away_and_goes_on_there() {
        Path books = books("F-1,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example");

        CommandLineRun away = run(books, address(), "--from", "2026-03-02");
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.err().lines().toList())
                .last()
                .asString()
                .startsWith("relance: on 2026-03-17 1 mail was not taken for now");

        server.start();
        assertThat(run(books, address(), "--from", "2026-03-02").exitCode()).isZero();
        assertThat(copies().keySet())
                .extracting(name -> name.substring(0, 10))
                .containsExactly("2026-03-17", "2026-03-25");
        assertThat(arrived()).hasSize(2);
    }

    /** What no part of the program survives: as near to a kill as a test in the same process comes. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Takes as long as the lease of the one that was killed. */
    @Test
    void killed_between_hand_over_and_receipt_a_mail_is_in_doubt_and_never_sent_again() {
        server.start();
        Path books = books(
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example",
                "F-2,B,2026-01-10,2026-03-20,100.00,EUR,en,b@customer.example");
        String[] run = {
            "run", "--books", books.toString(), "--out", home + "/out", "--as-of", "2026-03-31", "--smtp", address()
        };
        assertThatThrownBy(() -> CommandLineRun.in(
                        home,
                        file -> {
                            if (file.toString().endsWith(".eml")) {
                                throw new Killed();
                            }
                        },
                        run))
                .isInstanceOf(Killed.class);
        assertThat(arrived()).hasSize(1);

        for (int i = 0; i < 2; i++) {
            CommandLineRun again = CommandLineRun.in(home, run);
            assertThat(again.exitCode()).as(again.err()).isEqualTo(4);
            assertThat(again.err()).contains("1 message(s) in doubt");
            assertThat(arrived()).as("the other was still to go").hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_copy_that_cannot_be_written_ends_the_run_and_sends_nothing_twice() throws IOException {
        server.start();
        Path books = books(
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example",
                "F-2,B,2026-01-10,2026-03-20,100.00,EUR,en,b@customer.example");
        Path inTheWay = home.resolve("out/outbox");
        Files.createDirectories(inTheWay);
        run(books, address(), "--as-of", "2026-03-19");
        // names of copies are known: folders that are not empty stand where both would go
        List<String> names = names(books);
        for (String name : names) {
            Files.createDirectories(inTheWay.resolve(name).resolve("full"));
        }

        CommandLineRun stopped = run(books, address());
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.err()).contains("can't write ", ".eml: it is a directory");
        assertThat(arrived()).hasSize(1);

        for (String name : names) {
            Files.delete(inTheWay.resolve(name).resolve("full"));
            Files.delete(inTheWay.resolve(name));
        }
        assertThat(run(books, address()).exitCode()).isZero();
        assertThat(arrived()).hasSize(2).doesNotHaveDuplicates();
    }

    private List<String> names(Path books) {
        CommandLineRun.in(home, "run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/names");
        return List.copyOf(CommandLineRun.filesOf(home.resolve("names/outbox")).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "jdbc:h2:mem:x"})
    void a_memory_that_ends_with_the_program_is_refused(String database) {
        CommandLineRun run = run(books(), address(), "--db", database);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("each run would send the same mails again");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp.vendor.example",
                "http://bob:s3cret@smtp.vendor.example",
                "smtp://",
                "smtp://bob@smtp.vendor.example",
                "smtp://bob:@smtp.vendor.example",
                "smtp://:s3cret@smtp.vendor.example",
                "smtp://bob:s3cret@",
                "smtp://bob:s3c@ret@smtp.vendor.example",
                "smtp://bob:s3c ret@smtp.vendor.example",
                "smtp://bob:s3c%ret@smtp.vendor.example",
                "smtp://bob:s3cret%0D%0A@smtp.vendor.example",
                "smtp://bob:s3cret@smtp.vendor.example:0",
                "smtp://bob:s3cret@smtp.vendor.example:65536",
                "smtp://bob:s3cret@smtp.vendor.example/inbox",
                "smtp://bob:s3cret@smtp.vendor.example#x",
                "smtp://bob:s3cret@smtp.vendor.example?form=a@vendor.example",
                "smtp://bob:s3cret@smtp.vendor.example?from=",
                "smtp://bob:s3cret@smtp.vendor.example?from=s3cret",
                "smtp://bob:s3cret@smtp.vendor.example?from=a@vendor.example&from=b@vendor.example",
                "smtp://bob:s3cret@smtp.vendor.example?from=a@v.example%0D%0ABcc:%20s3cret@x.example",
                "smtp://bob:s3cret@smtp.vendor.example?tls=no",
                "smtps://bob:s3cret@smtp.vendor.example?tls=none"
            })
    void a_server_that_is_written_wrongly_is_refused_in_one_line_that_shows_no_password(String address) {
        CommandLineRun run = run(books(), address);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err())
                .contains("Invalid value for option '--smtp'", "it is no mail server", MailServer.FORM)
                .doesNotContain("s3c", "bob");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "smtp://smtp.vendor.example smtp://smtp.vendor.example 0 STARTTLS",
                "smtp://smtp.vendor.example:25/?tls=none smtp://smtp.vendor.example:25 25 NONE",
                "SMTPS://smtp.vendor.example smtps://smtp.vendor.example 0 TLS",
                "smtp://localhost:2525 smtp://localhost:2525 2525 NONE",
                "smtp://127.0.0.1?tls=starttls smtp://127.0.0.1 0 STARTTLS",
                "smtps://[::1]:465 smtps://::1:465 465 TLS",
                "smtp://localhost.vendor.example smtp://localhost.vendor.example 0 STARTTLS"
            })
    void a_server_elsewhere_is_spoken_to_over_tls_unless_it_is_said_otherwise(
            String address, String shown, int port, String security) {
        MailServer read = MailServer.of(address).orElseThrow();

        assertThat(read).hasToString(shown);
        assertThat(read.port()).isEqualTo(port);
        assertThat(read.security()).hasToString(security);
    }

    @Test
    void user_and_password_are_read_with_their_escapes_and_shown_by_nothing() {
        MailServer read = MailServer.of("smtp://b%40b+c:%3A%2F%40%25+@h?from=a+b@vendor.example")
                .orElseThrow();

        assertThat(read.login()).contains(new MailServer.Login("b@b+c", ":/@%+"));
        assertThat(read.sender()).contains("a+b@vendor.example");
        assertThat(read + " " + read.login()).doesNotContain(":/@%");
    }
}
