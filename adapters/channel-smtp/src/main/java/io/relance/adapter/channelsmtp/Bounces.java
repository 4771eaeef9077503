package io.relance.adapter.channelsmtp;

import io.relance.channel.LateReceipt;
import io.relance.delivery.ChannelId;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * Reads what came back from a mailbox. What is through is marked there, so that another program, or this one after a restart, goes on
 * where this one was. For several threads, which take turns.
 */
final class Bounces {
    /** How many bytes of a notification are read: the original mail at its end may be cut off. */
    static final int MOST_BYTES = 256 * 1024;
    /** How much is read from the server in one go. */
    private static final long MOST_READ = 64L * 1024 * 1024;
    /** How many mails are remembered to have been read. */
    private static final int MOST_REMEMBERED = 20_000;

    private static final Logger LOG = System.getLogger(Bounces.class.getName());
    private static final Duration TO_MARK = Duration.ofSeconds(30);

    private final BounceMailbox settings;
    private final ChannelId channel;
    private final Wording wording;
    /** By the mailbox's number of a mail: what it reports; empty when it does not concern us. */
    private final Map<Long, Optional<LateReceipt>> read = new LinkedHashMap<>();

    private long validity;
    private String complaint = "";

    Bounces(BounceMailbox settings, ChannelId channel) {
        this.settings = settings;
        this.channel = channel;
        this.wording = new Wording(settings.server());
    }

    /** The oldest reports that are not through; none when the mailbox can't be reached, which is written to the log once. */
    synchronized List<LateReceipt> poll(int limit, Duration timeout) {
        Deadline deadline = Deadline.in(timeout, MOST_READ);
        Map<String, LateReceipt> found = new LinkedHashMap<>();
        try (Mailbox mailbox = Mailbox.open(settings, deadline, Folder.READ_ONLY)) {
            IMAPFolder folder = mailbox.folder();
            String before = complaint;
            for (Message mail : reports(folder)) {
                if (found.size() >= limit) {
                    break;
                }
                Optional<LateReceipt> receipt;
                try {
                    receipt = receipt(folder, (IMAPMessage) mail);
                } catch (MessagingException | IOException e) {
                    if (!folder.isOpen()) {
                        throw e;
                    }
                    // one that can't be fetched, or was taken away meanwhile, is not in the way of the others
                    complain(wording.failure(e, Optional.empty()));
                    continue;
                }
                receipt.ifPresent(one -> found.putIfAbsent(one.id(), one));
            }
            if (complaint.equals(before)) {
                complaint = "";
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            complain(wording.failure(e, Optional.empty()));
        }
        return List.copyOf(found.values());
    }

    private Message[] reports(IMAPFolder folder) throws MessagingException {
        if (folder.getUIDValidity() != validity) {
            read.clear();
            validity = folder.getUIDValidity();
        }
        List<SearchTerm> terms = new ArrayList<>();
        terms.add(new FlagTerm(new Flags(Flags.Flag.DELETED), false));
        terms.add(new FlagTerm(new Flags(BounceMailbox.KEYWORD), false));
        terms.add(new HeaderTerm("Content-Type", "multipart/report"));
        return folder.search(new AndTerm(terms.toArray(SearchTerm[]::new)));
    }

    private Optional<LateReceipt> receipt(IMAPFolder folder, IMAPMessage mail) throws MessagingException, IOException {
        long number = folder.getUID(mail);
        Optional<LateReceipt> known = read.get(number);
        if (known != null) {
            return known;
        }
        Optional<LateReceipt> receipt = receipt(number, mail);
        if (read.size() >= MOST_REMEMBERED) {
            read.remove(read.keySet().iterator().next());
        }
        read.put(number, receipt);
        return receipt;
    }

    private Optional<LateReceipt> receipt(long number, IMAPMessage mail) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = mail.getMimeStream()) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        Optional<DeliveryReport> report;
        try {
            report = DeliveryReport.read(bytes);
        } catch (MessagingException | IOException | RuntimeException e) {
            // not as the standard has it: left to people
            return Optional.empty();
        }
        Date arrived = mail.getReceivedDate();
        return report.filter(of -> of.delivery().channel().equals(channel))
                .map(of -> new LateReceipt(
                        name(of, number),
                        Optional.of(of.delivery()),
                        Optional.empty(),
                        of.outcome(),
                        arrived == null ? Instant.EPOCH : arrived.toInstant(),
                        wording.quoted(of.detail())));
    }

    /** The same for the same notification, also when it arrived twice; of one without a name, by its place in the mailbox. */
    private String name(DeliveryReport report, long number) {
        String own = report.name().isBlank()
                ? validity + "." + number
                : report.name().strip();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((report.delivery() + " " + report.outcome() + " " + own).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * Marks the reports as through.
     *
     * @throws IllegalStateException when the mailbox can't be reached, or keeps no marks; the reports come again
     */
    synchronized void acknowledge(List<LateReceipt> receipts) {
        Set<String> through = new HashSet<>();
        receipts.forEach(receipt -> through.add(receipt.id()));
        long[] numbers = read.entrySet().stream()
                .filter(one -> one.getValue()
                        .filter(receipt -> through.contains(receipt.id()))
                        .isPresent())
                .mapToLong(Map.Entry::getKey)
                .toArray();
        if (numbers.length == 0) {
            return;
        }
        try (Mailbox mailbox = Mailbox.open(settings, Deadline.in(TO_MARK, MOST_READ), Folder.READ_WRITE)) {
            mailbox.mark(numbers, validity);
        } catch (MessagingException | RuntimeException e) {
            throw new IllegalStateException(wording.failure(e, Optional.empty()));
        }
        for (long number : numbers) {
            read.remove(number);
        }
    }

    /** Once for each reason, not with every call. */
    private void complain(String reason) {
        if (!reason.equals(complaint)) {
            complaint = reason;
            LOG.log(Level.WARNING, "bounces of channel {0} can''t be read: {1}", channel, reason);
        }
    }
}
