package io.relance.adapter.channelsmtp;

import io.relance.adapter.channelsmtp.ScriptedServer.Verb;
import io.relance.mail.MailIds;
import io.relance.testkit.FarEnd;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The scripted server as a far end; its refusals repeat the password, as no server should. */
class SmtpFarEnd implements FarEnd {
    static final String PASSWORD = "pa55-w0rd";

    private final ScriptedServer server;
    /** A mail is parsed once. */
    private final Map<ScriptedServer.Taken, Arrived> read = new IdentityHashMap<>();

    SmtpFarEnd(ScriptedServer server) {
        this.server = server;
    }

    @Override
    public Set<Manner> manners() {
        return EnumSet.allOf(Manner.class);
    }

    @Override
    public void behave(Manner manner) {
        server.usual().setAway(manner == Manner.AWAY);
        switch (manner) {
            case ACCEPTS_LATE -> server.pausesAt(Verb.END, Duration.ofMillis(500));
            case REFUSES_FOR_NOW -> server.at(Verb.RCPT, "451-4.3.0 try\n451 4.3.0 later, " + PASSWORD);
            case REFUSES_FOR_GOOD -> server.at(Verb.RCPT, "550 5.1.1 no such user, " + PASSWORD);
            case SILENT_BEFORE_TAKING -> server.hangsAt(Verb.RCPT, false);
            case SILENT_AFTER_TAKING -> server.hangsAt(Verb.END, true);
            case DROPS_AFTER_TAKING -> server.dropsAt(Verb.END, true);
            default -> server.usual();
        }
    }

    @Override
    public List<Arrived> arrived() {
        return server.taken().stream()
                .map(taken -> read.computeIfAbsent(taken, SmtpFarEnd::read))
                .toList();
    }

    private static Arrived read(ScriptedServer.Taken taken) {
        try {
            MimeMessage mail = parsed(taken.bytes());
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            Map<String, byte[]> attachments = new HashMap<>();
            for (int i = 1; i < parts.getCount() && mail.isMimeType("multipart/mixed"); i++) {
                BodyPart part = parts.getBodyPart(i);
                attachments.put(part.getFileName(), part.getInputStream().readAllBytes());
            }
            BodyPart first = parts.getBodyPart(0);
            if (first.isMimeType("multipart/alternative")) {
                first = ((MimeMultipart) first.getContent()).getBodyPart(0);
            }
            return new Arrived(
                    MailIds.read(mail.getMessageID()).orElseThrow(),
                    taken.recipient(),
                    Optional.of(mail.getSubject()),
                    new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"),
                    Collections.list(mail.getAllHeaders()).stream()
                            .map(header -> header.getName().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet()),
                    attachments);
        } catch (IOException | MessagingException e) {
            throw new AssertionError("can't read " + new String(taken.bytes(), StandardCharsets.ISO_8859_1), e);
        }
    }

    static MimeMessage parsed(byte[] mail) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    }

    @Override
    public int openLines() {
        return server.openLines();
    }

    @Override
    public Set<String> secrets() {
        return Set.of(PASSWORD);
    }
}
