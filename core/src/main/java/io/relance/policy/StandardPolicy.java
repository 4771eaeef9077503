package io.relance.policy;

import io.relance.action.Stage;
import io.relance.receivable.ContactRole;
import io.relance.scenario.ProofOfDispatch;
import io.relance.scenario.Scenario;

/**
 * The policy used when none is given: a courtesy 3 days before the due date, a reminder after 5 days, a firm one after 15, a
 * formal notice after 30 that a person must approve, and the hand-over to people after 60.
 *
 * <p>Its formal notice goes to the billing contact by e-mail, which proves nothing: two of the defaults of formal notices are
 * switched off by name, since nothing else than an e-mail address can be taken for granted. {@link PolicyAnalysis} warns of
 * both.
 */
public final class StandardPolicy {
    /** The name of the policy and of its only scenario. */
    public static final String NAME = "standard";

    private StandardPolicy() {}

    /** The policy, in UTC and without a country; {@link Policy#toBuilder} changes what is to be otherwise. */
    public static Policy create() {
        return Policy.named(NAME)
                .defaultScenario(NAME)
                .scenario(Scenario.named(NAME)
                        .step(
                                "courtesy",
                                s -> s.daysBeforeDue(3).stage(Stage.PREVENTIVE).email("pre-due"))
                        .step("reminder", s -> s.daysAfterDue(5).email("reminder"))
                        .step("firm", s -> s.daysAfterDue(15).email("firm"))
                        .step(
                                "notice",
                                s -> s.daysAfterDue(30)
                                        .formalNotice()
                                        .needsApproval()
                                        .audience(ContactRole.BILLING)
                                        .proofOfDispatch(ProofOfDispatch.NOT_REQUIRED)
                                        .email("formal-notice"))
                        .step("hand-over", s -> s.daysAfterDue(60).litigation().task("collections", "prepare the case"))
                        .build())
                .build();
    }
}
