package io.relance.json;

import io.relance.account.Mandate;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.ReceivableId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.joda.money.Money;

/** The stored form of every kind of event, besides its day and actor. */
final class EventForms {
    /**
     * A kind of event.
     *
     * @param name what bodies call it: the name of its class
     */
    record Kind<T extends AccountEvent>(
            String name, Class<T> type, BiConsumer<T, StoredOut> writer, Function<StoredIn, T> reader) {
        void write(AccountEvent event, StoredOut out) {
            writer.accept(type.cast(event), out);
        }
    }

    static final List<Kind<?>> KINDS = List.of(
            kind(
                    AccountEvent.MessagePlanned.class,
                    (event, out) -> out.mapping("message", event.message(), WorkForms::message),
                    in -> new AccountEvent.MessagePlanned(in.date("day"), in.mapping("message", WorkForms::message))),
            kind(
                    AccountEvent.MessageChanged.class,
                    (event, out) -> out.mapping("message", event.message(), WorkForms::message),
                    in -> new AccountEvent.MessageChanged(in.date("day"), in.mapping("message", WorkForms::message))),
            kind(
                    AccountEvent.MessageCancelled.class,
                    (event, out) -> out.text("message", event.message()).text("why", event.why()),
                    in -> new AccountEvent.MessageCancelled(
                            in.date("day"), in.text("message", MessageId::new), in.text("why"))),
            kind(
                    AccountEvent.StatementAsked.class,
                    (event, out) -> out.text("message", event.message())
                            .text("from", event.from())
                            .text("to", event.to()),
                    in -> new AccountEvent.StatementAsked(
                            in.date("day"),
                            in.text("actor"),
                            in.text("message", MessageId::new),
                            in.date("from"),
                            in.date("to"))),
            kind(
                    AccountEvent.MessageApproved.class,
                    (event, out) -> out.text("message", event.message()),
                    in -> new AccountEvent.MessageApproved(
                            in.date("day"), in.text("actor"), in.text("message", MessageId::new))),
            kind(
                    AccountEvent.MessageRejected.class,
                    (event, out) -> out.text("message", event.message())
                            .flag("forGood", event.forGood())
                            .text("why", event.why()),
                    in -> new AccountEvent.MessageRejected(
                            in.date("day"),
                            in.text("actor"),
                            in.text("message", MessageId::new),
                            in.flag("forGood"),
                            in.text("why"))),
            kind(
                    AccountEvent.MessageEdited.class,
                    (event, out) -> out.mapping("message", event.message(), WorkForms::message),
                    in -> new AccountEvent.MessageEdited(
                            in.date("day"), in.text("actor"), in.mapping("message", WorkForms::message))),
            kind(
                    AccountEvent.MessagePostponed.class,
                    (event, out) -> out.text("message", event.message()).text("to", event.to()),
                    in -> new AccountEvent.MessagePostponed(
                            in.date("day"),
                            in.text("actor"),
                            in.text("message", MessageId::new),
                            in.optionalDate("to"))),
            kind(
                    AccountEvent.DeliveryReported.class,
                    (event, out) -> out.mapping("delivery", event.delivery(), EventForms::delivery)
                            .text("report", event.report())
                            .text("what", event.what())
                            .text("at", event.at())
                            .text("detail", event.detail()),
                    in -> new AccountEvent.DeliveryReported(
                            in.date("day"),
                            in.mapping("delivery", EventForms::delivery),
                            in.text("report"),
                            in.text("what"),
                            in.instant("at"),
                            in.text("detail"))),
            kind(
                    AccountEvent.MessageAccepted.class,
                    (event, out) -> out.mapping("message", event.message(), WorkForms::message)
                            .optionalMapping("delivery", event.delivery(), EventForms::delivery)
                            .text("at", event.at())
                            .text("reference", event.reference())
                            .list("enclosures", event.enclosures(), HandOverCodec::enclosure),
                    in -> new AccountEvent.MessageAccepted(
                            in.date("day"),
                            in.text("actor"),
                            in.mapping("message", WorkForms::message),
                            in.optionalMapping("delivery", EventForms::delivery),
                            in.instant("at"),
                            in.optional("reference"),
                            in.list("enclosures", HandOverCodec::enclosure))),
            kind(
                    AccountEvent.DeliveryFailed.class,
                    (event, out) -> out.mapping("delivery", event.delivery(), EventForms::delivery)
                            .flag("forGood", event.forGood())
                            .text("why", event.why()),
                    in -> new AccountEvent.DeliveryFailed(
                            in.date("day"),
                            in.mapping("delivery", EventForms::delivery),
                            in.flag("forGood"),
                            in.text("why"))),
            kind(
                    AccountEvent.MessageFailed.class,
                    (event, out) -> out.text("message", event.message()).text("why", event.why()),
                    in -> new AccountEvent.MessageFailed(
                            in.date("day"), in.text("actor"), in.text("message", MessageId::new), in.text("why"))),
            kind(
                    AccountEvent.MessageInDoubt.class,
                    (event, out) -> out.mapping("delivery", event.delivery(), EventForms::delivery)
                            .text("why", event.why()),
                    in -> new AccountEvent.MessageInDoubt(
                            in.date("day"), in.mapping("delivery", EventForms::delivery), in.text("why"))),
            kind(
                    AccountEvent.MessageBounced.class,
                    (event, out) -> out.text("message", event.message()).text("why", event.why()),
                    in -> new AccountEvent.MessageBounced(
                            in.date("day"), in.text("actor"), in.text("message", MessageId::new), in.text("why"))),
            kind(
                    AccountEvent.TaskRaised.class,
                    (event, out) -> out.mapping("task", event.task(), WorkForms::task),
                    in -> new AccountEvent.TaskRaised(in.date("day"), in.mapping("task", WorkForms::task))),
            kind(
                    AccountEvent.TaskExtended.class,
                    (event, out) -> out.text("task", event.task()).texts("joined", event.joined()),
                    in -> new AccountEvent.TaskExtended(
                            in.date("day"), in.text("task"), in.texts("joined", ReceivableId::new))),
            kind(
                    AccountEvent.TaskCompleted.class,
                    (event, out) -> out.text("task", event.task()).text("result", event.result()),
                    in -> new AccountEvent.TaskCompleted(
                            in.date("day"), in.text("actor"), in.text("task"), in.text("result"))),
            kind(
                    AccountEvent.TaskAssigned.class,
                    (event, out) -> out.text("task", event.task()).text("assignee", event.assignee()),
                    in -> new AccountEvent.TaskAssigned(
                            in.date("day"), in.text("actor"), in.text("task"), in.optional("assignee"))),
            kind(
                    AccountEvent.TaskRescheduled.class,
                    (event, out) -> out.text("task", event.task()).text("due", event.due()),
                    in -> new AccountEvent.TaskRescheduled(
                            in.date("day"), in.text("actor"), in.text("task"), in.optionalDate("due"))),
            kind(
                    AccountEvent.Notified.class,
                    (event, out) -> out.text("id", event.id())
                            .text("recipient", event.recipient())
                            .text("text", event.text())
                            .texts("about", event.about()),
                    in -> new AccountEvent.Notified(
                            in.date("day"),
                            in.text("id"),
                            in.text("recipient"),
                            in.text("text"),
                            in.texts("about", ReceivableId::new))),
            kind(
                    AccountEvent.ReceivableHandedOver.class,
                    (event, out) -> out.text("id", event.id())
                            .text("receivable", event.receivable())
                            .text("to", event.to()),
                    in -> new AccountEvent.ReceivableHandedOver(
                            in.date("day"), in.text("id"), in.text("receivable", ReceivableId::new), in.text("to"))),
            kind(
                    AccountEvent.DeliveryStopRequested.class,
                    (event, out) -> out.text("id", event.id()).text("text", event.text()),
                    in -> new AccountEvent.DeliveryStopRequested(in.date("day"), in.text("id"), in.text("text"))),
            kind(
                    AccountEvent.ReasonChanged.class,
                    (event, out) -> out.text("receivable", event.receivable())
                            .mapping("reason", event.reason(), WorkForms::reason),
                    in -> new AccountEvent.ReasonChanged(
                            in.date("day"),
                            in.text("receivable", ReceivableId::new),
                            in.mapping("reason", WorkForms::reason))),
            kind(
                    AccountEvent.HoldOrdered.class,
                    (event, out) -> out.mapping("hold", event.hold(), RecordedForms::hold),
                    in -> new AccountEvent.HoldOrdered(
                            in.date("day"), in.text("actor"), in.mapping("hold", RecordedForms::hold))),
            kind(
                    AccountEvent.HoldLifted.class,
                    (event, out) -> out.text("hold", event.hold()),
                    in -> new AccountEvent.HoldLifted(in.date("day"), in.text("actor"), in.text("hold"))),
            kind(
                    AccountEvent.PromiseRecorded.class,
                    (event, out) -> out.mapping("promise", event.promise(), RecordedForms::promise),
                    in -> new AccountEvent.PromiseRecorded(
                            in.date("day"), in.text("actor"), in.mapping("promise", RecordedForms::promise))),
            kind(
                    AccountEvent.PromiseApproved.class,
                    (event, out) -> out.text("promise", event.promise()),
                    in -> new AccountEvent.PromiseApproved(in.date("day"), in.text("actor"), in.text("promise"))),
            kind(
                    AccountEvent.PromiseCancelled.class,
                    (event, out) -> out.text("promise", event.promise()),
                    in -> new AccountEvent.PromiseCancelled(in.date("day"), in.text("actor"), in.text("promise"))),
            kind(
                    AccountEvent.PromiseKept.class,
                    (event, out) -> out.text("promise", event.promise())
                            .flag("partly", event.partly())
                            .text("promised", event.promised())
                            .text("paid", event.paid()),
                    in -> new AccountEvent.PromiseKept(
                            in.date("day"),
                            in.text("promise"),
                            in.flag("partly"),
                            in.money("promised"),
                            in.money("paid"))),
            kind(
                    AccountEvent.PromiseBroken.class,
                    (event, out) -> out.text("promise", event.promise())
                            .text("promised", event.promised())
                            .text("paid", event.paid()),
                    in -> new AccountEvent.PromiseBroken(
                            in.date("day"), in.text("promise"), in.money("promised"), in.money("paid"))),
            kind(
                    AccountEvent.PlanAgreed.class,
                    (event, out) -> out.mapping("plan", event.plan(), RecordedForms::plan),
                    in -> new AccountEvent.PlanAgreed(
                            in.date("day"), in.text("actor"), in.mapping("plan", RecordedForms::plan))),
            kind(
                    AccountEvent.PlanBroken.class,
                    (event, out) -> out.text("plan", event.plan()).text("why", event.why()),
                    in -> new AccountEvent.PlanBroken(
                            in.date("day"), in.text("actor"), in.text("plan"), in.optional("why"))),
            kind(
                    AccountEvent.PlanEnded.class,
                    (event, out) -> out.text("plan", event.plan()),
                    in -> new AccountEvent.PlanEnded(in.date("day"), in.text("actor"), in.text("plan"))),
            kind(
                    AccountEvent.DisputeOpened.class,
                    (event, out) -> out.mapping("dispute", event.dispute(), RecordedForms::dispute),
                    in -> new AccountEvent.DisputeOpened(
                            in.date("day"), in.text("actor"), in.mapping("dispute", RecordedForms::dispute))),
            kind(
                    AccountEvent.DisputeClosed.class,
                    (event, out) -> out.text("dispute", event.dispute()),
                    in -> new AccountEvent.DisputeClosed(in.date("day"), in.text("actor"), in.text("dispute"))),
            kind(
                    AccountEvent.PaymentAnnounced.class,
                    (event, out) -> out.mapping("payment", event.payment(), RecordedForms::pending),
                    in -> new AccountEvent.PaymentAnnounced(
                            in.date("day"), in.text("actor"), in.mapping("payment", RecordedForms::pending))),
            kind(
                    AccountEvent.PaymentCleared.class,
                    (event, out) -> out.text("payment", event.payment()),
                    in -> new AccountEvent.PaymentCleared(in.date("day"), in.text("actor"), in.text("payment"))),
            kind(
                    AccountEvent.PaymentLinkMade.class,
                    (event, out) -> out.text("message", event.message())
                            .text("provider", event.provider())
                            .text("key", event.key())
                            .list("lines", event.lines(), PaymentLinkForms::line)
                            .text("lastDay", event.lastDay()),
                    in -> new AccountEvent.PaymentLinkMade(
                            in.date("day"),
                            in.text("message", MessageId::new),
                            in.text("provider"),
                            in.text("key"),
                            in.list("lines", PaymentLinkForms::line),
                            in.date("lastDay"))),
            kind(
                    AccountEvent.PaymentLinkMissing.class,
                    (event, out) -> out.text("message", event.message())
                            .text("provider", event.provider())
                            .text("why", event.why()),
                    in -> new AccountEvent.PaymentLinkMissing(
                            in.date("day"), in.text("message", MessageId::new), in.text("provider"), in.text("why"))),
            kind(
                    AccountEvent.PaymentReported.class,
                    (event, out) -> out.text("provider", event.provider())
                            .text("key", event.key())
                            .mapping("news", event.news(), PaymentLinkForms::news),
                    in -> new AccountEvent.PaymentReported(
                            in.date("day"),
                            in.text("provider"),
                            in.text("key"),
                            in.mapping("news", PaymentLinkForms::news))),
            kind(
                    AccountEvent.PaymentLinkWithdrawn.class,
                    (event, out) -> out.text("provider", event.provider())
                            .text("key", event.key())
                            .text("tooLate", event.tooLate()),
                    in -> new AccountEvent.PaymentLinkWithdrawn(
                            in.date("day"), in.text("provider"), in.text("key"), in.optional("tooLate"))),
            kind(
                    AccountEvent.MandateRecorded.class,
                    (event, out) -> out.text("provider", event.provider()).text("mandate", event.mandate()),
                    in -> new AccountEvent.MandateRecorded(
                            in.date("day"), in.text("actor"), in.text("provider"), in.text("mandate"))),
            kind(
                    AccountEvent.MandateRemoved.class,
                    (event, out) -> out.text("provider", event.provider()).text("mandate", event.mandate()),
                    in -> new AccountEvent.MandateRemoved(
                            in.date("day"), in.text("actor"), in.text("provider"), in.text("mandate"))),
            kind(
                    AccountEvent.MandateReported.class,
                    (event, out) -> out.text("provider", event.provider())
                            .text("mandate", event.mandate())
                            .text("state", event.state())
                            .text("why", event.why()),
                    in -> new AccountEvent.MandateReported(
                            in.date("day"),
                            in.text("provider"),
                            in.text("mandate"),
                            in.text("state", Mandate.State::valueOf),
                            in.text("why"))),
            kind(
                    AccountEvent.DirectDebitWanted.class,
                    (event, out) -> out.mapping("debit", event.debit(), DirectDebitForms::debit),
                    in -> new AccountEvent.DirectDebitWanted(
                            in.date("day"), in.text("actor"), in.mapping("debit", DirectDebitForms::debit))),
            kind(
                    AccountEvent.DirectDebitCalledOff.class,
                    (event, out) -> out.text("debit", event.debit()),
                    in -> new AccountEvent.DirectDebitCalledOff(in.date("day"), in.text("actor"), in.text("debit"))),
            kind(
                    AccountEvent.DirectDebitStarted.class,
                    (event, out) -> out.text("provider", event.provider())
                            .text("debit", event.debit())
                            .text("settles", event.settles()),
                    in -> new AccountEvent.DirectDebitStarted(
                            in.date("day"), in.text("provider"), in.text("debit"), in.date("settles"))),
            kind(
                    AccountEvent.DirectDebitDeclined.class,
                    (event, out) -> out.text("provider", event.provider())
                            .text("debit", event.debit())
                            .text("why", event.why()),
                    in -> new AccountEvent.DirectDebitDeclined(
                            in.date("day"), in.text("provider"), in.text("debit"), in.text("why"))),
            kind(
                    AccountEvent.DirectDebitWithdrawn.class,
                    (event, out) -> out.text("provider", event.provider())
                            .text("debit", event.debit())
                            .text("tooLate", event.tooLate()),
                    in -> new AccountEvent.DirectDebitWithdrawn(
                            in.date("day"), in.text("provider"), in.text("debit"), in.optional("tooLate"))),
            kind(
                    AccountEvent.ContactLogged.class,
                    (event, out) -> out.mapping("contact", event.contact(), RecordedForms::contact),
                    in -> new AccountEvent.ContactLogged(
                            in.date("day"), in.text("actor"), in.mapping("contact", RecordedForms::contact))),
            kind(
                    AccountEvent.TagSet.class,
                    (event, out) -> out.text("tag", event.tag()),
                    in -> new AccountEvent.TagSet(in.date("day"), in.text("actor"), in.text("tag"))),
            kind(
                    AccountEvent.TagRemoved.class,
                    (event, out) -> out.text("tag", event.tag()),
                    in -> new AccountEvent.TagRemoved(in.date("day"), in.text("actor"), in.text("tag"))),
            kind(
                    AccountEvent.FieldSet.class,
                    (event, out) -> out.text("field", event.field())
                            .optionalMapping("value", event.value(), RecordedForms::field),
                    in -> new AccountEvent.FieldSet(
                            in.date("day"),
                            in.text("actor"),
                            in.text("field"),
                            in.optionalMapping("value", RecordedForms::field))),
            kind(
                    AccountEvent.WrittenOff.class,
                    (event, out) -> out.text("receivable", event.receivable())
                            .text("amount", event.amount())
                            .text("why", event.why()),
                    in -> new AccountEvent.WrittenOff(
                            in.date("day"),
                            in.text("actor"),
                            in.text("receivable", ReceivableId::new),
                            in.money("amount"),
                            in.text("why"))),
            kind(
                    AccountEvent.ClaimsRaised.class,
                    (event, out) ->
                            out.text("message", event.message()).list("claims", event.claims(), RecordedForms::claim),
                    in -> new AccountEvent.ClaimsRaised(
                            in.date("day"),
                            in.text("actor"),
                            in.text("message", MessageId::new),
                            in.list("claims", RecordedForms::claim))),
            kind(
                    AccountEvent.ClaimsDropped.class,
                    (event, out) ->
                            out.text("message", event.message()).list("claims", event.claims(), RecordedForms::claim),
                    in -> new AccountEvent.ClaimsDropped(
                            in.date("day"),
                            in.text("actor"),
                            in.text("message", MessageId::new),
                            in.list("claims", RecordedForms::claim))),
            kind(
                    AccountEvent.ClaimPaid.class,
                    (event, out) -> out.mapping("claim", event.claim(), RecordedForms::claim)
                            .text("amount", event.amount()),
                    in -> new AccountEvent.ClaimPaid(
                            in.date("day"),
                            in.text("actor"),
                            in.mapping("claim", RecordedForms::claim),
                            in.money("amount"))),
            kind(
                    AccountEvent.ClaimWaived.class,
                    (event, out) -> out.mapping("claim", event.claim(), RecordedForms::claim),
                    in -> new AccountEvent.ClaimWaived(
                            in.date("day"), in.text("actor"), in.mapping("claim", RecordedForms::claim))),
            kind(
                    AccountEvent.WriteOffTakenBack.class,
                    (event, out) -> out.text("receivable", event.receivable()),
                    in -> new AccountEvent.WriteOffTakenBack(
                            in.date("day"), in.text("actor"), in.text("receivable", ReceivableId::new))),
            kind(
                    AccountEvent.Assigned.class,
                    (event, out) -> out.texts("receivables", event.receivables())
                            .mapping("assignment", event.assignment(), RecordedForms::assignment),
                    in -> new AccountEvent.Assigned(
                            in.date("day"),
                            in.text("actor"),
                            in.texts("receivables", ReceivableId::new),
                            in.mapping("assignment", RecordedForms::assignment))),
            kind(
                    AccountEvent.AssignmentEnded.class,
                    (event, out) -> out.texts("receivables", event.receivables()),
                    in -> new AccountEvent.AssignmentEnded(
                            in.date("day"), in.text("actor"), in.texts("receivables", ReceivableId::new))),
            kind(
                    AccountEvent.ScenarioChosen.class,
                    (event, out) -> out.text("receivable", event.receivable()).text("scenario", event.scenario()),
                    in -> new AccountEvent.ScenarioChosen(
                            in.date("day"),
                            in.text("actor"),
                            in.optional("receivable", ReceivableId::new),
                            in.optional("scenario"))),
            kind(
                    AccountEvent.LitigationBegun.class,
                    (event, out) ->
                            out.texts("receivables", event.receivables()).text("with", event.with()),
                    in -> new AccountEvent.LitigationBegun(
                            in.date("day"),
                            in.text("actor"),
                            in.texts("receivables", ReceivableId::new),
                            in.text("with"))),
            kind(
                    AccountEvent.LitigationEnded.class,
                    (event, out) -> out.texts("receivables", event.receivables()),
                    in -> new AccountEvent.LitigationEnded(
                            in.date("day"), in.text("actor"), in.texts("receivables", ReceivableId::new))),
            kind(
                    AccountEvent.FollowUpRestarted.class,
                    (event, out) -> out.text("receivable", event.receivable())
                            .number("cycle", event.cycle())
                            .text("why", event.why()),
                    in -> new AccountEvent.FollowUpRestarted(
                            in.date("day"),
                            in.text("actor"),
                            in.text("receivable", ReceivableId::new),
                            in.integer("cycle"),
                            in.text("why"))),
            kind(
                    AccountEvent.InsolvencyRecorded.class,
                    (event, out) -> out.text("judgment", event.judgment()),
                    in -> new AccountEvent.InsolvencyRecorded(
                            in.date("day"), in.text("actor"), in.optionalDate("judgment"))),
            kind(
                    AccountEvent.SegmentSet.class,
                    (event, out) -> out.text("segment", event.segment()),
                    in -> new AccountEvent.SegmentSet(in.date("day"), in.text("actor"), in.optional("segment"))),
            kind(
                    AccountEvent.CreditLimitSet.class,
                    (event, out) -> out.text("limit", event.limit()),
                    in -> new AccountEvent.CreditLimitSet(
                            in.date("day"), in.text("actor"), in.optional("limit", Money::parse))),
            kind(
                    AccountEvent.ExternalScoreReceived.class,
                    (event, out) -> out.optionalMapping("score", event.score(), RecordedForms::externalScore),
                    in -> new AccountEvent.ExternalScoreReceived(
                            in.date("day"),
                            in.text("actor"),
                            in.optionalMapping("score", RecordedForms::externalScore))),
            kind(
                    AccountEvent.PersonalDataErased.class,
                    (event, out) -> out.text("why", event.why()),
                    in -> new AccountEvent.PersonalDataErased(in.date("day"), in.text("actor"), in.text("why"))),
            kind(
                    AccountEvent.ContentErased.class,
                    (event, out) -> out.text("of", event.type()),
                    in -> new AccountEvent.ContentErased(in.date("day"), in.text("of"))));

    private EventForms() {}

    private static <T extends AccountEvent> Kind<T> kind(
            Class<T> type, BiConsumer<T, StoredOut> writer, Function<StoredIn, T> reader) {
        return new Kind<>(type.getSimpleName(), type, writer, reader);
    }

    private static StoredOut delivery(DeliveryId delivery) {
        return new StoredOut()
                .text("message", delivery.message())
                .text("channel", delivery.channel())
                .number("recipient", delivery.recipient());
    }

    private static DeliveryId delivery(StoredIn in) {
        return new DeliveryId(
                in.text("message", MessageId::new), in.text("channel", ChannelId::new), in.integer("recipient"));
    }
}
