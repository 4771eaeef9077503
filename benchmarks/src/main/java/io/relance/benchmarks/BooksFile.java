package io.relance.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Writes the books of an invented creditor as CSV: invoices and credit notes of three years in the order of their issue, 100 000
 * customers of two currencies, each with their own habit of paying. The same number of rows always gives the same file.
 */
public final class BooksFile {
    /** The day from which the books are seen. */
    public static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

    /** How many customers there are; with few rows not all of them buy. */
    static final int CUSTOMERS = 100_000;

    /** The header, in the words of the mapping that applies without a document. */
    static final String HEADER = "invoice,customer,customerName,country,issued,due,amount,currency,settled,kind";

    private static final long SEED = 20_260_331;
    private static final int DAYS = 1_095;
    private static final int[] TERMS = {14, 30, 30, 45, 60};
    private static final String[] COUNTRIES = {"FR", "FR", "FR", "FR", "GB", "DE", "BE"};
    private static final String[] NAMES = {"Boulangerie", "Garage", "Imprimerie", "Société", "Maison", "Atelier", "Café"
    };

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final String[] dates = new String[DAYS + 1];
    private final byte[] habits = new byte[CUSTOMERS];

    private BooksFile() {
        Arrays.setAll(dates, i -> AS_OF.minusDays(DAYS - i).toString());
        for (int i = 0; i < CUSTOMERS; i++) {
            habits[i] = (byte) (random.nextInt(10) < 7 ? random.nextInt(-5, 8) : random.nextInt(8, 75));
        }
    }

    /** Writes a file: {@code java io.relance.benchmarks.BooksFile ROWS FILE}. */
    public static void main(String[] args) {
        write(Integer.parseInt(args[0]), Path.of(args[1]));
    }

    /** The file of so many rows in {@code directory}, written unless it is there. */
    static Path in(Path directory, int rows) {
        Path file = directory.resolve("books-" + rows + ".csv");
        if (!Files.exists(file)) {
            write(rows, file);
        }
        return file;
    }

    private static void write(int rows, Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (BufferedWriter out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
                new BooksFile().write(rows, out);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int rows, BufferedWriter out) throws IOException {
        out.write(HEADER);
        out.write('\n');
        StringBuilder row = new StringBuilder(120);
        for (int i = 0; i < rows; i++) {
            row.setLength(0);
            row(i, (int) ((long) i * DAYS / rows), row);
            out.append(row).append('\n');
        }
    }

    private void row(int number, int issued, StringBuilder row) {
        int customer = random.nextInt(CUSTOMERS);
        int country = customer % COUNTRIES.length;
        boolean creditNote = random.nextInt(100) < 3;
        int due = issued + TERMS[random.nextInt(TERMS.length)];
        int paid = due + habits[customer] + random.nextInt(-3, 4);
        boolean never = random.nextInt(100) == 0;
        row.append("INV-").append(100_000_000 + number);
        row.append(",C").append(1_000_000 + customer);
        row.append(',').append(NAMES[customer % NAMES.length]).append(' ').append(customer);
        row.append(',').append(COUNTRIES[country]);
        row.append(',').append(dates[issued]);
        row.append(',')
                .append(due <= DAYS ? dates[due] : AS_OF.plusDays(due - DAYS).toString());
        row.append(',').append(random.nextInt(20, 20_000)).append('.').append(10 + random.nextInt(90));
        row.append(',').append(country == 4 && number % 5 != 0 ? "GBP" : "EUR");
        row.append(',').append(creditNote || never || paid > DAYS ? "" : dates[Math.max(issued, paid)]);
        row.append(creditNote ? ",CREDIT_NOTE" : ",INVOICE");
    }
}
