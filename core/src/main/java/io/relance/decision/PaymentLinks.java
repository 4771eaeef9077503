package io.relance.decision;

import io.relance.account.PaymentLink;
import io.relance.account.PaymentLink.State;

/**
 * Which payment links are to be withdrawn: those of which something is paid or settled otherwise, since nobody should pay it twice. One by
 * which money came or is on its way is left to its provider.
 */
final class PaymentLinks {
    /** How long one that is over is remembered: disputes of card payments come in that time. */
    private static final int REMEMBERED_DAYS = 200;

    private final Work work;

    PaymentLinks(Work work) {
        this.work = work;
    }

    void review() {
        for (PaymentLink link : work.memory().paymentLinks()) {
            if (link.state() == State.OVER) {
                if (link.lastDay().plusDays(REMEMBERED_DAYS).isBefore(work.today)) {
                    work.after.withoutPaymentLink(link.key());
                    work.memory().pendingPayments().stream()
                            .filter(link::isBy)
                            .forEach(payment -> work.after.withoutPendingPayment(payment.id()));
                }
            } else if (work.today.isAfter(link.lastDay().plusDays(1))) {
                // its last moments were on the day after its last whole day
                work.after.paymentLink(link.become(State.OVER));
            } else if (link.state() == State.OPEN && !link.wasUsed() && !isOwed(link)) {
                work.after.paymentLink(link.become(State.TO_WITHDRAW));
            }
        }
    }

    /** Whether all that it asks for is still open. */
    private boolean isOwed(PaymentLink link) {
        return link.lines().stream()
                .allMatch(line -> work.item(line.receivable())
                        .filter(Item::isOpen)
                        .filter(item -> item.unit().equals(line.amount().getCurrencyUnit()))
                        .filter(item -> item.open >= line.amount().getAmountMinorLong())
                        .isPresent());
    }
}
