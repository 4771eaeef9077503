package io.relance.examples.quickstart;

import io.relance.policy.Policy;
import io.relance.receivable.ContactRole;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;
import io.relance.time.BusinessCalendars;

/** The policy {@code standard}, which applies when none is given. */
final class Policies {
    private static final int CONTACT_CAP_DAYS = 3;

    private Policies() {}

    /** The standard policy of a creditor. */
    static Policy standard(BooksOptions options, BusinessCalendars calendars) {
        Scenario scenario = Scenario.named("standard")
                .step("courtesy", s -> s.daysBeforeDue(3).email("pre-due"))
                .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                .step("firm", s -> s.daysAfterDue(15).email("firm"))
                .step("notice", s -> s.daysAfterDue(30)
                        .formalNotice()
                        .needsApproval()
                        .audience(ContactRole.BILLING)
                        .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                        .email("formal-notice"))
                .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections", "prepare the case"))
                .build();
        return Policy.named("standard")
                .version("standard-1")
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .contactCapDays(CONTACT_CAP_DAYS)
                .country(options.creditorCountry)
                .timeZone(options.timeZone)
                .calendars(calendars)
                .build();
    }
}
