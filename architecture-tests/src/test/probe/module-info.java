/** A host that has every published module of Relance on its module path. */
module io.relance.probe {
    requires io.relance.calendar.jollyday;
    requires io.relance.channel.letter.pdf;
    requires io.relance.channel.mail.file;
    requires io.relance.channel.sms.http;
    requires io.relance.channel.smtp;
    requires io.relance.channel.webhook;
    requires io.relance.engine;
    requires io.relance.imports.files;
    requires io.relance.json;
    requires io.relance.storage.jdbc;
    requires io.relance.testkit;
    requires io.relance.web;
    // the database that this host has chosen
    requires com.h2database;
    // the servlets of its container
    requires jakarta.servlet;
    requires java.naming;
}
