/** The pure domain of Relance: functions of their arguments, over values. */
module io.relance.core {
    requires static org.jspecify;
    requires transitive org.joda.money;

    exports io.relance.account;
    exports io.relance.action;
    exports io.relance.aging;
    exports io.relance.callback;
    exports io.relance.claim;
    exports io.relance.decision;
    exports io.relance.delivery;
    exports io.relance.history;
    exports io.relance.kpi;
    exports io.relance.money;
    exports io.relance.plan;
    exports io.relance.policy;
    exports io.relance.receivable;
    exports io.relance.risk;
    exports io.relance.rule;
    exports io.relance.scenario;
    exports io.relance.time;
}
