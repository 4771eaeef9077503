package io.relance.examples.quickstart;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/** The database can't be used; the same command may be given again. */
final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What H2 calls a file that another program has open. */
    private static final int H2_IN_USE = 90_020;
    /** What H2 calls a file that is to be there, and is not. */
    private static final int H2_MISSING = 90_146;
    /** What H2 calls files that it can't read: input and output that fails, damage, a file of something else. */
    private static final Set<Integer> H2_UNREADABLE = Set.of(50_000, 90_028, 90_030, 90_031, 90_048);

    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^;&\\s\"]*");

    private final boolean missing;

    DatabaseException(String database, Throwable cause) {
        super("the database " + database + " can't be used: " + why(database, cause), cause);
        this.missing = database.startsWith("jdbc:h2:") && code(cause) == H2_MISSING;
    }

    /** Whether there is none, and none was to be made. */
    boolean isMissing() {
        return missing;
    }

    private static String why(String database, Throwable failure) {
        int code = code(failure);
        if (database.startsWith("jdbc:h2:") && code == H2_IN_USE) {
            return "another relance is at work on it; try again when that has ended";
        }
        if (database.startsWith("jdbc:h2:") && H2_UNREADABLE.contains(code)) {
            return "its file can't be read or written: no permission, damaged, or no database of H2";
        }
        return root(failure);
    }

    private static int code(Throwable failure) {
        int code = 0;
        for (Throwable at = failure; at != null && code == 0; at = at.getCause()) {
            code = at instanceof SQLException sql ? sql.getErrorCode() : 0;
        }
        return code;
    }

    /** What the driver says, without what was wrapped around it, and without a password that it repeats. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root.getMessage() == null ? root.toString() : root.getMessage();
        return PASSWORD.matcher(said).replaceAll("$1...");
    }
}
