package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.DunningCase;
import io.relance.account.Mandate;
import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.account.RequestedPayment.Kind;
import io.relance.callback.RawCallback;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change.Confirmed;
import io.relance.payment.PaymentEvent.Change.Disputed;
import io.relance.payment.PaymentEvent.Change.Failed;
import io.relance.payment.PaymentEvent.Change.Pending;
import io.relance.payment.PaymentEvent.Change.Refunded;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountName;
import io.relance.storage.CommitId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what payment providers tell of the pages that messages had, of direct debits and of mandates, each event in one commit and once. It says what is under way, and that
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

    private void record(PaymentProvider provider, PaymentEvent event, Tally tally) {
        List<AccountId> accounts = event instanceof PaymentEvent.OfRequest told
                ? told.key().map(this::accounts).orElse(List.of())
                : settings.store()
                        .accountsNamed(AccountNames.ofMandate(
                                provider.id(),
                                ((PaymentEvent.OfMandate) event).mandate().value()));
        List<AccountId> its = accounts.stream()
                .filter(account -> isOf(provider, account.creditor()))
                .toList();
        if (its.isEmpty()) {
            unknown(provider, event, tally);
        }
        its.forEach(account -> record(provider, event, account, tally));
    }

    /** Keys say whose they are: those of pages by their message, those of direct debits by themselves. */
    private List<AccountId> accounts(IdempotencyKey key) {
        Optional<MessageId> message = LinkRequests.message(key);
        if (message.isPresent()) {
            return settings.store().accountOf(message.get()).stream().toList();
        }
        return key.value().matches("[0-9a-f]{64}")
                ? settings.store().accountsNamed(new AccountName(key.value()))
                : List.of();
    }

    /** One provider may be several creditors'; another one of the same name is another account with it. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isOf(PaymentProvider provider, CreditorId creditor) {
        return settings.providers().of(creditor).stream().anyMatch(its -> its == provider);
    }

    private void record(PaymentProvider provider, PaymentEvent event, AccountId account, Tally tally) {
        CommitId name = new CommitId(new Sha256()
                .add("payment")
                .add(provider.id())
                .add(event.id())
                .add(account.creditor())
                .add(account.customer())
                .hex());
        writer.apply(
                        account,
                        loaded -> settings.store().isCommitted(account, name)
                                ? Optional.empty()
                                : BrokenAccountException.guard(
                                        account,
                                        () -> change(loaded, provider, event).map(change -> change.named(name))))
                .ifPresentOrElse(
                        change -> tally.add(change.tally()),
                        () -> LOG.debug("{} tells {} again, or of what is forgotten", provider.id(), event.id()));
    }

    /** Nobody is told twice of what nobody can do anything about. */
    private void unknown(PaymentProvider provider, PaymentEvent event, Tally tally) {
        if (tally.addUnknown(provider.id() + " " + event.id())) {
            LOG.warn("payment provider {} tells {}, which is of nothing here", provider.id(), event.id());
        }
    }

    private Optional<Change> change(LoadedAccount loaded, PaymentProvider provider, PaymentEvent event) {
        return event instanceof PaymentEvent.OfRequest told
                ? change(loaded, provider, told.key().orElseThrow().value(), told)
                : change(loaded, provider, (PaymentEvent.OfMandate) event);
    }

    /** An event that is older than what is known says only that something changed: the provider is asked how the mandate stands. */
    private Optional<Change> change(LoadedAccount loaded, PaymentProvider provider, PaymentEvent.OfMandate event) {
        String id = event.mandate().value();
        LocalDate today = today(loaded);
        return loaded.memory().mandates().stream()
                .filter(mandate -> mandate.is(provider.id(), id))
                .findFirst()
                .map(known -> {
                    boolean isNews = known.told().filter(event.at()::isBefore).isEmpty();
                    Mandate.State state = event.active() ? Mandate.State.ACTIVE : Mandate.State.ENDED;
                    Mandate after = isNews ? known.become(state, event.at()) : known.untold();
                    Change change = new Change(
                            loaded,
                            loaded.memory().toBuilder()
                                    .mandate(after)
                                    .reviewBy(today)
                                    .build());
                    if (after.state() != known.state()) {
                        change.event(new AccountEvent.MandateReported(
                                today, provider.id(), id, after.state(), event.reason()));
                    }
                    return change.count(Tally.Of.REPORTED);
                });
    }

    private LocalDate today(LoadedAccount loaded) {
        return settings.clock()
                .instant()
                .atZone(settings.policy(loaded.account().creditor()).timeZone())
                .toLocalDate();
    }

    /** Empty when it is forgotten: the account was erased, or it is long over. */
    private Optional<Change> change(
            LoadedAccount loaded, PaymentProvider provider, String key, PaymentEvent.OfRequest event) {
        Optional<RequestedPayment> known = loaded.memory().requestedPayments().stream()
                .filter(payment -> payment.key().equals(key))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        RequestedPayment before = known.get();
        ZoneId zone = settings.policy(loaded.account().creditor()).timeZone();
        LocalDate today = today(loaded);
        RequestedPayment.News news = news(event, before);
        Optional<String> name = event.request().map(PaymentRequestId::value);
        RequestedPayment told = before.with(news);
        RequestedPayment after = news.kind() == Kind.EXPIRED && !told.wasUsed()
                ? over(told, today)
                : taken(toWithdraw(before, told, name, today), name, today);
        DunningCase.Builder memory = loaded.memory().toBuilder().requestedPayment(after);
        PendingMoney.note(loaded.memory(), memory, after, provider.pendingDays(), today, zone);
        return Optional.of(new Change(loaded, memory.reviewBy(today).build())
                .event(new AccountEvent.PaymentReported(today, provider.id(), key, news))
                .count(Tally.Of.REPORTED));
    }

    /** One that was withdrawn, or could not be, and can be collected or paid all the same, is to be withdrawn again. */
    private static RequestedPayment toWithdraw(
            RequestedPayment before, RequestedPayment told, Optional<String> name, LocalDate today) {
        boolean failed = told.last().filter(Kind.FAILED::equals).isPresent();
        if (told instanceof PaymentLink link) {
            return failed && link.state() == PaymentLink.State.TOO_LATE
                    ? link.become(PaymentLink.State.TO_WITHDRAW)
                    : link;
        }
        DirectDebit debit = (DirectDebit) told;
        boolean pending = debit.last().filter(Kind.PENDING::equals).isPresent();
        // it was not known to be taken, or is tried again
        boolean anew = debit.request().isEmpty()
                || before.last().filter(Kind.FAILED::equals).isPresent();
        boolean collectedAgain =
                debit.state() == DirectDebit.State.WITHDRAWN || (debit.state() == DirectDebit.State.TOO_LATE && anew);
        return pending && collectedAgain ? debit.takenAfterAll(name, today) : debit;
    }

    /** What a provider tells of it has taken, also when its answer was lost: nobody need ask what became of it. */
    private static RequestedPayment taken(RequestedPayment payment, Optional<String> name, LocalDate today) {
        return payment instanceof DirectDebit debit
                        && debit.request().isEmpty()
                        && (debit.state() == DirectDebit.State.WANTED || debit.state() == DirectDebit.State.TO_WITHDRAW)
                ? name.map(its -> debit.takenAs(its, today)).orElse(debit)
                : payment;
    }

    private static RequestedPayment over(RequestedPayment payment, LocalDate today) {
        return payment instanceof PaymentLink link
                ? link.become(PaymentLink.State.OVER)
                : ((DirectDebit) payment).become(DirectDebit.State.WITHDRAWN, today);
    }

    /** An amount in another currency than was asked for says nothing of it. */
    private static RequestedPayment.News news(PaymentEvent.OfRequest event, RequestedPayment payment) {
        PaymentEvent.Change change = event.change();
        Optional<Money> amount = amount(change)
                .filter(told -> told.getCurrencyUnit().equals(payment.total().getCurrencyUnit()));
        String text = change instanceof Failed failed ? failed.reason() : "";
        return new RequestedPayment.News(event.id(), event.at(), kind(change), amount, text);
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
}
