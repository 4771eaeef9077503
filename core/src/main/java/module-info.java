/** The pure domain of Relance: functions of their arguments, over values. */
module io.relance.core {
    requires static org.jspecify;
    requires transitive org.joda.money;
}
