package io.relance.json;

import io.relance.account.DunningCase;
import io.relance.account.Insolvency;
import io.relance.account.MessageState;
import io.relance.account.PromiseResult;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * The stored bodies of a case: its head, a part for each receivable and for each message with many lines, and each task.
 * Canonical JSON, the format with its version first; the same value always gives the same bytes, and reading gives the same value
 * back.
 *
 * <p>The head is written by every commit, so it must not grow with what one message asks for: of a message with more than {@value
 * #MOST_LINES_IN_HEAD} lines it says how many there are, and the lines are a part of their own. Heads of version 1 have all lines
 * of all messages.
 */
public final class CaseCodec {
    /** The version in which parts and tasks are written, and heads without lines apart. */
    public static final int VERSION = 1;

    /** The version of heads that have lines apart: who doesn't know it must not read them as messages without lines. */
    public static final int VERSION_WITH_LINES_APART = 2;

    /** With more lines than these a message has them apart: with fewer, a row of their own costs more than it saves. */
    public static final int MOST_LINES_IN_HEAD = 20;

    private static final String HEAD = "case";
    private static final String PART = "progress";
    private static final String LINES = "messageLines";
    private static final String TASK = "task";

    private CaseCodec() {}

    /** Whether the lines of a message are no part of the head but one of their own: {@link #lines(MessageState)}. */
    public static boolean isApart(MessageState message) {
        return message.lines().size() > MOST_LINES_IN_HEAD;
    }

    /** The head: everything but {@link DunningCase#progress} and lines that are apart; in the lowest version that can say it. */
    public static byte[] head(DunningCase memory) {
        boolean apart = memory.messages().stream().anyMatch(CaseCodec::isApart);
        return StoredOut.body(HEAD, apart ? VERSION_WITH_LINES_APART : VERSION)
                .list("holds", memory.holds(), RecordedForms::hold)
                .list("promises", memory.promises(), RecordedForms::promise)
                .list("plans", memory.plans(), RecordedForms::plan)
                .list("disputes", memory.disputes(), RecordedForms::dispute)
                .list("pendingPayments", memory.pendingPayments(), RecordedForms::pending)
                .list("contacts", memory.contacts(), RecordedForms::contact)
                .text("insolvency", memory.insolvency().map(Insolvency::judgment))
                .texts("tags", memory.tags())
                .list("fields", memory.fields().entrySet(), RecordedForms::field)
                .text("scenario", memory.scenario())
                .texts("receivableScenarios", memory.receivableScenarios())
                .text("segment", memory.segment())
                .text("creditLimit", memory.creditLimit())
                .optionalMapping("externalScore", memory.externalScore(), RecordedForms::externalScore)
                .list("messages", memory.messages(), message -> WorkForms.message(message, isApart(message)))
                .list("tasks", memory.tasks(), WorkForms::task)
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

    /** The lines of a message. */
    public static byte[] lines(MessageState message) {
        return WorkForms.lines(StoredOut.body(LINES, VERSION), new MessageLines(message.id(), message.lines()))
                .bytes();
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
     * The lines in a body.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static MessageLines lines(byte[] body) {
        return StoredIn.body(body, LINES, VERSION, WorkForms::lines);
    }

    /**
     * The head in a body, of {@code account}.
     *
     * @throws StoredBodyException when it is none, or of a version that is not known here
     */
    public static CaseHead head(AccountId account, byte[] body) {
        Map<MessageId, Integer> apart = new LinkedHashMap<>();
        DunningCase bare = StoredIn.body(body, HEAD, VERSION_WITH_LINES_APART, in -> bare(account, in, apart));
        return new CaseHead(bare, apart);
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

    private static MessageState message(StoredIn in, Map<MessageId, Integer> apart) {
        MessageState message = WorkForms.message(in);
        int count = in.integer(WorkForms.LINES_APART);
        if (count > 0 && !message.lines().isEmpty()) {
            throw new StoredBodyException("message " + message.id().shortForm() + " has lines in the case and apart");
        }
        if (count > 0) {
            apart.put(message.id(), count);
        }
        return message;
    }

    private static DunningCase bare(AccountId account, StoredIn in, Map<MessageId, Integer> apart) {
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
        in.list("contacts", RecordedForms::contact).forEach(builder::contact);
        in.texts("tags", text -> text).forEach(builder::tag);
        in.list("fields", field -> Map.entry(field.text("name"), RecordedForms.field(field)))
                .forEach(field -> builder.field(field.getKey(), field.getValue()));
        in.map("receivableScenarios")
                .forEach((receivable, scenario) -> builder.receivableScenario(new ReceivableId(receivable), scenario));
        in.list("messages", message -> message(message, apart)).forEach(builder::message);
        in.list("tasks", WorkForms::task).forEach(builder::task);
        in.texts("onceDone", text -> text).forEach(builder::onceDone);
        in.optional("policyVersion").ifPresent(version -> builder.decided(in.date("decided"), version, null));
        in.optionalDate("nextReview").ifPresent(builder::reviewBy);
        return builder.build();
    }
}
