package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.RaisedClaim;
import io.relance.claim.InvoiceClaims;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What became of claims is told with who said so, when and why. */
class ClaimsReportTest {
    private static final LocalDate DUE = LocalDate.parse("2026-01-31");
    private static final LocalDate NOTICE = LocalDate.parse("2026-03-02");
    private static final Receivable INVOICE =
            Receivable.invoice("F-1", DUE.minusDays(30), DUE, money("1000.00")).build();

    private static Money money(String amount) {
        return Money.parse("EUR " + amount);
    }

    private static RaisedClaim claim(RaisedClaim.Kind kind, String amount) {
        return new RaisedClaim(
                INVOICE.id(),
                kind,
                money(amount),
                kind == RaisedClaim.Kind.FLAT_SUM
                        ? List.of()
                        : List.of(new RaisedClaim.Accrual(
                                DUE.plusDays(1), NOTICE, money("1000.00"), BigDecimal.TEN, money(amount))),
                NOTICE,
                Optional.of(new MessageId("1".repeat(64))),
                money("0.00"),
                Optional.empty());
    }

    private static ClaimsReport report() {
        RaisedClaim interest = claim(RaisedClaim.Kind.INTEREST, "8.22").withPayment(money("5.00"));
        RaisedClaim flatSum = claim(RaisedClaim.Kind.FLAT_SUM, "40.00")
                .withPayment(money("10.00"))
                .waived(new RaisedClaim.Waiver(NOTICE.plusDays(9), "anne", "a good customer"));
        InvoiceClaims claims = new InvoiceClaims(
                INVOICE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(money("40.00")),
                List.of(interest, flatSum),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("something is less"));
        ClaimsReport report = new ClaimsReport(NOTICE.plusDays(10), "FR");
        report.customer(
                Customer.builder("A").build(),
                List.of(claims),
                List.of(
                        new AccountEvent.ClaimPaid(NOTICE.plusDays(3), "jane", interest, money("5.00")),
                        new AccountEvent.ClaimPaid(NOTICE.plusDays(4), "paul", flatSum, money("10.00"))));
        return report;
    }

    @Test
    void to_people() {
        assertThat(report().text())
                .contains("""
                something is less
                    of that asked for on 2026-03-02: interest EUR 8.22 until 2026-03-02, open EUR 3.22
                      paid EUR 5.00 on 2026-03-05, said by jane
                    of that asked for on 2026-03-02: flat sum EUR 40.00, open EUR 0.00
                      paid EUR 10.00 on 2026-03-06, said by paul
                      waived EUR 30.00 on 2026-03-11 by anne: a good customer
                """)
                .contains("asked for in all: EUR 48.22, paid EUR 15.00, waived EUR 30.00, open EUR 3.22;"
                        + " not asked for yet: EUR 0.00\n");
    }

    @Test
    void to_programs() {
        JsonNode root = JsonMapper.shared().readTree(report().json());

        JsonNode flatSum = root.get("invoices").get(0).get("raised").get(1);
        assertThat(flatSum.get("payments").get(0).get("actor").asString()).isEqualTo("paul");
        assertThat(flatSum.get("payments").get(0).get("on").asString()).isEqualTo("2026-03-06");
        assertThat(flatSum.get("payments").get(0).get("amount").asString()).isEqualTo("10.00");
        assertThat(flatSum.get("waiver").get("why").asString()).isEqualTo("a good customer");
        assertThat(flatSum.get("waiver").get("actor").asString()).isEqualTo("anne");
        assertThat(flatSum.get("waiver").get("amount").asString()).isEqualTo("30.00");
        JsonNode total = root.get("totals").get(0);
        assertThat(total.get("raised").asString()).isEqualTo("48.22");
        assertThat(total.get("paid").asString()).isEqualTo("15.00");
        assertThat(total.get("waived").asString()).isEqualTo("30.00");
        assertThat(total.get("open").asString()).isEqualTo("3.22");
        assertThat(root.get("invoices").get(0).get("caution").asString()).isEqualTo("something is less");
    }
}
