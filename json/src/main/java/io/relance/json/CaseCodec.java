package io.relance.json;

import io.relance.account.DunningCase;
import io.relance.account.Insolvency;
import io.relance.account.MessageState;
import io.relance.account.PromiseResult;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * The stored bodies of a case: its head, and a part for each receivable, each message and each task. Canonical JSON, the format
 * with its version first; the same value always gives the same bytes, and reading gives the same value back.
 *
 * <p>The head is written by every commit, so it must not grow with what was sent and asked for: it says how many messages and
 * tasks there are, and each part of them in which place it stands. Heads of version 1 have all messages and tasks in them.
 */
public final class CaseCodec {
    /** The version in which parts and tasks are written. */
    public static final int VERSION = 1;

    /** The version in which heads are written: who knows only the first must not read them as cases without messages. */
    public static final int HEAD_VERSION = 2;

    static final String MESSAGE_COUNT = "messageCount";
    static final String TASK_COUNT = "taskCount";

    private static final String HEAD = "case";
    private static final String PART = "progress";
    private static final String MESSAGE = "message";
    private static final String TASK = "task";
    private static final String PLACE = "place";

    private CaseCodec() {}

    /** The head: everything but {@link DunningCase#progress}, the messages and the tasks. */
    public static byte[] head(DunningCase memory) {
        return StoredOut.body(HEAD, HEAD_VERSION)
                .list("holds", memory.holds(), RecordedForms::hold)
                .list("promises", memory.promises(), RecordedForms::promise)
                .list("plans", memory.plans(), RecordedForms::plan)
                .list("disputes", memory.disputes(), RecordedForms::dispute)
                .list("pendingPayments", memory.pendingPayments(), RecordedForms::pending)
                .list("paymentLinks", memory.paymentLinks(), PaymentLinkForms::link)
                .list("mandates", memory.mandates(), DirectDebitForms::mandate)
                .list("directDebits", memory.directDebits(), DirectDebitForms::debit)
                .list("contacts", memory.contacts(), RecordedForms::contact)
                .text("insolvency", memory.insolvency().map(Insolvency::judgment))
                .texts("tags", memory.tags())
                .list("fields", memory.fields().entrySet(), RecordedForms::field)
                .text("scenario", memory.scenario())
                .texts("receivableScenarios", memory.receivableScenarios())
                .text("segment", memory.segment())
                .text("creditLimit", memory.creditLimit())
                .optionalMapping("externalScore", memory.externalScore(), RecordedForms::externalScore)
                .number(MESSAGE_COUNT, memory.messages().size())
                .number(TASK_COUNT, memory.tasks().size())
                .list("rules", memory.ruleStates().values(), WorkForms::rule)
                .texts("promiseResults", outcomes(memory))
                .optionalMapping("behaviour", memory.behaviour(), BehaviourForms::frozen)
                .texts("onceDone", memory.onceDone())
                .text("decided", memory.decided())
                .text("policyVersion", memory.policyVersion())
                .text("nextReview", memory.nextReview())
                .bytes();
    }

    /** The part of one receivable. */
    public static byte[] part(ReceivableProgress progress) {
        return WorkForms.progress(StoredOut.body(PART, VERSION), progress).bytes();
    }

    /** The part of one message. */
    public static byte[] messagePart(Placed<MessageState> message) {
        return WorkForms.message(part(MESSAGE, message), message.value()).bytes();
    }

    /** The part of one task. */
    public static byte[] taskPart(Placed<TaskState> task) {
        return WorkForms.task(part(TASK, task), task.value()).bytes();
    }

    private static StoredOut part(String format, Placed<?> placed) {
        return StoredOut.body(format, VERSION).number(PLACE, placed.place());
    }

    /** A task by itself. */
    public static byte[] task(TaskState task) {
        return WorkForms.task(StoredOut.body(TASK, VERSION), task).bytes();
    }

    /**
     * The task in a body.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static TaskState task(byte[] body) {
        return StoredIn.body(body, TASK, VERSION, WorkForms::task);
    }

    /**
     * The part in a body.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static ReceivableProgress part(byte[] body) {
        return StoredIn.body(body, PART, VERSION, WorkForms::progress);
    }

    /**
     * The message in the body of a part.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static Placed<MessageState> messagePart(byte[] body) {
        return StoredIn.body(body, MESSAGE, VERSION, in -> new Placed<>(in.integer(PLACE), WorkForms.message(in)));
    }

    /**
     * The task in the body of a part.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static Placed<TaskState> taskPart(byte[] body) {
        return StoredIn.body(body, TASK, VERSION, in -> new Placed<>(in.integer(PLACE), WorkForms.task(in)));
    }

    /**
     * The head in a body, of {@code account}.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static CaseHead head(AccountId account, byte[] body) {
        return StoredIn.body(
                body,
                HEAD,
                HEAD_VERSION,
                in -> new CaseHead(bare(account, in), in.integer(MESSAGE_COUNT), in.integer(TASK_COUNT)));
    }

    private static Map<String, String> outcomes(DunningCase memory) {
        Map<String, String> names = new TreeMap<>();
        memory.promiseResults().forEach((promise, outcome) -> names.put(promise, outcome.name()));
        return names;
    }

    private static Map<String, PromiseResult> outcomes(StoredIn in) {
        Map<String, PromiseResult> outcomes = new TreeMap<>();
        in.map("promiseResults").forEach((promise, name) -> outcomes.put(promise, PromiseResult.valueOf(name)));
        return outcomes;
    }

    private static DunningCase bare(AccountId account, StoredIn in) {
        DunningCase.Builder builder = DunningCase.builder(account)
                .insolvency(in.optionalDate("insolvency").map(Insolvency::new).orElse(null))
                .scenario(in.optional("scenario").orElse(null))
                .segment(in.optional("segment").orElse(null))
                .creditLimit(in.optional("creditLimit", Money::parse).orElse(null))
                .externalScore(in.optionalMapping("externalScore", RecordedForms::externalScore)
                        .orElse(null))
                .ruleStates(in.list("rules", WorkForms::rule))
                .promiseResults(outcomes(in))
                .behaviour(
                        in.optionalMapping("behaviour", BehaviourForms::frozen).orElse(null));
        in.list("holds", RecordedForms::hold).forEach(builder::hold);
        in.list("promises", RecordedForms::promise).forEach(builder::promise);
        in.list("plans", RecordedForms::plan).forEach(builder::plan);
        in.list("disputes", RecordedForms::dispute).forEach(builder::dispute);
        in.list("pendingPayments", RecordedForms::pending).forEach(builder::pendingPayment);
        in.list("paymentLinks", PaymentLinkForms::link).forEach(builder::paymentLink);
        in.list("mandates", DirectDebitForms::mandate).forEach(builder::mandate);
        in.list("directDebits", DirectDebitForms::debit).forEach(builder::directDebit);
        in.list("contacts", RecordedForms::contact).forEach(builder::contact);
        in.texts("tags", text -> text).forEach(builder::tag);
        in.list("fields", field -> Map.entry(field.text("name"), RecordedForms.field(field)))
                .forEach(field -> builder.field(field.getKey(), field.getValue()));
        in.map("receivableScenarios")
                .forEach((receivable, scenario) -> builder.receivableScenario(new ReceivableId(receivable), scenario));
        in.list("messages", WorkForms::message).forEach(builder::message);
        in.list("tasks", WorkForms::task).forEach(builder::task);
        in.texts("onceDone", text -> text).forEach(builder::onceDone);
        in.optional("policyVersion").ifPresent(version -> builder.decided(in.date("decided"), version, null));
        in.optionalDate("nextReview").ifPresent(builder::reviewBy);
        return builder.build();
    }
}
