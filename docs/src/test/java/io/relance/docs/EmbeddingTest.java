package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.AccountCommands;
import io.relance.FeedEntry;
import io.relance.FeedPage;
import io.relance.MessageInTrouble;
import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.RunReport;
import io.relance.TimelineEntry;
import io.relance.account.Hold;
import io.relance.action.DunningAction;
import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.channel.ChannelLimits;
import io.relance.channel.RetryPolicy;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.storage.ReceivablesSource;
import io.relance.template.MessageSender;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.RecordingChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the page about embedding. */
class EmbeddingTest {
    private static final CreditorId CREDITOR = new CreditorId("atelier");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

    @TempDir
    Path directory;

    private final InstantSource clock = HandTurnedClock.onMorningOf(TODAY);
    private final List<MyInvoices.Row> table = new ArrayList<>(List.of(
            row("C-1", "F-1", "2026-03-03", Optional.empty()),
            row("C-2", "F-2", "2026-03-03", Optional.of(LocalDate.of(2026, 3, 2))),
            row("C-3", "F-3", "2026-04-04", Optional.empty())));

    private static MyInvoices.Row row(String customer, String number, String due, Optional<LocalDate> paid) {
        LocalDate day = LocalDate.parse(due);
        return new MyInvoices.Row(
                "atelier",
                customer,
                "billing@" + customer + ".example",
                number,
                day.minusDays(30),
                day,
                Money.parse("EUR 1250.00"),
                paid);
    }

    private Relance engine(ReceivablesSource myInvoices, Path directory, InstantSource clock) {
        // shown in docs/guide/embedding.md
        Scenario reminders = Scenario.named("reminders")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .step("firm", s -> s.daysAfterDue(15).email("firm"))
                .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections", "prepare the case"))
                .build();
        Policy policy = Policy.named("house-rules")
                .version("2026-03")
                .country("FR")
                .calendars(JollydayCalendars.create()) // no mail on 14 July
                .scenario(reminders)
                .defaultScenario("reminders")
                .build();

        Relance relance = Relance.builder()
                .books(myInvoices)
                .store(new InMemoryDunningStore())
                .channel(MailFileChannel.into(directory, clock)) // directory/outbox/*.eml
                .sender(MessageSender.builder(new CreditorId("atelier"), "Atelier Martin")
                        .email("compta@atelier.example")
                        .build())
                .policy(policy)
                .build();
        // until here
        return relance;
    }

    @Test
    void a_run_writes_a_mail_to_who_is_late_and_the_next_run_does_nothing() throws IOException {
        try (Relance relance = engine(new MyInvoices(table), directory, clock)) {
            assertThat(relance.run(CREDITOR, TODAY).accepted()).isEqualTo(1);
            assertThat(mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail).contains("billing@C-1.example", "Atelier Martin"));

            assertThat(relance.run(CREDITOR, TODAY).accepted()).isZero();
            assertThat(mails()).hasSize(1);
        }
    }

    @Test
    void who_has_paid_gets_no_further_mail() throws IOException {
        try (Relance relance = engine(new MyInvoices(table), directory, clock)) {
            relance.run(CREDITOR, TODAY);
            table.set(0, row("C-1", "F-1", "2026-03-03", Optional.of(TODAY.plusDays(1))));

            assertThat(relance.run(CREDITOR, LocalDate.of(2026, 3, 18)).accepted())
                    .isZero();
        }
    }

    @Test
    void a_person_stops_the_reminders_of_an_account() {
        try (Relance relance = engine(new MyInvoices(table), directory, clock)) {
            LocalDate today = TODAY;
            // shown in docs/guide/embedding.md
            AccountId account = AccountId.of("atelier", "C-1");
            LocalDate friday = LocalDate.of(2026, 3, 13);
            relance.account(account, "jane", today)
                    .hold(new Hold(
                            "call-7", Optional.empty(), today, Optional.of(friday), "I call them first", "jane"));

            RunReport report = relance.run(account.creditor(), today);
            for (TimelineEntry entry : relance.timeline(account)) {
                System.out.println(entry.at() + " " + entry.event());
            }
            // until here
            assertThat(report.accepted()).isZero();
            assertThat(relance.timeline(account))
                    .extracting(entry -> entry.event().getClass().getSimpleName())
                    .contains("HoldOrdered");
            List<ReasonCode> reasons = new ArrayList<>();
            relance.propose(CREDITOR, TODAY, decision -> {
                if (decision.account().equals(account)) {
                    decision.items().forEach(item -> item.reason().ifPresent(why -> reasons.add(why.code())));
                }
            });
            assertThat(reasons).containsExactly(ReasonCode.ON_HOLD);
            assertThat(relance.run(CREDITOR, LocalDate.of(2026, 3, 16)).accepted())
                    .as("the Monday after")
                    .isEqualTo(1);
        }
    }

    private static final Scenario ASKING = Scenario.named("asking")
            .step("reminder", s -> s.daysAfterDue(5).needsApproval().email("reminder"))
            .build();

    private static final Scenario ASKING_NOBODY = Scenario.named("reminders")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .build();

    private Relance asking() {
        return Relance.builder()
                .books(new MyInvoices(table))
                .store(new InMemoryDunningStore())
                .channel(MailFileChannel.into(directory, clock))
                .sender(MessageSender.builder(new CreditorId("atelier"), "Atelier Martin")
                        .email("compta@atelier.example")
                        .build())
                .scenario(ASKING)
                .build();
    }

    @Test
    void a_person_words_a_proposal_anew_and_postpones_it() throws IOException {
        try (Relance relance = asking()) {
            LocalDate today = TODAY;
            AccountId account = AccountId.of("atelier", "C-1");
            relance.run(CREDITOR, today);
            MessageId proposal = relance.memory(account).messages().get(0).id();
            LocalDate monday = today.plusDays(7);
            // shown in docs/guide/embedding.md
            AccountCommands jane = relance.account(account, "jane", today);
            String text = jane.preview(proposal).text();
            jane.edit(
                    proposal,
                    message -> message.subject("Your account with us").text("We tried to call you.\n\n" + text));
            jane.postpone(proposal, monday);
            jane.approve(proposal);
            // until here
            relance.run(CREDITOR, monday.minusDays(1));
            assertThat(mails()).isEmpty();
            assertThat(relance.run(CREDITOR, monday).accepted()).isEqualTo(1);
            assertThat(mails())
                    .singleElement()
                    .satisfies(mail ->
                            assertThat(mail).contains("Subject: Your account with us", "We tried to call you."));
        }
    }

    @Test
    void a_command_that_is_sent_again_is_done_once() {
        try (Relance relance = engine(new MyInvoices(table), directory, clock)) {
            LocalDate today = TODAY;
            AccountId account = AccountId.of("atelier", "C-1");
            for (int i = 0; i < 2; i++) {
                // shown in docs/guide/embedding.md
                relance.account(account, "jane", today).command("web-4711").tag("call-first");
                // until here
            }
            assertThat(relance.timeline(account)).hasSize(1);
        }
    }

    @Test
    void messages_in_trouble_are_listed_and_released() {
        try (Relance relance = engine(new MyInvoices(table), directory, clock)) {
            CreditorId creditor = CREDITOR;
            LocalDate today = TODAY;
            // shown in docs/guide/embedding.md
            relance.inTrouble(creditor, message -> System.out.println(message.account() + ": " + message.why()));
            int released = relance.release(
                    creditor, "jane", today, message -> message.trouble() == MessageInTrouble.Trouble.GIVEN_UP);
            // until here
            assertThat(released).isZero();
        }
    }

    @Test
    void an_engine_runs_by_itself_in_the_threads_that_it_is_given() throws InterruptedException {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch reminded = new CountDownLatch(1);
        List<MyInvoices.Row> late = new ArrayList<>(List.of(row("C-1", "F-1", "2020-03-03", Optional.empty())));
        // shown in docs/guide/embedding.md
        Relance relance = Relance.builder()
                .books(new MyInvoices(late))
                .store(new InMemoryDunningStore())
                .channel(new RecordingChannel(ChannelId.EMAIL, clock))
                .retry(new RetryPolicy(6, Duration.ofMinutes(10))) // by default 8 times in 48 hours
                .limits(ChannelId.EMAIL, new ChannelLimits(500, Duration.ofHours(1)))
                .sendingHours(ChannelId.EMAIL, SendingHours.ANY)
                .listener(new RelanceListener() {
                    @Override
                    public void happened(AccountId account, List<AccountEvent> events) {
                        reminded.countDown();
                    }
                })
                .scenario(ASKING_NOBODY)
                .build();
        relance.start(executor, Duration.ofMinutes(10), List.of(new CreditorId("atelier")));
        // until here
        reminded.await();
        // shown in docs/guide/embedding.md
        boolean idle = relance.close(Duration.ofSeconds(30));
        // until here
        assertThat(idle).isTrue();
        executor.shutdown();
    }

    private static final Scenario STOPPING = Scenario.named("stopping")
            .step("stop", s -> s.daysAfterDue(5).action(new DunningAction.RequestDeliveryStop("nothing on credit")))
            .build();

    /** What a host does about what it is told. */
    private static final class Told {
        private final List<String> all = new ArrayList<>();

        void stop(AccountId account, String text) {
            all.add(account + ": " + text);
        }

        void writeOff(ReceivableId receivable, Money amount) {
            all.add(receivable + ": " + amount);
        }
    }

    private Optional<String> dealtWith(Relance relance, Optional<String> from, Told deliveries, Told entries) {
        CreditorId creditor = CREDITOR;
        Optional<String> kept = from;
        // shown in docs/guide/embedding.md
        FeedPage page = relance.events(creditor, kept, 100);
        for (FeedEntry entry : page.entries()) {
            if (entry.event() instanceof AccountEvent.DeliveryStopRequested stop) {
                deliveries.stop(entry.account(), stop.text());
            } else if (entry.event() instanceof AccountEvent.WrittenOff writtenOff) {
                entries.writeOff(writtenOff.receivable(), writtenOff.amount());
            }
        }
        kept = page.next(); // an Optional<String>: keep it in your database
        // until here
        return kept;
    }

    @Test
    void a_host_hears_of_delivery_stops_and_write_offs_from_where_it_left_off() {
        try (Relance relance = Relance.builder()
                .books(new MyInvoices(table))
                .store(new InMemoryDunningStore())
                .clock(clock)
                .scenario(STOPPING)
                .build()) {
            Told deliveries = new Told();
            Told entries = new Told();
            relance.run(CREDITOR, TODAY);

            Optional<String> kept = dealtWith(relance, Optional.empty(), deliveries, entries);
            relance.account(AccountId.of("atelier", "C-1"), "jane", TODAY)
                    .writeOff(new ReceivableId("F-1"), "not worth a letter");
            dealtWith(relance, kept, deliveries, entries);

            assertThat(deliveries.all).containsExactly(AccountId.of("atelier", "C-1") + ": nothing on credit");
            assertThat(entries.all).containsExactly("F-1: EUR 1250.00");
        }
    }

    private List<String> mails() throws IOException {
        List<String> texts = new ArrayList<>();
        Path outbox = directory.resolve("outbox");
        if (!Files.exists(outbox)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(outbox)) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
