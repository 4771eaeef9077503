package io.relance.benchmarks;

import io.relance.adapter.channelsmtp.SmtpChannel;
import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reminders about three invoices, text and HTML, sent to a server in the same process over the loopback address, one thread: by the
 * channel, and by a bare loop over the library that the channel uses. An operation is one mail.
 *
 * <p>The channel opens a line anew after 100 mails, as it does by default; the bare loop keeps one line. {@code angus} is given sockets that
 * send at once, without which every mail waits 40 ms for the acknowledgement of its words; {@code angusAsItComes} is not.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class SmtpBenchmark {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String HOST = "127.0.0.1";
    private static final String CUSTOMER = "compta@lefevre.example";
    private static final String CREDITOR = "comptabilite@ateliers-mercier.example";

    private final RenderedMessage words =
            TemplateCatalogue.builtIn().render("reminder", WrittenMessages.reminder("fr"));
    private final MailSink server;
    private final SmtpChannel channel;
    private final Session session;
    private final Transport transport;
    private final Transport waiting;
    private long sent;

    /** A server, and both who speak to it. */
    public SmtpBenchmark() {
        try {
            server = MailSink.start();
            channel = SmtpChannel.create(SmtpSettings.builder(HOST)
                    .port(server.port())
                    .security(Security.NONE)
                    .helloName("benchmarks.example")
                    .build());
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.localhost", "benchmarks.example");
            session = Session.getInstance(properties);
            waiting = Session.getInstance((Properties) properties.clone()).getTransport("smtp");
            properties.put("mail.smtp.socketFactory", new PromptSockets());
            transport = session.getTransport("smtp");
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets both send one, and makes sure that these say the same. */
    @Setup
    public void compare() throws Exception {
        transport.connect(HOST, server.port(), null, null);
        waiting.connect(HOST, server.port(), null, null);
        channel();
        MimeMessage ours = lastMail();
        angus();
        MimeMessage theirs = lastMail();
        MimeMultipart our = (MimeMultipart) ours.getContent();
        MimeMultipart their = (MimeMultipart) theirs.getContent();
        boolean same = ours.getSubject().equals(theirs.getSubject())
                && ours.getFrom()[0].equals(theirs.getFrom()[0])
                && our.getCount() == their.getCount();
        for (int i = 0; same && i < our.getCount(); i++) {
            same = text(our, i).equals(text(their, i));
        }
        if (!same || server.mails() != 2) {
            throw new IllegalStateException("the mails differ");
        }
    }

    private MimeMessage lastMail() throws MessagingException {
        return new MimeMessage(session, new ByteArrayInputStream(server.last()));
    }

    private static String text(MimeMultipart parts, int part) throws MessagingException, IOException {
        return parts.getBodyPart(part)
                .getContent()
                .toString()
                .replace("\r\n", "\n")
                .strip();
    }

    /** Closes both lines, then the server. */
    @TearDown
    public void close() throws MessagingException, IOException {
        channel.close();
        transport.close();
        waiting.close();
        server.close();
    }

    /** Sends the next over the channel. */
    @Benchmark
    public DeliveryReceipt channel() {
        DeliveryId delivery =
                new DeliveryId(new MessageId(String.format(Locale.ROOT, "%064x", sent++)), ChannelId.EMAIL, 0);
        OutboundMessage.Builder message = OutboundMessage.builder(delivery, AccountId.of("acme", "C-1"))
                .recipientAddress(CUSTOMER)
                .recipientName("Boulangerie Lef\u00e8vre & Fils")
                .senderAddress(CREDITOR)
                .senderName("Ateliers Mercier SAS")
                .subject(words.subject())
                .text(words.text())
                .language(words.language())
                .businessDate(WrittenMessages.TODAY)
                .plannedAt(WrittenMessages.TODAY.atTime(8, 0).toInstant(ZoneOffset.UTC));
        words.html().ifPresent(message::html);
        DeliveryReceipt receipt = channel.deliver(message.build(), TIMEOUT);
        if (!(receipt instanceof DeliveryReceipt.Accepted)) {
            throw new IllegalStateException(receipt.toString());
        }
        return receipt;
    }

    /** Sends the next with the library alone, as its documentation shows it, over one line whose socket does not wait. */
    @Benchmark
    public MimeMessage angus() throws MessagingException, UnsupportedEncodingException {
        return send(transport);
    }

    /** The same, over a socket as it comes. */
    @Benchmark
    public MimeMessage angusAsItComes() throws MessagingException, UnsupportedEncodingException {
        return send(waiting);
    }

    private MimeMessage send(Transport over) throws MessagingException, UnsupportedEncodingException {
        String utf8 = StandardCharsets.UTF_8.name();
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(CREDITOR, "Ateliers Mercier SAS", utf8));
        mail.setRecipient(RecipientType.TO, new InternetAddress(CUSTOMER, "Boulangerie Lef\u00e8vre & Fils", utf8));
        mail.setSubject(words.subject(), utf8);
        mail.setSentDate(Date.from(WrittenMessages.TODAY.atTime(8, 0).toInstant(ZoneOffset.UTC)));
        MimeBodyPart text = new MimeBodyPart();
        text.setText(words.text(), utf8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(words.html().orElseThrow(), utf8, "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        over.sendMessage(mail, mail.getAllRecipients());
        return mail;
    }
}
