package io.relance.template;

import io.relance.money.MoneyBag;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What a formal notice claims in one currency.
 *
 * @param principal of the invoices
 * @param interest for late payment, up to the days that the lines say
 * @param flatSums for the cost of recovery
 */
public record NoticeTotal(Money principal, Money interest, Money flatSums) {
    static List<NoticeTotal> of(List<MessageTotal> claimed, FormalNotice notice) {
        MoneyBag principal = MoneyBag.sum(claimed, MessageTotal::balance);
        MoneyBag interest = MoneyBag.sum(notice.interest(), InterestLine::amount);
        MoneyBag flatSums = MoneyBag.sum(notice.flatSums(), FlatSumLine::amount);
        SortedSet<CurrencyUnit> currencies = new TreeSet<>();
        claimed.forEach(total -> currencies.add(total.currency()));
        notice.flatSums().forEach(sum -> currencies.add(sum.amount().getCurrencyUnit()));
        return currencies.stream()
                .map(currency -> new NoticeTotal(principal.in(currency), interest.in(currency), flatSums.in(currency)))
                .toList();
    }

    /** All three. */
    public Money total() {
        return principal.plus(interest).plus(flatSums);
    }
}
