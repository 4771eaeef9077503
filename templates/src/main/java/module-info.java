/** Subject, text and HTML of the messages in six languages, and the catalogue that renders them. */
module io.relance.templates {
    requires static org.jspecify;
    requires com.samskivert.jmustache;
    requires transitive io.relance.core;

    exports io.relance.template;
}
