package io.relance.engine;

import io.relance.receivable.AccountId;
import java.util.function.Supplier;

/** Something about one account failed that is no fault of the store or of the books as a whole: the others go on. */
final class BrokenAccountException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final transient AccountId account;
    private final String why;

    BrokenAccountException(AccountId account, String why) {
        super("account " + account + ": " + why);
        this.account = account;
        this.why = why;
    }

    private BrokenAccountException(AccountId account, RuntimeException cause) {
        super("account " + account + ": " + line(cause), cause);
        this.account = account;
        this.why = line(cause);
    }

    /** Does work that concerns one account alone; whatever it throws becomes a failure of that account. */
    static <T> T guard(AccountId account, Supplier<T> work) {
        try {
            return work.get();
        } catch (BrokenAccountException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenAccountException(account, e);
        }
    }

    /** What was thrown, on one line of a bounded length. */
    static String line(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String line = (cause.getClass().getSimpleName() + message).strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST) {
            return line;
        }
        // not through the middle of a character
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "...";
    }

    AccountId account() {
        return account;
    }

    /** The cause, on one line. */
    String why() {
        return why;
    }
}
