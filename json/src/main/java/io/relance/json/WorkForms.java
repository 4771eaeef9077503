package io.relance.json;

import io.relance.account.MessageEdit;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.ReasonState;
import io.relance.account.ReceivableProgress;
import io.relance.account.RuleState;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.DunningAction;
import io.relance.action.ScenarioRef;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.action.Tone;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.plan.Truth;
import io.relance.receivable.ReceivableId;
import java.util.Optional;

/** The stored form of messages, tasks, steps and rules: what the engine does. */
final class WorkForms {
    private WorkForms() {}

    private static StoredOut step(StepRef step) {
        return new StoredOut()
                .text("scenario", step.scenario().id())
                .number("version", step.scenario().version())
                .text("step", step.step())
                .text("stage", step.stage());
    }

    private static StepRef step(StoredIn in) {
        return new StepRef(
                new ScenarioRef(in.text("scenario"), in.integer("version")),
                in.text("step"),
                in.text("stage", Stage::valueOf));
    }

    static StoredOut message(MessageState message) {
        return message(new StoredOut(), message);
    }

    static StoredOut message(StoredOut out, MessageState message) {
        return out.text("id", message.id())
                .text("kind", message.kind())
                .text("stage", message.stage())
                .text("group", message.group())
                .text("lead", message.lead())
                .optionalMapping("step", message.step(), WorkForms::step)
                .list(
                        "routes",
                        message.routes(),
                        route ->
                                new StoredOut().text("channel", route.channel()).text("template", route.template()))
                .text("contact", message.contact())
                .text("tone", message.tone())
                .flag("needsApproval", message.needsApproval())
                .text("status", message.status())
                .text("plannedOn", message.plannedOn())
                .text("on", message.on())
                .number("revision", message.revision())
                .list("lines", message.lines(), WorkForms::line)
                .optionalMapping(
                        "edit",
                        Optional.of(message.edit()).filter(edit -> !edit.equals(MessageEdit.NONE)),
                        WorkForms::edit)
                .text("postponed", message.postponed())
                .texts("refused", message.refused())
                .optionalMapping("occasion", message.occasion(), OccasionForms::write);
    }

    static MessageState message(StoredIn in) {
        return new MessageState(
                in.text("id", MessageId::new),
                in.text("kind", MessageState.Kind::valueOf),
                in.text("stage", Stage::valueOf),
                in.optional("group", ReceivableId::new),
                in.text("lead", ReceivableId::new),
                in.optionalMapping("step", WorkForms::step),
                in.list(
                        "routes",
                        route ->
                                new DunningAction.Route(route.text("channel", ChannelId::new), route.text("template"))),
                in.text("contact"),
                in.text("tone", Tone::valueOf),
                in.flag("needsApproval"),
                in.text("status", MessageState.Status::valueOf),
                in.date("plannedOn"),
                in.date("on"),
                in.integer("revision"),
                in.list("lines", WorkForms::line),
                in.optionalMapping("edit", WorkForms::edit).orElse(MessageEdit.NONE),
                in.optionalDate("postponed"),
                in.texts("refused", text -> text),
                in.optionalMapping("occasion", OccasionForms::read));
    }

    private static StoredOut edit(MessageEdit edit) {
        return new StoredOut()
                .optionalMapping(
                        "words",
                        edit.words(),
                        words -> new StoredOut()
                                .text("channel", words.channel())
                                .text("subject", words.subject())
                                .text("text", words.text())
                                .text("figures", words.figures())
                                .optionalMapping(
                                        "template",
                                        words.template(),
                                        template -> new StoredOut()
                                                .text("subject", template.subject())
                                                .text("text", template.text())))
                .text("contact", edit.contact())
                .text("channel", edit.channel());
    }

    private static MessageEdit edit(StoredIn in) {
        return new MessageEdit(
                in.optionalMapping(
                        "words",
                        words -> new MessageEdit.Words(
                                words.text("channel", ChannelId::new),
                                words.text("subject"),
                                words.text("text"),
                                words.text("figures"),
                                words.optionalMapping(
                                        "template",
                                        template -> new MessageEdit.TemplateWords(
                                                template.text("subject"), template.text("text"))))),
                in.optional("contact"),
                in.optional("channel", ChannelId::new));
    }

    private static StoredOut line(MessageLine line) {
        return new StoredOut()
                .text("receivable", line.receivable())
                .optionalMapping("carried", line.carried(), WorkForms::step)
                .number("trigger", line.trigger())
                .text("role", line.role())
                .text("amount", line.amount())
                .text("takenUp", line.takenUp());
    }

    private static MessageLine line(StoredIn in) {
        return new MessageLine(
                in.text("receivable", ReceivableId::new),
                in.optionalMapping("carried", WorkForms::step),
                in.integer("trigger"),
                in.text("role", MessageLine.Role::valueOf),
                in.money("amount"),
                in.date("takenUp"));
    }

    static StoredOut task(TaskState task) {
        return task(new StoredOut(), task);
    }

    static StoredOut task(StoredOut out, TaskState task) {
        return out.text("id", task.id())
                .text("cause", task.cause())
                .optionalMapping("step", task.step(), WorkForms::step)
                .texts("receivables", task.receivables())
                .text("team", task.team())
                .text("text", task.text())
                .text("raised", task.raised())
                .text("completed", task.completed())
                .text("result", task.result())
                .text("assignee", task.assignee())
                .text("due", task.due());
    }

    static TaskState task(StoredIn in) {
        return new TaskState(
                in.text("id"),
                in.text("cause"),
                in.optionalMapping("step", WorkForms::step),
                in.texts("receivables", ReceivableId::new),
                in.text("team"),
                in.text("text"),
                in.date("raised"),
                in.optionalDate("completed"),
                in.optional("result"),
                in.optional("assignee"),
                in.optionalDate("due"));
    }

    static StoredOut rule(RuleState rule) {
        return new StoredOut()
                .text("rule", rule.ruleId())
                .text("condition", rule.conditionHash())
                .text("state", rule.state())
                .text("lastFired", rule.lastFired())
                .flag("pending", rule.pending());
    }

    static RuleState rule(StoredIn in) {
        return new RuleState(
                in.text("rule"),
                in.text("condition"),
                in.text("state", Truth::valueOf),
                in.optionalDate("lastFired"),
                in.flag("pending"));
    }

    static StoredOut reason(ReasonState reason) {
        return new StoredOut()
                .text("code", reason.code())
                .text("text", reason.text())
                .text("from", reason.from())
                .text("until", reason.until());
    }

    static ReasonState reason(StoredIn in) {
        return new ReasonState(in.text("code"), in.text("text"), in.date("from"), in.optionalDate("until"));
    }

    static StoredOut progress(StoredOut out, ReceivableProgress progress) {
        return out.text("receivable", progress.receivable())
                .number("cycle", progress.cycle())
                .number("reopenings", progress.reopenings())
                .optionalMapping(
                        "scenario",
                        progress.scenario(),
                        scenario -> new StoredOut()
                                .text("id", scenario.id())
                                .number("version", scenario.version())
                                .texts("steps", progress.boundSteps()))
                .text("rebound", progress.rebound())
                .text("firstSeen", progress.firstSeen())
                .flag("late", progress.late())
                .text("entryStep", progress.entryStep())
                .text("leastStage", progress.leastStage())
                .text("notBefore", progress.notBefore())
                .list("steps", progress.steps(), WorkForms::execution)
                .texts("releasedFrom", progress.releasedFrom())
                .text("litigationFrom", progress.litigationFrom())
                .text("writtenOffFrom", progress.writtenOffFrom())
                .optionalMapping("assignment", progress.assignment(), RecordedForms::assignment)
                .list("claims", progress.claims(), RecordedForms::claim)
                .text("thanked", progress.thanked())
                .optionalMapping("reason", progress.reason(), WorkForms::reason);
    }

    static ReceivableProgress progress(StoredIn in) {
        ReceivableProgress.Builder builder = ReceivableProgress.builder(in.text("receivable", ReceivableId::new))
                .cycle(in.integer("cycle"))
                .reopenings(in.integer("reopenings"))
                .entryStep(in.optional("entryStep").orElse(null))
                .leastStage(in.optional("leastStage", Stage::valueOf).orElse(null))
                .notBefore(in.optionalDate("notBefore").orElse(null))
                .litigationFrom(in.optionalDate("litigationFrom").orElse(null))
                .writtenOffFrom(in.optionalDate("writtenOffFrom").orElse(null))
                .assignment(in.optionalMapping("assignment", RecordedForms::assignment)
                        .orElse(null));
        in.optionalMapping(
                "scenario",
                scenario -> builder.bound(
                        new ScenarioRef(scenario.text("id"), scenario.integer("version")),
                        scenario.texts("steps", text -> text)));
        in.optionalDate("rebound").ifPresent(builder::rebound);
        boolean late = in.flag("late");
        in.optionalDate("firstSeen").ifPresent(day -> builder.seen(day, late));
        in.list("steps", WorkForms::execution).forEach(builder::put);
        in.list("claims", RecordedForms::claim).forEach(builder::claim);
        in.texts("releasedFrom", MessageId::new).forEach(builder::releasedFrom);
        in.optionalDate("thanked").ifPresent(builder::thanked);
        in.optionalMapping("reason", WorkForms::reason).ifPresent(builder::reason);
        return builder.build();
    }

    private static StoredOut execution(StepExecution step) {
        return new StoredOut()
                .mapping("step", step.step(), WorkForms::step)
                .number("trigger", step.trigger())
                .text("state", step.state())
                .text("nominal", step.nominal())
                .text("date", step.date())
                .text("on", step.on())
                .flag("onSchedule", step.onSchedule())
                .text("message", step.message())
                .text("task", step.task())
                .number("attempt", step.attempt())
                .text("note", step.note());
    }

    private static StepExecution execution(StoredIn in) {
        return new StepExecution(
                in.mapping("step", WorkForms::step),
                in.integer("trigger"),
                in.text("state", StepState::valueOf),
                in.date("nominal"),
                in.date("date"),
                in.date("on"),
                in.flag("onSchedule"),
                in.optional("message", MessageId::new),
                in.optional("task"),
                in.integer("attempt"),
                in.optional("note"));
    }
}
