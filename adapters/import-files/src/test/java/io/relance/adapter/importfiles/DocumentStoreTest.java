package io.relance.adapter.importfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.receivable.FieldValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class DocumentStoreTest {
    /** More than two blocks of rows, and several times the first size of the index. */
    private static final int MANY = 10_000;

    private final List<CustomerEntry> customers = new ArrayList<>();
    private final DocumentStore store = new DocumentStore(customers);

    private CustomerEntry customer(String id) {
        CustomerEntry entry = new CustomerEntry(id, customers.size());
        customers.add(entry);
        return entry;
    }

    private InvoiceRow row(CustomerEntry customer, String number, long minor) {
        return new InvoiceRow(
                store.size(),
                customer,
                number,
                minor % 5 == 0,
                LocalDate.of(2025, 1, 1).plusDays(minor % 400),
                LocalDate.of(2025, 2, 1).minusDays(minor % 7),
                minor % 2 == 0 ? CurrencyUnit.EUR : CurrencyUnit.JPY,
                minor,
                minor % 3 == 0,
                minor % 4 == 0 ? null : LocalDate.of(2026, 1, 1),
                minor % 6 == 0 ? minor / 2 : 0,
                minor % 6 == 0 ? LocalDate.of(2025, 12, 31) : null,
                minor % 11 == 0 ? Map.of("region", new FieldValue.Text("é" + minor)) : null,
                minor % 2 == 0 ? "a.csv" : "b.csv",
                (int) (minor % 1_000_000));
    }

    @Test
    void numbers_made_to_have_the_same_hash_as_texts_are_kept_apart() {
        CustomerEntry customer = customer("C1");
        List<String> alike = new ArrayList<>(List.of(""));
        for (int pairs = 0; pairs < 11; pairs++) {
            List<String> longer = new ArrayList<>();
            alike.forEach(word -> longer.addAll(List.of(word + "Aa", word + "BB")));
            alike.clear();
            alike.addAll(longer);
        }
        assertThat(alike.stream().map(String::hashCode).distinct()).hasSize(1);

        List<InvoiceRow> given = new ArrayList<>();
        for (String number : alike) {
            assertThat(store.find(number)).isNull();
            given.add(row(customer, number, given.size() + 1));
            store.add(given.get(given.size() - 1));
        }

        assertThat(given).allSatisfy(row -> assertThat(store.find(row.number())).isEqualTo(row));
    }

    @Test
    void every_row_comes_back_as_it_was_given_by_its_number_and_with_its_customers_others() {
        CustomerEntry one = customer("one");
        CustomerEntry two = customer("two");
        List<InvoiceRow> given = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            InvoiceRow row = row(i % 3 == 0 ? one : two, "Nº" + i, i);
            store.add(row);
            given.add(row);
        }

        assertThat(store.stream()).containsExactlyElementsOf(given);
        assertThat(store.numbers())
                .containsExactlyElementsOf(
                        given.stream().map(InvoiceRow::number).toList());
        assertThat(given).allSatisfy(row -> assertThat(store.find(row.number())).isEqualTo(row));
        assertThat(store.of(one).values())
                .containsExactlyElementsOf(
                        given.stream().filter(row -> row.customer() == one).toList());
        assertThat(store.of(two)).hasSize(MANY - store.of(one).size());
    }

    @Test
    void a_number_that_was_never_given_is_not_found() {
        store.add(row(customer("one"), "7", 1));

        assertThat(store.find("07")).isNull();
        assertThat(store.find("")).isNull();
        assertThat(store.of(customer("without documents"))).isEmpty();
    }

    @Property(tries = 200)
    void any_amount_and_any_day_of_a_document_come_back(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000L) long minor,
            @ForAll @IntRange(min = 1, max = 999_999_999) int year) {
        InvoiceRow given = new InvoiceRow(
                store.size(),
                customer("c" + store.size()),
                "n" + store.size(),
                false,
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31),
                CurrencyUnit.USD,
                minor,
                false,
                null,
                0,
                null,
                null,
                "f",
                2);
        store.add(given);

        assertThat(store.find(given.number())).isEqualTo(given);
    }
}
