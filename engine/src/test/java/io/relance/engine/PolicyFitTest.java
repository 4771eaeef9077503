package io.relance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.relance.Relance;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.RetryPolicy;
import io.relance.claim.ClaimSettings;
import io.relance.claim.CollectingFor;
import io.relance.delivery.ChannelId;
import io.relance.policy.Correspondence;
import io.relance.policy.Policy;
import io.relance.receivable.ContactRole;
import io.relance.scenario.InvalidDefinitionException;
import io.relance.scenario.Problem;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.storage.InMemoryDunningStore;
import io.relance.template.ContentLevel;
import io.relance.template.TemplateCatalogue;
import io.relance.testkit.InMemoryBooks;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that can't be carried out is refused when the engine is built. */
class PolicyFitTest {
    private static final Channel EMAIL = new RecordingChannel(ChannelId.EMAIL, () -> Instant.EPOCH);
    private static final Channel LETTER =
            new RecordingChannel(ChannelId.LETTER, () -> Instant.EPOCH, ChannelFeature.PROOF_OF_DISPATCH);

    static Stream<Arguments> steps() {
        return Stream.of(
                row("a reminder", List.of(), s -> s.daysAfterDue(5).email("reminder")),
                row(
                        "an unknown channel",
                        List.of("UNKNOWN_CHANNEL send[0].channel"),
                        s -> s.daysAfterDue(5).sms("reminder")),
                row(
                        "an unknown template",
                        List.of("UNKNOWN_TEMPLATE send[0].template"),
                        s -> s.daysAfterDue(5).email("remindr")),
                row(
                        "both in a fallback",
                        List.of("UNKNOWN_CHANNEL send[1].channel", "UNKNOWN_TEMPLATE send[1].template"),
                        s -> s.daysAfterDue(5).email("reminder").orSms("short")),
                row(
                        "words for another kind",
                        List.of("UNSUITABLE_TEMPLATE send[0].template"),
                        s -> s.daysAfterDue(5).email("pre-due")),
                row(
                        "words of reminders before the due date",
                        List.of("UNSUITABLE_TEMPLATE send[0].template"),
                        s -> s.daysBeforeDue(5).email("reminder")),
                row(
                        "a notice by letter",
                        List.of(),
                        s -> s.daysAfterDue(30).formalNotice().letter("formal-notice")),
                row(
                        "a notice that e-mail can't prove",
                        List.of("NO_PROOF_OF_DISPATCH send[0].channel"),
                        s -> s.daysAfterDue(30).formalNotice().email("formal-notice")),
                row(
                        "a notice that needs no proof",
                        List.of(),
                        s -> s.daysAfterDue(30)
                                .formalNotice()
                                .audience(ContactRole.BILLING)
                                .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                                .email("formal-notice")),
                row(
                        "a notice that nobody approves",
                        List.of("UNRENDERABLE_TEMPLATE send[0].template"),
                        s -> s.daysAfterDue(30).formalNotice().approval(false).letter("formal-notice")));
    }

    private static Arguments row(String name, List<String> problems, UnaryOperator<Step.Builder> step) {
        return arguments(named(name, step), problems);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void each_problem_names_its_place(UnaryOperator<Step.Builder> step, List<String> expected) {
        Scenario scenario =
                Scenario.named("s").allowColdEscalation(true).step("one", step).build();

        List<Problem> problems = PolicyFit.problems(
                policy(scenario),
                Map.of(EMAIL.id(), EMAIL, LETTER.id(), LETTER),
                TemplateCatalogue.builtIn(),
                DeliveryRules.DEFAULT);

        assertThat(problems)
                .extracting(p -> p.code() + " " + p.path().replace("scenarios[0].steps[0].", ""))
                .containsExactlyElementsOf(expected);
        assertThat(problems).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
    }

    @ParameterizedTest(name = "law of {0}, collecting for {1}: {2}")
    @CsvSource({"FR, SELF,", "FR, OTHERS, UNKNOWN_MENTIONS", "DE, SELF, UNKNOWN_MENTIONS"})
    void a_notice_is_refused_where_what_it_must_say_is_not_known(
            String law, CollectingFor collectingFor, String expected) {
        Scenario scenario = Scenario.named("s")
                .allowColdEscalation(true)
                .step(
                        "one",
                        s -> s.daysAfterDue(30).formalNotice().approval(false).letter("formal-notice"))
                .build();
        Policy policy = policy(scenario).toBuilder()
                .claims(ClaimSettings.underLawOf(law)
                        .collectingFor(collectingFor)
                        .build())
                .build();

        assertThat(PolicyFit.problems(
                        policy, Map.of(LETTER.id(), LETTER), TemplateCatalogue.builtIn(), DeliveryRules.DEFAULT))
                .extracting(Problem::code)
                .containsExactlyElementsOf(
                        Optional.ofNullable(expected).stream().toList());
    }

    @ParameterizedTest(name = "{0} to companies, {1} to persons: {2}")
    @CsvSource({"FULL, CALL_US,", "NO_AMOUNTS, FULL, UNRENDERABLE_TEMPLATE", "CALL_US, CALL_US, UNRENDERABLE_TEMPLATE"})
    void a_notice_needs_a_channel_that_may_show_what_is_claimed(
            ContentLevel companies, ContentLevel persons, String expected) {
        Scenario scenario = Scenario.named("s")
                .allowColdEscalation(true)
                .step("one", s -> s.daysAfterDue(30).formalNotice().letter("formal-notice"))
                .build();
        DeliveryRules rules = new DeliveryRules(
                RetryPolicy.DEFAULT,
                Map.of(),
                Map.of(),
                Map.of(LETTER.id(), new DeliveryRules.Content(companies, persons)));

        assertThat(PolicyFit.problems(
                        policy(scenario), Map.of(LETTER.id(), LETTER), TemplateCatalogue.builtIn(), rules))
                .extracting(Problem::code)
                .containsExactlyElementsOf(
                        Optional.ofNullable(expected).stream().toList());
    }

    @Test
    void thanks_are_looked_at_too() {
        Scenario scenario = Scenario.named("s")
                .thankYou(ChannelId.SMS, "reminder")
                .step("one", s -> s.daysAfterDue(5).email("reminder"))
                .build();

        assertThat(PolicyFit.problems(
                        policy(scenario),
                        Map.of(EMAIL.id(), EMAIL),
                        TemplateCatalogue.builtIn(),
                        DeliveryRules.DEFAULT))
                .extracting(Problem::code, Problem::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("UNKNOWN_CHANNEL", "scenarios[0].thankYou.channel"),
                        org.assertj.core.groups.Tuple.tuple("UNSUITABLE_TEMPLATE", "scenarios[0].thankYou.template"));
    }

    @Test
    void what_is_written_beside_reminders_is_looked_at_too() {
        Scenario scenario = Scenario.named("s")
                .step("one", s -> s.daysAfterDue(5).email("reminder"))
                .build();
        Policy policy = policy(scenario).toBuilder()
                .correspondence(Correspondence.builder()
                        .promise(ChannelId.EMAIL, "plan-confirmed")
                        .plan(ChannelId.EMAIL, "plan-confirmed")
                        .statement(ChannelId.LETTER, "statement")
                        .notes(ChannelId.EMAIL, "note")
                        .team("credit", "credit@acme.example")
                        .build())
                .build();

        assertThat(PolicyFit.problems(
                        policy, Map.of(EMAIL.id(), EMAIL), TemplateCatalogue.builtIn(), DeliveryRules.DEFAULT))
                .extracting(Problem::code, Problem::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("UNSUITABLE_TEMPLATE", "correspondence.promise.template"),
                        org.assertj.core.groups.Tuple.tuple("UNKNOWN_CHANNEL", "correspondence.statement.channel"),
                        org.assertj.core.groups.Tuple.tuple("UNKNOWN_TEMPLATE", "correspondence.notes.template"));
    }

    @Test
    void an_engine_is_not_built_on_such_a_policy_and_names_every_problem() {
        Scenario scenario = Scenario.named("s")
                .step("one", s -> s.daysAfterDue(5).sms("nothing"))
                .build();

        assertThatThrownBy(() -> complete().scenario(scenario).build())
                .isInstanceOfSatisfying(
                        InvalidDefinitionException.class,
                        e -> assertThat(e.problems()).hasSize(2))
                .hasMessageContaining("there is no channel \"sms\"")
                .hasMessageContaining("there is no template \"nothing\"");
    }

    @Test
    void an_engine_says_what_it_lacks() {
        assertThatThrownBy(() -> Relance.builder().build()).hasMessageContaining("needs books");
        assertThatThrownBy(() -> Relance.builder().books(InMemoryBooks.empty()).build())
                .hasMessageContaining("needs a store");
        assertThatThrownBy(() -> complete().build()).hasMessageContaining("needs a policy");
        assertThatThrownBy(() -> complete().channel(EMAIL)).hasMessageContaining("two channels \"email\"");
        assertThatCode(() -> complete().scenario(Trial.STANDARD).build()).doesNotThrowAnyException();
    }

    /** What is claimed together has as long to get ready as one hand-over may take. */
    @ParameterizedTest
    @CsvSource({"10, 30", "31, 30", "59, 30", "3, 2"})
    void a_lease_below_twice_the_timeout_is_refused(long lease, long timeout) {
        Relance.Builder builder = complete()
                .scenario(Trial.STANDARD)
                .lease(Duration.ofSeconds(lease))
                .timeout(Duration.ofSeconds(timeout));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Duration.ofSeconds(lease).toString())
                .hasMessageContaining(Duration.ofSeconds(timeout).toString())
                .hasMessageContaining("make it " + Duration.ofSeconds(2 * timeout) + " or more");
        builder.lease(Duration.ofSeconds(2 * timeout)).build().close();
    }

    @Test
    void the_version_of_a_scenario_given_alone_changes_with_its_content_and_only_then() {
        Scenario same = Trial.STANDARD.toBuilder().build();
        Scenario other = Trial.STANDARD.toBuilder()
                .step("more", s -> s.daysAfterDue(90).litigation().task("collections", "look"))
                .build();

        assertThat(ScenarioContent.hash(same)).isEqualTo(ScenarioContent.hash(Trial.STANDARD));
        assertThat(ScenarioContent.hash(other)).isNotEqualTo(ScenarioContent.hash(Trial.STANDARD));
    }

    private static Relance.Builder complete() {
        return Relance.builder()
                .books(InMemoryBooks.empty())
                .store(new InMemoryDunningStore())
                .channel(EMAIL);
    }

    private static Policy policy(Scenario scenario) {
        return Policy.named("p").scenario(scenario).defaultScenario("s").build();
    }
}
