/** E-mail over SMTP, with what came back from a mailbox over IMAP. */
@NullMarked
package io.relance.adapter.channelsmtp;

import org.jspecify.annotations.NullMarked;
