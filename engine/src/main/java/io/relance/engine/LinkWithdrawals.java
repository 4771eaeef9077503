package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.PaymentLink;
import io.relance.account.PaymentLink.State;
import io.relance.history.AccountEvent;
import io.relance.payment.CancelResult;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequestId;
import io.relance.receivable.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Withdraws the pages on which nobody is to pay any more. Withdrawing again does no harm, so the provider is asked before it is written down;
 * what it did not answer is tried again; so is what was left while it kept others waiting in vain.
 */
final class LinkWithdrawals {
    private static final Logger LOG = LoggerFactory.getLogger(LinkWithdrawals.class);

    private final EngineSettings settings;
    private final Writer writer;
    private final RestingProviders rest;

    LinkWithdrawals(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.writer = new Writer(settings);
        this.rest = rest;
    }

    /** Withdraws what is to be; says whether a provider owes an answer. */
    boolean run(DunningCase memory, LocalDate date, Tally tally) {
        AccountId account = memory.account();
        boolean unanswered = false;
        for (PaymentLink link : memory.paymentLinks()) {
            Optional<PaymentProvider> provider = link.state() == State.TO_WITHDRAW
                    ? settings.providers().of(account.creditor(), link.provider())
                    : Optional.empty();
            if (provider.isEmpty()) {
                continue;
            }
            Optional<Optional<String>> over =
                    rest.isResting(provider.get(), settings.clock().instant())
                            ? Optional.empty()
                            : over(provider.get(), link, date);
            unanswered |= over.isEmpty();
            over.flatMap(tooLate -> writer.apply(account, loaded -> over(loaded, provider.get(), link, date, tooLate)))
                    .ifPresent(change -> tally.add(change.tally()));
        }
        return unanswered;
    }

    /** Whether it has ended by itself. */
    private static boolean hasEnded(PaymentProvider provider, PaymentLink link, LocalDate date) {
        return date.isAfter(link.lastDay().plusDays(1)) && provider.features().contains(PaymentFeature.ENDS_LINKS);
    }

    /** Whether it is over, and why it was too late if it was; empty when nobody knows yet. */
    private Optional<Optional<String>> over(PaymentProvider provider, PaymentLink link, LocalDate date) {
        if (hasEnded(provider, link, date)) {
            return Optional.of(Optional.empty());
        }
        Instant began = settings.clock().instant();
        CancelResult result = cancelled(provider, link);
        if (result instanceof CancelResult.Withdrawn || result instanceof CancelResult.Unknown) {
            return Optional.of(Optional.empty());
        }
        if (result instanceof CancelResult.TooLate late) {
            return Optional.of(Optional.of(late.reason()));
        }
        rest.failed(provider, began, settings.clock().instant());
        LOG.debug("{} is not withdrawn yet: {}", link, result);
        return Optional.empty();
    }

    private CancelResult cancelled(PaymentProvider provider, PaymentLink link) {
        try {
            CancelResult result = provider.cancel(new PaymentRequestId(link.request()), settings.timeout());
            return result == null ? new CancelResult.InDoubt("it answered nothing") : result;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.warn("payment provider {} could not withdraw {}", provider.id(), link.key(), e);
            return new CancelResult.InDoubt(BrokenAccountException.line(e));
        }
    }

    /** One of which that came too late brings money by its provider's account, although nothing was told of that yet. */
    private Optional<Change> over(
            LoadedAccount loaded,
            PaymentProvider provider,
            PaymentLink link,
            LocalDate date,
            Optional<String> tooLate) {
        DunningCase memory = loaded.memory();
        return memory.paymentLink(link.key())
                .filter(now -> now.state() == State.TO_WITHDRAW)
                .map(now -> now.become(tooLate.isEmpty() ? State.OVER : State.TOO_LATE))
                .map(now -> {
                    DunningCase.Builder after = memory.toBuilder().paymentLink(now);
                    ZoneId zone = settings.policy(loaded.account().creditor()).timeZone();
                    PendingMoney.note(memory, after, now, provider.pendingDays(), date, zone);
                    return new Change(loaded, after.reviewBy(date).build())
                            .event(new AccountEvent.PaymentLinkWithdrawn(date, link.provider(), link.key(), tooLate));
                });
    }
}
