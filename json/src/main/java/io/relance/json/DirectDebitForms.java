package io.relance.json;

import io.relance.account.DirectDebit;
import io.relance.account.Mandate;
import java.time.Instant;
import java.time.LocalDate;

/** The stored form of mandates and direct debits. */
final class DirectDebitForms {
    private DirectDebitForms() {}

    static StoredOut mandate(Mandate mandate) {
        return new StoredOut()
                .text("provider", mandate.provider())
                .text("id", mandate.id())
                .text("state", mandate.state())
                .text("told", mandate.told());
    }

    static Mandate mandate(StoredIn in) {
        return new Mandate(
                in.text("provider"),
                in.text("id"),
                in.text("state", Mandate.State::valueOf),
                in.optional("told", Instant::parse));
    }

    static StoredOut debit(DirectDebit debit) {
        return new StoredOut()
                .text("id", debit.id())
                .text("key", debit.key())
                .text("provider", debit.provider())
                .text("mandate", debit.mandate())
                .list("lines", debit.lines(), PaymentLinkForms::line)
                .text("wanted", debit.wanted())
                .text("on", debit.on())
                .text("asked", debit.asked())
                .text("latest", debit.latest())
                .number("attempts", debit.attempts())
                .text("request", debit.request())
                .text("settles", debit.settles())
                .text("state", debit.state())
                .text("since", debit.since())
                .text("why", debit.why())
                .list("news", debit.news(), PaymentLinkForms::news);
    }

    static DirectDebit debit(StoredIn in) {
        return new DirectDebit(
                in.text("id"),
                in.text("key"),
                in.text("provider"),
                in.text("mandate"),
                in.list("lines", PaymentLinkForms::line),
                in.date("wanted"),
                in.optional("on", LocalDate::parse),
                in.optional("asked", Instant::parse),
                in.optional("latest", Instant::parse),
                in.integer("attempts"),
                in.optional("request"),
                in.optional("settles", LocalDate::parse),
                in.text("state", DirectDebit.State::valueOf),
                in.date("since"),
                in.text("why"),
                in.list("news", PaymentLinkForms::news));
    }
}
