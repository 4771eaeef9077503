package io.relance.risk;

/**
 * The windows that behaviour is measured over. Defaults ({@link #STANDARD}): {@value ScoreCard#BEHAVIOUR_MONTHS} months,
 * {@value ScoreCard#RECENT_DAYS} recent days with at least {@value ScoreCard#RECENT_MINIMUM} invoices,
 * {@value ScoreCard#ANSWER_DAYS} days to answer a reminder, {@value ScoreCard#ON_TIME_GRACE_DAYS} days of grace.
 *
 * @param months how far back it looks; months, at least 1
 * @param recentDays how many days are recent, and how many before them they are compared with; at least 1
 * @param recentMinimum how many invoices must be settled in either for a mean; at least 1
 * @param answerDays within how many days after a reminder a payment counts as its answer; at least 1
 * @param onTimeGraceDays by how many days a payment may be late and still be in time; at least 0
 */
public record BehaviourTerms(int months, int recentDays, int recentMinimum, int answerDays, int onTimeGraceDays) {
    /** The defaults. */
    public static final BehaviourTerms STANDARD = new BehaviourTerms(
            ScoreCard.BEHAVIOUR_MONTHS,
            ScoreCard.RECENT_DAYS,
            ScoreCard.RECENT_MINIMUM,
            ScoreCard.ANSWER_DAYS,
            ScoreCard.ON_TIME_GRACE_DAYS);

    /** @throws IllegalArgumentException when a figure is below its least */
    public BehaviourTerms {
        atLeast(1, months, "months");
        atLeast(1, recentDays, "recentDays");
        atLeast(1, recentMinimum, "recentMinimum");
        atLeast(1, answerDays, "answerDays");
        atLeast(0, onTimeGraceDays, "onTimeGraceDays");
    }

    private static void atLeast(int least, int figure, String name) {
        if (figure < least) {
            throw new IllegalArgumentException(name + " is at least " + least + ", but was " + figure);
        }
    }
}
