package io.relance.examples.quickstart;

import io.relance.delivery.DeliveryReceipt;
import java.util.Optional;

/** Counts what a channel of a run does not take for now. */
final class Postponed {
    private final String one;
    private final String several;
    private int count;
    private String why = "";

    /**
     * @param one what happened to one: "mail was not taken"
     * @param several what happened to several: "mails were not taken"
     */
    Postponed(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /** Counts a receipt, when it says so. */
    void count(DeliveryReceipt receipt) {
        if (receipt instanceof DeliveryReceipt.TemporaryFailure temporary) {
            add(temporary.reason());
        }
    }

    /** Counts one more. */
    void add(String reason) {
        count++;
        why = reason;
    }

    /** A sentence for people; empty when everything was taken. */
    Optional<String> sentence() {
        return count == 0
                ? Optional.empty()
                : Optional.of(count + " " + (count == 1 ? one : several) + " for now, the last since " + why
                        + "; give the same command again");
    }
}
