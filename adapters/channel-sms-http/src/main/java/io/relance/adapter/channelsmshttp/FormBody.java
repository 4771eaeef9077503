package io.relance.adapter.channelsmshttp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fields as HTML forms send them; one whose places hold nothing is left out. */
final class FormBody implements Body {
    private final Map<String, String> fields;

    FormBody(Map<String, String> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    @Override
    public String contentType() {
        return "application/x-www-form-urlencoded";
    }

    @Override
    public Set<String> places() {
        Set<String> places = new TreeSet<>();
        fields.values().forEach(value -> places.addAll(Places.in(value)));
        return places;
    }

    @Override
    public byte[] filled(Map<String, String> values) {
        return fields.entrySet().stream()
                .map(field -> Map.entry(field.getKey(), Places.filled(field.getValue(), values)))
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
