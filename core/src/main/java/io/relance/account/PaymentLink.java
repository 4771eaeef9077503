package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A page of a payment provider's on which the customer pays what a message asks for. What its provider tells of it changes nothing of
 * what is owed.
 *
 * @param key under which it was requested; names it within the account
 * @param provider the provider's name within the host
 * @param request the provider's name for it
 * @param url where the page is
 * @param lines what it asks for: at least one, of one currency
 * @param made the day on which it was made
 * @param lastDay the last whole day on which it can be paid
 * @param news what the provider told, each once, in the order in which it was recorded
 */
public record PaymentLink(
        String key,
        String provider,
        String request,
        String url,
        List<Line> lines,
        LocalDate made,
        LocalDate lastDay,
        State state,
        List<News> news) {
    /** Whether it can be paid. */
    public enum State {
        /** It can be paid, as far as is known here. */
        OPEN,
        /** Its provider is to withdraw it: what it asks for is paid otherwise, or a later message has another. */
        TO_WITHDRAW,
        /** It was withdrawn, has expired, or can't be withdrawn any more. */
        OVER
    }

    /** What it asks for of one receivable; above 0. */
    public record Line(ReceivableId receivable, Money amount) {}

    /** What a provider can tell; of the same instant the later one counts. */
    public enum Kind {
        /** The customer has paid; it has not come in for good. */
        PENDING,
        /** It did not come, or did not stay. */
        FAILED,
        /** It has come in. */
        CONFIRMED,
        /** Money was given back. */
        REFUNDED,
        /** The customer had it taken back, or wants to. */
        DISPUTED,
        /** It can't be paid any more, and nothing was. */
        EXPIRED
    }

    /**
     * What a provider told.
     *
     * @param id names it within the provider
     * @param at when it happened, by the provider's account
     * @param amount empty: all that was asked for; of a refund all that was given back so far
     * @param text for people; may be empty
     */
    public record News(String id, Instant at, Kind kind, Optional<Money> amount, String text) {}

    /** @throws IllegalArgumentException when there is no line */
    public PaymentLink {
        lines = List.copyOf(lines);
        news = List.copyOf(news);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a payment link asks for something, but " + key + " has no line");
        }
    }

    /** What it asks for. */
    public Money total() {
        return Money.total(lines.stream().map(Line::amount).toList());
    }

    /** Whether money came, or is on its way, by it: whether anything but that it failed or expired was told last. */
    public boolean wasUsed() {
        return news.stream()
                .filter(told -> told.kind() != Kind.EXPIRED)
                .max(Comparator.comparing(News::at).thenComparing(News::kind).thenComparing(News::id))
                .filter(told -> told.kind() != Kind.FAILED)
                .isPresent();
    }

    /** The name of what is under way by it for a receivable. */
    public String pendingId(ReceivableId receivable) {
        return prefix() + receivable;
    }

    /** Whether a payment under way is by it. */
    public boolean isBy(PendingPayment payment) {
        return payment.id().equals(prefix() + payment.receivable());
    }

    private String prefix() {
        return provider + ":" + request + "/";
    }

    /** The same, in another state. */
    public PaymentLink become(State next) {
        return new PaymentLink(key, provider, request, url, lines, made, lastDay, next, news);
    }

    /** The same, with what the provider told besides; unchanged when that was told before. */
    public PaymentLink with(News told) {
        if (news.stream().anyMatch(known -> known.id().equals(told.id()))) {
            return this;
        }
        List<News> all = new ArrayList<>(news);
        all.add(told);
        return new PaymentLink(key, provider, request, url, lines, made, lastDay, state, all);
    }

    /** For logs: without the address. */
    @Override
    public String toString() {
        return "payment link " + key + " of " + provider + " for " + total() + ", " + state + " " + news;
    }
}
