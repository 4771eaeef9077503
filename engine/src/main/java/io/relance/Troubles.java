package io.relance;

import io.relance.engine.Attention;
import io.relance.engine.EngineSettings;
import io.relance.receivable.CreditorId;
import io.relance.storage.Page;
import java.util.Optional;
import java.util.function.Consumer;

/** The messages that a person must look at. */
final class Troubles {
    private final Attention attention;

    Troubles(EngineSettings settings) {
        this.attention = new Attention(settings);
    }

    /** Every one of a creditor, by account. */
    void each(CreditorId creditor, Consumer<MessageInTrouble> consumer) {
        Optional<String> after = Optional.empty();
        do {
            Page<Attention.Troubled> page = attention.page(creditor, after);
            page.items().forEach(troubled -> consumer.accept(inTrouble(troubled)));
            after = page.next();
        } while (after.isPresent());
    }

    private static MessageInTrouble inTrouble(Attention.Troubled troubled) {
        return new MessageInTrouble(
                troubled.entry().account(),
                troubled.entry().message(),
                switch (troubled.entry().state()) {
                    case IN_DOUBT -> MessageInTrouble.Trouble.IN_DOUBT;
                    case DEAD -> MessageInTrouble.Trouble.GIVEN_UP;
                    case BOUNCED -> MessageInTrouble.Trouble.BOUNCED;
                    default -> MessageInTrouble.Trouble.REFUSED;
                },
                troubled.entry().channel(),
                troubled.message().on(),
                troubled.task().map(task -> task.text()).orElse("nobody knows whether it was taken"));
    }
}
