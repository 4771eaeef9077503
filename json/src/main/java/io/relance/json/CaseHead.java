package io.relance.json;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.delivery.MessageId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The head of a case without its parts, as it is stored: it knows which of its messages have their lines apart. */
public final class CaseHead {
    /** Messages whose lines are apart have none here. */
    private final DunningCase bare;

    /** How many lines each message has that are apart. */
    private final Map<MessageId, Integer> apart;

    CaseHead(DunningCase bare, Map<MessageId, Integer> apart) {
        this.bare = bare;
        this.apart = Collections.unmodifiableMap(apart);
    }

    /** The head of a case: what is read from {@link CaseCodec#head(DunningCase)}. */
    public static CaseHead of(DunningCase memory) {
        Map<MessageId, Integer> apart = new LinkedHashMap<>();
        DunningCase.Builder builder = memory.withProgress(List.of()).toBuilder();
        for (MessageState message : memory.messages()) {
            if (CaseCodec.isApart(message)) {
                apart.put(message.id(), message.lines().size());
                builder.message(WorkForms.withLines(message, List.of()));
            }
        }
        return new CaseHead(builder.build(), apart);
    }

    /** The messages whose lines are apart. */
    public Set<MessageId> apart() {
        return apart.keySet();
    }

    /**
     * The whole case.
     *
     * @param lines of the messages in {@link #apart}; of others they are passed over
     * @throws StoredBodyException when lines are missing, or are more or fewer than the head says
     */
    public DunningCase with(Collection<ReceivableProgress> progress, Collection<MessageLines> lines) {
        DunningCase whole = bare.withProgress(progress);
        if (apart.isEmpty()) {
            return whole;
        }
        Map<MessageId, MessageLines> known = new HashMap<>();
        lines.forEach(each -> known.put(each.message(), each));
        DunningCase.Builder builder = whole.toBuilder();
        for (MessageState message : whole.messages()) {
            Integer count = apart.get(message.id());
            if (count != null) {
                builder.message(WorkForms.withLines(
                        message, lines(message.id(), count, known).lines()));
            }
        }
        return builder.build();
    }

    private static MessageLines lines(MessageId message, int count, Map<MessageId, MessageLines> known) {
        MessageLines lines = known.get(message);
        if (lines == null) {
            throw new StoredBodyException("the " + count + " lines of message " + message.shortForm()
                    + ", which are stored apart from the case, are missing");
        }
        if (lines.lines().size() != count) {
            throw new StoredBodyException("message " + message.shortForm() + " has " + count + " lines, but "
                    + lines.lines().size() + " are stored apart from the case");
        }
        return lines;
    }
}
