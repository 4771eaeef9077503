package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Money that a payment provider was asked to collect. What it tells of it changes nothing of what is owed. */
public sealed interface RequestedPayment permits DirectDebit, PaymentLink {
    /** Under which it is requested; names it within the account. */
    String key();

    /** The provider's name within the host. */
    String provider();

    /** What it asks for: at least one, of one currency. */
    List<Line> lines();

    /** What the provider told, each once, in the order in which it was recorded. */
    List<News> news();

    /** What it is called within the provider or, before that has a name for it, by the host. */
    String name();

    /** The same, with what the provider told besides; unchanged when that was told before. */
    RequestedPayment with(News told);

    /** What it asks for of one receivable; above 0. */
    record Line(ReceivableId receivable, Money amount) {}

    /** What a provider can tell; of the same instant the later one counts. */
    enum Kind {
        /** The customer has paid, or the bank collects; it has not come in for good. */
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
    record News(String id, Instant at, Kind kind, Optional<Money> amount, String text) {}

    /** What it asks for. */
    default Money total() {
        return Money.total(lines().stream().map(Line::amount).toList());
    }

    /** Whether it asks for something of a receivable. */
    default boolean isOf(ReceivableId receivable) {
        return lines().stream().anyMatch(line -> line.receivable().equals(receivable));
    }

    /** Whether both ask for something of a receivable. */
    default boolean shares(RequestedPayment other) {
        return lines().stream().anyMatch(line -> other.isOf(line.receivable()));
    }

    /**
     * What decides of all that was told, expiry apart: the last of failures, confirmations and disputes; after a failure, or without any of them,
     * that it is pending; a refund alone says that it had come in.
     */
    default Optional<Kind> last() {
        Optional<News> settled = latest(Kind.FAILED, Kind.CONFIRMED, Kind.DISPUTED);
        if (settled.filter(told -> told.kind() != Kind.FAILED).isPresent()) {
            return settled.map(News::kind);
        }
        return latest(Kind.FAILED, Kind.PENDING).or(() -> latest(Kind.REFUNDED)).map(News::kind);
    }

    private Optional<News> latest(Kind... kinds) {
        return news().stream()
                .filter(told -> List.of(kinds).contains(told.kind()))
                .max(Comparator.comparing(News::at).thenComparing(News::kind).thenComparing(News::id));
    }

    /** Whether money came, or is on its way, by it: whether anything but that it failed or expired was told, and counts. */
    default boolean wasUsed() {
        return last().filter(kind -> kind != Kind.FAILED).isPresent();
    }

    private String prefix() {
        return provider() + ":" + name() + "/";
    }

    /** The name of what is under way by it for a receivable. */
    default String pendingId(ReceivableId receivable) {
        return prefix() + receivable;
    }

    /** Whether a payment under way is by it. */
    default boolean isBy(PendingPayment payment) {
        return payment.id().equals(prefix() + payment.receivable());
    }

    /** The news and one more; the same when that was told before. */
    static List<News> added(List<News> news, News told) {
        if (news.stream().anyMatch(known -> known.id().equals(told.id()))) {
            return news;
        }
        List<News> all = new ArrayList<>(news);
        all.add(told);
        return all;
    }
}
