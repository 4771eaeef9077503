package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.MessageId;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestResult;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.template.MessageSender;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks payment providers for the pages on which messages can be paid. A page that is asked for and not remembered, since whoever asked
 * died, does no harm: nobody has its address, and the same key gives the same page.
 */
final class LinkRequests {
    /** How long a page is asked to last. */
    private static final int DAYS = 30;
    /** How long one that is there must still last to be used again. */
    private static final int LEAST_DAYS = 7;

    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";

    private final EngineSettings settings;
    private final RestingProviders rest;

    LinkRequests(EngineSettings settings, RestingProviders rest) {
        this.settings = settings;
        this.rest = rest;
    }

    /** What came of asking. */
    sealed interface Answer {
        /** Nothing is new: the message gets no page, or has one already. */
        record Nothing() implements Answer {}

        /** A new one. */
        record Made(PaymentLink link) implements Answer {}

        /**
         * There is none.
         *
         * @param forNow whether asking again may help
         */
        record Missing(String provider, String why, boolean forNow) implements Answer {}
    }

    /**
     * The page for a message that is about to leave.
     *
     * @param attempt how often it was tried before: then a provider that can tell is asked first what became of the request
     */
    Answer ask(
            MessageState message,
            Route route,
            int attempt,
            AccountLedger ledger,
            DunningCase memory,
            Policy policy,
            LocalDate day) {
        Optional<PaymentProvider> provider =
                settings.providers().ofLinks(ledger.account().creditor());
        List<RequestedPayment.Line> lines = PayPages.lines(message, route, ledger, memory, settings);
        boolean ownWords = message.edit()
                .words()
                .filter(words -> words.channel().equals(route.channel()))
                .isPresent();
        if (provider.isEmpty() || lines.isEmpty() || lines.size() > PaymentRequest.MAX_LINES || ownWords) {
            return new Answer.Nothing();
        }
        if (memory.paymentLink(key(message.id(), lines).value())
                .filter(link ->
                        link.state() != PaymentLink.State.OPEN || !link.news().isEmpty())
                .isPresent()) {
            return new Answer.Missing(provider.get().id(), "the page for this was used, or is over", false);
        }
        boolean there = PayPages.open(lines, memory, day.plusDays(LEAST_DAYS))
                .filter(link -> link.provider().equals(provider.get().id())
                        && link.news().isEmpty())
                .isPresent();
        if (there) {
            return new Answer.Nothing();
        }
        if (rest.isResting(provider.get(), settings.clock().instant())) {
            return new Answer.Missing(provider.get().id(), "it did not answer others in time", true);
        }
        return made(provider.get(), message, attempt, lines, ledger, policy, day);
    }

    private Answer made(
            PaymentProvider provider,
            MessageState message,
            int attempt,
            List<RequestedPayment.Line> lines,
            AccountLedger ledger,
            Policy policy,
            LocalDate day) {
        PaymentRequest request;
        try {
            request = request(provider, message, lines, ledger, policy, day);
        } catch (IllegalArgumentException e) {
            return new Answer.Missing(provider.id(), BrokenAccountException.line(e), false);
        }
        Instant began = settings.clock().instant();
        PaymentRequestResult result = result(provider, request, attempt);
        if (result instanceof PaymentRequestResult.TemporaryFailure || result instanceof PaymentRequestResult.InDoubt) {
            rest.failed(provider, began, settings.clock().instant());
        }
        if (result instanceof PaymentRequestResult.LinkCreated made) {
            PaymentLink link = new PaymentLink(
                    request.key().value(),
                    provider.id(),
                    made.id().value(),
                    made.url().toASCIIString(),
                    lines,
                    day,
                    made.expires().atZone(policy.timeZone()).toLocalDate().minusDays(1),
                    PaymentLink.State.OPEN,
                    List.of());
            return link.lastDay().isBefore(day)
                    ? new Answer.Missing(provider.id(), "its page lasts less than the day", false)
                    : usable(link, ledger);
        }
        if (result instanceof PaymentRequestResult.TemporaryFailure failure) {
            return new Answer.Missing(provider.id(), failure.reason(), true);
        }
        if (result instanceof PaymentRequestResult.InDoubt doubt) {
            boolean again = provider.features().contains(PaymentFeature.HONOURS_IDEMPOTENCY_KEY);
            return new Answer.Missing(provider.id(), doubt.reason(), again);
        }
        return new Answer.Missing(
                provider.id(),
                result instanceof PaymentRequestResult.Declined declined ? declined.reason() : "it made no page",
                false);
    }

    /** An address that a message can't show is none. */
    private Answer usable(PaymentLink link, AccountLedger ledger) {
        try {
            settings.sender(ledger.account().creditor()).toBuilder()
                    .paymentUrl(link.url())
                    .build();
            return new Answer.Made(link);
        } catch (IllegalArgumentException e) {
            return new Answer.Missing(link.provider(), BrokenAccountException.line(e), false);
        }
    }

    private PaymentRequestResult result(PaymentProvider provider, PaymentRequest request, int attempt) {
        boolean known = attempt > 0 && provider.features().contains(PaymentFeature.ANSWERS_LOOKUP);
        try {
            // a request in doubt may have failed for good under its key: asking again would be answered the same
            Optional<PaymentRequestResult> before =
                    known ? provider.lookup(request.key(), patience()) : Optional.empty();
            PaymentRequestResult result =
                    before.isPresent() && !isOver(before.get()) ? before.get() : provider.request(request, patience());
            return result == null ? new PaymentRequestResult.InDoubt("it answered nothing") : result;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return new PaymentRequestResult.InDoubt(BrokenAccountException.line(e));
        }
    }

    /** A look-up and a request leave time for the hand-over, for which the lease was taken. */
    private Duration patience() {
        return settings.timeout().dividedBy(3);
    }

    /** One that was declined, or has expired since, may be asked for again. */
    private static boolean isOver(PaymentRequestResult result) {
        return result instanceof PaymentRequestResult.Declined;
    }

    private PaymentRequest request(
            PaymentProvider provider,
            MessageState message,
            List<RequestedPayment.Line> lines,
            AccountLedger ledger,
            Policy policy,
            LocalDate day) {
        MessageSender sender = settings.sender(ledger.account().creditor());
        Instant longest =
                day.plusDays(DAYS + 1L).atStartOfDay(policy.timeZone()).toInstant();
        Instant expires = provider.longestLink()
                // a moment less: the provider counts from when it is asked
                .map(most -> settings.clock().instant().plus(most).minus(Duration.ofMinutes(5)))
                .filter(longest::isAfter)
                .orElse(longest);
        PaymentRequest.Builder request = PaymentRequest.builder(
                        key(message.id(), lines), ledger.account(), new PaymentMethod.Link(expires))
                .description(description(sender.name(), lines))
                .language(ledger.customer()
                        .language()
                        .filter(language -> language.matches(LANGUAGE))
                        .orElse(sender.language()));
        lines.forEach(line -> request.line(line.receivable(), line.amount()));
        OccasionModels.contact(message, ledger, policy).flatMap(Contact::email).ifPresent(request::payerEmail);
        return request.build();
    }

    /** The same for the same message and lines; it says whose message it is. */
    static IdempotencyKey key(MessageId message, List<RequestedPayment.Line> lines) {
        Sha256 hash = new Sha256();
        lines.forEach(line -> hash.add(line.receivable()).add(line.amount()));
        return new IdempotencyKey(message.value() + "." + hash.hex().substring(0, 16));
    }

    /** The message for which a key was made; empty when it was made elsewhere. */
    static Optional<MessageId> message(IdempotencyKey key) {
        return key.value().matches("[0-9a-f]{64}\\.[0-9a-f]{16}")
                ? Optional.of(new MessageId(key.value().substring(0, 64)))
                : Optional.empty();
    }

    /** What the payer reads: who asks, and for which invoices. */
    static String description(String sender, List<RequestedPayment.Line> lines) {
        String numbers = lines.stream().map(line -> line.receivable().value()).collect(Collectors.joining(", "));
        String text = (sender + ": " + numbers)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        int most = PaymentRequest.MAX_DESCRIPTION;
        int end = Character.isHighSurrogate(text.charAt(Math.min(most, text.length()) - 1)) ? most - 1 : most;
        return text.length() <= most ? text : text.substring(0, end);
    }

    /** The case with a new page; those for any of the same receivables are to be withdrawn: nobody should pay twice. */
    static DunningCase remember(DunningCase memory, PaymentLink made) {
        return withdrawOthers(memory, made).paymentLink(made).build();
    }

    /** The case in which open pages for any of the receivables of a payment are to be withdrawn, but for itself. */
    static DunningCase.Builder withdrawOthers(DunningCase memory, RequestedPayment payment) {
        DunningCase.Builder after = memory.toBuilder();
        memory.paymentLinks().stream()
                .filter(link -> link.state() == PaymentLink.State.OPEN
                        && !link.key().equals(payment.key())
                        && !link.wasUsed()
                        && link.shares(payment))
                .forEach(link -> after.paymentLink(link.become(PaymentLink.State.TO_WITHDRAW)));
        return after;
    }
}
