package io.relance.delivery;

import io.relance.receivable.CreditorReference;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a code says that starts a SEPA credit transfer in the payer's banking app (European Payments Council, EPC069-12,
 * version 002, in UTF-8): twelve elements, a line each; those that are absent at the end are left out.
 *
 * <p>Limits: a name of {@value #MAX_NAME} characters, which is cut; an amount from EUR 0.01 to EUR 999 999 999.99; a reference by
 * ISO 11649, or none; {@value #MAX_BYTES} bytes in all. A BIC is 8 or 11 capitals and digits; another is left out, since IBANs do
 * without.
 */
public final class EpcText {
    /** The most characters of the beneficiary's name; what is longer ends in an ellipsis. */
    public static final int MAX_NAME = 70;
    /** The most bytes of all: what version 13 of a QR code takes at error correction M. */
    public static final int MAX_BYTES = 331;

    private static final String CURRENCY = "EUR";
    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal("999999999.99");

    private EpcText() {}

    /** The text; empty when it can't say this: another currency than the euro, an amount that no bank takes, too many bytes. */
    public static Optional<String> of(CreditTransfer transfer) {
        BigDecimal amount = transfer.amount().getAmount();
        if (!transfer.amount().getCurrencyUnit().getCode().equals(CURRENCY)
                || amount.compareTo(LEAST) < 0
                || amount.compareTo(MOST) > 0) {
            return Optional.empty();
        }
        String bic = transfer.bic()
                .filter(code -> code.matches("[A-Z0-9]{8}([A-Z0-9]{3})?"))
                .orElse("");
        String reference = transfer.reference().map(CreditorReference::value).orElse("");
        String text = String.join(
                        "\n",
                        List.of(
                                "BCD",
                                "002",
                                "1", // UTF-8
                                "SCT",
                                bic,
                                name(transfer.holder()),
                                transfer.iban(),
                                CURRENCY + amount.toPlainString(),
                                "", // purpose
                                reference))
                .stripTrailing();
        return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES ? Optional.of(text) : Optional.empty();
    }

    /** In one line: line ends would be elements. */
    private static String name(String holder) {
        StringBuilder out = new StringBuilder();
        holder.codePoints().forEach(c -> {
            boolean blank = Character.isISOControl(c) || Character.isWhitespace(c) || c == 0x2028 || c == 0x2029;
            if (!blank) {
                out.appendCodePoint(c);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        });
        String line = out.toString().strip();
        return line.codePointCount(0, line.length()) <= MAX_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_NAME - 1)).strip() + "\u2026";
    }
}
