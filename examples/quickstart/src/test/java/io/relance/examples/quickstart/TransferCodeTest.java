package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails with the code of a SEPA transfer. */
class TransferCodeTest {
    private static final String IBAN = "FR7630006000011234567890189";

    @TempDir
    Path home;

    @BeforeEach
    void files() {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,language,email",
                "F-2026-17,A,2026-01-10,2026-03-20,100.00,EUR,fr,a@customer.example",
                "F-2,B,2026-01-10,2026-03-20,30.00,EUR,en,b@customer.example",
                "F-3,B,2026-01-10,2026-03-20,12.50,EUR,en,b@customer.example",
                "F-4,C,2026-01-10,2026-03-20,100.00,GBP,en,c@customer.example");
        CommandLineRun.write(home, "sender.txt", "name = Ateliers Mercier SAS", "iban = " + IBAN);
    }

    private CommandLineRun relance(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command, "--books", home + "/books.csv", "--as-of", "2026-03-31", "--sender", home + "/sender.txt"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    /** The mails of a run, by customer. */
    private SortedMap<String, String> mails(String out, String... more) {
        List<String> args = new ArrayList<>(List.of("--out", home + "/" + out));
        args.addAll(List.of(more));
        CommandLineRun run = relance("run", args.toArray(new String[0]));
        assertThat(run.exitCode()).as(run.err()).isZero();
        SortedMap<String, String> mails = new TreeMap<>();
        CommandLineRun.filesOf(home.resolve(out + "/outbox"))
                .forEach((name, mail) -> mails.put(name.split("_")[1], mail));
        return mails;
    }

    /** The parts of a mail: its text, its HTML, then what goes with it. */
    private static List<BodyPart> parts(String mail) throws Exception {
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        List<BodyPart> parts = new ArrayList<>();
        Multipart mixed = (Multipart) message.getContent();
        for (int i = 0; i < mixed.getCount(); i++) {
            if (mixed.getBodyPart(i).getContent() instanceof Multipart inner) {
                parts.add(inner.getBodyPart(0));
                parts.add(inner.getBodyPart(1));
            } else {
                parts.add(mixed.getBodyPart(i));
            }
        }
        return parts;
    }

    /** What a camera reads. */
    private static String scanned(BodyPart picture) throws Exception {
        BufferedImage image = ImageIO.read(picture.getInputStream());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                .getText();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A | EUR100.00 | RF74F202617 | Référence du virement (code QR ci-joint) : RF74 F202 617
                    B | EUR42.50  | RF95B       | Reference of the transfer (QR code attached): RF95 B
                    """)
    void a_mail_has_the_code_of_its_total_as_a_picture_and_the_reference_in_its_words(
            String customer, String amount, String reference, String words) throws Exception {
        List<BodyPart> parts = parts(mails("out", "--pay-by", "sepa").get(customer));

        assertThat(parts).hasSize(3);
        assertThat((String) parts.get(0).getContent()).endsWith("\r\n\r\n" + words + "\r\n");
        assertThat((String) parts.get(1).getContent()).containsSubsequence("<p>" + words + "</p>", "</body>");
        assertThat(parts.get(2).getFileName()).isEqualTo(reference + ".png");
        assertThat(scanned(parts.get(2)).lines())
                .containsExactly("BCD", "002", "1", "SCT", "", "Ateliers Mercier SAS", IBAN, amount, "", reference);
    }

    @Test
    void a_mail_in_another_currency_has_none() {
        assertThat(mails("with", "--pay-by", "sepa").get("C"))
                .isEqualTo(mails("without").get("C"));
    }

    @Test
    void none_is_what_is_done_when_nothing_is_said() {
        SortedMap<String, String> said = mails("said", "--pay-by", "none");

        assertThat(said).isEqualTo(mails("unsaid"));
        assertThat(said.values()).noneMatch(mail -> mail.contains("image/png"));
    }

    @Test
    void a_preview_is_the_mail_byte_for_byte() {
        String leaves = mails("out", "--pay-by", "sepa").get("A");

        CommandLineRun preview = relance("preview", "--customer", "A", "--pay-by", "sepa", "--format", "eml");
        assertThat(preview.out()).isEqualTo(leaves);
        assertThat(relance("preview", "--customer", "A", "--pay-by", "sepa").out())
                .contains("with RF74F202617.png", "RF74 F202 617");
    }

    @Test
    void without_an_account_to_pay_to_it_is_refused_before_anything_is_written() {
        record Case(Map.Entry<String, String> line, String saying) {}
        for (Case one : List.of(
                new Case(Map.entry("name", "Ateliers Mercier SAS"), "it has no iban"),
                new Case(Map.entry("iban", "FR7630006000011234567890188"), "check digits"))) {
            CommandLineRun.write(
                    home, "sender.txt", one.line().getKey() + " = " + one.line().getValue());
            CommandLineRun run = relance("run", "--out", home + "/refused", "--pay-by", "sepa");

            assertThat(run.exitCode()).as(one.saying()).isEqualTo(1);
            assertThat(run.err()).contains("SEPA_NEEDS_ACCOUNT", one.saying(), "give --sender a file with an iban");
            assertThat(home.resolve("refused")).doesNotExist();
        }
    }
}
