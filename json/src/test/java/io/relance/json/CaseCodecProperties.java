package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What is stored of a case comes back as it was. */
class CaseCodecProperties {
    @Provide
    Arbitrary<DunningCase> cases() {
        return CaseArbitraries.cases();
    }

    @Property(seed = "20260105", tries = 500)
    void a_case_is_read_back_as_it_was_written(@ForAll("cases") DunningCase memory) {
        DunningCase read = read(memory);

        assertThat(read).isEqualTo(memory);
        hard("several messages", memory.messages().size() > 1);
        hard("several tasks", memory.tasks().size() > 1);
        hard("tasks alone", memory.messages().isEmpty() && !memory.tasks().isEmpty());
        hard("promise", !memory.promises().isEmpty());
        hard(
                "part of an amount disputed",
                memory.disputes().stream().anyMatch(d -> d.amount().isPresent()));
        hard("message awaiting approval", memory.messages().stream().anyMatch(m -> m.needsApproval()));
        hard(
                "never decided, yet due",
                memory.decided().isEmpty() && memory.nextReview().isPresent());
        hard("no receivable seen", memory.progress().isEmpty());
    }

    private static void hard(String label, boolean is) {
        Statistics.label(label).collect(is);
        Statistics.label(label).coverage(coverage -> coverage.check(true).percentage(p -> p > 5));
    }

    @Property(seed = "20260105", tries = 200)
    void the_same_case_always_gives_the_same_bytes(@ForAll("cases") DunningCase memory) {
        DunningCase again = read(memory);

        assertThat(CaseCodec.head(again)).isEqualTo(CaseCodec.head(memory));
        assertThat(parts(again)).usingRecursiveComparison().isEqualTo(parts(memory));
    }

    @Property(seed = "20260105", tries = 200)
    void a_task_is_read_back_as_it_was_written(@ForAll("cases") DunningCase memory) {
        assertThat(memory.tasks())
                .allSatisfy(
                        task -> assertThat(CaseCodec.task(CaseCodec.task(task))).isEqualTo(task));
    }

    @Property(seed = "20260105", tries = 200)
    void what_was_just_written_is_as_what_is_read(@ForAll("cases") DunningCase memory) {
        CaseHead written = CaseHead.of(memory);

        assertThat(written.isInline()).isFalse();
        assertThat(written.isEmpty())
                .isEqualTo(CaseCodec.head(CaseArbitraries.ACCOUNT, CaseCodec.head(memory))
                        .isEmpty());
        assertThat(written.with(memory.progress().values(), messages(memory), tasks(memory)))
                .isEqualTo(memory);
    }

    @Property(seed = "20260105", tries = 200)
    void what_the_first_version_wrote_into_the_head_is_the_same_case(@ForAll("cases") DunningCase memory) {
        CaseHead first = CaseCodec.head(CaseArbitraries.ACCOUNT, VersionOne.head(memory));

        assertThat(first.isInline())
                .isEqualTo(!memory.messages().isEmpty() || !memory.tasks().isEmpty());
        assertThat(first.with(memory.progress().values(), List.of(), List.of())).isEqualTo(memory);
    }

    private static DunningCase read(DunningCase memory) {
        List<ReceivableProgress> progress =
                parts(memory).stream().map(CaseCodec::part).toList();
        return CaseCodec.head(CaseArbitraries.ACCOUNT, CaseCodec.head(memory))
                .with(progress, messages(memory), tasks(memory));
    }

    /** As stored, in another order. */
    private static List<Placed<MessageState>> messages(DunningCase memory) {
        List<Placed<MessageState>> messages = new ArrayList<>();
        for (MessageState message : memory.messages()) {
            messages.add(0, CaseCodec.messagePart(CaseCodec.messagePart(new Placed<>(messages.size(), message))));
        }
        return messages;
    }

    private static List<Placed<TaskState>> tasks(DunningCase memory) {
        List<Placed<TaskState>> tasks = new ArrayList<>();
        for (TaskState task : memory.tasks()) {
            tasks.add(0, CaseCodec.taskPart(CaseCodec.taskPart(new Placed<>(tasks.size(), task))));
        }
        return tasks;
    }

    private static List<byte[]> parts(DunningCase memory) {
        List<byte[]> parts = new ArrayList<>();
        memory.progress().values().forEach(progress -> parts.add(CaseCodec.part(progress)));
        return parts;
    }
}
