package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.PreFlightFinding;
import io.relance.PreFlightFinding.Code;
import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.MessageState;
import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.claim.ClaimSettings;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import io.relance.template.MessageSender;
import io.relance.template.TemplateCatalogue;
import io.relance.template.TemplateOverride;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages of the days to come that would not leave, found before they are due. */
class PreFlightTest {
    /** Every reference rate of the next weeks is known. */
    private static final LocalDate MONDAY = LocalDate.parse("2026-06-01");

    /** Eight days before those that are known here end. */
    private static final LocalDate LATE = LocalDate.parse("2026-06-22");

    private static final MessageSender SENDER = MessageSender.builder(ACME, "ACME SARL")
            .addressLine("1 rue de la Paix")
            .addressLine("75002 Paris")
            .iban("FR76 3000 6000 0112 3456 7890 189")
            .language("fr")
            .build();

    private static Trial trial(MessageSender sender) {
        return trial(STANDARD, builder -> builder.sender(sender));
    }

    private static Trial trial(Scenario scenario, UnaryOperator<Relance.Builder> more) {
        Policy policy = Policy.named("french")
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .claims(ClaimSettings.underLawOf("FR").build())
                .build();
        return new Trial(scenario, store -> store, builder -> more.apply(builder.policy(policy)));
    }

    private static AccountLedger.Builder books(
            String customer, DebtorKind kind, Optional<String> postal, String language, LocalDate due) {
        Contact.Builder contact = Contact.builder("billing").email("billing@" + customer + ".example");
        postal.ifPresent(contact::postalAddress);
        return AccountLedger.builder(
                        ACME,
                        Customer.builder(customer)
                                .name("Société " + customer)
                                .kind(kind)
                                .language(language)
                                .contact(contact.build())
                                .build())
                .receivable(invoice("F-" + customer, due, "EUR 10000.00"));
    }

    /** An invoice whose formal notice is due in so many days, the reminders before it done. */
    private static AccountLedger.Builder notice(DebtorKind kind, Optional<String> postal, int inDays) {
        return books("dupont", kind, postal, "fr", MONDAY.plusDays(inDays).minusDays(30));
    }

    private static final Optional<String> BREST = Optional.of("2 quai des Brumes\n29200 Brest");

    /** The engine up to the Sunday before. */
    private static void runUntil(LocalDate monday, Trial trial) {
        trial.runDaily(monday.minusDays(28), monday.minusDays(1));
    }

    private static List<PreFlightFinding> preFlight(Trial trial, int days) {
        return preFlight(trial, MONDAY, days);
    }

    private static List<PreFlightFinding> preFlight(Trial trial, LocalDate day, int days) {
        List<PreFlightFinding> found = new ArrayList<>();
        trial.clock.turnToMorningOf(day);
        assertThat(trial.relance.preFlight(ACME, day, days, found::add)).isEmpty();
        return found;
    }

    @Test
    void all_is_well_when_nothing_is_missing() {
        Trial trial = trial(SENDER);
        trial.books.put(notice(DebtorKind.BUSINESS, BREST, 9).build());
        runUntil(MONDAY, trial);

        assertThat(preFlight(trial, 15)).isEmpty();
    }

    @Test
    void a_rate_that_will_not_be_known_on_the_day_of_the_notice_is_found_before() {
        Trial trial = trial(SENDER);
        trial.books.put(books(
                        "dupont",
                        DebtorKind.BUSINESS,
                        BREST,
                        "fr",
                        LATE.plusDays(9).minusDays(30))
                .build());
        runUntil(LATE, trial);

        assertThat(preFlight(trial, LATE, 8)).as("on 30 June all is known").isEmpty();
        assertThat(preFlight(trial, LATE, 15)).singleElement().satisfies(finding -> {
            assertThat(finding.account()).isEqualTo(DUPONT);
            assertThat(finding.customer()).isEqualTo("Société dupont");
            assertThat(finding.receivables()).containsExactly(new ReceivableId("F-dupont"));
            assertThat(finding.step()).contains("notice");
            assertThat(finding.on()).isEqualTo(LocalDate.parse("2026-07-01"));
            assertThat(finding.code()).isEqualTo(Code.MISSING_RATE);
            assertThat(finding.what()).contains("2026-07-01");
            assertThat(finding.remedy()).contains("claims");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CONSUMER, true, true, CONSUMER",
        "UNKNOWN, true, true, UNKNOWN",
        "BUSINESS, false, true, the customer's address",
        "BUSINESS, true, false, the creditor's address",
        "PUBLIC_BODY, false, false, the creditor's address",
    })
    void a_notice_that_would_lack_what_it_must_say_is_found_before(
            DebtorKind kind, boolean customerAddress, boolean creditorAddress, String lacks) {
        MessageSender bare = MessageSender.builder(ACME, "ACME SARL")
                .iban("FR76 3000 6000 0112 3456 7890 189")
                .build();
        Trial trial = trial(creditorAddress ? SENDER : bare);
        trial.books.put(
                notice(kind, customerAddress ? BREST : Optional.empty(), 9).build());
        runUntil(MONDAY, trial);

        assertThat(preFlight(trial, 15)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.MISSING_MENTION);
            assertThat(finding.what()).contains(lacks);
        });
    }

    @Test
    void a_notice_that_waits_for_approval_is_looked_at_too() {
        Trial trial = trial(SENDER);
        trial.books.put(notice(DebtorKind.CONSUMER, BREST, -3).build());
        runUntil(MONDAY, trial);
        assertThat(trial.dupont().messages().stream().filter(MessageState::isOutstanding))
                .hasSize(1);

        assertThat(preFlight(trial, 0)).singleElement().satisfies(finding -> {
            assertThat(finding.on()).isEqualTo(MONDAY);
            assertThat(finding.code()).isEqualTo(Code.MISSING_MENTION);
        });
    }

    @Test
    void a_language_that_a_template_lacks_is_no_problem() {
        Trial trial = trial(SENDER);
        trial.books.put(books("dupont", DebtorKind.BUSINESS, BREST, "pl", MONDAY.minusDays(21))
                .build());
        runUntil(MONDAY, trial);

        assertThat(preFlight(trial, 15)).isEmpty();
    }

    @Test
    void words_of_another_creditor_are_none() {
        Scenario own = Scenario.named("own")
                .step("first", step -> step.daysAfterDue(5).email("own"))
                .build();
        TemplateCatalogue words = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("own", "fr")
                        .creditor(new io.relance.receivable.CreditorId("zeta"))
                        .subject("Factures")
                        .text("Merci de payer.")
                        .withoutHtml()
                        .build())
                .build();
        Trial trial = trial(own, builder -> builder.templates(words));
        trial.books.put(
                books("dupont", DebtorKind.BUSINESS, BREST, "fr", MONDAY).build());

        assertThat(preFlight(trial, 15)).extracting(PreFlightFinding::code).containsExactly(Code.NO_TEMPLATE);
    }

    /** Prints, and refuses addresses of more than a line. */
    private static final class NarrowWindow implements Channel {
        @Override
        public ChannelId id() {
            return ChannelId.LETTER;
        }

        @Override
        public Set<ChannelFeature> features() {
            return Set.of(ChannelFeature.PRINTED);
        }

        @Override
        public Optional<Attachment> preview(OutboundMessage message) {
            if (message.recipientAddress().contains("\n")) {
                throw new IllegalArgumentException("the address has more than 1 line");
            }
            return Optional.empty();
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            throw new AssertionError("a look hands nothing over");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    void what_every_channel_would_refuse_is_found_and_what_another_one_takes_is_not(boolean fallback, int found) {
        Scenario byLetter = Scenario.named("by-letter")
                .step(
                        "first",
                        step -> fallback
                                ? step.daysAfterDue(5).letter("reminder").orEmail("reminder")
                                : step.daysAfterDue(5).letter("reminder"))
                .build();
        Trial trial = trial(byLetter, builder -> builder.channel(new NarrowWindow()));
        trial.books.put(
                books("dupont", DebtorKind.BUSINESS, BREST, "fr", MONDAY).build());

        List<PreFlightFinding> findings = preFlight(trial, 15);

        assertThat(findings).hasSize(found).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(Code.REFUSED);
            assertThat(finding.what()).contains("letter", "more than 1 line");
        });
    }

    @Test
    void a_look_stores_and_sends_nothing() {
        Trial trial = trial(SENDER);
        trial.books.put(notice(DebtorKind.CONSUMER, BREST, 9).build());
        runUntil(MONDAY, trial);
        int events = trial.relance.timeline(DUPONT).size();
        int sent = trial.email.handedOver().size();

        preFlight(trial, 15);

        assertThat(trial.relance.timeline(DUPONT)).hasSize(events);
        assertThat(trial.email.handedOver()).hasSize(sent);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    /** The look against what happens then: each account that it names fails within the days, and no other does. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_found_is_what_fails(long seed) {
        Random random = new Random(seed);
        LocalDate monday = random.nextBoolean() ? MONDAY : LATE;
        Trial trial = trial(SENDER);
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            DebtorKind kind = DebtorKind.values()[random.nextInt(DebtorKind.values().length)];
            Optional<String> postal = random.nextInt(3) == 0 ? Optional.empty() : BREST;
            String language = List.of("fr", "en", "de", "pl").get(random.nextInt(4));
            trial.books.put(books("c" + i, kind, postal, language, monday.minusDays(random.nextInt(60) - 15))
                    .build());
            accounts.add(AccountId.of("acme", "c" + i));
        }
        runUntil(monday, trial);
        int days = 1 + random.nextInt(15);

        Set<AccountId> named = new HashSet<>();
        preFlight(trial, monday, days).forEach(finding -> named.add(finding.account()));

        Set<AccountId> failed = new HashSet<>();
        for (LocalDate day = monday; !day.isAfter(monday.plusDays(days)); day = day.plusDays(1)) {
            RunReport report = trial.run(day);
            assertThat(report.broken()).isZero();
            for (AccountId account : accounts) {
                for (MessageState message : trial.relance.memory(account).messages()) {
                    if (message.status() == MessageState.Status.AWAITING_APPROVAL) {
                        try {
                            trial.relance.account(account, "jane", day).approve(message.id());
                        } catch (IllegalStateException refused) {
                            failed.add(account);
                        }
                    }
                }
            }
            trial.relance.run(ACME, day);
        }
        trial.relance.inTrouble(ACME, trouble -> failed.add(trouble.account()));
        assertThat(named).isEqualTo(failed);
    }
}
