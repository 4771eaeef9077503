package io.relance.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import org.drools.ancompiler.KieBaseUpdaterANC;
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
 *
 * <p>The patterns are written as its documentation advises: the property stands on the left, the constraint that holds for the
 * fewest accounts comes first, and equalities of one property come first where that makes Drools look them up in a hash table.
 * Thresholds for that table and for its index of ranges below the defaults, one fact that is updated, and pooled sessions were
 * tried and are no faster than what is here.
 */
public final class DroolsRules {
    private enum Trait {
        /** Rules are compiled to the executable model; else MVEL runs them. */
        MODEL,
        /** What decides which rules match is compiled to one class, as Drools' own decision tables do it. */
        COMPILED,
        /** A session declared as of one thread, that fires a rule as soon as it matches, without an agenda. */
        DIRECT,
        /** All the accounts asked for together are the facts of one stateless session. */
        TOGETHER,
        /** Rules are each looked at once, in their order. */
        SEQUENTIAL
    }

    /**
     * The ways in which Drools can be asked about one account after another: one at a time, when a session is kept, into which
     * the fact is inserted, the rules fire, and the fact is deleted; or many together.
     */
    public enum Mode {
        /** One at a time, rules run by MVEL. */
        DRL,
        /** One at a time. */
        MODEL(Trait.MODEL),
        /** One at a time, matched by compiled code and fired directly. */
        COMPILED_DIRECT(Trait.MODEL, Trait.COMPILED, Trait.DIRECT),
        /** Many together. */
        TOGETHER(Trait.MODEL, Trait.TOGETHER),
        /** Many together, matched by compiled code, in sequential mode. */
        COMPILED_SEQUENTIAL_TOGETHER(Trait.MODEL, Trait.COMPILED, Trait.SEQUENTIAL, Trait.TOGETHER),
        /** Many together, matched by compiled code and fired directly. */
        COMPILED_DIRECT_TOGETHER(Trait.MODEL, Trait.COMPILED, Trait.DIRECT, Trait.TOGETHER);

        private final boolean model;
        private final boolean compiled;
        private final boolean direct;
        private final boolean together;
        private final boolean sequential;

        Mode(Trait... traits) {
            List<Trait> all = List.of(traits);
            model = all.contains(Trait.MODEL);
            compiled = all.contains(Trait.COMPILED);
            direct = all.contains(Trait.DIRECT);
            together = all.contains(Trait.TOGETHER);
            sequential = all.contains(Trait.SEQUENTIAL);
        }
    }

    /** What {@link DroolsModesBenchmark} found, one at a time. */
    static final Mode FASTEST = Mode.COMPILED_DIRECT;

    /** What it found, many together. */
    static final Mode FASTEST_TOGETHER = Mode.COMPILED_DIRECT_TOGETHER;

    /** What the rules write to. */
    public static final class Fired {
        private long rules;
        private long[] byAccount = {};

        /** Called by a rule that fires, where one account is asked for at a time. */
        public void add(int rule) {
            rules |= 1L << rule;
        }

        /** Called by a rule that fires, where many are asked for together. */
        public void add(int account, int rule) {
            byAccount[account] |= 1L << rule;
        }
    }

    private static final List<String> PATTERNS = List.of(
            "segment in (\"CHRONICALLY_LATE\", \"DETERIORATING\"), overdue >= Limits.N500_00, oldestDaysLate >= 15",
            "overdue >= Limits.N5000_00, oldestDaysLate >= 30, overdueCount >= 3",
            "tags contains \"key-account\", overdue > Limits.N10000_00, paymentScore < 50",
            "oldestDaysLate >= 90 || overdueCount >= 10 || overdue >= Limits.N20000_00",
            "segment == \"CHRONICALLY_LATE\", onTimeShare < Limits.N0_50, open >= Limits.N7000_00",
            "promisesBroken >= 1, meanDelay >= Limits.N15_0, overdue > Limits.N0_00",
            "kind == \"BUSINESS\", country in (\"FR\", \"BE\"), oldestDaysLate >= 45",
            "kind == \"CONSUMER\", overdue < Limits.N100_00, oldestDaysLate < 60",
            "creditUsage >= Limits.N0_80, riskLevel in (\"HIGH\", \"CRITICAL\"), open >= Limits.N1000_00",
            "messages >= 3, overdue >= Limits.N250_00, daysSinceLastMessage >= 10",
            "promisesBroken >= 2, oldestDaysLate > 10, tags not contains \"vip\"",
            "segment == \"NEW\", creditUsage > Limits.N1_00, open >= Limits.N2000_00",
            "paymentScore <= 20 || riskLevel == \"CRITICAL\", overdue >= Limits.N1000_00",
            "kind == \"PUBLIC_BODY\", country == \"DE\", oldestDaysLate >= 60",
            "overdueCount == 1, onTimeShare >= Limits.N0_90, oldestDaysLate <= 5",
            "riskLevel == \"LOW\", meanDelay < Limits.N0_0, openCount >= 1",
            "country == \"ES\" || country == \"IT\", overdue >= Limits.N100_00",
            "messages < 2, daysSinceLastMessage > 20, oldestDaysLate > 30",
            "creditUsage > Limits.N0_50, paymentScore < 70, overdueCount >= 2",
            "tags contains \"insured\", oldestDaysLate >= 50, overdue >= Limits.N1500_00");

    private final Fired fired = new Fired();
    private final Consumer<List<RatedAccount>> engine;

    DroolsRules(Mode mode) {
        KieBase base = base(mode);
        engine = mode.together ? together(base, mode) : oneByOne(base, mode);
    }

    private Consumer<List<RatedAccount>> together(KieBase base, Mode mode) {
        StatelessKieSession session = base.newStatelessKieSession(configuration(mode));
        session.setGlobal("fired", fired);
        return session::execute;
    }

    private static KieSessionConfiguration configuration(Mode mode) {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        if (mode.direct) {
            configuration.setOption(ThreadSafeOption.NO);
            configuration.setOption(DirectFiringOption.YES);
        }
        return configuration;
    }

    private Consumer<List<RatedAccount>> oneByOne(KieBase base, Mode mode) {
        KieSession session = base.newKieSession(configuration(mode), null);
        session.setGlobal("fired", fired);
        return accounts -> {
            for (RatedAccount account : accounts) {
                fired.rules = 0;
                FactHandle handle = session.insert(account);
                session.fireAllRules();
                session.delete(handle);
                fired.byAccount[account.getNumber()] = fired.rules;
            }
        };
    }

    /** Sets for each of these accounts the rules that hold, a bit each, at the account's number. */
    void evaluate(List<RatedAccount> accounts, long[] holding) {
        for (RatedAccount account : accounts) {
            holding[account.getNumber()] = 0;
        }
        fired.byAccount = holding;
        engine.accept(accounts);
    }

    private static KieBase base(Mode mode) {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/io/relance/benchmarks/rules.drl", drl(mode));
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
        configuration.setOption(mode.sequential ? SequentialOption.YES : SequentialOption.NO);
        KieBase base =
                services.newKieContainer(builder.getKieModule().getReleaseId()).newKieBase(configuration);
        if (mode.compiled) {
            KieBaseUpdaterANC.generateAndSetInMemoryANC(base);
        }
        return base;
    }

    private static String drl(Mode mode) {
        boolean together = mode.together;
        StringBuilder drl = new StringBuilder("package io.relance.benchmarks\n")
                .append("import io.relance.benchmarks.Limits\n")
                .append("global io.relance.benchmarks.DroolsRules.Fired fired\n");
        for (int i = 0; i < PATTERNS.size(); i++) {
            String name = "rule \"rule-" + i + "\" ";
            drl.append(
                    together
                            ? name + "when account: RatedAccount(" + PATTERNS.get(i)
                                    + ") then fired.add(account.getNumber(), " + i + "); end\n"
                            : name + "when RatedAccount(" + PATTERNS.get(i) + ") then fired.add(" + i + "); end\n");
        }
        return drl.toString();
    }
}
