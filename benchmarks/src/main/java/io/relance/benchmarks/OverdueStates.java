package io.relance.benchmarks;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.open;

import io.relance.plan.Truth;
import io.relance.rule.CompiledCondition;
import io.relance.rule.Condition;
import io.relance.rule.Explained;
import io.relance.rule.FactSource;
import io.relance.rule.FactType;
import io.relance.rule.Facts;
import io.relance.rule.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.killbill.billing.overdue.api.OverdueApiException;
import org.killbill.billing.overdue.config.DefaultOverdueConfig;
import org.killbill.billing.overdue.config.DefaultOverdueStatesAccount;
import org.killbill.billing.overdue.config.api.BillingState;
import org.killbill.xmlloader.XMLLoader;

/**
 * Five overdue states, worst first, of which the first that holds is the account's; with every kind of condition that Kill
 * Bill has. Kill Bill reads them from its own XML, where they are the same.
 */
final class OverdueStates {
    /** What Kill Bill calls an account that is in no state. */
    private static final String NO_STATE = "__KILLBILL__CLEAR__OVERDUE_STATE__";

    private final List<String> names = List.of("OD5", "OD4", "OD3", "OD2", "OD1");
    private final CompiledCondition[] conditions =
            conditions().stream().map(CompiledCondition::of).toArray(CompiledCondition[]::new);
    private final org.joda.time.LocalDate today = org.joda.time.LocalDate.parse(UnpaidAccount.TODAY.toString());
    private final DefaultOverdueStatesAccount killBill;

    OverdueStates() {
        try (InputStream xml = OverdueStates.class.getResourceAsStream("kill-bill-overdue.xml")) {
            killBill = XMLLoader.getObjectFromStream(xml, DefaultOverdueConfig.class)
                    .getOverdueStatesAccount();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
        if (killBill.getStates().length != names.size()) {
            throw new IllegalStateException("Kill Bill read " + Arrays.toString(killBill.getStates()));
        }
    }

    private static List<Condition> conditions() {
        Condition enforced = not(fact(Facts.ACCOUNT_TAG).is("OVERDUE_ENFORCEMENT_OFF"));
        return List.of(
                all(
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(90),
                        open("EUR").atLeast("1000.00"),
                        enforced),
                all(
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(60),
                        fact(Facts.field(Scope.ACCOUNT, "lastPaymentResponse", FactType.TEXT))
                                .in("LOST_OR_STOLEN_CARD", "INVALID_CARD"),
                        enforced),
                all(
                        fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(4),
                        open("EUR").atLeast("5000.00"),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(30)),
                all(
                        fact(Facts.ACCOUNT_OPEN_COUNT).atLeast(2),
                        fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(15),
                        fact(Facts.ACCOUNT_TAG).is("MANUAL_PAY")),
                all(fact(Facts.ACCOUNT_OLDEST_DAYS_LATE).atLeast(5), open("EUR").atLeast("50.00")));
    }

    /** The state by our conditions. */
    String relance(FactSource facts) {
        for (int i = 0; i < conditions.length; i++) {
            if (conditions[i].matches(facts) == Truth.TRUE) {
                return names.get(i);
            }
        }
        return NO_STATE;
    }

    /** The same, and what every comparison of the states asked saw. */
    String explained(FactSource facts, Consumer<Object> seen) {
        for (int i = 0; i < conditions.length; i++) {
            Explained explained = conditions[i].explain(facts);
            seen.accept(explained);
            if (explained.truth() == Truth.TRUE) {
                return names.get(i);
            }
        }
        return NO_STATE;
    }

    /** The state by Kill Bill. */
    String killBill(BillingState account) {
        try {
            return killBill.calculateOverdueState(account, today).getName();
        } catch (OverdueApiException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
