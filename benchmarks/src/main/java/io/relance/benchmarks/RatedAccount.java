package io.relance.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one account, as a plain object with getters: the fact object of the peers, who generate code that calls
 * them. What a getter marked nullable gives is absent for some accounts. All amounts are in euros.
 */
public final class RatedAccount {
    private static final String[] SEGMENTS = {"NEW", "PROMPT", "AFTER_REMINDER", "CHRONICALLY_LATE", "DETERIORATING"};
    private static final String[] RISKS = {"LOW", "MODERATE", "HIGH", "CRITICAL"};
    private static final String[] COUNTRIES = {"FR", "BE", "DE", "ES", "IT"};
    private static final String[] KINDS = {"BUSINESS", "BUSINESS", "CONSUMER", "PUBLIC_BODY"};
    private static final List<Set<String>> TAGS =
            List.of(Set.of(), Set.of(), Set.of("key-account"), Set.of("insured"), Set.of("insured", "vip"));

    private final int number;
    private final BigDecimal overdue;
    private final BigDecimal open;
    private final long oldestDaysLate;
    private final long overdueCount;
    private final long openCount;
    private final long promisesBroken;
    private final long messages;
    private final Set<String> tags;
    private final String segment;
    private final String riskLevel;
    private final @Nullable String country;
    private final @Nullable String kind;
    private final @Nullable Long paymentScore;
    private final @Nullable Long daysSinceLastMessage;
    private final @Nullable BigDecimal onTimeShare;
    private final @Nullable BigDecimal meanDelay;
    private final @Nullable BigDecimal creditUsage;

    private RatedAccount(int number, Random random) {
        this.number = number;
        boolean late = random.nextInt(4) > 0;
        overdueCount = late ? 1 + random.nextInt(12) : 0;
        openCount = overdueCount + random.nextInt(6);
        oldestDaysLate = late ? 1 + random.nextInt(120) : 0;
        // most are small, a few are large
        long cents = late ? 1 + (long) (3_000_000 * Math.pow(random.nextDouble(), 3)) : 0;
        overdue = BigDecimal.valueOf(cents, 2);
        open = BigDecimal.valueOf(cents + random.nextInt(1_000_000), 2);
        promisesBroken = Math.max(0, random.nextInt(8) - 4);
        messages = random.nextInt(6);
        tags = TAGS.get(random.nextInt(TAGS.size()));
        segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
        riskLevel = RISKS[random.nextInt(RISKS.length)];
        country = random.nextInt(10) == 0 ? null : COUNTRIES[random.nextInt(COUNTRIES.length)];
        kind = random.nextInt(10) == 0 ? null : KINDS[random.nextInt(KINDS.length)];
        daysSinceLastMessage = messages == 0 ? null : Long.valueOf(1 + random.nextInt(40));
        boolean history = random.nextInt(6) > 0;
        paymentScore = history ? Long.valueOf(random.nextInt(101)) : null;
        onTimeShare = history ? BigDecimal.valueOf(random.nextInt(101), 2) : null;
        meanDelay = history ? BigDecimal.valueOf(random.nextInt(400) - 100, 1) : null;
        creditUsage = random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextInt(150), 2);
    }

    /** {@code count} accounts, the same each time. */
    static List<RatedAccount> portfolio(int count) {
        Random random = new Random(20260617L);
        List<RatedAccount> accounts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            accounts.add(new RatedAccount(i, random));
        }
        return accounts;
    }

    /** Its place in the portfolio, from 0. */
    public int getNumber() {
        return number;
    }

    public BigDecimal getOverdue() {
        return overdue;
    }

    public BigDecimal getOpen() {
        return open;
    }

    public long getOldestDaysLate() {
        return oldestDaysLate;
    }

    public long getOverdueCount() {
        return overdueCount;
    }

    public long getOpenCount() {
        return openCount;
    }

    public long getPromisesBroken() {
        return promisesBroken;
    }

    public long getMessages() {
        return messages;
    }

    public Set<String> getTags() {
        return tags;
    }

    public String getSegment() {
        return segment;
    }

    public String getRiskLevel() {
        return riskLevel;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public @Nullable String getKind() {
        return kind;
    }

    public @Nullable Long getPaymentScore() {
        return paymentScore;
    }

    public @Nullable Long getDaysSinceLastMessage() {
        return daysSinceLastMessage;
    }

    public @Nullable BigDecimal getOnTimeShare() {
        return onTimeShare;
    }

    public @Nullable BigDecimal getMeanDelay() {
        return meanDelay;
    }

    public @Nullable BigDecimal getCreditUsage() {
        return creditUsage;
    }
}
