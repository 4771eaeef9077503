package io.relance.account;

import java.time.LocalDate;

/**
 * A receivable was assigned, to a factor or an insurer: from the day on it is theirs to collect.
 *
 * @param to who has it
 */
public record Assignment(LocalDate from, String to) {}
