package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.json.CaseCodec;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountCommit;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.OutboxState;
import io.relance.storage.PartKey;
import io.relance.storage.StoredCase;
import io.relance.testkit.ForwardingStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** A message that asks for many invoices has its lines stored apart from the head of the case, which every commit writes. */
class LargeMessageTest {
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final int MANY = 30;

    /** A proposal for all that is overdue. */
    private static final Scenario APPROVED = Scenario.named("approved")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder").needsApproval())
            .build();

    private static Trial trial(Scenario scenario, UnaryOperator<DunningStore> store) {
        return new Trial(scenario, store, builder -> builder);
    }

    /** So many invoices that were due 6 days before Monday. */
    private static AccountLedger.Builder late(int invoices) {
        return overdue(IntStream.generate(() -> 6).limit(invoices).toArray());
    }

    /** As {@link #late}, the last of them paid: the first is what a message was planned for. */
    private static AccountLedger paid(int invoices, int paid) {
        AccountLedger.Builder ledger = late(invoices);
        for (int i = invoices - paid + 1; i <= invoices; i++) {
            ledger.payment(new Payment(
                            new DocumentId("P" + i),
                            MONDAY,
                            HUNDRED,
                            MONDAY.atStartOfDay().toInstant(ZoneOffset.UTC)))
                    .allocation(Allocation.ofPayment("P" + i, "F" + i, HUNDRED));
        }
        return ledger.build();
    }

    /** What an account with so many invoices, all asked for by one message, writes for things that concern one or none of them. */
    private record Written(int tag, int hold, int promise, int sending, int receipt) {
        static Written by(int invoices) {
            WrittenCommits[] written = new WrittenCommits[1];
            Trial trial = trial(STANDARD, store -> written[0] = new WrittenCommits(store));
            LocalDate soon = MONDAY.plusDays(7);
            trial.books.put(late(invoices)
                    .receivable(invoice("soon", soon.plusDays(3), "EUR 10.00"))
                    .build());
            trial.run(MONDAY);
            assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
            assertThat(trial.onlyMessage().lines()).hasSize(invoices);

            trial.jane(MONDAY).tag("vip");
            int tag = WrittenCommits.bytes(written[0].last());
            trial.jane(MONDAY)
                    .hold(new Hold("H", Optional.of(new ReceivableId("F7")), MONDAY, Optional.empty(), "why", "jane"));
            int hold = WrittenCommits.bytes(written[0].last());
            trial.jane(MONDAY).promise("P", MONDAY.plusDays(4), HUNDRED);
            int promise = WrittenCommits.bytes(written[0].last());
            written[0].forget();
            trial.run(soon);
            assertThat(trial.dupont().messages()).hasSize(2);
            assertThat(written[0].lines()).as("lines of the large message").isEmpty();
            return new Written(
                    tag,
                    hold,
                    promise,
                    WrittenCommits.bytes(written[0].last(OutboxState.SENDING)),
                    WrittenCommits.bytes(written[0].last(OutboxState.ACCEPTED)));
        }

        int[] all() {
            return new int[] {tag, hold, promise, sending, receipt};
        }
    }

    @Test
    void an_account_of_10_000_open_invoices_writes_as_much_as_one_of_100() {
        int[] small = Written.by(100).all();
        int[] large = Written.by(10_000).all();

        for (int i = 0; i < large.length; i++) {
            assertThat(large[i]).as("commit " + i).isLessThan(16_000).isCloseTo(small[i], withPercentage(3));
        }
    }

    @Test
    void lines_are_written_when_they_are_planned_and_again_only_when_they_change() {
        WrittenCommits[] written = new WrittenCommits[1];
        Trial trial = trial(APPROVED, store -> written[0] = new WrittenCommits(store));
        trial.books.put(late(MANY).build());
        trial.run(MONDAY);
        assertThat(written[0].lines()).hasSize(1);

        written[0].forget();
        trial.jane(MONDAY).tag("vip");
        trial.jane(MONDAY).approve(trial.onlyMessage().id());
        assertThat(written[0].lines()).as("approved").isEmpty();

        trial.books.put(paid(MANY, 2));
        trial.run(MONDAY.plusDays(1));
        assertThat(written[0].lines()).as("paid before it is handed over").hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(invoices(trial.relance)).hasSize(MANY - 2).doesNotContain("F29", "F30");
        assertThat(invoices(fresh(trial))).isEqualTo(invoices(trial.relance));
    }

    @Test
    void lines_move_between_the_head_and_a_part_with_their_number() {
        WrittenCommits[] written = new WrittenCommits[1];
        Trial trial = trial(APPROVED, store -> written[0] = new WrittenCommits(store));
        trial.books.put(late(20).build());
        trial.run(MONDAY);
        assertThat(written[0].lines()).as("few").isEmpty();
        assertThat(trial.onlyMessage().lines()).hasSize(20);

        trial.books.put(late(MANY).build());
        trial.run(MONDAY.plusDays(1));
        assertThat(written[0].lines()).as("more were taken up").hasSize(1);
        assertThat(invoices(fresh(trial))).hasSize(MANY);

        trial.books.put(paid(MANY, 15));
        trial.run(MONDAY.plusDays(2));
        assertThat(written[0].lines()).as("most were paid").hasSize(2);
        assertThat(written[0].lines().get(1).body().length()).as("emptied").isZero();
        assertThat(invoices(fresh(trial))).hasSize(15);

        trial.books.put(late(MANY).build());
        trial.run(MONDAY.plusDays(3));
        assertThat(written[0].lines()).as("payments were taken back").hasSize(3);
        assertThat(invoices(fresh(trial))).hasSize(MANY);
    }

    /** An engine that has read nothing yet. */
    private static Relance fresh(Trial trial) {
        return trial.engine(APPROVED, store -> store, builder -> builder, trial.email);
    }

    private static List<String> invoices(Relance relance) {
        return relance.memory(DUPONT).messages().stream()
                .flatMap(message -> message.lines().stream())
                .map(MessageLine::receivable)
                .map(ReceivableId::value)
                .toList();
    }

    /** Stores heads as they were written before lines were apart. */
    private static final class WithLinesInHeads extends ForwardingStore {
        WithLinesInHeads(DunningStore store) {
            super(store);
        }

        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            return super.commit(commits.stream().map(WithLinesInHeads::before).toList());
        }

        private static AccountCommit before(AccountCommit c) {
            String head = c.head().body().text();
            for (CasePart part : c.parts()) {
                if (part.key().kind() == PartKey.Kind.MESSAGE) {
                    String lines = part.body().text();
                    String list = lines.substring(lines.indexOf("\"lines\":["), lines.length() - 1);
                    head = head.replaceFirst("^\\{\"case\":2", "{\"case\":1").replaceFirst("\"linesApart\":\\d+", list);
                }
            }
            CaseRecord h = c.head();
            CaseRecord inline = new CaseRecord(
                    h.account(),
                    h.revision(),
                    h.events(),
                    h.chain(),
                    h.decidedUnder(),
                    h.reviewOn(),
                    h.open(),
                    h.stamp(),
                    Body.of(head));
            return new AccountCommit(
                    c.commitId(),
                    inline,
                    c.expectedRevision(),
                    c.parts().stream()
                            .filter(part -> part.key().kind() == PartKey.Kind.RECEIVABLE)
                            .toList(),
                    c.planned(),
                    c.released(),
                    c.added(),
                    c.changed(),
                    c.tasks(),
                    c.events());
        }
    }

    /** An account whose proposal for {@link #MANY} invoices an earlier version stored. */
    private static Trial storedBefore() {
        Trial trial = trial(APPROVED, WithLinesInHeads::new);
        trial.books.put(late(MANY).build());
        trial.run(MONDAY);
        StoredCase stored = trial.memory.find(List.of(DUPONT)).get(DUPONT);
        assertThat(stored.head().body().text()).startsWith("{\"case\":1,").doesNotContain("linesApart");
        assertThat(stored.parts()).hasSize(MANY);
        return trial;
    }

    @Test
    void lines_in_the_head_of_an_earlier_version_are_moved_by_the_next_commit() {
        Trial trial = storedBefore();
        WrittenCommits[] written = new WrittenCommits[1];
        Relance relance = trial.engine(
                APPROVED, store -> written[0] = new WrittenCommits(store), builder -> builder, trial.email);
        DunningCase before = relance.memory(DUPONT);
        assertThat(before.messages().get(0).lines()).hasSize(MANY);

        relance.account(DUPONT, "jane", MONDAY).tag("vip");

        assertThat(written[0].lines()).hasSize(1);
        assertThat(written[0].last().head().body().text())
                .startsWith("{\"case\":2,")
                .contains("\"linesApart\":" + MANY);
        assertThat(fresh(trial).memory(DUPONT).messages()).isEqualTo(before.messages());
        relance.account(DUPONT, "jane", MONDAY).approve(before.messages().get(0).id());
        relance.run(ACME, MONDAY);
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(written[0].lines()).as("not written again").hasSize(1);
    }

    @Test
    void two_nodes_that_move_the_same_lines_lose_nothing() {
        Trial trial = storedBefore();
        Relance first = fresh(trial);
        Relance second = trial.engine(
                APPROVED,
                store -> new InterruptedStore(
                        store, () -> first.account(DUPONT, "jane", MONDAY).tag("one")),
                builder -> builder,
                trial.email);
        List<MessageState> messages = second.memory(DUPONT).messages();

        second.account(DUPONT, "jane", MONDAY).tag("two");

        assertThat(fresh(trial).memory(DUPONT).tags()).containsExactly("one", "two");
        assertThat(fresh(trial).memory(DUPONT).messages()).isEqualTo(messages);
    }

    /** Loses the lines of messages. */
    private static final class WithoutLines extends ForwardingStore {
        WithoutLines(DunningStore store) {
            super(store);
        }

        @Override
        public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
            Map<AccountId, StoredCase> found = new HashMap<>();
            super.find(accounts)
                    .forEach((id, stored) -> found.put(
                            id,
                            new StoredCase(
                                    stored.head(),
                                    stored.parts().stream()
                                            .filter(part -> part.key().kind() == PartKey.Kind.RECEIVABLE)
                                            .toList())));
            return found;
        }
    }

    @Test
    void an_account_whose_lines_are_missing_is_broken_and_its_message_is_not_sent_without_them() {
        Trial trial = new Trial(APPROVED);
        trial.books.put(late(MANY).build());
        trial.run(MONDAY);
        trial.jane(MONDAY).approve(trial.onlyMessage().id());
        String id = trial.onlyMessage().id().shortForm();
        Relance broken = trial.engine(APPROVED, WithoutLines::new, builder -> builder, trial.email);

        RunReport report = broken.run(ACME, MONDAY.plusDays(1));

        assertThat(report.brokenAccounts())
                .singleElement()
                .hasToString("BrokenAccount[account=acme/dupont, why=StoredBodyException: the " + MANY
                        + " lines of message " + id + ", which are stored apart from the case, are missing]");
        assertThat(trial.email.taken()).isEmpty();
        assertThatThrownBy(() -> broken.memory(DUPONT)).hasMessageContaining("are missing");
        assertThat(trial.run(MONDAY.plusDays(2)).accepted()).as("found again").isEqualTo(1);
    }

    @Test
    void the_same_head_with_other_lines_is_another_case() {
        StoredBodies bodies = new StoredBodies(Optional.empty());
        MessageState message = proposal();
        List<MessageLine> lower = message.lines().stream()
                .map(line -> line.over(Money.parse("EUR 1.00")))
                .toList();
        DunningCase memory = DunningCase.builder(DUPONT).message(message).build();
        DunningCase other =
                DunningCase.builder(DUPONT).message(message.with(lower, MONDAY)).build();
        Body head = bodies.head(memory, AccountKey.NONE);

        assertThat(head).isEqualTo(bodies.head(other, AccountKey.NONE));
        for (DunningCase each : Arrays.asList(memory, other, memory)) {
            CasePart lines = new CasePart(
                    PartKey.of(message.id()),
                    bodies.lines(DUPONT, each.messages().get(0), AccountKey.NONE));
            assertThat(bodies.read(DUPONT, stored(head, lines), AccountKey.NONE))
                    .isEqualTo(new ReadCase(each, java.util.Set.of(message.id())));
            assertThat(new StoredBodies(Optional.empty())
                            .read(DUPONT, stored(head, lines), AccountKey.NONE)
                            .memory())
                    .isEqualTo(each);
        }
    }

    private static MessageState proposal() {
        Trial trial = new Trial(APPROVED);
        trial.books.put(late(MANY).build());
        trial.run(MONDAY);
        return trial.onlyMessage();
    }

    private static StoredCase stored(Body head, CasePart... parts) {
        CaseRecord record = new CaseRecord(
                DUPONT, 1, 0, Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty(), head);
        return new StoredCase(record, List.of(parts));
    }

    @Test
    void lines_are_encrypted_given_out_and_erased_with_everything_else() {
        InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();
        Trial trial = new Trial(APPROVED, store -> store, builder -> builder.personalDataKeys(keys));
        trial.books.put(late(MANY).build());
        trial.run(MONDAY);
        MessageState message = trial.onlyMessage();
        CasePart part = linesOf(trial);
        AccountKey key = new AccountKeys(Optional.of(keys)).of(DUPONT);

        assertThat(AccountKey.isSealed(part.body())).isTrue();
        assertThat(key.open(DUPONT, "lines of message " + message.id(), part.body()))
                .isEqualTo(CaseCodec.lines(message));
        assertThatThrownBy(() -> key.open(DUPONT, "lines of message " + "0".repeat(64), part.body()))
                .hasMessageContaining("altered, or belongs elsewhere");
        String export = trial.relance.export(DUPONT);
        assertThat(export).contains("\"messageLines\": [", "\"F" + MANY + "\"");

        trial.jane(MONDAY).rejectForGood(message.id(), "paid");
        trial.books.put(paid(MANY, MANY));
        trial.run(MONDAY.plusDays(1));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked");

        assertThat(linesOf(trial).body().length()).isZero();
        assertThat(trial.relance.export(DUPONT)).doesNotContain("linesApart", "takenUp");
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
        assertThat(trial.dupont().messages()).isEmpty();
        long events = trial.relance.verify(DUPONT).events();
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked again");
        assertThat(trial.relance.verify(DUPONT).events()).as("erased already").isEqualTo(events);
    }

    private static CasePart linesOf(Trial trial) {
        return trial.memory.find(List.of(DUPONT)).values().iterator().next().parts().stream()
                .filter(part -> part.key().kind() == PartKey.Kind.MESSAGE)
                .findFirst()
                .orElseThrow();
    }
}
