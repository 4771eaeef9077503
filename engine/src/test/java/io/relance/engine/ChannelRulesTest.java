package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.RunReport;
import io.relance.channel.ChannelFeature;
import io.relance.channel.ChannelLimits;
import io.relance.channel.RetryPolicy;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.NaturalPerson;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.OutboxState;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When, how often and how much is handed over to a channel. */
class ChannelRulesTest {
    private static final Scenario BY_SMS = Scenario.named("sms")
            .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
            .build();
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void by_default_the_eighth_attempt_lies_48_hours_after_the_first() {
        assertThat(RetryPolicy.DEFAULT.attempts()).isEqualTo(8);
        assertThat(RetryPolicy.DEFAULT.span())
                .isBetween(Duration.ofHours(48), Duration.ofHours(48).plusMinutes(2));
        List<MessageId> messages = IntStream.range(0, 200)
                .mapToObj(i -> new MessageId(String.format(Locale.ROOT, "%064x", i)))
                .toList();
        for (MessageId message : messages) {
            Duration sum = Duration.ZERO;
            for (int attempt = 1; attempt < 8; attempt++) {
                Duration pause = DeliveryRules.DEFAULT.pause(message, attempt);
                Duration nominal = RetryPolicy.DEFAULT.pauseAfter(attempt);
                assertThat(pause)
                        .isBetween(
                                nominal.multipliedBy(7).dividedBy(8),
                                nominal.multipliedBy(9).dividedBy(8));
                sum = sum.plus(pause);
            }
            assertThat(sum).isBetween(Duration.ofHours(42), Duration.ofHours(54).plusMinutes(2));
        }
        assertThat(messages.stream().map(message -> DeliveryRules.DEFAULT.pause(message, 1)))
                .as("what failed together does not come back together")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1, PT22M41S", "2, PT45M22S", "3, PT1H30M44S", "7, PT24H11M44S"})
    void each_pause_is_twice_the_one_before(int attempt, Duration pause) {
        assertThat(RetryPolicy.DEFAULT.pauseAfter(attempt)).isEqualTo(pause);
    }

    @Test
    void a_retry_policy_or_limit_out_of_bounds_is_refused() {
        assertThatThrownBy(() -> new RetryPolicy(0, DAY)).hasMessageContaining("not 0 times");
        assertThatThrownBy(() -> new RetryPolicy(21, DAY)).hasMessageContaining("not 21 times");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new RetryPolicy(1, DAY.plusSeconds(1))).hasMessageContaining("at most a day");
        assertThatThrownBy(() -> new ChannelLimits(0, DAY)).hasMessageContaining("0 in PT24H");
        assertThatThrownBy(() -> new ChannelLimits(1, Duration.ZERO)).hasMessageContaining("1 in PT0S");
        assertThatThrownBy(() -> SendingHours.Window.of(20, 8)).hasMessageContaining("20:00 to 08:00");
    }

    @Test
    void what_fails_for_now_eight_times_in_two_days_is_given_up() {
        Trial trial = new Trial(Trial.STANDARD, store -> store, builder -> builder.retry(RetryPolicy.DEFAULT));
        trial.books.put(overdue(5).build());
        for (int i = 0; i < 8; i++) {
            trial.email.thenFailsForNow("down");
        }
        trial.run(MONDAY);
        Instant first = trial.clock.instant();
        while (trial.email.handedOver().size() < 8) {
            trial.clock.turn(Duration.ofMinutes(5));
            trial.relance.dispatch(
                    ACME, trial.clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
            assertThat(trial.clock.instant()).isBefore(first.plus(Duration.ofDays(4)));
        }
        assertThat(Duration.between(first, trial.clock.instant()))
                .isBetween(Duration.ofHours(42), Duration.ofHours(55));
        assertThat(trial.outbox())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(OutboxState.DEAD));
    }

    private static void customers(Trial trial, int count) {
        for (int i = 0; i < count; i++) {
            trial.books.put(Trial.books(ACME, "c" + i)
                    .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
        }
    }

    @Test
    void no_more_than_the_limit_is_handed_over_in_its_period_and_the_rest_waits_without_an_attempt() {
        Trial trial = new Trial(
                Trial.STANDARD,
                store -> store,
                builder -> builder.limits(ChannelId.EMAIL, new ChannelLimits(3, Duration.ofHours(1))));
        customers(trial, 250);

        RunReport report = trial.run(MONDAY);

        assertThat(report.accepted()).isEqualTo(3);
        assertThat(trial.email.handedOver()).hasSize(3);
        assertThat(report.held()).as("of those that were claimed").isBetween(1, 100);
        assertThat(trial.outbox())
                .filteredOn(entry -> entry.state() == OutboxState.READY)
                .hasSize(247)
                .allSatisfy(entry -> assertThat(entry.attempt()).isZero())
                .extracting(entry -> entry.retryAt())
                .containsOnly(
                        Optional.empty(), Optional.of(trial.clock.instant().plus(Duration.ofHours(1))));

        trial.clock.turn(Duration.ofMinutes(59));
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isZero();
        trial.clock.turn(Duration.ofMinutes(1));
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isEqualTo(3);
    }

    @Test
    void what_does_not_leave_after_all_takes_nothing_of_the_limit() {
        Trial trial = new Trial(
                Trial.STANDARD,
                store -> store,
                builder -> builder.limits(ChannelId.EMAIL, new ChannelLimits(1, Duration.ofHours(1))));
        customers(trial, 2);
        trial.email.thenFailsForNow("down");
        trial.run(MONDAY);
        assertThat(trial.email.handedOver()).hasSize(1);
        for (int i = 0; i < 2; i++) {
            trial.books.put(Trial.books(ACME, "c" + i).build()); // both are paid
        }
        trial.clock.turn(Duration.ofHours(1));
        trial.books.put(overdue(5).build());
        assertThat(trial.run(MONDAY.plusDays(1)).accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        // who, country, now (UTC), next opening (UTC; empty: open)
        "YES,     FR, 2026-03-02T07:00:00Z,", // 8:00 in Paris
        "YES,     FR, 2026-03-02T06:59:59Z, 2026-03-02T07:00:00Z",
        "YES,     FR, 2026-03-02T18:59:59Z,",
        "YES,     FR, 2026-03-02T19:00:00Z, 2026-03-03T07:00:00Z",
        "UNKNOWN, FR, 2026-03-02T19:00:00Z, 2026-03-03T07:00:00Z",
        "NO,      FR, 2026-03-02T19:00:00Z,",
        "YES,     FR, 2026-07-02T05:30:00Z, 2026-07-02T06:00:00Z", // summer time
        "YES,     US, 2026-03-02T14:00:00Z, 2026-03-02T18:00:00Z", // 9:00 in New York, 4:00 in Honolulu
        "YES,     US, 2026-03-02T18:00:00Z,",
        "YES,     US, 2026-03-03T01:00:00Z, 2026-03-03T18:00:00Z", // 20:00 in New York
        "YES,     AQ, 2026-03-02T07:59:00Z, 2026-03-02T08:00:00Z", // not known: the creditor's zone, UTC here
        "YES,       , 2026-03-02T20:00:00Z, 2026-03-03T08:00:00Z",
    })
    void hours_are_the_customers(NaturalPerson who, String country, Instant now, Instant opens) {
        Customer.Builder customer = Customer.builder("c").naturalPerson(who);
        if (country != null) {
            customer.country(country);
        }
        assertThat(OpeningHours.next(SendingHours.PERSONS_8_TO_20, customer.build(), ZoneOffset.UTC, now))
                .isEqualTo(Optional.ofNullable(opens));
    }

    @Test
    void businesses_have_hours_where_the_host_says_so() {
        SendingHours office = new SendingHours(
                Optional.empty(), Optional.of(new SendingHours.Window(LocalTime.of(9, 30), LocalTime.of(17, 0))));
        Customer business =
                Customer.builder("c").naturalPerson(NaturalPerson.NO).build();
        assertThat(OpeningHours.next(office, business, ZoneOffset.UTC, Instant.parse("2026-03-02T09:00:00Z")))
                .contains(Instant.parse("2026-03-02T09:30:00Z"));
        assertThat(OpeningHours.next(SendingHours.ANY, business, ZoneOffset.UTC, Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void zones_whose_hours_never_meet_leave_the_creditors() {
        SendingHours short9 = new SendingHours(Optional.of(SendingHours.Window.of(9, 10)), Optional.empty());
        Customer american = Customer.builder("c").country("US").build();
        assertThat(OpeningHours.next(short9, american, ZoneOffset.UTC, Instant.parse("2026-03-02T08:00:00Z")))
                .contains(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void the_table_of_zones_has_countries_and_the_western_zone_first() {
        List<String> countries = Arrays.asList(Locale.getISOCountries());
        Map<String, List<ZoneId>> all = CountryZones.all();
        assertThat(all).hasSizeGreaterThan(70).allSatisfy((country, zones) -> {
            assertThat(countries).contains(country);
            assertThat(zones).hasSizeBetween(1, 2);
            Instant now = Instant.parse("2026-03-02T08:00:00Z");
            assertThat(zones.get(0).getRules().getOffset(now).getTotalSeconds())
                    .isLessThanOrEqualTo(zones.get(zones.size() - 1)
                            .getRules()
                            .getOffset(now)
                            .getTotalSeconds());
        });
    }

    @Test
    void a_text_message_at_night_waits_for_the_morning_of_the_same_business_date() {
        RecordingChannel[] sms = new RecordingChannel[1];
        Trial trial = new Trial(BY_SMS, store -> store, builder -> {
            sms[0] = new RecordingChannel(ChannelId.SMS, () -> Instant.EPOCH);
            return builder.channel(sms[0]);
        });
        trial.books.put(overdue(5).build());
        trial.clock.turn(Duration.ofHours(-2)); // six in the morning

        RunReport early = trial.relance.run(ACME, MONDAY);

        assertThat(early.held()).isEqualTo(1);
        assertThat(sms[0].handedOver()).isEmpty();
        assertThat(trial.outbox()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(OutboxState.READY);
            assertThat(entry.attempt()).isZero();
            assertThat(entry.dueOn()).isEqualTo(MONDAY);
            assertThat(entry.retryAt()).contains(MONDAY.atTime(8, 0).toInstant(ZoneOffset.UTC));
        });
        trial.clock.turn(Duration.ofHours(2));
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isEqualTo(1);
        assertThat(sms[0].handedOver())
                .singleElement()
                .satisfies(message -> assertThat(message.businessDate()).isEqualTo(MONDAY));
    }

    @Test
    void the_host_says_other_hours_and_mails_have_none_by_themselves() {
        Trial plain = new Trial();
        plain.books.put(overdue(5).build());
        plain.clock.turn(Duration.ofHours(-7));
        assertThat(plain.relance.run(ACME, MONDAY).accepted()).isEqualTo(1);

        Trial strict = new Trial(
                Trial.STANDARD,
                store -> store,
                builder -> builder.sendingHours(ChannelId.EMAIL, SendingHours.PERSONS_8_TO_20));
        strict.books.put(overdue(5).build());
        strict.clock.turn(Duration.ofHours(-7));
        assertThat(strict.relance.run(ACME, MONDAY).held()).isEqualTo(1);
    }

    @Test
    void a_message_that_the_second_look_sends_another_way_keeps_the_hours_and_the_limit_of_that_way() {
        RecordingChannel sms = new RecordingChannel(ChannelId.SMS, () -> Instant.EPOCH);
        Trial trial = new Trial(
                Scenario.named("either")
                        .step(
                                "reminder",
                                s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                        .build(),
                store -> store,
                builder -> builder.channel(sms)
                        .sendingHours(
                                ChannelId.EMAIL,
                                new SendingHours(
                                        Optional.of(SendingHours.Window.of(9, 18)),
                                        Optional.of(SendingHours.Window.of(9, 18))))
                        .limits(ChannelId.EMAIL, new ChannelLimits(1, Duration.ofHours(1)))
                        .limits(ChannelId.SMS, new ChannelLimits(1, Duration.ofHours(1))));
        for (String name : List.of("c0", "c1")) {
            trial.books.put(reachable(name, false));
        }
        trial.clock.turn(Duration.ofHours(-3)); // five in the morning
        assertThat(trial.relance.run(ACME, MONDAY).held())
                .as("no text messages yet")
                .isEqualTo(2);
        for (String name : List.of("c0", "c1")) {
            trial.books.put(reachable(name, true)); // now by e-mail, too
        }

        trial.clock.turn(Duration.ofHours(3)); // eight
        RunReport eight = trial.relance.run(ACME, MONDAY);
        assertThat(eight.accepted()).as("e-mail opens at nine").isZero();
        trial.clock.turn(Duration.ofHours(1));
        RunReport nine = trial.relance.run(ACME, MONDAY);

        assertThat(nine.accepted()).isEqualTo(1);
        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(sms.handedOver()).isEmpty();
    }

    private static AccountLedger reachable(String name, boolean email) {
        Contact.Builder contact = Contact.builder("billing").phone("+33100000000");
        if (email) {
            contact.email("billing@" + name + ".example");
        }
        return AccountLedger.builder(
                        ACME, Customer.builder(name).contact(contact.build()).build())
                .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                .build();
    }

    @Test
    void a_limit_counts_from_the_moment_on_which_a_hand_over_begins() {
        Instant eight = MONDAY.atTime(8, 0).toInstant(ZoneOffset.UTC);
        Limits limits = new Limits(Map.of(ChannelId.SMS, new ChannelLimits(2, Duration.ofMinutes(10))));

        assertThat(limits.take(ChannelId.SMS, eight).room()).isTrue();
        assertThat(limits.take(ChannelId.SMS, eight).room()).isTrue();
        Limits.Answer third = limits.take(ChannelId.SMS, eight);
        assertThat(third.room()).isFalse();
        assertThat(third.full()).as("both may be given back").isEmpty();
        limits.begin(ChannelId.SMS, eight.plusSeconds(50));
        limits.giveBack(ChannelId.SMS);

        assertThat(limits.take(ChannelId.SMS, eight.plusSeconds(51)).room()).isTrue();
        limits.begin(ChannelId.SMS, eight.plusSeconds(55));
        Instant tenPast = eight.plus(Duration.ofMinutes(10));
        assertThat(limits.take(ChannelId.SMS, tenPast.plusSeconds(49)).full()).contains(tenPast.plusSeconds(50));
        assertThat(limits.take(ChannelId.SMS, tenPast.plusSeconds(50)).room()).isTrue();
        assertThat(limits.take(ChannelId.EMAIL, eight).room()).as("no limit").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10S", "PT24H"})
    void room_that_somebody_took_who_failed_is_free_again(Duration period) {
        Instant eight = MONDAY.atTime(8, 0).toInstant(ZoneOffset.UTC);
        Limits limits = new Limits(Map.of(ChannelId.SMS, new ChannelLimits(1, period)));

        assertThat(limits.take(ChannelId.SMS, eight).room()).isTrue();

        assertThat(limits.take(ChannelId.SMS, eight.plusSeconds(119)).room()).isFalse();
        assertThat(limits.take(ChannelId.SMS, eight.plusSeconds(120)).room()).isTrue();
    }

    @Test
    void a_commit_that_fails_takes_nothing_of_the_limit() {
        boolean[] failing = {true};
        Trial trial = new Trial(
                Trial.STANDARD,
                store -> new ForwardingStore(store) {
                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        boolean marks = commits.stream()
                                .flatMap(commit -> commit.changed().stream())
                                .anyMatch(change -> change.entry().state() == OutboxState.SENDING);
                        if (marks && failing[0]) {
                            throw new IllegalStateException("the database is away");
                        }
                        return super.commit(commits);
                    }
                },
                builder -> builder.limits(ChannelId.EMAIL, new ChannelLimits(2, Duration.ofDays(1))),
                ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        customers(trial, 2);
        assertThatThrownBy(() -> trial.run(MONDAY)).hasMessageContaining("the database is away");
        failing[0] = false;
        trial.clock.turn(Duration.ofHours(1)); // the leases are over

        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isEqualTo(2);
    }

    @Test
    void what_stays_back_leaves_its_room_to_others_in_the_same_run() {
        AtomicInteger commits = new AtomicInteger();
        Trial[] own = new Trial[1];
        Trial trial = new Trial(
                Trial.STANDARD,
                store -> new InterruptedStore(store, () -> {
                    // all are decided, none is looked at again yet
                    if (commits.getAndIncrement() == 0) {
                        own[0].books.put(Trial.books(ACME, "c0").build());
                    }
                }),
                builder -> builder.limits(ChannelId.EMAIL, new ChannelLimits(1, Duration.ofDays(1))),
                ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        own[0] = trial;
        customers(trial, 5);

        RunReport report = trial.run(MONDAY);

        assertThat(report.cancelled()).isEqualTo(1);
        assertThat(report.accepted()).isEqualTo(1);
    }
}
