package io.relance.testkit;

import io.relance.channel.Attachment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the recording channel took, and its answers, as a far end. */
record RecordedFarEnd(RecordingChannel channel) implements FarEnd {
    @Override
    public Set<Manner> manners() {
        return Set.of(
                Manner.ACCEPTS,
                Manner.REFUSES_FOR_NOW,
                Manner.REFUSES_FOR_GOOD,
                Manner.AWAY,
                Manner.DROPS_AFTER_TAKING);
    }

    @Override
    public void behave(Manner manner) {
        switch (manner) {
            case REFUSES_FOR_NOW -> channel.thenFailsForNow("busy");
            case REFUSES_FOR_GOOD -> channel.thenRefuses("never");
            case AWAY -> channel.thenFailsForNow("nobody there");
            case DROPS_AFTER_TAKING -> channel.thenTakesAndLosesTheLine("the line dropped");
            default -> {}
        }
    }

    @Override
    public List<Arrived> arrived() {
        return channel.taken().stream()
                .map(taken -> new Arrived(
                        taken.delivery(),
                        taken.recipientAddress(),
                        taken.subject(),
                        taken.text(),
                        Set.of(),
                        taken.attachments().stream().collect(Collectors.toMap(Attachment::name, Attachment::bytes))))
                .toList();
    }
}
