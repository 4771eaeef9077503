package io.relance.plan;

import io.relance.account.DunningCase;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about an account on a day, why the rest is left alone, and when to look again.
 *
 * @param actions what is done, in the order in which it is planned
 * @param items every receivable issued by the day, closed ones too, by due date, then number; the instalments of live plans
 *     last
 * @param rules how every rule came out, in their order
 * @param settings what rules and people have set for the account
 * @param nextReview when to decide again if nothing changes; empty: never
 * @param memory the case with all this in it
 */
public record Decision(
        AccountId account,
        LocalDate date,
        List<PlannedAction> actions,
        List<ItemOutcome> items,
        List<RuleResult> rules,
        AccountSettings settings,
        Optional<LocalDate> nextReview,
        DunningCase memory) {
    /** Copies the lists. */
    public Decision {
        actions = List.copyOf(actions);
        items = List.copyOf(items);
        rules = List.copyOf(rules);
    }

    /** The same, with more to remember. */
    public Decision with(DunningCase more) {
        return new Decision(account, date, actions, items, rules, settings, nextReview, more);
    }

    /** What it says about one receivable. */
    public Optional<ItemOutcome> item(ReceivableId id) {
        return items.stream().filter(item -> item.receivable().equals(id)).findFirst();
    }
}
