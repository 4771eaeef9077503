package io.relance.reliability;

import static java.util.stream.Collectors.toSet;

import io.relance.Relance;
import io.relance.adapter.storagejdbc.JdbcDunningStore;
import io.relance.delivery.ChannelId;
import io.relance.receivable.AccountId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program with an engine on PostgreSQL is killed at random moments and started again, and so is PostgreSQL itself: by SIGKILL,
 * which leaves nobody the time to tidy up. The same with a file of H2, which lives in the program. What debtors get is counted by
 * a server that lives through all of it.
 */
final class Kills {
    /** Enough work for every life of the program. */
    private static final int ACCOUNTS_PER_KILL = 60;

    private static final int LONGEST_LIFE_MILLIS = 1500;
    private static final int LONGEST_DARKNESS_MILLIS = 300;
    private static final long LONGEST_WAIT_SECONDS = 10;
    private static final int LONGEST_MORE_MILLIS = 100;
    private static final long LONGEST_SECONDS = 120;
    private static final int MOST = 1_000_000;

    private final int accounts;
    private final Random random;
    private final String database;
    private final ReceivingServer server;
    private final List<String> broken = new ArrayList<>();
    private volatile int day;
    private int lives;

    /**
     * What came of it.
     *
     * @param broken promises that were not kept
     * @param counts kills that struck work, and what became of the messages
     */
    record Result(List<String> broken, Map<String, Integer> counts) {}

    private Kills(int accounts, long seed, String database, ReceivingServer server) {
        this.accounts = accounts;
        this.random = new Random(seed);
        this.database = database;
        this.server = server;
    }

    /** So many kills of the program, and of PostgreSQL, in an order and at moments drawn by chance. */
    static Result of(int programs, int servers, long seed, Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder);
                ReceivingServer server = new ReceivingServer()) {
            return new Kills((programs + servers) * ACCOUNTS_PER_KILL, seed, postgres.url(), server)
                    .pass(programs, servers, postgres);
        }
    }

    /** So many kills of the program, and of the H2 in it; what is stored is looked at after each. */
    static Result ofH2(int programs, long seed, Path folder) throws IOException, InterruptedException {
        try (ReceivingServer server = new ReceivingServer()) {
            return new Kills(programs * ACCOUNTS_PER_KILL, seed, "jdbc:h2:" + folder.resolve("killed"), server)
                    .pass(programs);
        }
    }

    private Result pass(int programs) throws IOException, InterruptedException {
        KilledOffice.store(KilledOffice.source(database), true);
        Map<String, Integer> counts = new TreeMap<>();
        Life life = new Life();
        try {
            for (int i = 0; i < programs; i++) {
                life.works();
                untilSomeArrived();
                count(life, "kills of the program", counts);
                life.kill();
                agree("after kill " + (i + 1) + ": ");
                life = new Life();
            }
            life.comesToItsEnd();
        } finally {
            life.kill();
        }
        look(counts);
        return new Result(broken, counts);
    }

    /** Long enough, however slow the machine, that programs do not die of the same messages again and again. */
    private void untilSomeArrived() throws InterruptedException {
        int enough = arrived() + random.nextInt(ACCOUNTS_PER_KILL / 2);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (arrived() < enough && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(LONGEST_MORE_MILLIS));
    }

    private int arrived() {
        return server.taken().size() + server.repeated();
    }

    private static void count(Life life, String kill, Map<String, Integer> counts) {
        counts.merge(kill + (life.isAtWork() ? "" : " with nothing left to do"), 1, Integer::sum);
    }

    private Result pass(int programs, int servers, KillablePostgres postgres) throws IOException, InterruptedException {
        KilledOffice.store(postgres.source(), true);
        List<Boolean> kills = new ArrayList<>(Collections.nCopies(programs, true));
        kills.addAll(Collections.nCopies(servers, false));
        Collections.shuffle(kills, random);
        Map<String, Integer> counts = new TreeMap<>();
        Life life = new Life();
        try {
            for (boolean program : kills) {
                life.works();
                Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                count(life, program ? "kills of the program" : "kills of PostgreSQL", counts);
                if (program) {
                    life.kill();
                    life = new Life();
                } else {
                    postgres.kill();
                    Thread.sleep(random.nextInt(LONGEST_DARKNESS_MILLIS));
                    postgres.start();
                }
            }
            life.comesToItsEnd();
        } finally {
            life.kill();
        }
        look(counts);
        return new Result(broken, counts);
    }

    /** The program, from a start to a kill. */
    private final class Life {
        private final Process process;
        private final Thread reader;
        private final CountDownLatch works = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        Life() throws IOException {
            lives++;
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KilledProcess.class.getName(),
                            "life-" + lives,
                            Integer.toString(accounts),
                            Integer.toString(day),
                            database,
                            server.url())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said(line);
                }
            } catch (IOException e) {
                // it was killed
            }
            works.countDown();
        }

        private void said(String line) {
            if (line.startsWith("day ")) {
                day = Integer.parseInt(line.substring("day ".length()));
                works.countDown();
            } else if (line.equals("end")) {
                end.countDown();
            } else if (line.startsWith("broken ")) {
                System.out.println(line);
            }
        }

        void works() throws InterruptedException {
            if (!works.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the program does not begin");
            }
        }

        boolean isAtWork() {
            return process.isAlive() && end.getCount() > 0;
        }

        /** As long as something arrives, it gets the time that it needs. */
        void comesToItsEnd() throws InterruptedException {
            int before = -1;
            while (!end.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                if (!process.isAlive() || arrived() == before) {
                    broken.add("the program does not come to its end: nothing arrived for " + LONGEST_SECONDS
                            + " seconds, on day " + day);
                    return;
                }
                before = arrived();
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            reader.join();
        }
    }

    /** What is stored agrees with itself, with its chains of hashes, and with what debtors got. */
    private void agree(String when) {
        FragileConnections own = new FragileConnections(KilledOffice.source(database), () -> false);
        agree(when, KilledOffice.store(own.source(), false));
        own.close();
    }

    private void agree(String when, JdbcDunningStore store) {
        Relance observer = KilledOffice.engine("observer", accounts, store, server.url());
        Set<String> arrived = server.taken().keySet().stream()
                .map(id -> id.substring(0, id.indexOf('.')))
                .collect(toSet());
        Agreement.broken(KilledOffice.accounts(accounts), store, observer, id -> arrived.contains(id.toString()))
                .forEach(what -> broken.add(when + what));
    }

    private void look(Map<String, Integer> counts) {
        FragileConnections own = new FragileConnections(KilledOffice.source(database), () -> false);
        JdbcDunningStore store = KilledOffice.store(own.source(), false);
        look(store, counts);
        agree("", store);
        own.close();
    }

    private void look(JdbcDunningStore store, Map<String, Integer> counts) {
        Map<String, Integer> taken = server.taken();
        taken.forEach((delivery, times) -> check(times == 1, delivery + " reached the debtor " + times + " times"));
        Map<AccountId, OutboxEntry> entries = new HashMap<>();
        store.outbox(new OutboxQuery(Office.ACME, Set.of(), Set.of(), Optional.empty(), MOST))
                .items()
                .forEach(entry ->
                        check(entries.put(entry.account(), entry) == null, "two messages of " + entry.account()));
        for (AccountId account : KilledOffice.accounts(accounts)) {
            OutboxEntry entry = entries.get(account);
            String told = told(
                    entry, entry == null ? 0 : taken.getOrDefault(entry.message() + "." + entry.channel() + ".0", 0));
            counts.merge(told, 1, Integer::sum);
        }
        check(taken.size() <= accounts, "more messages than are due: " + taken.size());
        counts.put("accounts", accounts);
        counts.put("e-mails handed over again and not taken again", server.repeated());
    }

    private String told(@Nullable OutboxEntry entry, int times) {
        if (entry == null) {
            broken.add("an account without its message");
            return "lost";
        }
        String kind = entry.channel().equals(ChannelId.EMAIL) ? "e-mails" : "letters";
        if (entry.state() == OutboxState.IN_DOUBT) {
            return kind + " in doubt, " + (times == 1 ? "and arrived" : "and not arrived");
        }
        boolean fine = entry.state() == OutboxState.ACCEPTED && times == 1;
        check(fine, "arrived " + times + " times: " + entry);
        return kind + (fine ? " arrived once" : " lost");
    }

    private void check(boolean kept, String otherwise) {
        if (!kept) {
            broken.add(otherwise);
        }
    }
}
