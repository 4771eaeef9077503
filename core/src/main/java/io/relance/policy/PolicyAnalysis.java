package io.relance.policy;

import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what a policy allows and its author probably did not mean. Every finding is a warning: the policy can be used.
 *
 * <table>
 * <caption>Findings</caption>
 * <tr><th>code</th><th>what it says</th></tr>
 * <tr><td>RULE_NEVER_FIRES</td><td>no account fulfils the rule's condition</td></tr>
 * <tr><td>RULE_SHADOWED</td><td>whenever the rule holds, an earlier one has set the same exclusive thing</td></tr>
 * <tr><td>SCENARIOS_CONTRADICT</td><td>two rules of the same condition assign different scenarios</td></tr>
 * <tr><td>STEP_UNREACHABLE</td><td>the step is never executed</td></tr>
 * <tr><td>NOTICE_BEFORE_REMINDER</td><td>a formal notice, or the hand-over, with no reminder before it</td></tr>
 * <tr><td>AMICABLE_NARROWER</td><td>a later stage is for invoices that no reminder is for</td></tr>
 * <tr><td>GAP_BELOW_CAP</td><td>two messages follow each other faster than the contact cap lets them</td></tr>
 * <tr><td>NOTICE_AUDIENCE, NOTICE_APPROVAL, NOTICE_PROOF</td><td>a default of formal notices is switched off</td></tr>
 * <tr><td>UNKNOWN_TEAM</td><td>a notification is for nobody of the teams that are told</td></tr>
 * </table>
 *
 * <p>A finding about conditions is certain, since it rests on {@link io.relance.rule.ConditionAnalysis}; what that can't tell
 * is not reported.
 */
public final class PolicyAnalysis {
    private PolicyAnalysis() {}

    /** The findings, scenarios first, then rules and notifications, with paths into the policy: {@code scenarios[0].steps[2].when}. */
    public static List<Problem> of(Policy policy) {
        List<Problem> findings = new ArrayList<>();
        for (int i = 0; i < policy.scenarios().size(); i++) {
            Scenario scenario = policy.scenarios().get(i);
            List<Problem> found = new ArrayList<>(scenario.toBuilder().problems());
            found.addAll(ScenarioAnalysis.of(scenario, policy));
            for (Problem finding : found) {
                findings.add(finding.under("scenarios[" + i + "]"));
            }
        }
        findings.addAll(RuleAnalysis.of(policy.rules()));
        findings.addAll(CorrespondenceChecks.findings(policy));
        return List.copyOf(findings);
    }
}
