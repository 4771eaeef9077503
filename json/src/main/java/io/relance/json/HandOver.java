package io.relance.json;

import io.relance.account.RaisedClaim;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.Enclosure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A rendered message as it is kept while it is handed over, so that handing it over again says the same.
 *
 * @param contact the contact's id
 * @param plannedAt the instant that the message bears
 * @param needsProofOfDispatch whether it must leave with evidence of that
 * @param creditTransfer present when it asks for one amount that can be paid so
 * @param claims of late payment that it raises
 * @param enclosures the documents that go with it
 */
public record HandOver(
        DeliveryId delivery,
        String contact,
        String recipientAddress,
        Optional<String> recipientName,
        Optional<String> senderAddress,
        Optional<String> senderName,
        Optional<String> subject,
        String text,
        Optional<String> html,
        String language,
        LocalDate businessDate,
        Instant plannedAt,
        boolean needsProofOfDispatch,
        Optional<CreditTransfer> creditTransfer,
        List<RaisedClaim> claims,
        List<Enclosure> enclosures) {
    /** Copies the lists. */
    public HandOver {
        claims = List.copyOf(claims);
        enclosures = List.copyOf(enclosures);
    }

    /** For logs: no address and no text. */
    @Override
    public String toString() {
        return "hand-over " + delivery;
    }
}
