package io.relance.examples.quickstart;

import io.relance.Relance;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.template.TemplateCatalogue;
import java.util.List;

/** An engine that is asked what it remembers and would decide, and sends nothing. */
final class Onlooker {
    private Onlooker() {}

    static Relance over(
            Database database,
            ImportedBooks books,
            List<AccountId> accounts,
            BooksOptions options,
            Policy policy,
            TemplateCatalogue templates) {
        Relance.Builder builder = Relance.builder()
                .books(new BooksSource(books, accounts, "looked at"))
                .store(database.store())
                .policy(policy)
                .templates(templates)
                .sender(RunCommand.sender(options));
        NoMails.all(new SimulatedClock(options.timeZone, options.asOf)).forEach(builder::channel);
        return builder.build();
    }
}
