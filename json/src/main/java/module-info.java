/** Documents in JSON and YAML, read with every problem at once. */
@SuppressWarnings("module") // the modules that may see the tree are built after this one
module io.relance.json {
    requires static org.jspecify;
    requires transitive io.relance.core;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;

    exports io.relance.json;
    exports io.relance.json.tree to
            io.relance.imports.files;
}
