package io.relance.adapter.channelsmtp;

import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import io.relance.delivery.DeliveryReceipt;
import io.relance.mail.Mail;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One line to the mail server, which knows how far a hand-over came: that, not the kind of exception, tells what became of it. For one
 * thread at a time.
 */
final class SmtpLine extends SMTPTransport {
    /** How much a server may say in one hand-over. */
    static final long MOST_READ = 1_000_000;

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** What a hand-over has come to. */
    enum Step {
        CONNECTING,
        SENDER,
        RECIPIENT,
        DATA,
        WORDS,
        END
    }

    private final SmtpSettings settings;
    private final Deadline deadline;
    private final Wording wording;
    private Step step = Step.CONNECTING;
    /** The first answer in the step; what follows is clearing up. While connecting: the last. */
    private Optional<Answer> answer = Optional.empty();

    private boolean lost;
    private int sent;
    private long lastUsed = System.nanoTime();

    private SmtpLine(SmtpSettings settings, Session session, Deadline deadline) {
        super(
                session,
                new URLName("smtp", settings.server().host(), settings.server().port(), null, null, null));
        this.settings = settings;
        this.deadline = deadline;
        this.wording = new Wording(settings.server());
    }

    /**
     * A new line, ready for a hand-over.
     *
     * @throws LineException when none can be had, with a sentence for people
     */
    static SmtpLine open(SmtpSettings settings, Deadline until) throws LineException {
        Deadline deadline = Deadline.over();
        deadline.become(until);
        Server server = settings.server();
        Properties properties = server.properties("smtp", deadline);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(server.credentials().isPresent()));
        settings.helloName().ifPresent(name -> properties.setProperty("mail.smtp.localhost", name));
        SmtpLine line = new SmtpLine(settings, Session.getInstance(properties), deadline);
        try {
            String secret = server.credentials().isPresent()
                    ? server.credentials().get().secret()
                    : null;
            line.connect(
                    server.host(),
                    server.port(),
                    server.credentials().map(Credentials::user).orElse(null),
                    secret);
        } catch (MessagingException | RuntimeException e) {
            throw new LineException(line.wording.failure(e, line.answer));
        }
        return line;
    }

    /** Whether the line has carried a mail before: then the server may have dropped it meanwhile. */
    boolean isUsed() {
        return sent > 0;
    }

    /** Whether it may carry another mail. */
    boolean isFresh() {
        return !lost
                && sent < settings.mailsPerLine()
                && System.nanoTime() - lastUsed < settings.idle().toNanos();
    }

    /** Whether the last hand-over failed since the line was gone, before anything could have been taken. */
    boolean wasGone() {
        return lost && step != Step.END;
    }

    /** Hands a mail over; never throws for what a server or a line may do. */
    DeliveryReceipt send(Mail mail, String envelopeSender, String envelopeId, Deadline until) {
        deadline.become(until);
        step = Step.SENDER;
        answer = Optional.empty();
        sent++;
        lost = true; // until it is known not to be
        try {
            Optional<Long> limit = limit().filter(most -> mail.size() > most);
            if (limit.isPresent()) {
                lost = false;
                return new DeliveryReceipt.PermanentFailure(settings.server() + " takes mails of at most " + limit.get()
                        + " bytes, but this one has " + mail.size());
            }
            InternetAddress recipient = new InternetAddress();
            recipient.setAddress(mail.recipient());
            sendMessage(message(mail, envelopeSender, envelopeId), new Address[] {recipient});
            lost = false;
            lastUsed = System.nanoTime();
            return verdict(Optional.empty());
        } catch (MessagingException | RuntimeException e) {
            lost = answer.isEmpty()
                    || answer.get().endsTheLine()
                    || Wording.has(e, IOException.class).isPresent();
            lastUsed = System.nanoTime();
            return verdict(Optional.of(e));
        }
    }

    private Optional<Long> limit() {
        String parameter = getExtensionParameter("SIZE");
        return parameter == null || !parameter.matches("[1-9][0-9]{0,17}")
                ? Optional.empty()
                : Optional.of(Long.valueOf(parameter));
    }

    private RawMail message(Mail mail, String envelopeSender, String envelopeId) throws MessagingException {
        RawMail message = new RawMail(session, mail);
        message.setEnvelopeFrom(envelopeSender);
        message.setReturnOption(SMTPMessage.RETURN_HDRS);
        message.setNotifyOptions(SMTPMessage.NOTIFY_FAILURE
                | SMTPMessage.NOTIFY_DELAY
                | (settings.confirmsDeliveries() ? SMTPMessage.NOTIFY_SUCCESS : 0));
        String extension = (supportsExtension("SIZE") ? " SIZE=" + mail.size() : "")
                + (supportsExtension("DSN") ? " ENVID=" + envelopeId : "");
        message.setMailExtension(extension.strip());
        return message;
    }

    private DeliveryReceipt verdict(Optional<Exception> failure) {
        if (step == Step.END) {
            return ended(failure);
        }
        Optional<Answer> said = answer.filter(one -> one.isForNow() || one.isForGood());
        if (said.isEmpty()) {
            String why = failure.map(e -> wording.failure(e, answer)).orElse(settings.server() + " closed the line");
            return new DeliveryReceipt.TemporaryFailure(why + "; nothing was sent");
        }
        return refused(said.get());
    }

    private DeliveryReceipt refused(Answer said) {
        boolean ours = said.code() == 503 || said.code() == 530 || said.code() == 535 || said.code() == 538;
        boolean tooLarge = step == Step.SENDER && said.code() == 552;
        String reason = switch (step) {
            case SENDER -> wording.sentence(tooLarge ? "refuses a mail of this size" : "refuses the sender", said);
            case RECIPIENT -> wording.sentence("refuses the recipient", said);
            default -> wording.sentence("refuses the mail", said);
        };
        // 552 for a recipient is a full mailbox, or too many at once (RFC 5321, 4.5.3.1.10); another recipient mends no
        // sender
        boolean forGood = said.isForGood()
                && !ours
                && (step == Step.SENDER ? tooLarge : step != Step.RECIPIENT || said.code() != 552);
        return forGood ? new DeliveryReceipt.PermanentFailure(reason) : new DeliveryReceipt.TemporaryFailure(reason);
    }

    /** All words were sent: without an answer nobody knows. */
    private DeliveryReceipt ended(Optional<Exception> failure) {
        if (answer.isPresent() && answer.get().isSuccess()) {
            return new DeliveryReceipt.Accepted(
                    settings.clock().instant(),
                    Optional.of(wording.quoted(answer.get().text())));
        }
        if (answer.isPresent() && (answer.get().isForNow() || answer.get().isForGood())) {
            return refused(answer.get());
        }
        return new DeliveryReceipt.InDoubt(
                failure.map(e -> wording.failure(e, answer)).orElse(settings.server() + " closed the line")
                        + ", after the whole mail had been sent and before it was acknowledged");
    }

    /** Lets go of it; says goodbye where that costs nothing. */
    void end() {
        // over a line that is gone nothing is waited for
        deadline.become(lost ? Deadline.over() : Deadline.in(GOODBYE, MOST_READ));
        try {
            close();
        } catch (MessagingException | RuntimeException e) {
            lost = true; // gone already, which is what was wanted
        }
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood = super.ehlo(domain);
        if (settings.server().security() == Security.STARTTLS && !isSSL() && !supportsExtension("STARTTLS")) {
            throw new UnofferedException("offers no STARTTLS, and the settings ask for it");
        }
        if (settings.server().security() == Security.STARTTLS_IF_OFFERED
                && settings.server().credentials().isPresent()
                && !isSSL()
                && !supportsExtension("STARTTLS")) {
            throw new UnofferedException("offers no STARTTLS, and "
                    + settings.server().credentials().get().name() + " is not sent in the clear");
        }
        return understood;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        enter(Step.SENDER);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        enter(Step.RECIPIENT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        enter(Step.DATA);
        OutputStream out = super.data();
        enter(Step.WORDS);
        return out;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        enter(Step.END);
        super.finishData();
    }

    private void enter(Step next) {
        step = next;
        answer = Optional.empty();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (step == Step.CONNECTING || answer.isEmpty()) {
            answer = Optional.of(new Answer(code, String.valueOf(getLastServerResponse())));
        }
        return code;
    }
}
