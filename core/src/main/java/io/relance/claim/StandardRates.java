package io.relance.claim;

import java.math.BigDecimal;
import java.util.List;

/** The reference rates that are shipped: a table, so that it can be held against its sources. */
final class StandardRates {
    /** A column of the table. */
    private record Column(RateSeries series, String source) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(RateSeries.ECB_REFINANCING, "European Central Bank, key interest rates"),
            new Column(
                    RateSeries.FRENCH_LEGAL_PROFESSIONAL, "Journal officiel, order that fixes the legal interest rate"),
            new Column(RateSeries.GERMAN_BASE, "Deutsche Bundesbank, base rate under section 247 BGB"),
            new Column(RateSeries.BANK_OF_ENGLAND, "Bank of England, official Bank Rate"));

    /**
     * Percent, by the half-year for which each holds: that of the European Central Bank is the one in force on 1 January or
     * 1 July, that of the Bank of England the one on 31 December or 30 June before. A dash: not evidenced, so not here.
     */
    private static final String TABLE = """
            2009 H1  2.50     -   1.62     -
            2009 H2  1.00     -   0.12     -
            2010 H1  1.00     -   0.12     -
            2010 H2  1.00     -   0.12     -
            2011 H1  1.00     -   0.12     -
            2011 H2  1.25     -   0.37     -
            2012 H1  1.00     -   0.12     -
            2012 H2  1.00     -   0.12     -
            2013 H1  0.75     -  -0.13     -
            2013 H2  0.50     -  -0.38     -
            2014 H1  0.25     -  -0.63     -
            2014 H2  0.15     -  -0.73     -
            2015 H1  0.05  0.93  -0.83  0.50
            2015 H2  0.05     -  -0.83  0.50
            2016 H1  0.05  1.01  -0.83  0.50
            2016 H2  0.00  0.93  -0.88  0.50
            2017 H1  0.00  0.90  -0.88  0.25
            2017 H2  0.00  0.90  -0.88  0.25
            2018 H1  0.00  0.89  -0.88  0.50
            2018 H2  0.00  0.88  -0.88  0.50
            2019 H1  0.00  0.86  -0.88  0.75
            2019 H2  0.00  0.87  -0.88  0.75
            2020 H1  0.00  0.87  -0.88  0.75
            2020 H2  0.00  0.84  -0.88  0.10
            2021 H1  0.00  0.79  -0.88  0.10
            2021 H2  0.00  0.76  -0.88  0.10
            2022 H1  0.00  0.76  -0.88  0.25
            2022 H2  0.00  0.77  -0.88  1.25
            2023 H1  2.50  2.06   1.62  3.50
            2023 H2  4.00  4.22   3.12  5.00
            2024 H1  4.50  5.07   3.62  5.25
            2024 H2  4.25  4.92   3.37     -
            2025 H1  3.15  3.71   2.27     -
            2025 H2  2.15  2.76   1.27     -
            2026 H1  2.15  2.62   1.27     -
            """;

    private StandardRates() {}

    static ReferenceRates read() {
        ReferenceRates.Builder rates = ReferenceRates.builder();
        TABLE.lines().forEach(line -> {
            String[] fields = line.strip().split(" +", -1);
            int year = Integer.parseInt(fields[0]);
            int half = Integer.parseInt(fields[1].substring(1));
            for (int i = 0; i < COLUMNS.size(); i++) {
                String percent = fields[i + 2];
                if (!percent.equals("-")) {
                    Column column = COLUMNS.get(i);
                    rates.semester(column.series(), year, half, new BigDecimal(percent), column.source());
                }
            }
        });
        return rates.build();
    }
}
