package io.relance.probe;

import io.relance.Relance;
import io.relance.account.AccountSnapshot;
import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.channelletterpdf.LetterFolder;
import io.relance.adapter.channelletterpdf.LetterLayout;
import io.relance.adapter.channelletterpdf.LetterPdfChannel;
import io.relance.adapter.channelletterpdf.LetterSender;
import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.adapter.channelsmshttp.SmsChannel;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.channelsmtp.SmtpChannel;
import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.adapter.channelwebhook.EventPoster;
import io.relance.adapter.channelwebhook.WebhookEndpoint;
import io.relance.adapter.importfiles.CsvBooks;
import io.relance.adapter.importfiles.CsvMapping;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.adapter.web.CallbackServlet;
import io.relance.delivery.CreditTransfer;
import io.relance.channel.OutboundMessage;
import io.relance.decision.DunningDecider;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.json.PolicyReader;
import io.relance.json.PolicyWriter;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.policy.StandardPolicy;
import io.relance.receivable.AccountLedger;
import io.relance.template.MessageSender;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.joda.money.Money;

/** Does a little with every module, and says what came of it, a line each. */
public final class Probe {
    private Probe() {}

    /** Works in the directory given. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        LocalDate today = LocalDate.of(2026, 3, 10);
        JollydayCalendars calendars = JollydayCalendars.create();
        LocalDate bastille = LocalDate.of(2026, 7, 14);
        System.out.println(
                "business day in FR on " + bastille + ": " + calendars.forCountry("FR").orElseThrow().isBusinessDay(bastille));

        byte[] document = PolicyWriter.yaml(StandardPolicy.create()).getBytes(StandardCharsets.UTF_8);
        Policy policy = PolicyReader.policy("policy.yaml", document).orThrow().toBuilder()
                .country("FR")
                .calendars(calendars)
                .build();

        byte[] mapping = ("columns: { invoice: { column: n }, customer: { column: c }, issued: { column: i }, due: { column: d },"
                        + " amount: { column: a }, currency: { constant: EUR } }")
                .getBytes(StandardCharsets.UTF_8);
        Path csv = Files.writeString(directory.resolve("books.csv"), "n,c,i,d,a\nF-1,C-1,2026-02-01,2026-03-03,1250.00\n");
        AccountLedger ledger = CsvBooks.builder(today)
                .books(csv)
                .mapping(CsvMapping.invoices("mapping.yaml", mapping))
                .build()
                .read()
                .ledgers()
                .findFirst()
                .orElseThrow();

        Decision decision = DunningDecider.decide(AccountSnapshot.fresh(ledger), policy, today);
        decision.items().forEach(item -> System.out.println("decided: " + item.receivable() + " " + item.kind()));
        for (PlannedAction action : decision.actions()) {
            if (action instanceof PlannedAction.NewMessage planned) {
                System.out.println("planned: a message by " + planned.message().step().orElseThrow().step());
            }
        }

        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("memory"));
        HandTurnedClock clock = HandTurnedClock.onMorningOf(today);
        try (Relance relance = Relance.builder()
                .books(InMemoryBooks.empty().put(ledger))
                .store(JdbcDunningStore.create(source))
                .channel(MailFileChannel.into(directory, clock))
                .sender(MessageSender.builder(ledger.account().creditor(), "Probe")
                        .email("probe@relance.example")
                        .build())
                .clock(clock)
                .policy(policy)
                .build()) {
            System.out.println("accepted: " + relance.run(ledger.account().creditor(), today).accepted());
            WebhookEndpoint sink = WebhookEndpoint.builder(
                            URI.create("https://no-such-host.invalid/in"), "a-key-of-this-probe")
                    .build();
            try (EventPoster poster = EventPoster.create(sink)) {
                System.out.println("posted: "
                        + poster.post(
                                        relance.events(ledger.account().creditor(), Optional.empty(), 10).entries().stream()
                                                .map(entry -> new EventPoster.Event(
                                                        entry.account(), entry.sequence(), entry.at(), entry.event()))
                                                .toList(),
                                        Duration.ofSeconds(10))
                                .isEmpty());
            }
            System.out.println(
                    "events in the database: " + !relance.timeline(ledger.account()).isEmpty());
        }
        try (Stream<Path> mails = Files.list(directory.resolve("outbox"))) {
            System.out.println("mails: " + mails.count());
        }
        SmtpSettings nowhere = SmtpSettings.builder("no-such-host.invalid")
                .sender("probe@relance.example", "Probe")
                .helloName("probe.example")
                .build();
        try (SmtpChannel smtp = SmtpChannel.create(nowhere)) {
            OutboundMessage message = OutboundMessage.builder(
                            new DeliveryId(new MessageId("0".repeat(64)), smtp.id(), 0), ledger.account())
                    .recipientAddress("ann@customer.example")
                    .text("hello")
                    .language("en")
                    .businessDate(today)
                    .plannedAt(clock.instant())
                    .build();
            System.out.println("smtp: " + smtp.deliver(message, Duration.ofSeconds(10)).getClass().getSimpleName());
        }
        SmsGateway nobody = SmsGateway.builder(URI.create("https://no-such-host.invalid/sms"))
                .json("{\"to\": \"{recipient}\", \"text\": \"{text}\"}")
                .build();
        try (SmsChannel sms = SmsChannel.create(nobody)) {
            OutboundMessage message = OutboundMessage.builder(
                            new DeliveryId(new MessageId("0".repeat(64)), sms.id(), 0), ledger.account())
                    .recipientAddress("+33612345678")
                    .text("hello")
                    .language("en")
                    .businessDate(today)
                    .plannedAt(clock.instant())
                    .build();
            System.out.println("sms: " + sms.deliver(message, Duration.ofSeconds(10)).getClass().getSimpleName());
        }
        try (LetterPdfChannel letters = LetterPdfChannel.builder(LetterFolder.at(directory.resolve("letters"), clock))
                .sender(LetterSender.of(LetterLayout.GERMAN, "Probe", "1 High Street"))
                .build()) {
            OutboundMessage message = OutboundMessage.builder(
                            new DeliveryId(new MessageId("0".repeat(64)), letters.id(), 0), ledger.account())
                    .recipientAddress("2 High Street")
                    .subject("hello")
                    .text("hello")
                    .html("<p><strong>hello</strong></p>")
                    .creditTransfer(new CreditTransfer(
                            "Probe", "DE89370400440532013000", Optional.empty(), Money.parse("EUR 1.00"), Optional.empty()))
                    .language("en")
                    .businessDate(today)
                    .plannedAt(clock.instant())
                    .build();
            System.out.println("letter: " + letters.deliver(message, Duration.ofSeconds(30)).getClass().getSimpleName());
        }
        CallbackServlet servlet = new CallbackServlet(callback -> System.out.println(callback));
        System.out.println("servlet: " + servlet.getServletInfo().isEmpty());
        ModuleLayer.boot().modules().stream()
                .map(Module::getName)
                .filter(name -> name.startsWith("io.relance."))
                .sorted()
                .forEach(name -> System.out.println("module: " + name));
        ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.reference().descriptor().isAutomatic())
                .forEach(module -> System.out.println("automatic: " + module.name()));
    }
}
