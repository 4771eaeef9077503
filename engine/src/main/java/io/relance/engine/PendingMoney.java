package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
import io.relance.account.RequestedPayment.Kind;
import io.relance.account.RequestedPayment.News;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change.Confirmed;
import io.relance.payment.PaymentEvent.Change.Disputed;
import io.relance.payment.PaymentEvent.Change.Expired;
import io.relance.payment.PaymentEvent.Change.Failed;
import io.relance.payment.PaymentEvent.Change.Pending;
import io.relance.payment.PaymentEvent.Change.Refunded;
import io.relance.payment.PaymentProgress;
import io.relance.payment.PaymentState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/** What is under way by what providers were asked to collect. */
final class PendingMoney {
    private PendingMoney() {}

    /**
     * Notes what is under way by a payment, line by line in their order, in the place of what was before: from the day on which its provider first
     * told of money (after it had failed: again), or a direct debit was asked for, as many days from when what decides was told, or it is to collect, as it says.
     *
     * @param pendingDays how many days money under way counts
     */
    static void note(
            DunningCase before,
            DunningCase.Builder memory,
            RequestedPayment payment,
            int pendingDays,
            LocalDate today,
            ZoneId zone) {
        before.pendingPayments().stream()
                .filter(payment::isBy)
                .forEach(pending -> memory.withoutPendingPayment(pending.id()));
        PaymentProgress progress = progress(payment);
        Optional<Money> all = isExpected(payment, progress) ? Optional.of(payment.total()) : progress.underWay();
        if (all.isEmpty()) {
            return;
        }
        Optional<Instant> undone = payment.news().stream()
                .filter(news -> news.kind() == Kind.FAILED)
                .map(News::at)
                .max(Instant::compareTo);
        Stream<LocalDate> told = payment.news().stream()
                .filter(news -> news.kind() == Kind.PENDING || news.kind() == Kind.CONFIRMED)
                .map(News::at)
                .filter(at -> undone.filter(at::isBefore).isEmpty())
                .map(at -> day(at, today, zone));
        // what the books show of it before it failed is not what comes when it is tried again
        LocalDate first = (undone.isEmpty() ? days(payment, told) : told)
                .min(LocalDate::compareTo)
                .orElse(today);
        Stream<LocalDate> decides = progress.since().stream().map(at -> day(at, today, zone));
        LocalDate last = days(payment, decides).max(LocalDate::compareTo).orElse(today);
        Money left = all.get();
        for (RequestedPayment.Line line : payment.lines()) {
            Money part = left.isLessThan(line.amount()) ? left : line.amount();
            if (part.isPositive()) {
                memory.pendingPayment(new PendingPayment(
                        payment.pendingId(line.receivable()),
                        line.receivable(),
                        part,
                        first,
                        last.plusDays(pendingDays)));
            }
            left = left.minus(part);
        }
    }

    private static PaymentProgress progress(RequestedPayment payment) {
        PaymentProgress progress = PaymentProgress.of(payment.total());
        for (News news : payment.news()) {
            progress = progress.plus(event(news, payment));
        }
        return progress;
    }

    /** Before anything is told: what a debit is to bring, and what came by a page when it was to be withdrawn. */
    private static boolean isExpected(RequestedPayment payment, PaymentProgress progress) {
        return payment instanceof PaymentLink link
                ? link.state() == PaymentLink.State.TOO_LATE
                        && (progress.state() == PaymentState.OPEN || progress.state() == PaymentState.EXPIRED)
                : ((DirectDebit) payment).isExpected() && progress.state() == PaymentState.OPEN;
    }

    private static PaymentEvent.OfRequest event(News news, RequestedPayment payment) {
        PaymentEvent.Change change = switch (news.kind()) {
            case PENDING -> new Pending(news.amount());
            case CONFIRMED -> new Confirmed(news.amount());
            case FAILED -> new Failed(news.text());
            case REFUNDED -> new Refunded(news.amount().orElse(payment.total()));
            case DISPUTED -> new Disputed(news.amount());
            case EXPIRED -> new Expired();
        };
        return new PaymentEvent.OfRequest(
                news.id(), news.at(), Optional.empty(), Optional.of(new IdempotencyKey(payment.key())), change);
    }

    /** A provider whose clock is wrong tells nothing of days to come. */
    private static LocalDate day(Instant at, LocalDate today, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return day.isAfter(today) ? today : day;
    }

    /** Those on which something was told; of a direct debit its own besides. */
    private static Stream<LocalDate> days(RequestedPayment payment, Stream<LocalDate> told) {
        return payment instanceof DirectDebit debit
                ? Stream.concat(Stream.of(debit.wanted(), debit.day()), told)
                : told;
    }
}
