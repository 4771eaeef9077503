package io.relance.account;

/**
 * An account's behaviour with what was concluded from it, as of one day; constant until the next ledger change or first of a
 * month, so that a decision can be repeated.
 *
 * @param behaviour the figures, with their as-of date
 */
public record FrozenBehaviour(PayerBehaviour behaviour, Segment segment, PaymentScore score) {}
