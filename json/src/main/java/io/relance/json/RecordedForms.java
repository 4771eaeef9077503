package io.relance.json;

import io.relance.account.Assignment;
import io.relance.account.Dispute;
import io.relance.account.ExternalScore;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.account.RaisedClaim;
import io.relance.delivery.MessageId;
import io.relance.receivable.FieldValue;
import io.relance.receivable.ReceivableId;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** The stored form of what people record of an account. */
final class RecordedForms {
    private RecordedForms() {}

    static StoredOut hold(Hold hold) {
        return new StoredOut()
                .text("id", hold.id())
                .text("receivable", hold.receivable())
                .text("from", hold.from())
                .text("until", hold.until())
                .text("reason", hold.reason())
                .text("actor", hold.actor());
    }

    static Hold hold(StoredIn in) {
        return new Hold(
                in.text("id"),
                in.optional("receivable", ReceivableId::new),
                in.date("from"),
                in.optionalDate("until"),
                in.text("reason"),
                in.text("actor"));
    }

    static StoredOut assignment(Assignment assignment) {
        return new StoredOut().text("from", assignment.from()).text("to", assignment.to());
    }

    static Assignment assignment(StoredIn in) {
        return new Assignment(in.date("from"), in.text("to"));
    }

    static StoredOut claim(RaisedClaim claim) {
        return new StoredOut()
                .text("receivable", claim.receivable())
                .text("kind", claim.kind())
                .text("amount", claim.amount())
                .list("accruals", claim.accruals(), RecordedForms::accrual)
                .text("raisedOn", claim.raisedOn())
                .text("message", claim.message())
                .text("paid", Optional.of(claim.paid()).filter(Money::isPositive))
                .optionalMapping(
                        "waiver",
                        claim.waiver(),
                        waiver -> new StoredOut()
                                .text("on", waiver.on())
                                .text("actor", waiver.actor())
                                .text("why", waiver.why()));
    }

    private static StoredOut accrual(RaisedClaim.Accrual accrual) {
        return new StoredOut()
                .text("from", accrual.from())
                .text("to", accrual.to())
                .text("balance", accrual.balance())
                .decimal("percent", Optional.of(accrual.percent()))
                .text("amount", accrual.amount());
    }

    static RaisedClaim claim(StoredIn in) {
        Money amount = in.money("amount");
        return new RaisedClaim(
                in.text("receivable", ReceivableId::new),
                in.text("kind", RaisedClaim.Kind::valueOf),
                amount,
                in.list("accruals", RecordedForms::accrual),
                in.date("raisedOn"),
                in.optional("message", MessageId::new),
                in.optional("paid", Money::parse).orElse(Money.zero(amount.getCurrencyUnit())),
                in.optionalMapping(
                        "waiver",
                        waiver -> new RaisedClaim.Waiver(waiver.date("on"), waiver.text("actor"), waiver.text("why"))));
    }

    private static RaisedClaim.Accrual accrual(StoredIn in) {
        return new RaisedClaim.Accrual(
                in.date("from"),
                in.date("to"),
                in.money("balance"),
                in.decimal("percent").orElseThrow(() -> new StoredBodyException("an accrual without its rate")),
                in.money("amount"));
    }

    /** A host's own field with its name. */
    static StoredOut field(Map.Entry<String, FieldValue> field) {
        return field(field.getValue()).text("name", field.getKey());
    }

    static StoredOut field(FieldValue value) {
        StoredOut out = new StoredOut();
        if (value instanceof FieldValue.Text text) {
            return out.text("text", text.value());
        }
        if (value instanceof FieldValue.Numeric number) {
            return out.decimal("number", Optional.of(number.value()));
        }
        return out.text("date", ((FieldValue.Date) value).value());
    }

    static FieldValue field(StoredIn in) {
        return in.optional("text")
                .<FieldValue>map(FieldValue.Text::new)
                .or(() -> in.decimal("number").map(FieldValue.Numeric::new))
                .orElseGet(() -> new FieldValue.Date(in.date("date")));
    }

    static StoredOut promise(PromiseToPay promise) {
        return new StoredOut()
                .text("id", promise.id())
                .list(
                        "shares",
                        promise.shares(),
                        share -> new StoredOut()
                                .text("receivable", share.receivable())
                                .text("amount", share.amount()))
                .text("date", promise.date())
                .text("recordedOn", promise.recordedOn())
                .text("recordedAt", promise.recordedAt())
                .text("takenBy", promise.takenBy())
                .flag("awaitingApproval", promise.awaitingApproval())
                .text("cancelled", promise.cancelled());
    }

    static PromiseToPay promise(StoredIn in) {
        return new PromiseToPay(
                in.text("id"),
                in.list(
                        "shares",
                        share -> new PromiseToPay.Share(
                                share.text("receivable", ReceivableId::new), share.money("amount"))),
                in.date("date"),
                in.date("recordedOn"),
                in.instant("recordedAt"),
                in.text("takenBy"),
                in.flag("awaitingApproval"),
                in.optionalDate("cancelled"));
    }

    static StoredOut plan(InstalmentPlan plan) {
        return new StoredOut()
                .text("id", plan.id())
                .texts("receivables", plan.receivables())
                .list(
                        "instalments",
                        plan.instalments(),
                        instalment ->
                                new StoredOut().text("due", instalment.due()).text("amount", instalment.amount()))
                .text("breaking", plan.breaking())
                .text("agreedOn", plan.agreedOn())
                .text("recordedAt", plan.recordedAt())
                .text("broken", plan.broken())
                .text("ended", plan.ended());
    }

    static InstalmentPlan plan(StoredIn in) {
        return new InstalmentPlan(
                in.text("id"),
                in.texts("receivables", ReceivableId::new),
                in.list(
                        "instalments",
                        instalment ->
                                new InstalmentPlan.Instalment(instalment.date("due"), instalment.money("amount"))),
                in.text("breaking", InstalmentPlan.Breaking::valueOf),
                in.date("agreedOn"),
                in.instant("recordedAt"),
                in.optionalDate("broken"),
                in.optionalDate("ended"));
    }

    static StoredOut dispute(Dispute dispute) {
        return new StoredOut()
                .text("id", dispute.id())
                .text("receivable", dispute.receivable())
                .text("category", dispute.category())
                .text("amount", dispute.amount())
                .text("owner", dispute.owner())
                .text("opened", dispute.opened())
                .text("due", dispute.due())
                .text("closed", dispute.closed());
    }

    static Dispute dispute(StoredIn in) {
        return new Dispute(
                in.text("id"),
                in.text("receivable", ReceivableId::new),
                in.text("category"),
                in.optional("amount", Money::parse),
                in.text("owner"),
                in.date("opened"),
                in.optionalDate("due"),
                in.optionalDate("closed"));
    }

    static StoredOut pending(PendingPayment payment) {
        return new StoredOut()
                .text("id", payment.id())
                .text("receivable", payment.receivable())
                .text("amount", payment.amount())
                .text("since", payment.since())
                .text("lapses", payment.lapses());
    }

    static PendingPayment pending(StoredIn in) {
        return new PendingPayment(
                in.text("id"),
                in.text("receivable", ReceivableId::new),
                in.money("amount"),
                in.date("since"),
                in.date("lapses"));
    }

    static StoredOut contact(LoggedContact contact) {
        return new StoredOut()
                .text("id", contact.id())
                .text("date", contact.date())
                .text("kind", contact.kind())
                .text("direction", contact.direction())
                .text("contact", contact.contact())
                .text("result", contact.result())
                .text("note", contact.note())
                .text("actor", contact.actor());
    }

    static LoggedContact contact(StoredIn in) {
        return new LoggedContact(
                in.text("id"),
                in.date("date"),
                in.text("kind"),
                in.text("direction", LoggedContact.Direction::valueOf),
                in.optional("contact"),
                in.text("result", LoggedContact.Result::valueOf),
                in.text("note"),
                in.text("actor"));
    }

    static StoredOut externalScore(ExternalScore score) {
        return new StoredOut()
                .text("source", score.source())
                .number("value", score.value())
                .text("date", score.date())
                .text("expires", score.expires());
    }

    static ExternalScore externalScore(StoredIn in) {
        return new ExternalScore(in.text("source"), in.integer("value"), in.date("date"), in.date("expires"));
    }
}
