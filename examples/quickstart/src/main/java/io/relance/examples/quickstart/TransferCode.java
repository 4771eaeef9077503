package io.relance.examples.quickstart;

import io.relance.adapter.paymentsepa.SepaCode;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.CreditTransfer;
import io.relance.receivable.CreditorReference;
import java.util.Map;
import java.util.Optional;

/**
 * Mails with the code that starts a SEPA transfer of what they ask for: as a picture that goes with them, and its reference (ISO
 * 11649) in their words. Mails that ask for several currencies, for another one than the euro, or for nothing have neither. Letters
 * have theirs from their channel.
 */
final class TransferCode {
    /** What every camera reads from a screen. */
    private static final int PIXELS = 6;

    private static final String ENGLISH = "en";

    /** What stands before the reference, by language. */
    private static final Map<String, String> LABELS = Map.of(
            "de",
            "Referenz der Überweisung (QR-Code im Anhang):",
            ENGLISH,
            "Reference of the transfer (QR code attached):",
            "es",
            "Referencia de la transferencia (código QR adjunto):",
            "fr",
            "Référence du virement (code QR ci-joint) :",
            "it",
            "Riferimento del bonifico (codice QR in allegato):",
            "nl",
            "Kenmerk van de overschrijving (QR-code in de bijlage):");

    private static final String BODY_END = "</body>";

    private TransferCode() {}

    /** The mail with its code; as it was when it gets none. */
    static OutboundMessage with(OutboundMessage mail) {
        Optional<CreditTransfer> transfer = mail.creditTransfer();
        Optional<SepaCode> code = transfer.flatMap(SepaCode::of);
        if (code.isEmpty()) {
            return mail;
        }
        Optional<CreditorReference> reference = transfer.flatMap(CreditTransfer::reference);
        String name = reference.map(CreditorReference::value).orElse("SEPA") + ".png";
        OutboundMessage.Builder with = mail.toBuilder()
                .attachment(new Attachment(name, "image/png", code.get().png(PIXELS)));
        reference.ifPresent(quoted -> {
            String line = label(mail.language()) + " " + quoted.grouped();
            with.text(mail.text().stripTrailing() + "\n\n" + line + "\n");
            mail.html().ifPresent(html -> with.html(withLine(html, line)));
        });
        return with.build();
    }

    private static String label(String language) {
        return LABELS.getOrDefault(language.split("-", 2)[0], LABELS.getOrDefault(ENGLISH, ""));
    }

    /** At the end; none of its characters means anything in HTML. */
    private static String withLine(String html, String line) {
        String paragraph = "<p>" + line + "</p>";
        int end = html.lastIndexOf(BODY_END);
        return end < 0 ? html + paragraph : html.substring(0, end) + paragraph + "\n" + html.substring(end);
    }
}
