package io.relance.payment;

import static io.relance.payment.PaymentState.CONFIRMED;
import static io.relance.payment.PaymentState.DISPUTED;
import static io.relance.payment.PaymentState.EXPIRED;
import static io.relance.payment.PaymentState.FAILED;
import static io.relance.payment.PaymentState.OPEN;
import static io.relance.payment.PaymentState.PENDING;
import static io.relance.payment.PaymentState.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentEvent.OfRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentProgressTest {
    private static final Money HUNDRED = Money.parse("EUR 100.00");

    /** Words like {@code P1}: what happened, and at which second; an amount after a colon. */
    private static OfRequest event(String word, int number) {
        String[] parts = word.split(":", 2);
        Optional<Money> amount = parts.length > 1 ? Optional.of(Money.parse("EUR " + parts[1])) : Optional.empty();
        Change change = switch (word.charAt(0)) {
            case 'P' -> new Change.Pending(amount);
            case 'C' -> new Change.Confirmed(amount);
            case 'F' -> new Change.Failed("no funds");
            case 'R' -> new Change.Refunded(amount.orElseThrow());
            case 'D' -> new Change.Disputed(amount);
            case 'E' -> new Change.Expired();
            default -> throw new IllegalArgumentException(word);
        };
        return event("e-" + number, Long.parseLong(parts[0].substring(1)), change);
    }

    private static OfRequest event(String id, long second, Change change) {
        return new OfRequest(
                id,
                Instant.ofEpochSecond(second),
                Optional.of(new PaymentRequestId("pay-1")),
                Optional.empty(),
                change);
    }

    private static PaymentProgress read(List<OfRequest> events) {
        PaymentProgress progress = PaymentProgress.of(HUNDRED);
        for (OfRequest event : events) {
            progress = progress.plus(event);
        }
        return progress;
    }

    private static List<OfRequest> events(String words) {
        List<OfRequest> events = new ArrayList<>();
        if (words != null) {
            Arrays.stream(words.split(" ")).forEach(word -> events.add(event(word, events.size())));
        }
        return events;
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        ", OPEN, ",
        "P1, PENDING, 100.00",
        "P1:40.00, PENDING, 40.00",
        "P1 P2:60.00, PENDING, 60.00",
        "P1 C2, CONFIRMED, 100.00",
        "P1 C2:99.50, CONFIRMED, 99.50",
        "C1, CONFIRMED, 100.00",
        "P1 F2, FAILED, ",
        "F1 P2, PENDING, 100.00",
        "F1 P2 C3, CONFIRMED, 100.00",
        "F1 P2 F3, FAILED, ",
        "P1 C2 F3, FAILED, ",
        "P3 C2, CONFIRMED, 100.00",
        "P1 F1, FAILED, ",
        "P1 F1 C1, CONFIRMED, 100.00",
        "E1, EXPIRED, ",
        "P1 E2, PENDING, 100.00",
        "E1 C2, CONFIRMED, 100.00",
        "F1 E2, FAILED, ",
        "C1 R2:30.00, CONFIRMED, 70.00",
        "C1 R2:30.00 R3:100.00, REFUNDED, ",
        "C1 R3:30.00 R2:50.00, CONFIRMED, 50.00",
        "R2:30.00, CONFIRMED, 70.00",
        "R2:100.00, REFUNDED, ",
        "C1 D2, DISPUTED, ",
        "C1 D2:10.00, DISPUTED, ",
        "C1 D2 C3, CONFIRMED, 100.00",
        "C1 D2 P3, DISPUTED, ",
        "C1 D1, DISPUTED, ",
    })
    void the_state_and_what_is_under_way(String words, PaymentState state, String underWay) {
        PaymentProgress progress = read(events(words));

        assertThat(progress.state()).isEqualTo(state);
        assertThat(progress.underWay().map(money -> money.getAmount().toPlainString()))
                .isEqualTo(Optional.ofNullable(underWay));
    }

    @Test
    void every_state_can_be_reached() {
        assertThat(List.of(OPEN, PENDING, CONFIRMED, FAILED, REFUNDED, DISPUTED, EXPIRED))
                .containsExactlyInAnyOrder(PaymentState.values());
    }

    @ParameterizedTest
    @CsvSource({", ", "P1 P3, 3", "P1 C2 P4, 2", "E5, 5", "F1 P2, 2"})
    void since_is_when_that_happened_which_decides(String words, Long second) {
        assertThat(read(events(words)).since().map(Instant::getEpochSecond)).isEqualTo(Optional.ofNullable(second));
    }

    @Test
    void an_amount_of_another_currency_is_a_fault_of_the_provider() {
        OfRequest foreign = event("e-1", 1, new Change.Confirmed(Optional.of(Money.parse("USD 100.00"))));

        assertThatThrownBy(() -> PaymentProgress.of(HUNDRED).plus(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a payment was requested in EUR, but its event e-1 is in USD");
    }

    @Test
    void it_reads_as_a_person_reads_it() {
        assertThat(read(events("P1:40.00"))).hasToString("PENDING EUR 40.00");
        assertThat(read(events("P1 F2"))).hasToString("FAILED");
    }

    @Property
    void neither_order_nor_repetition_matters(@ForAll("histories") List<OfRequest> events, @ForAll long seed) {
        List<OfRequest> otherwise = new ArrayList<>(events);
        events.stream().limit(3).forEach(otherwise::add);
        otherwise.addAll(events);
        Collections.shuffle(otherwise, new Random(seed));

        assertThat(read(otherwise)).isEqualTo(read(events));
    }

    @Property
    void what_is_under_way_is_more_than_nothing_and_no_more_than_was_told(@ForAll("histories") List<OfRequest> events) {
        PaymentProgress progress = read(events);

        assertThat(progress.underWay().isPresent())
                .isEqualTo(progress.state() == PENDING || progress.state() == CONFIRMED);
        progress.underWay()
                .ifPresent(money -> assertThat(money.isPositive() && !money.isGreaterThan(Money.parse("EUR 200.00")))
                        .isTrue());
    }

    @Property
    void a_failure_that_is_the_last_of_all_leaves_nothing_under_way(@ForAll("histories") List<OfRequest> events) {
        List<OfRequest> more = new ArrayList<>(events);
        more.add(event("last", 100, new Change.Failed("no funds")));

        assertThat(read(more).state()).isEqualTo(FAILED);
    }

    /** Events of ten seconds, many of them at the same one; amounts from 1 cent to twice what was asked for. */
    @Provide
    Arbitrary<List<OfRequest>> histories() {
        Arbitrary<Money> amounts =
                Arbitraries.integers().between(1, 20_000).map(cents -> Money.ofMinor(HUNDRED.getCurrencyUnit(), cents));
        Arbitrary<Change> changes = Arbitraries.oneOf(
                amounts.optional().map(Change.Pending::new),
                amounts.optional().map(Change.Confirmed::new),
                amounts.optional().map(Change.Disputed::new),
                amounts.map(Change.Refunded::new),
                Arbitraries.just(new Change.Failed("no funds")),
                Arbitraries.just(new Change.Expired()));
        return Combinators.combine(Arbitraries.longs().between(1, 10), changes)
                .as((second, change) -> event("-", second, change))
                .list()
                .ofMaxSize(12)
                .map(drafts -> {
                    List<OfRequest> events = new ArrayList<>();
                    drafts.forEach(draft ->
                            events.add(event("e-" + events.size(), draft.at().getEpochSecond(), draft.change())));
                    return events;
                });
    }
}
