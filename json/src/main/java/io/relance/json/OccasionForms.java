package io.relance.json;

import io.relance.account.Occasion;

/** The stored form of what a message of no step is about. */
final class OccasionForms {
    private OccasionForms() {}

    static StoredOut write(Occasion occasion) {
        StoredOut out = new StoredOut();
        if (occasion instanceof Occasion.PromiseMade made) {
            return out.text("is", "PROMISE_MADE").text("promise", made.promise());
        }
        if (occasion instanceof Occasion.PlanAgreed agreed) {
            return out.text("is", "PLAN_AGREED").text("plan", agreed.plan());
        }
        if (occasion instanceof Occasion.StatementAsked asked) {
            return out.text("is", "STATEMENT_ASKED").text("from", asked.from()).text("to", asked.to());
        }
        return out.text("is", "TEAM_TOLD").text("text", ((Occasion.TeamTold) occasion).text());
    }

    static Occasion read(StoredIn in) {
        String is = in.text("is");
        return switch (is) {
            case "PROMISE_MADE" -> new Occasion.PromiseMade(in.text("promise"));
            case "PLAN_AGREED" -> new Occasion.PlanAgreed(in.text("plan"));
            case "STATEMENT_ASKED" -> new Occasion.StatementAsked(in.date("from"), in.date("to"));
            case "TEAM_TOLD" -> new Occasion.TeamTold(in.text("text"));
            default -> throw new StoredBodyException("a message is about an unknown occasion: " + is);
        };
    }
}
