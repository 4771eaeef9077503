package io.relance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.account.RequestedPayment.Kind;
import io.relance.account.RequestedPayment.News;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentEvent.OfRequest;
import io.relance.payment.PaymentProgress;
import io.relance.payment.PaymentState;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;

/** What is remembered of a payment and what its provider's events come to agree on what decides. */
class WhatDecidesTest {
    private static final Money HUNDRED = Money.parse("EUR 100.00");

    private record Told(int hour, Kind kind) {}

    @Provide
    Arbitrary<List<Told>> stories() {
        return Combinators.combine(Arbitraries.integers().between(0, 5), Arbitraries.of(Kind.class))
                .as(Told::new)
                .list()
                .ofMaxSize(6);
    }

    @Property(seed = "20261123")
    void of_the_same_events_the_same_decides(@ForAll("stories") List<Told> story) {
        PaymentProgress progress = PaymentProgress.of(HUNDRED);
        RequestedPayment payment = new PaymentLink(
                "key",
                "psp",
                "pay-1",
                "https://pay.example/1",
                List.of(new RequestedPayment.Line(new ReceivableId("F1"), HUNDRED)),
                LocalDate.of(2026, 3, 2),
                LocalDate.of(2026, 4, 1),
                PaymentLink.State.OPEN,
                List.of());
        for (int i = 0; i < story.size(); i++) {
            Told told = story.get(i);
            Instant at = Instant.parse("2026-03-02T00:00:00Z").plusSeconds(3_600L * told.hour());
            progress = progress.plus(new OfRequest(
                    "e-" + i, at, Optional.empty(), Optional.of(new IdempotencyKey("key")), change(told.kind())));
            payment = payment.with(new News("e-" + i, at, told.kind(), Optional.empty(), ""));
        }

        // a refund alone says that the money had come in
        assertThat(payment.last().map(kind -> kind == Kind.REFUNDED ? Kind.CONFIRMED : kind))
                .isEqualTo(kind(progress.state()));
    }

    /** A refund gives back a part, so that there is something left that had come in. */
    private static Change change(Kind kind) {
        return switch (kind) {
            case PENDING -> new Change.Pending(Optional.empty());
            case FAILED -> new Change.Failed("");
            case CONFIRMED -> new Change.Confirmed(Optional.empty());
            case REFUNDED -> new Change.Refunded(Money.parse("EUR 1.00"));
            case DISPUTED -> new Change.Disputed(Optional.empty());
            case EXPIRED -> new Change.Expired();
        };
    }

    private static Optional<Kind> kind(PaymentState state) {
        return switch (state) {
            case OPEN, EXPIRED -> Optional.empty();
            case PENDING -> Optional.of(Kind.PENDING);
            case CONFIRMED -> Optional.of(Kind.CONFIRMED);
            case FAILED -> Optional.of(Kind.FAILED);
            case REFUNDED -> Optional.of(Kind.REFUNDED);
            case DISPUTED -> Optional.of(Kind.DISPUTED);
        };
    }
}
