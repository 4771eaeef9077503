package io.relance.account;

import java.time.LocalDate;
import java.util.List;

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
        List<News> news)
        implements RequestedPayment {
    /** Whether it can be paid. */
    public enum State {
        /** It can be paid, as far as is known here. */
        OPEN,
        /** Its provider is to withdraw it: what it asks for is paid otherwise, or a later message has another. */
        TO_WITHDRAW,
        /** It was to be withdrawn, and that came too late: somebody is paying, or has paid. */
        TOO_LATE,
        /** It was withdrawn, or has expired. */
        OVER
    }

    /** @throws IllegalArgumentException when there is no line */
    public PaymentLink {
        lines = List.copyOf(lines);
        news = List.copyOf(news);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a payment link asks for something, but " + key + " has no line");
        }
    }

    @Override
    public String name() {
        return request;
    }

    /** Whether somebody can pay on it, as far as is known here. */
    public boolean isPayable() {
        return (state == State.OPEN || state == State.TO_WITHDRAW) && !wasUsed();
    }

    /** The same, in another state. */
    public PaymentLink become(State next) {
        return new PaymentLink(key, provider, request, url, lines, made, lastDay, next, news);
    }

    @Override
    public PaymentLink with(News told) {
        return new PaymentLink(
                key, provider, request, url, lines, made, lastDay, state, RequestedPayment.added(news, told));
    }

    /** For logs: without the address. */
    @Override
    public String toString() {
        return "payment link " + key + " of " + provider + " for " + total() + ", " + state + " " + news;
    }
}
