package io.relance.examples.quickstart;

/** The database can't be used; the same command may be given again. */
final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String database, Throwable cause) {
        super("the database " + database + " can't be used: " + root(cause), cause);
    }

    /** What the driver says, without what was wrapped around it. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
