package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.DunningCase;
import io.relance.account.ReceivableProgress;
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
        hard("lines apart", memory.messages().stream().anyMatch(CaseCodec::isApart));
        hard("lines in the head", memory.messages().stream().anyMatch(m -> !CaseCodec.isApart(m)));
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

        assertThat(written.apart())
                .isEqualTo(CaseCodec.head(CaseArbitraries.ACCOUNT, CaseCodec.head(memory))
                        .apart());
        assertThat(written.with(memory.progress().values(), lines(memory))).isEqualTo(memory);
    }

    private static DunningCase read(DunningCase memory) {
        List<ReceivableProgress> progress =
                parts(memory).stream().map(CaseCodec::part).toList();
        return CaseCodec.head(CaseArbitraries.ACCOUNT, CaseCodec.head(memory)).with(progress, lines(memory));
    }

    private static List<MessageLines> lines(DunningCase memory) {
        return memory.messages().stream()
                .filter(CaseCodec::isApart)
                .map(message -> CaseCodec.lines(CaseCodec.lines(message)))
                .toList();
    }

    private static List<byte[]> parts(DunningCase memory) {
        List<byte[]> parts = new ArrayList<>();
        memory.progress().values().forEach(progress -> parts.add(CaseCodec.part(progress)));
        return parts;
    }
}
