package io.relance.benchmarks;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.channelsmtp.SmtpChannel;
import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.scenario.Scenario;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whole runs of the engine on PostgreSQL, which is started for it and writes as safely as in production (fsync, synchronous
 * commits): round trips, what a millisecond more on each costs, a first run beside a bare insert of the rows that it writes,
 * days on which little is due or changed, and a day with messages at three sizes. Not JMH: each is minutes long.
 *
 * <p>{@code EngineRuns shape [ACCOUNTS]} prints the first, {@code EngineRuns day ACCOUNTS} a day at one size, {@code EngineRuns mails ACCOUNTS}
 * a day whose messages leave over SMTP to a server in this process, beside the same day over a channel that takes them at once.
 */
public final class EngineRuns {
    private static final Scenario REMINDERS = Scenario.named("standard")
            .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
            .step("firm", s -> s.daysAfterDue(15).email("firm"))
            .build();
    /** Nothing is overdue yet. */
    private static final LocalDate FIRST = TellingBooks.FIRST_DUE.minusDays(13);

    /** The reminder of what fell due on the first day leaves. */
    private static final LocalDate REMINDING = TellingBooks.FIRST_DUE.plusDays(5);

    private static final int ROUNDS = 3;

    private final EmbeddedPostgres server;
    private final PrintStream out;

    private EngineRuns(EmbeddedPostgres server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    /** See the class. */
    public static void main(String[] args) throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_buffers", "512MB")
                .start()) {
            EngineRuns runs = new EngineRuns(server, System.out);
            int accounts = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
            if (args[0].equals("day")) {
                runs.day(accounts);
            } else if (args[0].equals("mails")) {
                runs.mails(accounts);
            } else {
                runs.roundTrips(accounts);
                runs.besideBareInserts(accounts);
                runs.quietDays(accounts, true);
                runs.quietDays(accounts, false);
            }
        }
    }

    /** Takes every message at once, and honours their ids as it is told. */
    private record Everything(Set<ChannelFeature> features) implements Channel {
        private static final Everything ONCE = new Everything(Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY));
        /** As over SMTP: each message is marked by itself before it is handed over. */
        private static final Everything PLAIN = new Everything(Set.of());

        @Override
        public ChannelId id() {
            return ChannelId.EMAIL;
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            return new DeliveryReceipt.Accepted(message.plannedAt(), Optional.empty());
        }
    }

    /** An engine on an empty schema, over a wire. */
    private final class Trial implements AutoCloseable {
        private final Wire wire;
        private final Relance relance;
        private final KeptConnection kept;

        Trial(TellingBooks books, Duration longer) throws IOException, SQLException {
            this(books, longer, Everything.ONCE);
        }

        Trial(TellingBooks books, Duration longer, Channel channel) throws IOException, SQLException {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop schema if exists trial cascade");
            }
            wire = new Wire(server.getPort(), longer);
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setPortNumbers(new int[] {wire.port()});
            source.setServerNames(new String[] {"localhost"});
            source.setDatabaseName("postgres");
            source.setUser("postgres");
            kept = new KeptConnection(source);
            relance = Relance.builder()
                    .books(books)
                    .store(JdbcDunningStore.builder(kept)
                            .schemaToCreate("trial")
                            .build())
                    .channel(channel)
                    .scenario(REMINDERS)
                    .clock(() -> FIRST.atTime(9, 0).toInstant(ZoneOffset.UTC))
                    .build();
        }

        /** Runs a day. */
        Took run(LocalDate day) {
            long trips = wire.roundTrips();
            long started = System.nanoTime();
            RunReport report = relance.run(TellingBooks.CREDITOR, day);
            return new Took(Duration.ofNanos(System.nanoTime() - started), wire.roundTrips() - trips, report);
        }

        @Override
        public void close() throws IOException, SQLException {
            relance.close();
            kept.close();
            wire.close();
        }
    }

    private record Took(Duration time, long roundTrips, RunReport report) {
        double seconds() {
            return time.toNanos() / 1e9;
        }
    }

    private void roundTrips(int accounts) throws IOException, SQLException {
        double plain = Double.MAX_VALUE;
        double longer = Double.MAX_VALUE;
        long trips = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Took first = firstRun(accounts, Duration.ZERO);
            trips = first.roundTrips();
            plain = Math.min(plain, first.seconds());
            longer = Math.min(longer, firstRun(accounts, Duration.ofMillis(1)).seconds());
        }
        line("round trips of a first run, per 1 000 accounts", trips * 1_000.0 / accounts, "aim 20");
        line("first run, seconds for " + accounts + " accounts of 10 invoices", plain, "");
        line("the same with 1 ms more a round trip, times", longer / plain, "aim 1.5");
    }

    private Took firstRun(int accounts, Duration longer) throws IOException, SQLException {
        try (Trial trial = new Trial(new TellingBooks(accounts, 10, 15, true), longer)) {
            return required(trial.run(FIRST), accounts);
        }
    }

    private static Took required(Took took, int decided) {
        if (took.report().decided() != decided || took.report().broken() > 0) {
            throw new IllegalStateException("not " + decided + " decisions: " + took.report());
        }
        return took;
    }

    private void besideBareInserts(int accounts) throws IOException, SQLException {
        double first = Double.MAX_VALUE;
        double bare = Double.MAX_VALUE;
        long rows = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try (Trial trial = new Trial(new TellingBooks(accounts, 10, 15, true), Duration.ZERO)) {
                first = Math.min(first, required(trial.run(FIRST), accounts).seconds());
                BareInserts inserts = new BareInserts(server.getPostgresDatabase(), "trial");
                bare = Math.min(bare, inserts.time().toNanos() / 1e9);
                rows = inserts.rows();
            }
        }
        line("rows that a first run writes", (double) rows, "");
        line("bare batched insert of these rows, seconds", bare, "");
        line("first run beside it, times", first / bare, "aim 2.5");
    }

    private void quietDays(int accounts, boolean telling) throws IOException, SQLException {
        TellingBooks books = new TellingBooks(accounts, 10, 0, telling);
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < ROUNDS; round++) {
            try (Trial trial = new Trial(books, Duration.ZERO)) {
                best[0] = Math.min(best[0], required(trial.run(FIRST), accounts).seconds());
                int[] percents = {0, 1, 10};
                for (int i = 0; i < percents.length; i++) {
                    books.change(percents[i]);
                    Took took = required(trial.run(FIRST.plusDays(i + 1L)), accounts * percents[i] / 100);
                    best[i + 1] = Math.min(best[i + 1], took.seconds());
                }
            }
            books = new TellingBooks(accounts, 10, 0, telling);
        }
        int more = telling ? 1 : 12;
        String how = telling ? "changes told" : "stamps";
        line("first run, " + how + ", seconds", best[0], "");
        line(how + ", nothing changed, % of the first run", 100 * best[1] / best[0], "aim " + more);
        line(how + ", 1 % changed, % of the first run", 100 * best[2] / best[0], "aim " + (1 + more));
        line(how + ", 10 % changed, % of the first run", 100 * best[3] / best[0], "aim " + (10 + more));
    }

    private void day(int accounts) throws IOException, SQLException {
        try (PeakHeap peak = new PeakHeap();
                Trial trial = new Trial(new TellingBooks(accounts, 10, 15, true), Duration.ZERO)) {
            Took first = required(trial.run(FIRST), accounts);
            line(accounts + " accounts, 10 invoices each: first run, seconds", first.seconds(), "");
            Took day = trial.run(REMINDING);
            line("a day with 15 % due: decided", day.report().decided(), "");
            line("a day with 15 % due: messages handed over", day.report().accepted(), "");
            line("a day with 15 % due: seconds", day.seconds(), "");
            line(
                    "a day with 15 % due: round trips a message",
                    day.roundTrips() / (double) day.report().accepted(), "");
            line(
                    "peak heap, MB (allowed: " + (Runtime.getRuntime().maxMemory() >> 20) + ")",
                    peak.bytes() / 1e6,
                    "aim 256");
            line("size of the tables, MB", size() / 1e6, "");
        }
    }

    private void mails(int accounts) throws IOException, SQLException {
        double once = remindingDay(accounts, Everything.ONCE);
        double plain = remindingDay(accounts, Everything.PLAIN);
        double smtp;
        try (MailSink sink = MailSink.start()) {
            SmtpSettings settings = SmtpSettings.builder("127.0.0.1")
                    .port(sink.port())
                    .security(Security.NONE)
                    .helloName("benchmarks.example")
                    .sender("dunning@vendor.example", "Vendor")
                    .build();
            smtp = remindingDay(accounts, SmtpChannel.create(settings));
            line("mails that the server took", (double) sink.mails(), "");
        }
        line("messages a second, over a channel that honours ids and takes them at once", once, "");
        line("messages a second, over one that promises nothing and takes them at once", plain, "");
        line("messages a second, over SMTP", smtp, "");
    }

    /** Messages a second of a day on which 15 % of the accounts get one. */
    private double remindingDay(int accounts, Channel channel) throws IOException, SQLException {
        try (Trial trial = new Trial(new TellingBooks(accounts, 10, 15, true), Duration.ZERO, channel)) {
            required(trial.run(FIRST), accounts);
            Took day = trial.run(REMINDING);
            int messages = day.report().accepted();
            if (messages < accounts / 10 || day.report().needsAttention()) {
                throw new IllegalStateException("not the messages that were wanted: " + day.report());
            }
            return messages / day.seconds();
        }
    }

    private long size() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n"
                                + " on n.oid = c.relnamespace where n.nspname = 'trial' and c.relkind = 'r'")) {
            result.next();
            return result.getLong(1);
        }
    }

    private void line(String what, double figure, String aim) {
        out.printf(Locale.ROOT, "| %s | %.2f | %s |%n", what, figure, aim);
    }
}
