package io.relance.adapter.channelsmtp;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** A folder that is open. */
final class Mailbox implements AutoCloseable {
    private final BounceMailbox settings;
    private final IMAPStore store;
    private final IMAPFolder folder;

    private Mailbox(BounceMailbox settings, IMAPStore store, IMAPFolder folder) {
        this.settings = settings;
        this.store = store;
        this.folder = folder;
    }

    static Mailbox open(BounceMailbox settings, Deadline deadline, int mode) throws MessagingException {
        Server server = settings.server();
        Properties properties = server.properties("imap", deadline);
        // one line; nothing is marked as seen; what the server can't search is an error, not a download of everything
        properties.setProperty("mail.imap.connectionpoolsize", "1");
        properties.setProperty("mail.imap.peek", "true");
        properties.setProperty("mail.imap.throwsearchexception", "true");
        Session session = Session.getInstance(properties);
        IMAPStore store = new IMAPStore(session, new URLName("imap", server.host(), server.port(), null, null, null));
        Credentials credentials = server.credentials().orElseThrow();
        try {
            store.connect(server.host(), server.port(), credentials.user(), credentials.secret());
            IMAPFolder folder = (IMAPFolder) store.getFolder(settings.folder());
            folder.open(mode);
            return new Mailbox(settings, store, folder);
        } catch (MessagingException | RuntimeException e) {
            close(store);
            throw e;
        }
    }

    IMAPFolder folder() {
        return folder;
    }

    /** Marks mails by their numbers, unless the mailbox was made anew since. */
    void mark(long[] numbers, long validity) throws MessagingException {
        if (folder.getUIDValidity() != validity) {
            throw new UnofferedException("has made its folder anew");
        }
        Message[] mails = Arrays.stream(folder.getMessagesByUID(numbers))
                .filter(Objects::nonNull)
                .toArray(Message[]::new);
        if (mails.length == 0) {
            return;
        }
        if (settings.deletes()) {
            folder.setFlags(mails, new Flags(Flags.Flag.DELETED), true);
            if (store.hasCapability("UIDPLUS")) {
                folder.expunge(mails); // these alone, not what others have marked
            }
            return;
        }
        Flags kept = folder.getPermanentFlags();
        if (kept == null || !(kept.contains(Flags.Flag.USER) || kept.contains(BounceMailbox.KEYWORD))) {
            throw new UnofferedException("keeps no keywords: reports that are through can only be deleted there");
        }
        folder.setFlags(mails, new Flags(BounceMailbox.KEYWORD), true);
    }

    @Override
    public void close() {
        try {
            if (folder.isOpen()) {
                folder.close(false);
            }
        } catch (MessagingException | RuntimeException e) {
            // the line is gone, and with it the folder
            close(store);
            return;
        }
        close(store);
    }

    private static void close(IMAPStore store) {
        try {
            store.close();
        } catch (MessagingException | RuntimeException e) {
            // gone already, which is what was wanted
            return;
        }
    }
}
