package io.relance.adapter.channelsmtp;

/** Delivery status notifications as servers write them. */
final class Notifications {
    private Notifications() {}

    /** One about a mail of that Message-ID, in the manner of Postfix. */
    static String of(String name, String messageId, String action, String status, String diagnosis) {
        return of(name, fields(action, status, diagnosis), original(messageId));
    }

    static String fields(String action, String status, String diagnosis) {
        return """
                Final-Recipient: rfc822; ann@customer.example
                Original-Recipient: rfc822;ann@customer.example
                Action: %s
                Status: %s
                Remote-MTA: dns; mx.customer.example
                Diagnostic-Code: smtp; %s
                """.formatted(action, status, diagnosis);
    }

    static String original(String messageId) {
        return """
                Content-Type: text/rfc822-headers

                Return-Path: <bounces@creditor.example>
                From: Acme <acme@creditor.example>
                Message-ID: %s
                Subject: Reminder
                """.formatted(messageId);
    }

    /** With the fields of the recipients, parted by empty lines, and the part of the original mail. */
    static String of(String name, String recipients, String original) {
        return ("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.creditor.example (Mail Delivery System)
                To: bounces@creditor.example
                Date: Wed, 1 Apr 2026 09:31:00 +0000
                Subject: Undelivered Mail Returned to Sender
                Message-ID: %s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="B0UNDARY/mx"

                --B0UNDARY/mx
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not
                be delivered to one or more recipients.

                --B0UNDARY/mx
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.creditor.example
                X-Postfix-Queue-ID: 4F2A1
                Arrival-Date: Wed, 1 Apr 2026 09:30:00 +0000

                %s
                --B0UNDARY/mx
                %s
                --B0UNDARY/mx--
                """).formatted(name, recipients, original).replace("\n", "\r\n");
    }
}
