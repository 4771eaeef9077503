package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.SmsGateway.Verdict;
import java.net.URI;
import java.util.List;

/**
 * Twilio Programmable Messaging, API version 2010-04-01: {@code POST /2010-04-01/Accounts/{AccountSid}/Messages.json}. It has
 * no key against sending twice, and can't be asked by the customer's reference.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Messages resource</a>
 * @see <a href="https://www.twilio.com/docs/api/errors">Errors and warnings</a>
 */
public final class TwilioMessaging {
    private static final String API = "https://api.twilio.com/2010-04-01/Accounts/";

    /** The recipient, or the words: no number, no mobile, a landline, unsubscribed, no route, an empty or too long body. */
    private static final List<String> FOR_GOOD = List.of(
            "21211", "21214", "21265", "21266", "21401", "21602", "21604", "21610", "21612", "21614", "21617", "21635");

    /** The account, its sender or its permissions; queues that are full, limits that are reached. */
    private static final List<String> FOR_NOW = List.of(
            "14107", "20003", "20404", "20429", "21212", "21408", "21603", "21606", "21608", "21609", "21611", "21659",
            "21660", "21703", "21705", "30001", "30002", "63038");

    private TwilioMessaging() {}

    /**
     * Messages from a sender, which is still to be set.
     *
     * @param accountSid {@code AC} and 32 hexadecimal digits; also the user unless {@link SmsGateway.Builder#basic} gives an
     *     API key
     * @throws IllegalArgumentException when the account is named otherwise
     */
    public static SmsGateway.Builder gateway(String accountSid, String authToken) {
        return account(accountSid, authToken).form("From", "{sender}");
    }

    /**
     * Messages over a Messaging Service, which chooses the sender.
     *
     * @param service {@code MG} and 32 hexadecimal digits
     * @throws IllegalArgumentException when account or service are named otherwise
     */
    public static SmsGateway.Builder gateway(String accountSid, String authToken, String service) {
        return account(accountSid, authToken).form("MessagingServiceSid", sid("MG", service));
    }

    private static SmsGateway.Builder account(String accountSid, String authToken) {
        SmsGateway.Builder gateway = SmsGateway.builder(URI.create(API + sid("AC", accountSid) + "/Messages.json"))
                .basic(accountSid, authToken)
                .form("To", "{recipient}")
                .form("Body", "{text}")
                .form("StatusCallback", "{callback}")
                .reference("/sid")
                .code("/code")
                .words("/message");
        FOR_GOOD.forEach(code -> gateway.verdict(code, Verdict.REFUSED_FOR_GOOD));
        FOR_NOW.forEach(code -> gateway.verdict(code, Verdict.REFUSED_FOR_NOW));
        return gateway;
    }

    private static String sid(String prefix, String sid) {
        if (!sid.matches(prefix + "[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("a name of Twilio's is " + prefix + " and 32 hexadecimal digits");
        }
        return sid;
    }

    /**
     * Status callbacks, whose {@code X-Twilio-Signature} is checked: HMAC-SHA1 under the account's auth token over the
     * address that Twilio was given and the sorted fields. Twilio gives no time, so that a callback may be played again,
     * which changes nothing; a report bears the second of the hand-over. The host passes on the target of the request ({@link
     * io.relance.callback.RawCallback#target}); its path may be another than the one outside.
     *
     * @param url the host's address as Twilio calls it
     */
    public static SmsCallbacks callbacks(String authToken, URI url) {
        return new TwilioCallbacks(authToken, Settings.callbackUrl(url));
    }
}
