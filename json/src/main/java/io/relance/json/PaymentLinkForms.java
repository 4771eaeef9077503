package io.relance.json;

import io.relance.account.PaymentLink;
import io.relance.account.RequestedPayment;
import io.relance.receivable.ReceivableId;
import java.time.Instant;
import org.joda.money.Money;

/** The stored form of payment links, and of what providers tell of them. */
final class PaymentLinkForms {
    private PaymentLinkForms() {}

    static StoredOut link(PaymentLink link) {
        return new StoredOut()
                .text("key", link.key())
                .text("provider", link.provider())
                .text("request", link.request())
                .text("url", link.url())
                .list("lines", link.lines(), PaymentLinkForms::line)
                .text("made", link.made())
                .text("lastDay", link.lastDay())
                .text("state", link.state())
                .list("news", link.news(), PaymentLinkForms::news);
    }

    static PaymentLink link(StoredIn in) {
        return new PaymentLink(
                in.text("key"),
                in.text("provider"),
                in.text("request"),
                in.text("url"),
                in.list("lines", PaymentLinkForms::line),
                in.date("made"),
                in.date("lastDay"),
                in.text("state", PaymentLink.State::valueOf),
                in.list("news", PaymentLinkForms::news));
    }

    static StoredOut line(RequestedPayment.Line line) {
        return new StoredOut().text("receivable", line.receivable()).text("amount", line.amount());
    }

    static RequestedPayment.Line line(StoredIn in) {
        return new RequestedPayment.Line(in.text("receivable", ReceivableId::new), in.money("amount"));
    }

    static StoredOut news(RequestedPayment.News news) {
        return new StoredOut()
                .text("id", news.id())
                .text("at", news.at())
                .text("kind", news.kind())
                .text("amount", news.amount())
                .text("text", news.text());
    }

    static RequestedPayment.News news(StoredIn in) {
        return new RequestedPayment.News(
                in.text("id"),
                in.text("at", Instant::parse),
                in.text("kind", RequestedPayment.Kind::valueOf),
                in.optional("amount", Money::parse),
                in.text("text"));
    }
}
