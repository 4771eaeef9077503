package io.relance.template;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lists of a message are too long to stand in it: it has room for {@value TemplateCatalogue#MAX_LISTED_LINES} lines, and lists
 * that come first have the first claim to them.
 */
final class LongLists {
    private LongLists() {}

    /** The variables of the lists that have no room, in the order of the message. */
    static Set<String> of(MessageModel model) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("invoices", model.overdue().size());
        sizes.put("soonDue", model.soonDue().size());
        sizes.put("openClaims", model.openClaims().size());
        sizes.put("information", model.information().size());
        sizes.put("settled", model.settled().size());
        sizes.put("instalments", model.instalments().size());
        sizes.put(
                "statementLines",
                model.statement().map(Statement::lines).orElse(List.of()).size());
        Set<String> tooLong = new LinkedHashSet<>();
        int room = TemplateCatalogue.MAX_LISTED_LINES;
        for (Map.Entry<String, Integer> list : sizes.entrySet()) {
            if (list.getValue() <= room) {
                room -= list.getValue();
            } else {
                tooLong.add(list.getKey());
            }
        }
        return tooLong;
    }
}
