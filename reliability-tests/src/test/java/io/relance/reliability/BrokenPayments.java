package io.relance.reliability;

import io.relance.payment.CancelResult;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Engines with one line about payment pages broken. */
enum BrokenPayments implements Function<Past, Breaking> {
    /** It records what is under way, and asks for it all the same. */
    IGNORES_WHAT_IS_UNDER_WAY {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> call.is("pendingDays") ? (Object) (-100) : call.proceed());
        }
    },
    /** It takes pages for withdrawn that it has not withdrawn. */
    NEVER_WITHDRAWS {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> call.is("cancel") ? new CancelResult.Withdrawn() : call.proceed());
        }
    },
    /** It takes an event that is posted again for another one. */
    RECORDS_WHAT_IS_POSTED_AGAIN {
        @Override
        public Breaking apply(Past past) {
            int[] posted = {0};
            return payments(call -> {
                Object answer = call.proceed();
                if (!call.is("verify")) {
                    return answer;
                }
                posted[0]++;
                List<PaymentEvent> renamed = new ArrayList<>();
                for (Object event : (List<?>) Objects.requireNonNull(answer)) {
                    renamed.add(
                            event instanceof PaymentEvent.OfRequest told
                                    ? new PaymentEvent.OfRequest(
                                            told.id() + "-" + posted[0],
                                            told.at(),
                                            told.request(),
                                            told.key(),
                                            told.change())
                                    : (PaymentEvent) event);
                }
                return renamed;
            });
        }
    },
    /** It hears nothing of what is posted. */
    IS_DEAF {
        @Override
        public Breaking apply(Past past) {
            return payments(call -> call.is("verify") ? List.of() : call.proceed());
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
}
