package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of Stripe's in previews and letters, and when they are over: one invoice, over a stand-in for Stripe. */
class RunWithPagesTest {
    @TempDir
    Path home;

    private StripeStandIn stripe;

    @BeforeEach
    void start() throws IOException {
        stripe = new StripeStandIn();
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,email,language,address",
                "F-1,A,Brumes SA,2026-02-20,2026-03-20,100.00,EUR,a@brumes.example,fr,2 quai|29200 Brest");
        CommandLineRun.write(
                home,
                "sender.txt",
                "name = Ateliers Mercier SAS",
                "address = 12 rue de la Paix",
                "address = 69002 Lyon");
        policy("email");
    }

    @AfterEach
    void stop() {
        stripe.close();
    }

    /** A reminder over a channel, and a second one that a person approves. */
    private void policy(String channel) {
        CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: pages",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    steps:",
                "      - { id: first, stage: AMICABLE, when: { daysAfterDue: 5 }, send: [ { channel: " + channel
                        + ", template: reminder } ] }",
                "      - { id: second, stage: AMICABLE, when: { daysAfterDue: 12 }, approval: true, send: [ { channel: "
                        + channel + ", template: reminder } ] }");
    }

    private CommandLineRun relance(String command, String asOf, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--books",
                home + "/books.csv",
                "--policy",
                home + "/policy.yaml",
                "--sender",
                home + "/sender.txt",
                "--as-of",
                asOf,
                "--pay-by",
                "stripe"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, stripe.environment(), args.toArray(new String[0]));
    }

    private CommandLineRun run(String asOf, String... more) {
        List<String> args =
                new ArrayList<>(List.of("--out", home + "/out", "--paid-page", "https://vendor.example/paid"));
        args.addAll(List.of(more));
        return relance("run", asOf, args.toArray(new String[0]));
    }

    private void assertDone(CommandLineRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void a_preview_shows_the_page_that_is_there_and_asks_for_none() {
        CommandLineRun before = relance("preview", "2026-03-25", "--customer", "A");
        assertDone(before);
        assertThat(before.out()).contains("F-1").doesNotContain("stripe.example");
        assertDone(run("2026-03-25"));
        assertDone(run("2026-04-01"));
        int asked = stripe.authorizations().size();

        CommandLineRun preview = relance("preview", "2026-04-01", "--customer", "A", "--out", home + "/out");

        assertDone(preview);
        assertThat(preview.out())
                .contains("awaiting approval")
                .contains(stripe.pages().get(0));
        assertThat(stripe.authorizations()).hasSize(asked).hasSize(1);
    }

    @Test
    void a_letter_has_a_code_that_leads_to_its_page() throws Exception {
        policy("letter");

        assertDone(run("2026-03-25", "--letters", home + "/letters"));

        assertThat(stripe.pages()).hasSize(1);
        assertThat(scanned(onlyLetter())).isEqualTo(stripe.pages().get(0) + "?locale=fr");
    }

    private byte[] onlyLetter() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("letters"))) {
            List<Path> letters =
                    files.filter(file -> file.toString().endsWith(".pdf")).toList();
            assertThat(letters).hasSize(1);
            return Files.readAllBytes(letters.get(0));
        }
    }

    /** What a camera reads off the first page. */
    private static String scanned(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 200);
            int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        }
    }

    @Test
    void a_page_that_cannot_be_withdrawn_is_told_of_and_the_run_of_the_next_day_withdraws_it() {
        assertDone(run("2026-03-25"));
        CommandLineRun.write(
                home,
                "payments.csv",
                "payment,customer,date,amount,currency,invoice",
                "P-1,A,2026-03-26,100.00,EUR,F-1");
        stripe.refuseWithdrawals(503);

        CommandLineRun away = run("2026-03-27", "--from", "2026-03-26", "--payments", home + "/payments.csv");

        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.err())
                .contains("relance: 1 payment page was not withdrawn for now, one since ")
                .endsWith("; the run of the next day tries again\n");
        assertThat(stripe.withdrawn()).isEmpty();

        stripe.refuseWithdrawals(0);
        assertDone(run("2026-03-28", "--payments", home + "/payments.csv"));
        assertThat(stripe.withdrawn()).isEqualTo(stripe.pages());
    }
}
