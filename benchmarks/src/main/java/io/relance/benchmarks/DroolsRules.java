package io.relance.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.conf.SequentialOption;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.api.runtime.conf.DirectFiringOption;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.FactHandle;

/**
 * {@link TwentyRules} for Drools, in DRL. One fact object an account; a rule that fires sets its bit in a global, so that
 * firing costs as little as it can.
 */
public final class DroolsRules {
    /** The ways in which Drools can be asked about one account after another. */
    public enum Mode {
        /** A stateful session is kept; the fact is inserted, the rules fire, the fact is deleted. Rules run by MVEL. */
        DRL_INSERT_DELETE(false),
        /** The same with rules compiled to the executable model. */
        MODEL_INSERT_DELETE(true),
        /** One fact stays in the session and is replaced by the next account. */
        MODEL_UPDATE(true),
        /** Inserted and deleted, in a session declared as of one thread that fires directly, without an agenda. */
        MODEL_DIRECT(true),
        /** A stateless session, each time made anew. */
        MODEL_STATELESS(true),
        /** A stateless session that takes its sessions from a pool. */
        MODEL_STATELESS_POOLED(true),
        /** A stateless session in sequential mode. */
        MODEL_STATELESS_SEQUENTIAL(true);

        private final boolean model;

        Mode(boolean model) {
            this.model = model;
        }
    }

    /** What {@link DroolsModesBenchmark} found. */
    static final Mode FASTEST = Mode.MODEL_DIRECT;

    /** What the rules write to. */
    public static final class Fired {
        private long rules;

        /** Called by a rule that fires. */
        public void add(int rule) {
            rules |= 1L << rule;
        }
    }

    private static final List<String> PATTERNS = List.of(
            "segment in (\"CHRONICALLY_LATE\", \"DETERIORATING\"), oldestDaysLate >= 15, overdue >= Limits.N500_00",
            "oldestDaysLate >= 30, overdueCount >= 3, overdue >= Limits.N5000_00",
            "tags contains \"key-account\", paymentScore < 50, overdue > Limits.N10000_00",
            "oldestDaysLate >= 90 || overdueCount >= 10 || overdue >= Limits.N20000_00",
            "segment == \"CHRONICALLY_LATE\", onTimeShare < Limits.N0_50, open >= Limits.N7000_00",
            "promisesBroken >= 1, meanDelay >= Limits.N15_0, overdue > Limits.N0_00",
            "country in (\"FR\", \"BE\"), kind == \"BUSINESS\", oldestDaysLate >= 45",
            "kind == \"CONSUMER\", oldestDaysLate < 60, overdue < Limits.N100_00",
            "riskLevel in (\"HIGH\", \"CRITICAL\"), creditUsage >= Limits.N0_80, open >= Limits.N1000_00",
            "messages >= 3, daysSinceLastMessage >= 10, overdue >= Limits.N250_00",
            "promisesBroken >= 2, oldestDaysLate > 10, tags not contains \"vip\"",
            "segment == \"NEW\", creditUsage > Limits.N1_00, open >= Limits.N2000_00",
            "paymentScore <= 20 || riskLevel == \"CRITICAL\", overdue >= Limits.N1000_00",
            "country == \"DE\", kind == \"PUBLIC_BODY\", oldestDaysLate >= 60",
            "overdueCount == 1, oldestDaysLate <= 5, onTimeShare >= Limits.N0_90",
            "riskLevel == \"LOW\", meanDelay < Limits.N0_0, openCount >= 1",
            "country == \"ES\" || country == \"IT\", overdue >= Limits.N100_00",
            "messages < 2, daysSinceLastMessage > 20, oldestDaysLate > 30",
            "overdueCount >= 2, paymentScore < 70, creditUsage > Limits.N0_50",
            "tags contains \"insured\", oldestDaysLate >= 50, overdue >= Limits.N1500_00");

    private final Fired fired = new Fired();
    private final Consumer<RatedAccount> engine;

    DroolsRules(Mode mode) {
        KieBase base = base(mode);
        engine = switch (mode) {
            case MODEL_STATELESS, MODEL_STATELESS_SEQUENTIAL -> {
                StatelessKieSession session = base.newStatelessKieSession();
                session.setGlobal("fired", fired);
                yield session::execute;
            }
            case MODEL_STATELESS_POOLED -> {
                StatelessKieSession session = base.newKieSessionsPool(1).newStatelessKieSession();
                session.setGlobal("fired", fired);
                yield session::execute;
            }
            case MODEL_UPDATE -> {
                KieSession session = stateful(base, mode);
                FactHandle kept = session.insert(RatedAccount.portfolio(1).get(0));
                yield account -> {
                    session.update(kept, account);
                    session.fireAllRules();
                };
            }
            default -> {
                KieSession session = stateful(base, mode);
                yield account -> {
                    FactHandle handle = session.insert(account);
                    session.fireAllRules();
                    session.delete(handle);
                };
            }
        };
    }

    private KieSession stateful(KieBase base, Mode mode) {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        if (mode == Mode.MODEL_DIRECT) {
            configuration.setOption(ThreadSafeOption.NO);
            configuration.setOption(DirectFiringOption.YES);
        }
        KieSession session = base.newKieSession(configuration, null);
        session.setGlobal("fired", fired);
        return session;
    }

    /** The rules that hold for this account, a bit each. */
    long evaluate(RatedAccount account) {
        fired.rules = 0;
        engine.accept(account);
        return fired.rules;
    }

    private static KieBase base(Mode mode) {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/io/relance/benchmarks/rules.drl", drl());
        KieBuilder builder = services.newKieBuilder(files);
        if (mode.model) {
            builder.buildAll(ExecutableModelProject.class);
        } else {
            builder.buildAll();
        }
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(errors.toString());
        }
        var configuration = services.newKieBaseConfiguration();
        configuration.setOption(KieBaseMutabilityOption.DISABLED);
        configuration.setOption(mode == Mode.MODEL_STATELESS_SEQUENTIAL ? SequentialOption.YES : SequentialOption.NO);
        return services.newKieContainer(builder.getKieModule().getReleaseId()).newKieBase(configuration);
    }

    private static String drl() {
        StringBuilder drl = new StringBuilder("package io.relance.benchmarks\n")
                .append("import io.relance.benchmarks.Limits\n")
                .append("global io.relance.benchmarks.DroolsRules.Fired fired\n");
        for (int i = 0; i < PATTERNS.size(); i++) {
            drl.append("rule \"rule-" + i + "\" when RatedAccount(" + PATTERNS.get(i) + ") then fired.add(" + i
                    + "); end\n");
        }
        return drl.toString();
    }
}
