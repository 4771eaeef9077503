package io.relance.adapter.channelsmtp;

import io.relance.mail.Mail;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail whose bytes are there already, as the library's transport wants it. */
final class RawMail extends SMTPMessage {
    private final byte[] bytes;

    RawMail(Session session, Mail mail) {
        super(session);
        this.bytes = mail.bytes();
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
    }
}
