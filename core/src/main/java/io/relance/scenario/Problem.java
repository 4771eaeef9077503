package io.relance.scenario;

/**
 * One thing wrong with a definition.
 *
 * @param severity an error keeps the definition from being used; a warning does not
 * @param code a stable name for the kind of problem, upper case with underscores
 * @param path where it is, as a path into the definition ({@code scenarios[0].steps[2].when})
 * @param message what is wrong, with the values
 * @param remedy what would be right
 */
public record Problem(Severity severity, String code, String path, String message, String remedy) {
    /** How bad a problem is. */
    public enum Severity {
        /** The definition can't be used. */
        ERROR,
        /** It can be used, and probably does not do what was meant. */
        WARNING
    }

    /** An error. */
    public static Problem error(String code, String path, String message, String remedy) {
        return new Problem(Severity.ERROR, code, path, message, remedy);
    }

    /** A warning. */
    public static Problem warning(String code, String path, String message, String remedy) {
        return new Problem(Severity.WARNING, code, path, message, remedy);
    }

    /** The same problem, its path put behind {@code prefix}. */
    public Problem under(String prefix) {
        String joined = path.isEmpty() ? prefix : path.startsWith("[") ? prefix + path : prefix + "." + path;
        return new Problem(severity, code, joined, message, remedy);
    }

    /** Whether it is an error. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message + "; " + remedy;
    }
}
