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
 * @param asked when the provider was asked first; empty: it was not yet, as far as is known
 * @param latest when it was asked last, or was about to be
 * @param attempts how often it was asked, or was about to be
 * @param request the provider's name for it; empty: it has not said yet that it took it
 * @param settles the day on which the provider expects the money; empty as long as it has not said
 * @param since the day on which it came to that state
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
        Optional<Instant> latest,
        int attempts,
        Optional<String> request,
        Optional<LocalDate> settles,
        State state,
        LocalDate since,
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
        return with(asked, latest, attempts, request, settles, RequestedPayment.added(news, told));
    }

    /** The same, in another state from {@code day} on; the same when it is in that already. */
    public DirectDebit become(State next, LocalDate day) {
        return become(next, day, why);
    }

    /** The same, of which the provider is about to be asked for the first time, as far as it may have taken it. */
    public DirectDebit askedAt(Instant first) {
        return with(Optional.of(first), Optional.of(first), attempts + 1, request, settles, news);
    }

    /** The same, of which the provider is about to be asked once more. */
    public DirectDebit askedAgain(Instant again) {
        return with(asked, Optional.of(again), attempts + 1, request, settles, news);
    }

    /** The same, which the provider has surely not taken. */
    public DirectDebit unasked() {
        return with(Optional.empty(), latest, attempts, request, settles, news);
    }

    /** The same, of which the provider tells that it collects it although it was withdrawn: it is to be withdrawn again. */
    public DirectDebit takenAfterAll(Optional<String> name, LocalDate day) {
        return with(asked, latest, attempts, request.or(() -> name), settles, news)
                .become(State.TO_WITHDRAW, day);
    }

    /** The same, taken by the provider under a name of its own; one that was to be withdrawn meanwhile still is. */
    public DirectDebit started(String name, LocalDate expected, LocalDate day) {
        State next = state == State.WANTED ? State.STARTED : State.TO_WITHDRAW;
        return with(asked, latest, attempts, Optional.of(name), Optional.of(expected), news)
                .become(next, day);
    }

    /** The same, of which the provider says when it expects the money. */
    public DirectDebit expectedOn(LocalDate expected) {
        return with(asked, latest, attempts, request, Optional.of(expected), news);
    }

    /** The same, of which the provider tells by a name of its own, though no answer of it is known: it has taken it. */
    public DirectDebit takenAs(String name, LocalDate day) {
        State next = state == State.WANTED ? State.STARTED : state;
        return with(asked, latest, attempts, Optional.of(name), settles, news).become(next, day);
    }

    /** The same, which the provider does not collect. */
    public DirectDebit declined(String reason, LocalDate day) {
        return become(State.DECLINED, day, reason);
    }

    private DirectDebit become(State next, LocalDate day, String reason) {
        LocalDate from = next == state ? since : day;
        return new DirectDebit(
                id, key, provider, mandate, lines, wanted, on, asked, latest, attempts, request, settles, next, from,
                reason, news);
    }

    private DirectDebit with(
            Optional<Instant> first,
            Optional<Instant> last,
            int times,
            Optional<String> name,
            Optional<LocalDate> expected,
            List<News> told) {
        return new DirectDebit(
                id, key, provider, mandate, lines, wanted, on, first, last, times, name, expected, state, since, why,
                told);
    }

    /** For logs. */
    @Override
    public String toString() {
        return "direct debit " + id + " of " + provider + " for " + total() + ", " + state + " " + news;
    }
}
