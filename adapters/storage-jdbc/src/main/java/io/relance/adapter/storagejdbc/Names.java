package io.relance.adapter.storagejdbc;

import java.util.regex.Pattern;

/** What the tables are called: the schema as the database spells it, and the prefix. */
record Names(String schema, String prefix) {
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    /** A name that needs no quotes in any database. */
    static String plain(String what, String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(what
                    + " is a lower-case letter, then at most 29 lower-case letters, digits and underscores, but was \""
                    + name + "\"");
        }
        return name;
    }

    /** The beginning of the name of every table, to be written before its short name. */
    String qualifiedPrefix() {
        return quotedSchema() + "." + prefix;
    }

    /** A table that is spelled just so. */
    String quoted(String table) {
        return quotedSchema() + ".\"" + table + '"';
    }

    private String quotedSchema() {
        return '"' + schema.replace("\"", "\"\"") + '"';
    }

    String of(Table table) {
        return qualifiedPrefix() + table.name();
    }
}
