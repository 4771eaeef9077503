package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.testkit.ChannelContract;
import io.relance.testkit.DunningStoreContract;
import io.relance.testkit.PaymentProviderContract;
import io.relance.testkit.ReceivablesSourceContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise of an SPI's page has a test of its number, and every test a promise. */
class SpiRulesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|");
    private static final Pattern NAME = Pattern.compile("^rule_(\\d+)_");

    @Test
    void stores() throws IOException {
        assertThat(tested(DunningStoreContract.class))
                .isEqualTo(promised("storage.md"))
                .hasSizeGreaterThan(30);
    }

    @Test
    void books() throws IOException {
        assertThat(tested(ReceivablesSourceContract.class))
                .isEqualTo(promised("books.md"))
                .hasSizeGreaterThan(8);
    }

    @Test
    void channels() throws IOException {
        assertThat(tested(ChannelContract.class))
                .isEqualTo(promised("channels.md"))
                .hasSizeGreaterThan(25);
    }

    @Test
    void payments() throws IOException {
        assertThat(tested(PaymentProviderContract.class))
                .isEqualTo(promised("payments.md"))
                .hasSizeGreaterThan(30);
    }

    private static List<Integer> promised(String page) throws IOException {
        return numbers(ROW, Files.readString(Path.of("spi", page))).toList();
    }

    private static List<Integer> tested(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .map(Method::getName)
                .flatMap(name -> numbers(NAME, name))
                .sorted()
                .toList();
    }

    private static Stream<Integer> numbers(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> Integer.valueOf(found.group(1)));
    }
}
