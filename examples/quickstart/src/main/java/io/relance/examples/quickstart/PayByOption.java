package io.relance.examples.quickstart;

import io.relance.adapter.paymentsepa.SepaAccount;
import io.relance.channel.OutboundMessage;
import io.relance.json.DocumentException;
import io.relance.template.MessageSender;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** The option that says how debtors are helped to pay. */
final class PayByOption {
    @Option(
            names = "--pay-by",
            paramLabel = "stripe|sepa|none",
            defaultValue = "none",
            converter = Converters.WaysToPay.class,
            description = {
                "What reminders have for paying: a page of Stripe's (keys in " + Stripe.KEY + " and",
                Stripe.WEBHOOK_SECRET + "), the code of a SEPA transfer, or neither (${DEFAULT-VALUE})."
            })
    private PayBy by = PayBy.NONE;

    boolean is(PayBy way) {
        return by == way;
    }

    /**
     * What becomes of a mail before it leaves.
     *
     * @throws DocumentException when it is to have codes, and the sender has no account to pay to
     */
    UnaryOperator<OutboundMessage> mails(MessageSender sender) {
        if (by != PayBy.SEPA) {
            return UnaryOperator.identity();
        }
        requireAccount(sender);
        return TransferCode::with;
    }

    private static void requireAccount(MessageSender sender) {
        Optional<String> wrong = Optional.empty();
        try {
            if (sender.iban().isEmpty()) {
                wrong = Optional.of("it has no iban");
            } else {
                new SepaAccount(
                        sender.accountHolder().orElse(sender.name()),
                        sender.iban().get(),
                        sender.bic());
            }
        } catch (IllegalArgumentException e) {
            wrong = Optional.ofNullable(e.getMessage());
        }
        if (wrong.isPresent()) {
            throw DatabaseOptions.refused(
                    "SEPA_NEEDS_ACCOUNT",
                    "--pay-by sepa can't say to which account of the sender: " + wrong.get(),
                    "give --sender a file with an iban");
        }
    }
}
