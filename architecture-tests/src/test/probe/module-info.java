/** A host that has every published module of Relance on its module path. */
module io.relance.probe {
    requires io.relance.calendar.jollyday;
    requires io.relance.channel.mail.file;
    requires io.relance.engine;
    requires io.relance.imports.files;
    requires io.relance.json;
    requires io.relance.testkit;
}
