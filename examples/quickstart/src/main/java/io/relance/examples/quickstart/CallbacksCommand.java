package io.relance.examples.quickstart;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.paymentstripe.StripePayments;
import io.relance.adapter.paymentstripe.StripeSettings;
import io.relance.adapter.web.CallbackHandler;
import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.delivery.ChannelId;
import io.relance.policy.Policy;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code relance callbacks}: what providers post, taken on this machine. */
@Command(
        name = "callbacks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Takes what payment providers and gateways post to this machine alone (127.0.0.1), into what run remembers, until it is",
            "ended: for a trial."
        })
final class CallbacksCommand implements Callable<Integer> {
    private static final String PATHS = "/callbacks/";
    private static final int TAKEN = 204;

    private final Program program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            converter = Converters.Port.class,
            description = "The port, 0 for any free one (${DEFAULT-VALUE}).")
    private int port;

    @Mixin
    private PayByOption payBy = new PayByOption();

    @Mixin
    private SmsOption sms = new SmsOption();

    @Option(
            names = "--as-of",
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description = "The day on which it is told, for runs of other days than today's (today).")
    private @Nullable LocalDate day;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Converters.Count.class,
            description = "End when so many were taken (SIGINT or SIGTERM ends it).")
    private @Nullable Integer count;

    CallbacksCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!payBy.is(PayBy.STRIPE) && !sms.postsStatuses()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nobody would post anything: give --pay-by stripe, or --sms twilio://...&callbacks=https://...");
        }
        Optional<StripeSettings> stripe = payBy.is(PayBy.STRIPE)
                ? Optional.of(
                        new Stripe(program.environment(), spec).callbacks().build())
                : Optional.empty();
        Optional<SmsGateway> texts = sms.settings(program.environment(), InstantSource.system(), spec);
        Ending ending = new Ending(Optional.ofNullable(count));
        // the server is closed first: what is being taken is taken
        try (Desk desk = new Desk(options, (policy, engine) -> equip(policy, engine, stripe, texts));
                CallbackServer server = CallbackServer.on(port)) {
            Map<String, CallbackHandler> handlers = handlers(desk);
            server.start(handlers, (path, status) -> {
                answered(path, status);
                ending.answered(status);
            });
            say("listening on " + server.address() + ": " + String.join(", ", handlers.keySet()));
            ending.await();
            // before it is told how many were taken
            server.stop();
            int taken = ending.taken();
            program.streams().err().println(taken + (taken == 1 ? " callback" : " callbacks") + " taken");
        } finally {
            ending.done();
        }
        return ExitCode.DONE;
    }

    private void equip(
            Policy policy, Relance.Builder engine, Optional<StripeSettings> stripe, Optional<SmsGateway> texts) {
        InstantSource clock = day == null ? InstantSource.system() : new SimulatedClock(policy.timeZone(), day);
        NoMails.all(clock).stream()
                .filter(channel -> texts.isEmpty() || !channel.id().equals(ChannelId.SMS))
                .forEach(engine::channel);
        texts.map(TextMessages::new).ifPresent(engine::channel);
        stripe.map(StripePayments::create).ifPresent(engine::payments);
        engine.clock(clock);
    }

    private Map<String, CallbackHandler> handlers(Desk desk) {
        Map<String, CallbackHandler> handlers = new TreeMap<>();
        if (payBy.is(PayBy.STRIPE)) {
            String provider = PayBy.STRIPE.toString();
            handlers.put(
                    PATHS + provider,
                    handler(provider, callback -> desk.engine().paymentCallback(desk.creditor(), provider, callback)));
        }
        if (sms.postsStatuses()) {
            String channel = ChannelId.SMS.value();
            handlers.put(
                    PATHS + channel, handler(channel, callback -> desk.engine().callback(ChannelId.SMS, callback)));
        }
        return handlers;
    }

    /** Says what came of each. */
    private CallbackHandler handler(String who, Function<RawCallback, RunReport> engine) {
        return new CallbackHandler(
                callback -> {
                    try {
                        say(who + ": " + text(engine.apply(callback)));
                    } catch (CallbackRefusedException e) {
                        say(who + ": refused, " + e.getMessage());
                        throw e;
                    }
                },
                failure -> say(who + ": not taken, to be posted again: " + why(failure)));
    }

    /** What it says, or what it is. */
    static String why(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }

    private static String text(RunReport told) {
        if (told.reported() + told.unknown() == 0) {
            return "nothing new";
        }
        return told.reported() + " recorded"
                + (told.bounced() == 0 ? "" : ", " + told.bounced() + " of them came back undeliverable")
                + (told.unknown() == 0 ? "" : ", " + told.unknown() + " of nothing known here");
    }

    /** What no receiver has seen. */
    private void answered(String path, int status) {
        String why = switch (status) {
            case 400 -> "could not be read to its end";
            case 404 -> "has no address of anybody's";
            case 405 -> "was not posted";
            case 413 -> "is too large";
            default -> "";
        };
        if (!why.isEmpty()) {
            String shown = path.length() > 100 ? path.substring(0, 100) + "..." : path;
            say(shown.replaceAll("[^\\x21-\\x7E]", "?") + ": a request " + why + " (" + status + ")");
        }
    }

    /** One line, whichever thread says it. */
    private void say(String line) {
        program.streams().out().println(line.replaceAll("\\s+", " "));
    }

    /** When it is over: after so many callbacks, or when somebody ends the process, which then waits until all is closed. */
    private static final class Ending {
        private static final long PATIENCE_SECONDS = 20;

        private final Optional<Integer> most;
        private final AtomicInteger taken = new AtomicInteger();
        private final CountDownLatch over = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Thread hook = new Thread(this::ended);

        Ending(Optional<Integer> most) {
            this.most = most;
            Runtime.getRuntime().addShutdownHook(hook);
        }

        private void ended() {
            over.countDown();
            try {
                closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void answered(int status) {
            if (status == TAKEN) {
                int now = taken.incrementAndGet();
                if (most.filter(number -> now >= number).isPresent()) {
                    over.countDown();
                }
            }
        }

        void await() throws InterruptedException {
            over.await();
        }

        int taken() {
            return taken.get();
        }

        void done() {
            closed.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending already, by the hook
            }
        }
    }
}
