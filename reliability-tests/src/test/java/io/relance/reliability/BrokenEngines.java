package io.relance.reliability;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.storage.AccountCommit;
import io.relance.storage.ClaimRequest;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxChange;
import io.relance.storage.OutboxState;
import io.relance.storage.ReceivablesSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Engines with one line broken, each as one of the systems is from whose users we have heard. */
enum BrokenEngines implements Function<Past, Breaking> {
    /** It notes that a message is being sent when it has been: whoever stops in between sends it again. */
    MARKS_AFTER_SENDING {
        @Override
        public Breaking apply(Past past) {
            return new MarksAfterSending();
        }
    },
    /** It notes that a message was sent, and sends it a little later: whoever stops in between loses it. */
    SENDS_AFTER_MARKING {
        @Override
        public Breaking apply(Past past) {
            return new SendsAfterMarking();
        }
    },
    /** It hands over what was decided, whatever the books say by now. */
    DOES_NOT_RECHECK {
        @Override
        public Breaking apply(Past past) {
            return new DoesNotRecheck(past);
        }
    },
    /** It takes what another engine is about, and settles it. */
    IGNORES_LEASES {
        @Override
        public Breaking apply(Past past) {
            return new IgnoresLeases();
        }
    },
    /** It sends again what nobody knows of. */
    RESENDS_WHAT_IS_IN_DOUBT {
        @Override
        public Breaking apply(Past past) {
            return channels(call -> {
                if (!call.is("features")) {
                    return call.proceed();
                }
                boolean late = ((Channel) call.target()).features().contains(ChannelFeature.LATE_RECEIPTS);
                return late
                        ? Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.LATE_RECEIPTS)
                        : Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
            });
        }
    },
    /** It takes for sent what nobody knows of. */
    BELIEVES_WHAT_IS_IN_DOUBT {
        @Override
        public Breaking apply(Past past) {
            return channels(call -> {
                if (!call.is("deliver")) {
                    return call.proceed();
                }
                Object answer = answerOrNothing(call);
                boolean unsure = !(answer instanceof DeliveryReceipt.Accepted);
                return unsure ? new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.empty()) : answer;
            });
        }
    },
    /** It takes a commit for stored that was not. */
    BELIEVES_EVERY_COMMIT {
        @Override
        public Breaking apply(Past past) {
            return new BelievesEveryCommit();
        }
    };

    private static @Nullable Object answerOrNothing(Call call) {
        try {
            return call.proceed();
        } catch (Outage e) {
            return null;
        }
    }

    private static Breaking channels(Between between) {
        return new Breaking() {
            @Override
            public Channel channel(Channel channel) {
                return new OverAll(between).through(channel);
            }
        };
    }

    /** As {@link Between}, over constant answers too. */
    private record OverAll(Between between) {
        Channel through(Channel channel) {
            return (Channel) Proxy.newProxyInstance(
                    Channel.class.getClassLoader(),
                    new Class<?>[] {Channel.class},
                    (self, method, arguments) -> between.around(new Call(Channel.class, channel, method, arguments)));
        }
    }

    private static List<AccountCommit> commits(Call call) {
        List<AccountCommit> commits = new ArrayList<>();
        if (call.is("commit") && call.arguments() != null) {
            ((List<?>) call.arguments()[0]).forEach(commit -> commits.add((AccountCommit) commit));
        }
        return commits;
    }

    private static boolean marks(AccountCommit commit) {
        return commit.changed().stream().anyMatch(change -> change.entry().state() == OutboxState.SENDING);
    }

    private static final class MarksAfterSending implements Breaking {
        private @Nullable Call postponed;

        @Override
        public DunningStore store(DunningStore store) {
            Between postponing = call -> {
                List<AccountCommit> commits = commits(call);
                if (commits.size() == 1 && marks(commits.get(0))) {
                    postponed = call;
                    return List.of(CommitOutcome.STORED);
                }
                return call.proceed();
            };
            return postponing.through(DunningStore.class, store);
        }

        @Override
        public Channel channel(Channel channel) {
            Between first = call -> {
                Object answer = call.proceed();
                Call mark = postponed;
                if (call.is("deliver") && mark != null) {
                    postponed = null;
                    mark.proceed();
                }
                return answer;
            };
            return first.through(Channel.class, channel);
        }
    }

    private static final class SendsAfterMarking implements Breaking {
        private final Deque<Call> later = new ArrayDeque<>();

        @Override
        public Channel channel(Channel channel) {
            Between marking = call -> {
                if (call.is("deliver")) {
                    later.add(call);
                    return new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.empty());
                }
                return call.proceed();
            };
            return marking.through(Channel.class, channel);
        }

        @Override
        public DunningStore store(DunningStore store) {
            Between sending = call -> {
                Object answer = call.proceed();
                if (call.is("commit") && !later.isEmpty()) {
                    later.remove().proceed();
                }
                return answer;
            };
            return sending.through(DunningStore.class, store);
        }
    }

    private record DoesNotRecheck(Past past) implements Breaking {
        @Override
        public ReceivablesSource books(ReceivablesSource books) {
            Between stale = call -> {
                Object answer = call.proceed();
                if (!call.is("ledgers")) {
                    return answer;
                }
                Map<AccountId, AccountLedger> ledgers = new HashMap<>();
                ((Map<?, ?>) answer).forEach((id, ledger) -> {
                    AccountId account = (AccountId) id;
                    ledgers.put(
                            account,
                            past.isWaiting(account) ? past.ledgerOfYesterday(account) : (AccountLedger) ledger);
                });
                return ledgers;
            };
            return stale.through(ReceivablesSource.class, books);
        }
    }

    private static final class IgnoresLeases implements Breaking {
        @Override
        public DunningStore store(DunningStore store) {
            Between careless = call -> {
                @Nullable Object[] arguments = call.arguments();
                if (call.is("claim") && arguments != null) {
                    ClaimRequest asked = (ClaimRequest) arguments[0];
                    return call.with(new ClaimRequest(
                                    asked.creditors(),
                                    asked.channels(),
                                    asked.date(),
                                    asked.now().plus(Duration.ofHours(1)),
                                    asked.lease(),
                                    asked.owner(),
                                    asked.limit()))
                            .proceed();
                }
                if (call.is("commit")) {
                    return call.with(commits(call).stream()
                                    .map(IgnoresLeases::ofNobody)
                                    .toList())
                            .proceed();
                }
                return call.proceed();
            };
            return careless.through(DunningStore.class, store);
        }

        private static AccountCommit ofNobody(AccountCommit commit) {
            return new AccountCommit(
                    commit.commitId(),
                    commit.head(),
                    commit.expectedRevision(),
                    commit.parts(),
                    commit.planned(),
                    commit.released(),
                    commit.added(),
                    commit.changed().stream()
                            .map(change -> new OutboxChange(
                                    change.entry(), change.expectedState(), change.expectedAttempt(), Optional.empty()))
                            .toList(),
                    commit.tasks(),
                    commit.events(),
                    commit.names());
        }
    }

    private static final class BelievesEveryCommit implements Breaking {
        @Override
        public DunningStore store(DunningStore store) {
            Between believing = call -> {
                Object answer = call.is("commit") ? answerOrNothing(call) : call.proceed();
                return call.is("commit") && call.arguments() != null
                        ? Collections.nCopies(commits(call).size(), CommitOutcome.STORED)
                        : answer;
            };
            return believing.through(DunningStore.class, store);
        }
    }
}
