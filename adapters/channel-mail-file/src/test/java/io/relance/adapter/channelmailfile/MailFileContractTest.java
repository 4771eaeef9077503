package io.relance.adapter.channelmailfile;

import io.relance.channel.Channel;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The contract of channels on mail files; the far end is the directory. */
class MailFileContractTest extends ChannelContract {
    @TempDir
    Path directory;

    /** A mail is parsed once. */
    private final Map<Path, FarEnd.Arrived> read = new HashMap<>();

    @Override
    protected Channel channel() {
        return MailFileChannel.into(directory, InstantSource.system());
    }

    @Override
    protected FarEnd farEnd() {
        return new Directory(directory.resolve("outbox"), read);
    }

    private record Directory(Path outbox, Map<Path, Arrived> read) implements FarEnd {
        private static final Pattern ID = Pattern.compile("<([0-9a-f]{64})\\.([a-z0-9-]+)\\.(\\d+)@relance\\.invalid>");

        @Override
        public Set<Manner> manners() {
            return Set.of(Manner.ACCEPTS, Manner.REFUSES_FOR_NOW);
        }

        /** A file where the directory should be: nothing can be written. */
        @Override
        public void behave(Manner manner) {
            Path kept = outbox.resolveSibling("kept");
            try {
                if (manner == Manner.REFUSES_FOR_NOW && !Files.isRegularFile(outbox)) {
                    if (Files.exists(outbox)) {
                        Files.move(outbox, kept);
                    }
                    Files.createFile(outbox);
                } else if (manner == Manner.ACCEPTS && Files.isRegularFile(outbox)) {
                    Files.delete(outbox);
                    if (Files.exists(kept)) {
                        Files.move(kept, outbox);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<Arrived> arrived() {
            if (!Files.isDirectory(outbox)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(outbox)) {
                return files.sorted()
                        .map(file -> read.computeIfAbsent(file, Directory::parsed))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Arrived parsed(Path file) {
            try (InputStream in = Files.newInputStream(file)) {
                MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
                Matcher id = ID.matcher(mail.getMessageID());
                if (!id.matches() || mail.getRecipients(RecipientType.TO).length != 1) {
                    throw new AssertionError("an odd mail: " + mail.getMessageID());
                }
                MimeMultipart parts = (MimeMultipart) mail.getContent();
                Map<String, byte[]> attachments = new HashMap<>();
                for (int i = 1; i < parts.getCount() && mail.isMimeType("multipart/mixed"); i++) {
                    BodyPart part = parts.getBodyPart(i);
                    attachments.put(
                            MimeUtility.decodeText(part.getFileName()),
                            part.getInputStream().readAllBytes());
                }
                BodyPart first = parts.getBodyPart(0);
                if (first.isMimeType("multipart/alternative")) {
                    first = ((MimeMultipart) first.getContent()).getBodyPart(0);
                }
                return new Arrived(
                        new DeliveryId(
                                new MessageId(id.group(1)), new ChannelId(id.group(2)), Integer.parseInt(id.group(3))),
                        ((InternetAddress) mail.getRecipients(RecipientType.TO)[0]).getAddress(),
                        Optional.of(mail.getSubject()),
                        new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"),
                        Collections.list(mail.getAllHeaders()).stream()
                                .map(header -> header.getName().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()),
                        attachments);
            } catch (IOException | MessagingException e) {
                throw new AssertionError("can't read " + file, e);
            }
        }
    }
}
