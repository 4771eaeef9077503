package io.relance.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A direct debit that a host has the engine ask a payment provider for. It is remembered before the provider is asked, since it moves money.
 *
 * @param id the host's name for it within the account
 * @param key under which the provider is asked, however often: it collects once
 * @param provider the provider's name within the host
 * @param mandate the provider's name of the mandate under which it collects
 * @param lines what it collects: at least one, of one currency
 * @param wanted the day on which it was asked for
 * @param on the day on which to collect; empty: as soon as can be
 * @param asked when the provider was asked first; empty: it was not yet
 * @param request the provider's name for it; empty: it has not said yet that it took it
 * @param settles the day on which the provider expects the money; empty as long as it has not taken it
 * @param why why it was declined; empty in any other state
 * @param news what the provider told, each once, in the order in which it was recorded
 */
public record DirectDebit(
        String id,
        String key,
        String provider,
        String mandate,
        List<Line> lines,
        LocalDate wanted,
        Optional<LocalDate> on,
        Optional<Instant> asked,
        Optional<String> request,
        Optional<LocalDate> settles,
        State state,
        String why,
        List<News> news)
        implements RequestedPayment {
    /** How it stands, as far as is known here. */
    public enum State {
        /** The provider is to be asked for it. */
        WANTED,
        /** The provider has taken it. */
        STARTED,
        /** The provider is to withdraw it, or not to be asked after all. */
        TO_WITHDRAW,
        /** The provider does not collect it. */
        DECLINED,
        /** Nothing is collected by it. */
        WITHDRAWN,
        /** It was to be withdrawn, and that came too late. */
        TOO_LATE
    }

    /** @throws IllegalArgumentException when there is no line */
    public DirectDebit {
        lines = List.copyOf(lines);
        news = List.copyOf(news);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a direct debit collects something, but " + id + " has no line");
        }
    }

    /** Whether it is wanted or under way, and may still be withdrawn: nothing says that it came in, or failed. */
    public boolean isExpected() {
        boolean open = state == State.WANTED || state == State.STARTED || state == State.TO_WITHDRAW;
        return open && last().filter(kind -> kind != Kind.PENDING).isEmpty();
    }

    /**
     * Whether the collection failed: the provider said so last, declined it, or the customer had it taken back. One that was withdrawn
     * did not, whatever the provider calls that.
     */
    public boolean hasFailed() {
        return state != State.WITHDRAWN
                && last().map(kind -> kind == Kind.FAILED || kind == Kind.DISPUTED)
                        .orElse(state == State.DECLINED);
    }

    /** The day on which the money is to come, as far as is known. */
    public LocalDate day() {
        return settles.or(() -> on).orElse(wanted);
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public DirectDebit with(News told) {
        return become(state, asked, request, settles, why, RequestedPayment.added(news, told));
    }

    /** The same, in another state. */
    public DirectDebit become(State next) {
        return become(next, asked, request, settles, why, news);
    }

    /** The same, of which the provider was asked first then. */
    public DirectDebit askedAt(Instant first) {
        return become(state, Optional.of(first), request, settles, why, news);
    }

    /** The same, of which the provider is known not to have been asked. */
    public DirectDebit unasked() {
        return become(state, Optional.empty(), request, settles, why, news);
    }

    /** The same, of which the provider tells that it took it although it was withdrawn: it is to be withdrawn again. */
    public DirectDebit takenAfterAll(Optional<String> name) {
        return become(State.TO_WITHDRAW, asked, request.or(() -> name), settles, why, news);
    }

    /** The same, taken by the provider under a name of its own; one that was to be withdrawn meanwhile still is. */
    public DirectDebit started(String name, LocalDate day) {
        State next = state == State.WANTED ? State.STARTED : State.TO_WITHDRAW;
        return become(next, asked, Optional.of(name), Optional.of(day), why, news);
    }

    /** The same, which the provider does not collect. */
    public DirectDebit declined(String reason) {
        return become(State.DECLINED, asked, request, settles, reason, news);
    }

    private DirectDebit become(
            State next,
            Optional<Instant> first,
            Optional<String> name,
            Optional<LocalDate> day,
            String reason,
            List<News> told) {
        return new DirectDebit(id, key, provider, mandate, lines, wanted, on, first, name, day, next, reason, told);
    }

    /** For logs. */
    @Override
    public String toString() {
        return "direct debit " + id + " of " + provider + " for " + total() + ", " + state + " " + news;
    }
}
