package io.relance.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relance.account.DunningCase;
import java.util.List;
import java.util.stream.Collectors;

/** Heads as they were written in version 1: with all messages and tasks in them. */
final class VersionOne {
    private VersionOne() {}

    static byte[] head(DunningCase memory) {
        String head = new String(CaseCodec.head(memory), UTF_8);
        String first = head.replaceFirst("^\\{\"case\":2", "{\"case\":1");
        List<String> messages = memory.messages().stream()
                .map(message -> bare(CaseCodec.messagePart(new Placed<>(0, message))))
                .toList();
        List<String> tasks = memory.tasks().stream()
                .map(task -> bare(CaseCodec.taskPart(new Placed<>(0, task))))
                .toList();
        return listed(listed(first, "messageCount", "messages", messages), "taskCount", "tasks", tasks)
                .getBytes(UTF_8);
    }

    /** Without format, version and place. */
    private static String bare(byte[] part) {
        String text = new String(part, UTF_8);
        return "{" + text.substring(text.indexOf("\"id\":"));
    }

    private static String listed(String head, String count, String key, List<String> bodies) {
        return head.replace(
                "\"" + count + "\":" + bodies.size(),
                bodies.stream().collect(Collectors.joining(",", "\"" + key + "\":[", "]")));
    }
}
