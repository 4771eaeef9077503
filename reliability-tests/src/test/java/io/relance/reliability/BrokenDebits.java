package io.relance.reliability;

import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestResult;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Engines with one line about direct debits broken, or whose provider is. */
enum BrokenDebits implements Function<Past, Breaking> {
    /** It asks for a debit, and does not remember before that it may have been asked for. */
    ASKS_WITHOUT_REMEMBERING {
        @Override
        public Breaking apply(Past past) {
            return new AsksWithoutRemembering();
        }
    },
    /** It asks again under another key. */
    FORGETS_THE_KEY {
        @Override
        public Breaking apply(Past past) {
            int[] asked = {0};
            return payments(call -> {
                boolean debit = call.is("request") && request(call).method() instanceof PaymentMethod.DirectDebit;
                return debit ? request(call, anotherKey(request(call), ++asked[0])) : call.proceed();
            });
        }
    },
    /** It takes a request of which nobody knows what became for a refused one. */
    TAKES_A_DOUBT_FOR_A_REFUSAL {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> {
                Object answer = call.proceed();
                return answer instanceof PaymentRequestResult.InDoubt
                        ? new PaymentRequestResult.Declined("no answer")
                        : answer;
            });
        }
    },
    /** It takes what its provider can't tell now for what its provider never got. */
    TAKES_AN_UNANSWERED_LOOKUP_FOR_NEVER_TAKEN {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> call.is("lookup")
                    ? Objects.requireNonNull((Optional<?>) call.proceed())
                            .filter(answer -> !(answer instanceof PaymentRequestResult.InDoubt))
                    : call.proceed());
        }
    },
    /** It takes for withdrawn what its provider has not withdrawn for now, or may not have. */
    TAKES_AN_UNANSWERED_WITHDRAWAL_FOR_DONE {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> {
                Object answer = call.proceed();
                return answer instanceof CancelResult.InDoubt || answer instanceof CancelResult.TemporaryFailure
                        ? new CancelResult.Withdrawn()
                        : answer;
            });
        }
    },
    /** It takes what is being collected for withdrawn. */
    TAKES_TOO_LATE_FOR_WITHDRAWN {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> {
                Object answer = call.proceed();
                return answer instanceof CancelResult.TooLate ? new CancelResult.Withdrawn() : answer;
            });
        }
    },
    /** It thinks that every mandate waits for consent, so nothing is ever asked for. */
    WAITS_FOR_EVER {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> call.is("mandate") ? MandateState.NOT_YET : call.proceed());
        }
    };

    private static Breaking payments(Between between) {
        return new Breaking() {
            @Override
            public PaymentProvider payments(PaymentProvider provider) {
                return between.through(PaymentProvider.class, provider);
            }
        };
    }

    private static PaymentRequest request(Call call) {
        return (PaymentRequest) Objects.requireNonNull(Objects.requireNonNull(call.arguments())[0]);
    }

    private static @Nullable Object request(Call call, PaymentRequest other) {
        return new Call(call.port(), call.target(), call.method(), new Object[] {
                    other, Objects.requireNonNull(call.arguments())[1]
                })
                .proceed();
    }

    private static PaymentRequest anotherKey(PaymentRequest request, int number) {
        String key = UUID.nameUUIDFromBytes((request.key() + " " + number).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        PaymentRequest.Builder other = PaymentRequest.builder(
                        new IdempotencyKey(key + key), request.account(), request.method())
                .description(request.description())
                .language(request.language());
        request.lines().forEach(line -> other.line(line.receivable(), line.amount()));
        return other.build();
    }

    /** Only what is remembered before a provider is asked has nothing to tell, and follows no other. */
    private static final class AsksWithoutRemembering implements Breaking {
        private @Nullable Call postponed;

        @Override
        public DunningStore store(DunningStore store) {
            Between postponing = call -> {
                Call before = postponed;
                postponed = null;
                if (before != null) {
                    before.proceed();
                }
                if (call.is("commit") && tellsNothing(call)) {
                    postponed = call;
                    return Collections.nCopies(1, CommitOutcome.STORED);
                }
                return call.proceed();
            };
            return postponing.through(DunningStore.class, store);
        }

        private static boolean tellsNothing(Call call) {
            List<?> commits = (List<?>) Objects.requireNonNull(Objects.requireNonNull(call.arguments())[0]);
            AccountCommit first = (AccountCommit) commits.get(0);
            return commits.size() == 1
                    && first.events().isEmpty()
                    && first.added().isEmpty()
                    && first.changed().isEmpty()
                    && first.tasks().isEmpty();
        }

        @Override
        public PaymentProvider payments(PaymentProvider provider) {
            Between before = call -> {
                postponed = call.is("request") ? null : postponed;
                return call.proceed();
            };
            return before.through(PaymentProvider.class, provider);
        }
    }
}
