package io.relance.json;

import io.relance.account.MessageLine;
import io.relance.delivery.MessageId;
import java.util.List;

/** The lines of a message, stored apart from the head of the case because there are many. */
public record MessageLines(MessageId message, List<MessageLine> lines) {
    /** Copies the lines. */
    public MessageLines {
        lines = List.copyOf(lines);
    }
}
