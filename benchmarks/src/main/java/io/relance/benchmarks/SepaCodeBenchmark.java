package io.relance.benchmarks;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.relance.adapter.paymentsepa.SepaAccount;
import io.relance.adapter.paymentsepa.SepaCode;
import io.relance.delivery.CreditTransfer;
import io.relance.receivable.ReceivableId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Codes that start a transfer, beside ZXing alone on the same text, one thread. An operation is one code. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class SepaCodeBenchmark {
    private final CreditTransfer transfer = SepaAccount.of("Ateliers Mercier SAS", "FR76 3000 6000 0112 3456 7890 189")
            .transfer(new ReceivableId("FA-2026-0100"), Money.parse("EUR 1250.00"));
    private final SepaCode code = SepaCode.of(transfer).orElseThrow();
    private final String bytes = new String(code.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    /** Makes sure that both make the same code. */
    @Setup
    public void compare() throws WriterException {
        int white = code.size() - zxing().getMatrix().getWidth();
        if (white != 8 || code().map(SepaCode::text).filter(code.text()::equals).isEmpty()) {
            throw new IllegalStateException("the codes differ");
        }
    }

    /** The code of a transfer. */
    @Benchmark
    public Optional<SepaCode> code() {
        return SepaCode.of(transfer);
    }

    /** ZXing alone. */
    @Benchmark
    public QRCode zxing() throws WriterException {
        return Encoder.encode(bytes, ErrorCorrectionLevel.M);
    }

    /** A code that is there, as a picture of six pixels a module. */
    @Benchmark
    public byte[] png() {
        return code.png(6);
    }

    /** The same as a drawing. */
    @Benchmark
    public String svg() {
        return code.svg();
    }
}
