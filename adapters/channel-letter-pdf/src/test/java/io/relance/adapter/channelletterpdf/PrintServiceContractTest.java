package io.relance.adapter.channelletterpdf;

import io.relance.channel.ChannelFeature;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.testkit.FarEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract of channels on letters that a service prints. */
class PrintServiceContractTest extends LetterContract {
    private static final Instant NOW = Instant.parse("2026-04-01T09:30:00Z");

    private final Service service = new Service();

    /** Prints nothing, keeps everything; the same for every instance of the channel. */
    private static final class Service implements PrintService {
        private final Map<DeliveryId, PrintJob> jobs = new LinkedHashMap<>();
        private FarEnd.Manner manner = FarEnd.Manner.ACCEPTS;

        @Override
        public synchronized DeliveryReceipt print(PrintJob job, Duration timeout) {
            switch (manner) {
                case REFUSES_FOR_NOW, AWAY -> {
                    return new DeliveryReceipt.TemporaryFailure("closed today");
                }
                case REFUSES_FOR_GOOD -> {
                    return new DeliveryReceipt.PermanentFailure("no post to that country");
                }
                default -> jobs.putIfAbsent(job.delivery(), job);
            }
            return manner == FarEnd.Manner.DROPS_AFTER_TAKING
                    ? new DeliveryReceipt.InDoubt("the line was dropped")
                    : accepted(job.delivery());
        }

        private static DeliveryReceipt accepted(DeliveryId id) {
            return new DeliveryReceipt.Accepted(NOW, Optional.of("RR " + id));
        }

        @Override
        public synchronized Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
            return jobs.containsKey(id) ? Optional.of(accepted(id)) : Optional.empty();
        }

        @Override
        public Set<ChannelFeature> features() {
            return Set.of(
                    ChannelFeature.HONOURS_IDEMPOTENCY_KEY,
                    ChannelFeature.ANSWERS_LOOKUP,
                    ChannelFeature.PROOF_OF_DISPATCH,
                    ChannelFeature.LATE_RECEIPTS);
        }

        @Override
        public String toString() {
            return "a print service";
        }
    }

    @Override
    PrintService service() {
        return service;
    }

    @Override
    protected FarEnd farEnd() {
        return new FarEnd() {
            @Override
            public Set<Manner> manners() {
                return Set.of(
                        Manner.ACCEPTS,
                        Manner.REFUSES_FOR_NOW,
                        Manner.REFUSES_FOR_GOOD,
                        Manner.AWAY,
                        Manner.DROPS_AFTER_TAKING);
            }

            @Override
            public void behave(Manner manner) {
                synchronized (service) {
                    service.manner = manner;
                }
            }

            @Override
            public List<Arrived> arrived() {
                synchronized (service) {
                    return service.jobs.values().stream()
                            .map(job -> PrintServiceContractTest.this.arrived(job.delivery(), job.pdf()))
                            .toList();
                }
            }
        };
    }
}
