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
    /** The most lines on pages after a letter, of all lists together: some sixty pages. */
    static final int MAX_ANNEXED_LINES = 2000;

    private LongLists() {}

    /** Whether the lists that have no room in a letter are few enough to stand on pages after it. */
    static boolean haveRoomOnPages(MessageModel model) {
        Map<String, Integer> sizes = sizes(model);
        return of(model).stream().mapToInt(list -> sizes.getOrDefault(list, 0)).sum() <= MAX_ANNEXED_LINES;
    }

    /** The variables of the lists that have no room, in the order of the message. */
    static Set<String> of(MessageModel model) {
        Set<String> tooLong = new LinkedHashSet<>();
        int room = TemplateCatalogue.MAX_LISTED_LINES;
        for (Map.Entry<String, Integer> list : sizes(model).entrySet()) {
            if (list.getValue() <= room) {
                room -= list.getValue();
            } else {
                tooLong.add(list.getKey());
            }
        }
        return tooLong;
    }

    private static Map<String, Integer> sizes(MessageModel model) {
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
        return sizes;
    }
}
