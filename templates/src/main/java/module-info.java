/** Subject, text and HTML of the messages, in French and English, and the catalogue that renders them. */
module io.relance.template {
    requires static org.jspecify;
    requires com.samskivert.jmustache;
    requires transitive io.relance.core;

    exports io.relance.template;
}
