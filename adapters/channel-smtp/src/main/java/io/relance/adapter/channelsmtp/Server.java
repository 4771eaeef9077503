package io.relance.adapter.channelsmtp;

import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a server is, and how to speak to it.
 *
 * @param kind what it is called in sentences for people
 * @param trust empty: whom the Java runtime trusts
 */
record Server(
        String kind,
        String host,
        int port,
        Security security,
        Optional<Credentials> credentials,
        Optional<SSLContext> trust) {

    /** What the mail library needs to connect, for a protocol of that name. */
    Properties properties(String protocol, Deadline deadline) {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        SSLSocketFactory tls = security == Security.NONE ? null : tls();
        properties.put(prefix + "socketFactory", new LineFactory(deadline, security == Security.TLS ? tls : null));
        // else the library goes on with a socket of its own, which has no deadline
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        if (tls != null && security != Security.TLS) {
            properties.put(prefix + "ssl.socketFactory", tls);
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", Boolean.toString(security == Security.STARTTLS));
        }
        // by itself the library would offer a token as if it were a password
        credentials
                .filter(Credentials::isToken)
                .ifPresent(token -> properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2"));
        return properties;
    }

    private SSLSocketFactory tls() {
        try {
            return (trust.isPresent() ? trust.get() : SSLContext.getDefault()).getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    @Override
    public String toString() {
        return kind + " " + host + ":" + port;
    }
}
