package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.PaymentLink;
import io.relance.account.PaymentLink.Kind;
import io.relance.account.PendingPayment;
import io.relance.callback.RawCallback;
import io.relance.history.AccountEvent;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change.Confirmed;
import io.relance.payment.PaymentEvent.Change.Disputed;
import io.relance.payment.PaymentEvent.Change.Failed;
import io.relance.payment.PaymentEvent.Change.Pending;
import io.relance.payment.PaymentEvent.Change.Refunded;
import io.relance.payment.PaymentProgress;
import io.relance.payment.PaymentProvider;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.CommitId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what payment providers tell of the pages that messages had, each event in one commit and once. It says what is under way, and that
 * keeps reminders away; what is owed the books say.
 */
public final class PaymentReports {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentReports.class);

    private final EngineSettings settings;
    private final Writer writer;

    /** The reports of an engine with these settings. */
    public PaymentReports(EngineSettings settings) {
        this.settings = settings;
        this.writer = new Writer(settings);
    }

    /**
     * Records what a provider posted to the host.
     *
     * @throws IllegalArgumentException when the creditor has no provider of that name
     * @throws io.relance.callback.CallbackRefusedException when it is not genuine
     */
    public void callback(CreditorId creditor, String provider, RawCallback callback, Tally tally) {
        PaymentProvider known = settings.providers()
                .of(creditor, provider)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no payment provider \"" + provider + "\" of creditor " + creditor));
        Optional<BrokenAccountException> failed = Optional.empty();
        for (PaymentEvent event : known.verify(callback)) {
            try {
                record(known, event, tally);
            } catch (BrokenAccountException e) {
                // the others are recorded; the provider posts all of them again
                failed = failed.or(() -> Optional.of(e));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    @SuppressWarnings("ReferenceEquality") // another provider of the same name is another account
    private void record(PaymentProvider provider, PaymentEvent event, Tally tally) {
        Optional<PaymentEvent.OfRequest> told = Optional.of(event)
                .filter(PaymentEvent.OfRequest.class::isInstance)
                .map(PaymentEvent.OfRequest.class::cast);
        Optional<IdempotencyKey> key = told.flatMap(PaymentEvent.OfRequest::key);
        Optional<AccountId> account = key.flatMap(LinkRequests::message)
                .flatMap(message -> settings.store().accountOf(message))
                // one provider may be several creditors': whose an event is, its key says
                .filter(id -> settings.providers()
                        .of(id.creditor())
                        .filter(its -> its == provider)
                        .isPresent());
        if (account.isEmpty()) {
            unknown(provider, event, tally);
            return;
        }
        AccountId id = account.get();
        CommitId name = new CommitId(new Sha256()
                .add("payment")
                .add(provider.id())
                .add(event.id())
                .add(id.creditor())
                .add(id.customer())
                .hex());
        writer.apply(
                        id,
                        loaded -> settings.store().isCommitted(id, name)
                                ? Optional.empty()
                                : BrokenAccountException.guard(
                                        id,
                                        () -> change(
                                                        loaded,
                                                        provider,
                                                        key.orElseThrow().value(),
                                                        told.orElseThrow())
                                                .map(change -> change.named(name))))
                .ifPresentOrElse(
                        change -> tally.add(change.tally()),
                        () -> LOG.debug(
                                "{} tells {} again, or of a page that is forgotten", provider.id(), event.id()));
    }

    /** Nobody is told twice of what nobody can do anything about. */
    private void unknown(PaymentProvider provider, PaymentEvent event, Tally tally) {
        if (tally.addUnknown(provider.id() + " " + event.id())) {
            LOG.warn("payment provider {} tells {}, which is of no message here", provider.id(), event.id());
        }
    }

    /** Empty when the page is forgotten: the account was erased, or it is long over. */
    private Optional<Change> change(
            LoadedAccount loaded, PaymentProvider provider, String key, PaymentEvent.OfRequest event) {
        Optional<PaymentLink> known = loaded.memory().paymentLink(key);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        PaymentLink before = known.get();
        Policy policy = settings.policy(loaded.account().creditor());
        ZoneId zone = policy.timeZone();
        Instant now = settings.clock().instant();
        LocalDate today = now.atZone(zone).toLocalDate();
        PaymentLink.News news = news(event, before);
        PaymentLink told = before.with(news);
        PaymentLink after = news.kind() == Kind.EXPIRED && !told.wasUsed() ? told.become(PaymentLink.State.OVER) : told;
        DunningCase.Builder memory = loaded.memory().toBuilder().paymentLink(after);
        underWay(loaded.memory(), memory, after, provider.pendingDays(), today, zone);
        return Optional.of(new Change(loaded, memory.reviewBy(today).build())
                .event(new AccountEvent.PaymentReported(today, provider.id(), key, news))
                .count(Tally.Of.REPORTED));
    }

    /** An amount in another currency than was asked for says nothing of it. */
    private static PaymentLink.News news(PaymentEvent.OfRequest event, PaymentLink link) {
        PaymentEvent.Change change = event.change();
        Optional<Money> amount = amount(change)
                .filter(told -> told.getCurrencyUnit().equals(link.total().getCurrencyUnit()));
        String text = change instanceof Failed failed ? failed.reason() : "";
        return new PaymentLink.News(event.id(), event.at(), kind(change), amount, text);
    }

    private static Kind kind(PaymentEvent.Change change) {
        if (change instanceof Pending) {
            return Kind.PENDING;
        }
        if (change instanceof Confirmed) {
            return Kind.CONFIRMED;
        }
        if (change instanceof Failed) {
            return Kind.FAILED;
        }
        if (change instanceof Refunded) {
            return Kind.REFUNDED;
        }
        return change instanceof Disputed ? Kind.DISPUTED : Kind.EXPIRED;
    }

    private static Optional<Money> amount(PaymentEvent.Change change) {
        if (change instanceof Pending told) {
            return told.amount();
        }
        if (change instanceof Confirmed told) {
            return told.amount();
        }
        if (change instanceof Refunded told) {
            return Optional.of(told.amount());
        }
        return change instanceof Disputed told ? told.amount() : Optional.empty();
    }

    private static PaymentEvent.OfRequest event(PaymentLink.News news, PaymentLink link) {
        PaymentEvent.Change change = switch (news.kind()) {
            case PENDING -> new Pending(news.amount());
            case CONFIRMED -> new Confirmed(news.amount());
            case FAILED -> new Failed(news.text());
            case REFUNDED -> new Refunded(news.amount().orElse(link.total()));
            case DISPUTED -> new Disputed(news.amount());
            case EXPIRED -> new PaymentEvent.Change.Expired();
        };
        return new PaymentEvent.OfRequest(
                news.id(), news.at(), Optional.empty(), Optional.of(new IdempotencyKey(link.key())), change);
    }

    /**
     * What is under way by a page, line by line in their order, in the place of what was before: from the day on which its provider first told of
     * money, as many days from when it last did as it says.
     */
    private static void underWay(
            DunningCase before,
            DunningCase.Builder memory,
            PaymentLink link,
            int pendingDays,
            LocalDate today,
            ZoneId zone) {
        before.pendingPayments().stream()
                .filter(link::isBy)
                .forEach(payment -> memory.withoutPendingPayment(payment.id()));
        PaymentProgress progress = PaymentProgress.of(link.total());
        for (PaymentLink.News news : link.news()) {
            progress = progress.plus(event(news, link));
        }
        Optional<Money> all = progress.underWay();
        if (all.isEmpty()) {
            return;
        }
        LocalDate first = day(link, Comparator.naturalOrder(), today, zone);
        LocalDate last = day(link, Comparator.reverseOrder(), today, zone);
        Money left = all.get();
        for (PaymentLink.Line line : link.lines()) {
            Money part = left.isLessThan(line.amount()) ? left : line.amount();
            if (part.isPositive()) {
                memory.pendingPayment(new PendingPayment(
                        link.pendingId(line.receivable()), line.receivable(), part, first, last.plusDays(pendingDays)));
            }
            left = left.minus(part);
        }
    }

    /** The first or last day on which money was told of; a provider whose clock is wrong tells nothing of days to come. */
    private static LocalDate day(PaymentLink link, Comparator<LocalDate> order, LocalDate today, ZoneId zone) {
        return link.news().stream()
                .filter(news -> news.kind() == Kind.PENDING || news.kind() == Kind.CONFIRMED)
                .map(news -> news.at().atZone(zone).toLocalDate())
                .min(order)
                .filter(day -> !day.isAfter(today))
                .orElse(today);
    }
}
