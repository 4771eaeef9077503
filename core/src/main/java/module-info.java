/** The pure domain of Relance: functions of their arguments, over values. */
module io.relance.core {
    requires static org.jspecify;
    requires transitive org.joda.money;

    exports io.relance.aging;
    exports io.relance.delivery;
    exports io.relance.kpi;
    exports io.relance.money;
    exports io.relance.receivable;
    exports io.relance.time;
}
