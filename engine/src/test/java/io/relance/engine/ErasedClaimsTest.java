package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.TimelineEntry;
import io.relance.account.MessageState;
import io.relance.account.RaisedClaim;
import io.relance.action.Stage;
import io.relance.claim.ClaimSettings;
import io.relance.claim.InvoiceClaims;
import io.relance.delivery.ChannelId;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CasePart;
import io.relance.storage.CommitOutcome;
import io.relance.storage.InMemoryPersonalDataKeys;
import io.relance.storage.PersonalDataKeys;
import io.relance.template.MessageSender;
import io.relance.testkit.ForwardingStore;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Erasing a person's data leaves the figures of claims, so that none is asked for twice, and nobody's name or words. */
class ErasedClaimsTest {
    private static final ReceivableId F1 = new ReceivableId("F1");
    private static final Money PRINCIPAL = Money.parse("EUR 10000.00");
    private static final String SECRET = "she said she was ill";
    private static final LocalDate DUE = MONDAY.minusDays(30);
    private static final LocalDate NOTICE = MONDAY.plusDays(1);
    private static final LocalDate PAID = MONDAY.plusDays(3);
    private static final LocalDate ERASED = MONDAY.plusDays(20);
    private static final LocalDate TAKEN_BACK = ERASED.plusDays(2);

    private final PersonalDataKeys keys = new InMemoryPersonalDataKeys();
    private final Policy policy = Policy.named("french")
            .scenario(STANDARD)
            .defaultScenario(STANDARD.id())
            .claims(ClaimSettings.underLawOf("FR").agreedRate("12").build())
            .build();
    private final Trial trial = new Trial(
            STANDARD,
            store -> store,
            builder -> builder.personalDataKeys(keys)
                    .policy(policy)
                    .sender(MessageSender.builder(ACME, "ACME SARL")
                            .addressLine("1 rue de la Paix")
                            .iban("FR76 3000 6000 0112 3456 7890 189")
                            .language("fr")
                            .build()));

    private static AccountLedger.Builder books() {
        return AccountLedger.builder(
                        ACME,
                        Customer.builder("dupont")
                                .kind(DebtorKind.BUSINESS)
                                .language("fr")
                                .contact(Contact.builder("billing")
                                        .email("billing@dupont.example")
                                        .postalAddress("Dupont SA\n2 quai des Brumes")
                                        .build())
                                .build())
                .receivable(invoice("F1", DUE, "EUR 10000.00"));
    }

    private static AccountLedger.Builder paid() {
        return books().payment(new Payment(
                        new DocumentId("P1"),
                        PAID,
                        PRINCIPAL,
                        PAID.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .allocation(Allocation.ofPayment("P1", "F1", PRINCIPAL));
    }

    /** A notice, its interest waived, a part of its flat sum paid, its invoice paid. */
    private List<RaisedClaim> settled() {
        trial.books.put(books().build());
        trial.runDaily(MONDAY.minusDays(25), NOTICE);
        MessageState notice = trial.dupont().messages().stream()
                .filter(message -> message.stage() == Stage.FORMAL_NOTICE && message.isOutstanding())
                .findFirst()
                .orElseThrow();
        trial.jane(NOTICE).approve(notice.id());
        trial.run(NOTICE);
        trial.jane(PAID).waiveClaim("F1:INTEREST:" + NOTICE, SECRET);
        trial.jane(PAID).payClaim("F1:FLAT_SUM", Money.parse("EUR 15.00"));
        trial.books.put(paid().build());
        trial.runDaily(PAID, ERASED);
        return trial.dupont().progressOf(F1).claims();
    }

    private List<RaisedClaim> erased() {
        List<RaisedClaim> before = settled();
        trial.relance.erase(DUPONT, "jane", ERASED, "asked for");
        return before;
    }

    @Test
    void the_figures_stay_and_nothing_of_a_person() {
        List<RaisedClaim> before = erased();

        List<RaisedClaim> after = trial.dupont().progressOf(F1).claims();
        assertThat(after)
                .hasSize(2)
                .extracting(RaisedClaim::id, RaisedClaim::amount, RaisedClaim::paid, RaisedClaim::open)
                .containsExactlyElementsOf(before.stream()
                        .map(claim -> org.assertj.core.groups.Tuple.tuple(
                                claim.id(), claim.amount(), claim.paid(), claim.open()))
                        .toList());
        assertThat(after.get(0).accruals()).isEqualTo(before.get(0).accruals());
        assertThat(after.get(0).waiver()).contains(new RaisedClaim.Waiver(PAID, "", ""));
        assertThat(after).allMatch(claim -> claim.message().isEmpty());
        List<CasePart> parts =
                trial.memory.find(List.of(DUPONT)).get(DUPONT).parts().stream().toList();
        assertThat(parts)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(new String(part.body().bytes(), StandardCharsets.UTF_8))
                        .doesNotContain(SECRET, "jane", "dupont", "billing"));
    }

    @Test
    void an_invoice_that_is_open_again_is_not_asked_again_for_what_was_waived_or_paid() {
        erased();
        trial.books.put(
                paid().allocation(Allocation.ofPayment("P1", "F1", PRINCIPAL).reversed(PRINCIPAL, TAKEN_BACK))
                        .build());
        LocalDate later = TAKEN_BACK.plusDays(40);
        trial.runDaily(TAKEN_BACK, later);

        InvoiceClaims claims = trial.jane(later).claims().get(0);

        assertThat(claims.newFlatSum()).isEmpty();
        assertThat(claims.newInterest().orElseThrow().periods().get(0).from())
                .as("open on the days after the notice until it was paid, and again since")
                .isEqualTo(NOTICE.plusDays(1));
        assertThat(claims.raised())
                .extracting(RaisedClaim::open)
                .containsExactly(Money.parse("EUR 0.00"), Money.parse("EUR 25.00"));
        assertThat(trial.dupont().progressOf(F1).cycle()).isGreaterThan(1);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    private Relance dying(Fuse fuse) {
        return trial.engine(
                STANDARD,
                store -> new ForwardingStore(store) {
                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        return fuse.burn(() -> super.commit(commits));
                    }
                },
                builder -> builder.personalDataKeys(new PersonalDataKeys() {
                            @Override
                            public byte[] keyFor(AccountId account) {
                                return keys.keyFor(account);
                            }

                            @Override
                            public boolean destroy(AccountId account) {
                                return fuse.burn(() -> keys.destroy(account));
                            }
                        })
                        .policy(policy),
                trial.channel(ChannelId.EMAIL));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
    void whenever_an_erasure_dies_the_next_finishes_it_and_no_figure_is_lost(int call, boolean done) {
        List<RaisedClaim> before = settled();
        Relance dying = dying(new Fuse(call, done));

        assertThatThrownBy(() -> dying.erase(DUPONT, "jane", ERASED, "asked for"))
                .isInstanceOf(Fuse.Died.class);

        boolean begun = call > 1 || done;
        boolean finished = call == 3 && done;
        if (begun && !finished) {
            assertThatThrownBy(() -> trial.jane(ERASED).payClaim("F1:FLAT_SUM", Money.parse("EUR 1.00")))
                    .hasMessageContaining("its erasure was begun and not finished");
            assertThat(trial.run(ERASED.plusDays(1)).brokenAccounts()).hasSize(1);
        } else if (!begun) {
            assertThat(trial.dupont().progressOf(F1).claims()).isEqualTo(before);
        }
        trial.relance.erase(DUPONT, "jane", ERASED, "asked for");

        List<RaisedClaim> after = trial.dupont().progressOf(F1).claims();
        assertThat(after)
                .isEqualTo(before.stream().map(RaisedClaim::withoutPersons).toList());
        assertThat(trial.dupont().progressOf(F1).cycle()).isEqualTo(2);
        assertThat(trial.dupont().messages()).isEmpty();
        assertThat(trial.relance.timeline(DUPONT).stream()
                        .map(TimelineEntry::event)
                        .filter(event -> !(event instanceof AccountEvent.ContentErased)))
                .singleElement()
                .isInstanceOf(AccountEvent.PersonalDataErased.class);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
    }

    @Test
    void one_that_died_is_named_by_every_run_though_the_books_have_forgotten_the_customer() {
        settled();
        Relance dying = dying(new Fuse(2, true));
        assertThatThrownBy(() -> dying.erase(DUPONT, "jane", ERASED, "asked for"))
                .isInstanceOf(Fuse.Died.class);
        trial.books.remove(DUPONT);

        assertThat(trial.run(ERASED.plusDays(1)).brokenAccounts()).hasSize(1);
        assertThat(trial.run(ERASED.plusDays(30)).brokenAccounts()).hasSize(1);
    }

    @Test
    void what_is_paid_while_an_erasure_begins_is_kept() {
        List<RaisedClaim> before = settled();
        Relance slow = trial.engine(
                STANDARD,
                store -> new ForwardingStore(store) {
                    private boolean paid;

                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        if (!paid) {
                            paid = true;
                            trial.jane(ERASED).payClaim("F1:FLAT_SUM", Money.parse("EUR 5.00"));
                        }
                        return super.commit(commits);
                    }
                },
                builder -> builder.personalDataKeys(keys).policy(policy),
                trial.channel(ChannelId.EMAIL));

        slow.erase(DUPONT, "jane", ERASED, "asked for");

        assertThat(before.get(1).paid()).isEqualTo(Money.parse("EUR 15.00"));
        assertThat(trial.dupont().progressOf(F1).claims().get(1).paid()).isEqualTo(Money.parse("EUR 20.00"));
    }

    @Test
    void erased_again_after_that_they_are_the_same() {
        erased();
        List<RaisedClaim> once = trial.dupont().progressOf(F1).claims();
        trial.jane(ERASED.plusDays(1)).tag("vip");

        trial.relance.erase(DUPONT, "jane", ERASED.plusDays(2), "asked again");

        assertThat(trial.dupont().progressOf(F1).claims()).isEqualTo(once);
        assertThat(trial.dupont().tags()).isEmpty();
        assertThat(once.get(0).waiver().map(RaisedClaim.Waiver::actor)).isEqualTo(Optional.of(""));
    }
}
