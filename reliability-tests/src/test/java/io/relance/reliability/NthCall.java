package io.relance.reliability;

import io.relance.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets something become of the n-th call, counted over all ports. */
final class NthCall implements Between {
    /** What becomes of it. */
    enum Fate {
        /** The port fails, and nothing was done. */
        FAILS_BEFORE(false, false),
        /** The port fails, though it was done: the answer is lost. */
        FAILS_AFTER(false, true),
        /** The process stops before it. */
        STOPS_BEFORE(true, false),
        /** The process stops after it. */
        STOPS_AFTER(true, true);

        private final boolean stops;
        private final boolean after;

        Fate(boolean stops, boolean after) {
            this.stops = stops;
            this.after = after;
        }

        /** Whether the call is done all the same; where it leaves nothing behind that is as before the next one. */
        boolean isAfter() {
            return after;
        }
    }

    private final int n;
    private final Fate fate;
    private final List<Call> seen = new ArrayList<>();
    private int calls;
    private String where = "nowhere";

    NthCall(int n, Fate fate) {
        this.n = n;
        this.fate = fate;
    }

    /** Counts, and nothing else. */
    static NthCall none() {
        return new NthCall(0, Fate.FAILS_BEFORE);
    }

    int calls() {
        return calls;
    }

    /** Whether the call of that number left something behind, or was made of a channel. */
    boolean isLeaving(int number) {
        Call call = seen.get(number - 1);
        return call.changes() || call.port().equals(Channel.class);
    }

    /** The call. */
    String where() {
        return where;
    }

    @Override
    public @Nullable Object around(Call call) {
        calls++;
        seen.add(call);
        if (calls != n) {
            return call.proceed();
        }
        where = call.toString();
        if (fate.after) {
            call.proceed();
        }
        if (fate.stops) {
            throw new Death(where);
        }
        throw new Outage(where);
    }
}
