/** The books of a creditor from CSV files of any layout. */
module io.relance.adapter.importfiles {
    requires de.siegmar.fastcsv;
    requires transitive io.relance.core;
    requires transitive io.relance.json;
    requires static org.jspecify;

    exports io.relance.adapter.importfiles;
}
