package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static io.relance.storage.PartKey.Kind.MESSAGE;
import static io.relance.storage.PartKey.Kind.TASK;
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
import io.relance.json.Placed;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** A message that asks for many invoices is stored apart from the head of the case, which every commit writes. */
class LargeMessageTest {
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final int MANY = 30;

    private static final String CALL = "call them";

    /** A proposal for all that is overdue, and a task. */
    private static final Scenario APPROVED = Scenario.named("approved")
            .step("call", s -> s.daysAfterDue(2).task("collections", CALL))
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
            assertThat(written[0].parts(MESSAGE))
                    .extracting(CasePart::key)
                    .containsOnly(PartKey.of(trial.dupont().messages().get(1).id()));
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
    void a_message_is_written_when_it_is_planned_and_again_only_when_it_changes() {
        WrittenCommits[] written = new WrittenCommits[1];
        Trial trial = trial(APPROVED, store -> written[0] = new WrittenCommits(store));
        trial.books.put(late(MANY).build());
        propose(trial);
        assertThat(written[0].parts(MESSAGE)).hasSize(1);

        written[0].forget();
        trial.jane(MONDAY).tag("vip");
        assertThat(written[0].parts(MESSAGE)).as("a tag").isEmpty();
        trial.jane(MONDAY).approve(trial.onlyMessage().id());
        assertThat(written[0].parts(MESSAGE)).as("approved").hasSize(1);

        trial.books.put(paid(MANY, 2));
        trial.run(MONDAY.plusDays(1));
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(written[0].parts(MESSAGE))
                .as("approved, without what was paid, and accepted")
                .hasSize(3);
        assertThat(invoices(trial.relance)).hasSize(MANY - 2).doesNotContain("F29", "F30");
        assertThat(fresh(trial).memory(DUPONT)).isEqualTo(trial.dupont());
    }

    /** The task is raised and done on Friday, the message planned on Monday. */
    private static void propose(Trial trial) {
        LocalDate friday = MONDAY.minusDays(3);
        trial.run(friday);
        trial.jane(friday).completeTask(trial.dupont().tasks().get(0).id(), "nobody there");
        trial.run(MONDAY);
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

    /** Stores heads as they were written in version 1: with all messages and tasks in them. */
    private static final class WithAllInHeads extends ForwardingStore {
        WithAllInHeads(DunningStore store) {
            super(store);
        }

        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            return super.commit(commits.stream().map(WithAllInHeads::before).toList());
        }

        private static String listed(String head, AccountCommit c, PartKey.Kind kind) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            List<String> bodies = c.parts().stream()
                    .filter(part -> part.key().kind() == kind)
                    .map(part -> part.body().text())
                    .sorted(Comparator.comparing(WithAllInHeads::place))
                    .map(text -> "{" + text.substring(text.indexOf("\"id\":")))
                    .toList();
            return head.replace(
                    "\"" + name + "Count\":" + bodies.size(), "\"" + name + "s\":[" + String.join(",", bodies) + "]");
        }

        private static int place(String body) {
            String[] parts = body.split("\"place\":", 2);
            return parts.length < 2 ? 0 : Integer.parseInt(parts[1].substring(0, parts[1].indexOf(',')));
        }

        private static AccountCommit before(AccountCommit c) {
            String head = c.head().body().text().replaceFirst("^\\{\"case\":2", "{\"case\":1");
            head = listed(listed(head, c, MESSAGE), c, TASK);
            return with(
                    c,
                    head,
                    c.parts().stream()
                            .filter(part -> part.key().kind() == PartKey.Kind.RECEIVABLE)
                            .toList());
        }

        static AccountCommit with(AccountCommit c, String head, List<CasePart> parts) {
            CaseRecord h = c.head();
            CaseRecord other = new CaseRecord(
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
                    other,
                    c.expectedRevision(),
                    parts,
                    c.planned(),
                    c.released(),
                    c.added(),
                    c.changed(),
                    c.tasks(),
                    c.events(),
                    c.names());
        }
    }

    /** An account whose proposal for {@link #MANY} invoices and whose tasks an earlier version stored. */
    private static Trial storedBefore() {
        Trial trial = trial(APPROVED, WithAllInHeads::new);
        trial.books.put(late(MANY).build());
        propose(trial);
        StoredCase stored = trial.memory.find(List.of(DUPONT)).get(DUPONT);
        assertThat(stored.head().body().text())
                .startsWith("{\"case\":1,")
                .contains("\"messages\":[", "\"tasks\":[")
                .doesNotContain("Count");
        assertThat(stored.parts()).hasSize(MANY);
        return trial;
    }

    @Test
    void messages_and_tasks_in_the_head_of_an_earlier_version_are_moved_by_the_next_commit() {
        Trial trial = storedBefore();
        WrittenCommits[] written = new WrittenCommits[1];
        Relance relance = trial.engine(
                APPROVED, store -> written[0] = new WrittenCommits(store), builder -> builder, trial.email);
        DunningCase before = relance.memory(DUPONT);
        assertThat(before.messages().get(0).lines()).hasSize(MANY);
        assertThat(before.tasks()).hasSize(1);
        String export = relance.export(DUPONT);

        relance.account(DUPONT, "jane", MONDAY).tag("vip");

        assertThat(written[0].parts(MESSAGE)).hasSize(1);
        assertThat(written[0].parts(TASK)).hasSize(1);
        assertThat(written[0].last().head().body().text())
                .startsWith("{\"case\":2,")
                .contains("\"messageCount\":1,\"taskCount\":1");
        DunningCase after = fresh(trial).memory(DUPONT);
        assertThat(after.messages()).isEqualTo(before.messages());
        assertThat(after.tasks()).isEqualTo(before.tasks());
        assertThat(after.progress()).isEqualTo(before.progress());
        assertThat(between(relance.export(DUPONT), "\"messages\": [", "\"decided\""))
                .as("the same for who reads an export")
                .isEqualTo(between(export, "\"messages\": [", "\"decided\""))
                .contains("\"takenUp\"", "\"tasks\": [");
        relance.account(DUPONT, "jane", MONDAY).approve(before.messages().get(0).id());
        relance.run(ACME, MONDAY);
        assertThat(trial.email.taken()).hasSize(1);
        assertThat(written[0].parts(TASK)).as("not written again").hasSize(1);
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }

    @Test
    void two_nodes_that_move_the_same_messages_lose_nothing() {
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

    /** Loses parts of a kind. */
    private static final class Without extends ForwardingStore {
        private final PartKey.Kind kind;

        Without(DunningStore store, PartKey.Kind kind) {
            super(store);
            this.kind = kind;
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
                                            .filter(part -> part.key().kind() != kind)
                                            .toList())));
            return found;
        }
    }

    @Test
    void an_account_of_which_a_message_is_missing_is_broken_and_nothing_is_sent() {
        Trial trial = new Trial(APPROVED);
        trial.books.put(late(MANY).build());
        propose(trial);
        trial.jane(MONDAY).approve(trial.onlyMessage().id());
        Relance broken = trial.engine(APPROVED, store -> new Without(store, MESSAGE), builder -> builder, trial.email);

        RunReport report = broken.run(ACME, MONDAY.plusDays(1));

        assertThat(report.brokenAccounts())
                .singleElement()
                .hasToString(
                        "BrokenAccount[account=acme/dupont, why=StoredBodyException: message 1 of the 1 of the case,"
                                + " each stored by itself, is missing]");
        assertThat(trial.email.taken()).isEmpty();
        assertThatThrownBy(() -> broken.memory(DUPONT)).hasMessageContaining("is missing");
        Relance withoutTasks =
                trial.engine(APPROVED, store -> new Without(store, TASK), builder -> builder, trial.email);
        assertThatThrownBy(() -> withoutTasks.memory(DUPONT))
                .hasMessageContaining("task 1 of the 1 of the case, each stored by itself, is missing");
        assertThat(trial.run(MONDAY.plusDays(2)).accepted()).as("found again").isEqualTo(1);
    }

    @Test
    void the_same_head_with_other_messages_is_another_case() {
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
                    bodies.message(DUPONT, new Placed<>(0, each.messages().get(0)), AccountKey.NONE));
            assertThat(bodies.read(DUPONT, stored(head, lines), AccountKey.NONE))
                    .isEqualTo(new ReadCase(each, false));
            assertThat(new StoredBodies(Optional.empty())
                            .read(DUPONT, stored(head, lines), AccountKey.NONE)
                            .memory())
                    .isEqualTo(each);
        }
    }

    private static MessageState proposal() {
        Trial trial = new Trial(APPROVED);
        trial.books.put(late(MANY).build());
        propose(trial);
        return trial.onlyMessage();
    }

    private static StoredCase stored(Body head, CasePart... parts) {
        CaseRecord record = new CaseRecord(
                DUPONT, 1, 0, Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty(), head);
        return new StoredCase(record, List.of(parts));
    }

    @Test
    void messages_and_tasks_are_encrypted_given_out_and_erased_with_everything_else() {
        InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();
        Trial trial = new Trial(APPROVED, store -> store, builder -> builder.personalDataKeys(keys));
        trial.books.put(late(MANY).build());
        propose(trial);
        MessageState message = trial.onlyMessage();
        CasePart part = part(trial, MESSAGE);
        CasePart task = part(trial, TASK);
        AccountKey key = new AccountKeys(Optional.of(keys)).of(DUPONT);

        assertThat(AccountKey.isSealed(part.body())).isTrue();
        assertThat(key.open(DUPONT, "message " + message.id(), part.body()))
                .isEqualTo(CaseCodec.messagePart(new Placed<>(0, message)));
        assertThatThrownBy(() -> key.open(DUPONT, "message " + "0".repeat(64), part.body()))
                .hasMessageContaining("altered, or belongs elsewhere");
        assertThat(key.open(DUPONT, "part of task " + task.key().id(), task.body()))
                .isEqualTo(CaseCodec.taskPart(
                        new Placed<>(0, trial.dupont().tasks().get(0))));
        String export = trial.relance.export(DUPONT);
        assertThat(export).contains("\"takenUp\"", "\"F" + MANY + "\"", CALL).doesNotContain("Count", "\"place\"");

        trial.jane(MONDAY).rejectForGood(message.id(), "paid");
        trial.books.put(paid(MANY, MANY));
        trial.run(MONDAY.plusDays(1));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked");

        assertThat(part(trial, MESSAGE).body().length()).isZero();
        assertThat(part(trial, TASK).body().length()).isZero();
        assertThat(trial.relance.export(DUPONT)).doesNotContain("takenUp", CALL);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
        assertThat(trial.dupont().withProgress(List.of())).isEqualTo(DunningCase.empty(DUPONT));
        long events = trial.relance.verify(DUPONT).events();
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked again");
        assertThat(trial.relance.verify(DUPONT).events()).as("erased already").isEqualTo(events);
    }

    @Test
    void an_account_that_an_earlier_version_erased_stays_erased_and_begins_anew() {
        InMemoryPersonalDataKeys keys = new InMemoryPersonalDataKeys();
        Trial trial =
                new Trial(APPROVED, store -> new WithErasedHeads(store), builder -> builder.personalDataKeys(keys));
        trial.books.put(late(MANY).build());
        propose(trial);
        trial.jane(MONDAY).rejectForGood(trial.onlyMessage().id(), "paid");
        trial.books.put(paid(MANY, MANY));
        trial.run(MONDAY.plusDays(1));
        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked");
        StoredCase erased = trial.memory.find(List.of(DUPONT)).get(DUPONT);
        assertThat(erased.head().body()).isEqualTo(Body.of("{\"case\":1}"));

        trial.relance.erase(DUPONT, "jane", MONDAY.plusDays(1), "asked again");
        assertThat(trial.memory.find(List.of(DUPONT)).get(DUPONT))
                .as("erased already")
                .isEqualTo(erased);

        trial.books.put(late(MANY).build());
        trial.run(MONDAY.plusDays(2));
        assertThat(trial.dupont().tasks()).hasSize(1);
        trial.jane(MONDAY.plusDays(2))
                .completeTask(trial.dupont().tasks().get(0).id(), "nobody there");
        trial.run(MONDAY.plusDays(7));
        assertThat(trial.onlyMessage().lines()).hasSize(MANY);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    /** Stores empty heads as version 1 wrote them. */
    private static final class WithErasedHeads extends ForwardingStore {
        WithErasedHeads(DunningStore store) {
            super(store);
        }

        @Override
        public List<CommitOutcome> commit(List<AccountCommit> commits) {
            return super.commit(commits.stream()
                    .map(c -> c.head().body().equals(Body.of("{\"case\":2}"))
                            ? WithAllInHeads.with(c, "{\"case\":1}", c.parts())
                            : c)
                    .toList());
        }
    }

    private static CasePart part(Trial trial, PartKey.Kind kind) {
        return trial.memory.find(List.of(DUPONT)).values().iterator().next().parts().stream()
                .filter(part -> part.key().kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
