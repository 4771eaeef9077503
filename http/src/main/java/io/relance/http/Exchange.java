package io.relance.http;

import java.util.Optional;

/** What came of one call to a service. */
public sealed interface Exchange {
    /** The service answered. */
    final class Answered implements Exchange {
        private final int status;
        private final byte[] body;
        private final Optional<String> retryAfter;

        Answered(int status, byte[] body, Optional<String> retryAfter) {
            this.status = status;
            this.body = body;
            this.retryAfter = retryAfter;
        }

        /** The status, from 100 to 599. */
        public int status() {
            return status;
        }

        /** A copy of the body; empty when there was none. */
        public byte[] body() {
            return body.clone();
        }

        /** The header {@code Retry-After} (RFC 9110), as it is. */
        public Optional<String> retryAfter() {
            return retryAfter;
        }

        /** For logs: never the contents. */
        @Override
        public String toString() {
            return "answer " + status + " of " + body.length + " bytes";
        }
    }

    /**
     * The service was not reached: it got nothing.
     *
     * @param reason one line for people
     */
    record NotReached(String reason) implements Exchange {}

    /**
     * The line was lost, or the time was over: nobody knows what the service got.
     *
     * @param reason one line for people
     */
    record Lost(String reason) implements Exchange {}
}
