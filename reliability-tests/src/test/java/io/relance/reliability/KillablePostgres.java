package io.relance.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL with its own data directory and its own defaults, safe against crashes; it is killed and started again. */
final class KillablePostgres implements AutoCloseable {
    private static final long LONGEST_MILLIS = 60_000;

    private final Path folder;
    private final String program;
    private final int port;
    private @Nullable Process server;

    /** One with nothing in it, started. */
    KillablePostgres(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path data = folder.resolve("data");
        // unpacks PostgreSQL and makes the data directory
        try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start()) {
            this.port = first.getPort();
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            this.program = ProcessHandle.of(postmaster)
                    .flatMap(process -> process.info().command())
                    .orElseThrow();
        }
        start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&socketTimeout=20";
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        return source;
    }

    /** Starts it on what is there, and waits until it answers. */
    void start() throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + LONGEST_MILLIS;
        Process started = process();
        while (!answers()) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException("PostgreSQL does not start: " + Files.readString(log()));
            }
            Thread.sleep(50);
            if (!started.isAlive()) {
                // what is left of the one before has not gone yet
                started = process();
            }
        }
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private Process process() throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // it refuses to run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(
                List.of(program, "-D", folder.resolve("data").toString(), "-p", Integer.toString(port), "-k", ""));
        File log = log().toFile();
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        server = started;
        return started;
    }

    private boolean answers() {
        try (Connection connection = source().getConnection()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Kills it as it is: SIGKILL to the postmaster. */
    void kill() throws InterruptedException {
        Process running = server;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        running.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        Process running = server;
        if (running != null && running.isAlive()) {
            running.destroy();
            try {
                if (!running.waitFor(20, TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
