package io.relance.template;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a team of the creditor's is told.
 *
 * @param team to whom it goes
 * @param headline what has happened, in one line
 * @param details more of it, a line each; may be empty; what comes after the tenth line is not shown
 * @param link where the case is looked at: an absolute http or https address
 */
public record InternalNote(String team, String headline, List<String> details, Optional<URI> link) {
    /** @throws IllegalArgumentException when the headline is blank, or the link is no web address */
    public InternalNote {
        details = List.copyOf(details);
        if (headline.isBlank()) {
            throw new IllegalArgumentException("the headline of a notification to " + team + " is blank");
        }
        boolean web = link.map(uri -> uri.getHost() != null
                        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())))
                .orElse(true);
        if (!web) {
            throw new IllegalArgumentException(
                    "the link of a notification is an http or https address, but was \"" + link.get() + "\"");
        }
    }
}
