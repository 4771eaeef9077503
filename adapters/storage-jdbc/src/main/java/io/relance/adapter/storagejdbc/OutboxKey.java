package io.relance.adapter.storagejdbc;

/** Where a page of the outbox ends. */
record OutboxKey(String customer, String message) {
    /** Before every entry, for no id is empty. */
    static final OutboxKey FIRST = new OutboxKey("", "");
}
