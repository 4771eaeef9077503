package io.relance.account;

import java.time.LocalDate;

/** Insolvency proceedings over the customer: items issued by the judgment stop, later ones go on. */
public record Insolvency(LocalDate judgment) {}
