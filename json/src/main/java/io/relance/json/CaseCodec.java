package io.relance.json;

import io.relance.account.DunningCase;
import io.relance.account.Insolvency;
import io.relance.account.PromiseResult;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * The stored bodies of a case: its head, a part for each receivable, and each task. Canonical JSON, the format with its
 * version first; the same value always gives the same bytes, and reading gives the same value back.
 */
public final class CaseCodec {
    /** The version in which heads, parts and tasks are written; older ones stay readable. */
    public static final int VERSION = 1;

    private static final String HEAD = "case";
    private static final String PART = "progress";
    private static final String TASK = "task";

    private CaseCodec() {}

    /** The head: everything but {@link DunningCase#progress}. */
    public static byte[] head(DunningCase memory) {
        return StoredOut.body(HEAD, VERSION)
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
                .list("messages", memory.messages(), WorkForms::message)
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
     * The case of {@code account} out of its head and parts.
     *
     * @throws StoredBodyException when one of them is something else, or of a version that is not known here
     */
    public static DunningCase decode(AccountId account, byte[] head, Collection<byte[]> parts) {
        DunningCase.Builder builder = StoredIn.body(head, HEAD, VERSION, in -> builder(account, in));
        parts.forEach(part -> builder.progress(part(part)));
        return builder.build();
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

    private static DunningCase.Builder builder(AccountId account, StoredIn in) {
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
        in.list("messages", WorkForms::message).forEach(builder::message);
        in.list("tasks", WorkForms::task).forEach(builder::task);
        in.texts("onceDone", text -> text).forEach(builder::onceDone);
        in.optional("policyVersion").ifPresent(version -> builder.decided(in.date("decided"), version, null));
        in.optionalDate("nextReview").ifPresent(builder::reviewBy);
        return builder;
    }
}
